"""Anybody may clear Streamlit's caches at any moment: pages that are reading go on reading."""

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
import streamlit as st
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.testing.v1 import AppTest
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from governance.app import cache
from governance.bench import pages
from governance.bench.server import started
from governance.warehouse import build as building
from tests.support import offices
from tests.support.views import address, views

READERS = 3


def held(process: str, folder: Path) -> set[str]:
    """The builds below the folder of which a process has the file open."""
    links = [link for link in Path(f"/proc/{process}/fd").iterdir() if link.is_symlink()]
    files = [Path(str(link.readlink()).removesuffix(" (deleted)")) for link in links]
    return {file.parent.name for file in files if file.is_relative_to(folder)}


def comes_true(check: Callable[[], bool], seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while not check() and time.monotonic() < end:
        time.sleep(0.1)
    return check()


@contextmanager
def clearing(server: pages.Server) -> Iterator[list[int]]:
    """A client that clears all caches ten times a second; what is given counts its frames."""
    ends, sent = threading.Event(), [0]
    frame = BackMsg(clear_cache=True).SerializeToString()

    def send() -> None:
        with connect(
            server.stream, subprotocols=[Subprotocol("streamlit")], max_size=None
        ) as socket:
            while not ends.wait(0.1):
                socket.send(frame)
                sent[0] += 1

    sender = threading.Thread(target=send)
    sender.start()
    try:
        yield sent
    finally:
        ends.set()
        sender.join()


@pytest.mark.slow
def test_no_page_fails_while_caches_are_cleared(tmp_path: Path) -> None:
    target = offices.built("few_rows", tmp_path)
    with started(target) as place:
        server = pages.server_at(*place)

        def errors(view: tuple[str, str]) -> tuple[str, ...]:
            return server.visit(*view)[0].errors

        asked = [(address(entry), wanted) for entry, wanted in views()]
        with clearing(server) as sent, ThreadPoolExecutor(READERS) as readers:
            found = dict(zip(asked, readers.map(errors, asked), strict=True))
        assert sent[0] > len(asked)
        assert not {view: words for view, words in found.items() if words}


@pytest.mark.slow
def test_a_server_lets_go_of_builds_that_nobody_reads(tmp_path: Path) -> None:
    target = offices.built("one_row", tmp_path)
    with started(target) as place:
        server = pages.server_at(*place)
        for _rebuild in range(2):
            assert server.visit("", "")[0].errors == ()
            building.build(offices.OFFICES["one_row"](), tmp_path, target)
        assert server.visit("", "")[0].errors == ()
        now = target.resolve().parent.name
        builds = target.resolve().parent.parent
        with clearing(server) as sent:
            assert comes_true(lambda: sent[0] > 2)

        def has_let_go() -> bool:
            """After one more page: what is in a circle goes when Python looks for such, at work."""
            server.visit("", "")
            return held(str(server.process), builds) == {now}

        assert comes_true(has_let_go), held(str(server.process), builds)


@pytest.fixture
def own_warehouse(paged_warehouse: Path, tmp_path: Path) -> Path:
    """The tiny office in a folder that no other test of this process has open."""
    shutil.copytree(paged_warehouse.parent, tmp_path / "own", symlinks=True)
    return tmp_path / "own" / paged_warehouse.name


def test_readers_go_on_when_the_cache_is_cleared(
    own_warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOVERNANCE_WAREHOUSE", str(own_warehouse))
    builds = own_warehouse.resolve().parent.parent

    def read() -> None:
        for _turn in range(5):
            build = cache.pin()
            cursor = build.cursor()
            for _again in range(20):
                cursor.execute("select count(*) from visits").fetchall()
                build.datasets()

    with ThreadPoolExecutor(READERS) as readers:
        running, clears = [readers.submit(read) for _reader in range(READERS)], 0
        while not all(one.done() for one in running):
            st.cache_data.clear()
            st.cache_resource.clear()
            clears += 1
            time.sleep(0.005)
        for one in running:
            one.result()
    assert clears > 5
    st.cache_resource.clear()
    assert comes_true(lambda: held("self", builds) == set(), 2)


def test_a_build_is_closed_after_its_last_reader(
    own_warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOVERNANCE_WAREHOUSE", str(own_warehouse))
    folder = own_warehouse.resolve().parent
    builds, name = folder.parent, folder.name
    st.cache_resource.clear()
    build = cache.pin()
    cursor = build.cursor()
    st.cache_resource.clear()
    assert len(cache.view(build, "areas_at_level", level="all", area="all")) == 1
    del build
    assert held("self", builds) == {name}
    assert cursor.execute("select count(*) from visits").fetchall() > [(0,)]
    del cursor
    assert held("self", builds) == set()


def look_at_an_upload() -> None:
    import streamlit as st

    from governance.app.upload import upload_session

    laid = upload_session.lay_down(b"a", "a.csv", "0123456789abcdef")
    st.cache_resource.clear()
    file = laid.path
    st.text(file.read_bytes().decode())
    del laid
    st.text(file.parent.exists())


def test_an_uploaded_file_stays_while_somebody_reads_it() -> None:
    found = AppTest.from_function(look_at_an_upload).run()
    assert not found.exception
    assert [text.value for text in found.text] == ["a", "False"]
