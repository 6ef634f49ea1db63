"""Two dashboards behind nginx as docs/serving.md sets them up: pages, uploads, downloads."""

import csv
import http.client
import io
import os
import signal
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from governance.app import page_messages
from tests.browser.chromium import settle
from tests.browser.test_upload import APRIL, hand_in, office  # noqa: F401  a fixture
from tests.browser.test_upload_sizes import ledger
from tests.support import offices
from tests.support.proxied import Proxied, proxied

pytestmark = pytest.mark.slow
COOKIE = "governance_reader"
SIZE = 20  # MB of the file that is handed in; nginx lets 1 through by itself


def new_reader(proxy: Proxied) -> str:
    """The cookie that a reader without one is given."""
    with urllib.request.urlopen(proxy.address) as answer:
        given = answer.headers["Set-Cookie"]
    assert given.startswith(f"{COOKIE}=")
    assert "HttpOnly" in given
    return given.partition(";")[0]


def is_told_again(proxy: Proxied, cookie: str) -> bool:
    """Whether a reader who has the cookie is given one."""
    request = urllib.request.Request(proxy.address, headers={"Cookie": cookie})
    with urllib.request.urlopen(request) as answer:
        return answer.headers["Set-Cookie"] is not None


def server_of(proxy: Proxied, cookie: str) -> str:
    """The dashboard that ran a page for a reader; the page has to be whole."""
    reader, streams = cookie.partition("=")[2], list[str]()
    before = len(streams_of(proxy, reader))
    stream = page_messages.stream_of(proxy.address)
    assert page_messages.visit(stream, "", "", {"Cookie": cookie}).errors == ()
    end = time.monotonic() + 20
    while len(streams) <= before and time.monotonic() < end:
        time.sleep(0.05)  # a websocket is in the log when it has ended
        streams = streams_of(proxy, reader)
    return streams[-1]


def streams_of(proxy: Proxied, reader: str) -> list[str]:
    found = [one for one in proxy.answered() if one[:2] == (reader, page_messages.STREAM)]
    return [server for _reader, _path, server in found]


def status_of_upload(proxy: Proxied, megabytes: int) -> int:
    """What is answered to the mere announcement of a file."""
    connection = http.client.HTTPConnection(proxy.address.removeprefix("http://"), timeout=30)
    connection.putrequest("POST", "/_stcore/upload_file/a/b")
    connection.putheader("Content-Length", str(megabytes << 20))
    connection.endheaders()
    status = connection.getresponse().status
    connection.close()
    return status


def test_a_reader_keeps_to_one_dashboard_until_it_ends(tmp_path: Path) -> None:
    with proxied(offices.built("one_row", tmp_path), tmp_path) as proxy:
        readers = [new_reader(proxy) for _reader in range(12)]
        assert len(set(readers)) == 12
        assert not any(is_told_again(proxy, cookie) for cookie in readers)
        servers = {cookie: server_of(proxy, cookie) for cookie in readers}
        assert set(servers.values()) == {address for address, _process in proxy.servers}
        for cookie in readers[:4]:
            assert {server_of(proxy, cookie) for _again in range(3)} == {servers[cookie]}
        assert status_of_upload(proxy, 400) == 413
        (ended, process), (left, _process) = proxy.servers
        os.kill(process, signal.SIGKILL)
        assert ended in servers.values()
        assert {server_of(proxy, cookie) for cookie in readers} == {left}


def test_files_are_handed_in_and_downloaded_where_the_session_is(
    page: Page,
    office: Path,  # noqa: F811
) -> None:
    (office / "nginx").mkdir()
    with proxied(office / "w.duckdb", office / "nginx") as proxy:
        page.goto(f"{proxy.address}/upload")
        settle(page)
        rows = ledger(office / "五月.csv", SIZE)
        hand_in(page, office / "五月.csv")
        expect(page.get_by_text("四、保存与发布")).to_be_visible(timeout=120_000)
        settle(page, 120)
        expect(page.get_by_test_id("stMetric").first).to_contain_text(f"{rows:,}")
        page.reload()
        settle(page)
        (office / "四月.csv").write_bytes(APRIL.encode("gb18030"))
        hand_in(page, office / "四月.csv")
        with page.expect_download() as download:
            page.get_by_role("button", name="下载被拒收的行").click()
        text = Path(download.value.path()).read_text(encoding="utf-8-sig")
        assert "nowhere" in next(csv.DictReader(io.StringIO(text)))["governance:reason"]
        readers = [entry["value"] for entry in page.context.cookies() if entry["name"] == COOKIE]
        assert len(readers) == 1
        asked = {path.split("/")[1]: server for _r, path, server in proxy.answered()}
        by = {server for reader, _path, server in proxy.answered() if reader == readers[0]}
        assert len(by) == 1
        assert {"_stcore", "media"} <= asked.keys()
