"""The command tests.bench.readers on a tiny office: clicks are counted, and what breaks."""

import argparse
import asyncio
from collections.abc import Iterator

import pytest
from websockets.sync.client import connect

from governance.app import page_messages
from governance.bench.server import started
from tests.bench import readers
from tests.bench.readers import Servers
from tests.support import loops, offices, tiny


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    target = offices.built("few_rows", tmp_path_factory.mktemp("readers"))
    with started(target) as (address, process):
        yield Servers(address, [process])


def test_readers_click_and_their_pages_ask_by_the_clock(servers: Servers) -> None:
    options = argparse.Namespace(minutes=0.15, think=(0.2, 1.0))
    views = [("", "period=last_month"), ("visits", "period=last_quarter")]
    findings, cpu, held = loops.run(readers.measure, servers, views, 3, options)
    assert findings.errors == []
    assert len(findings.clicks) > 6
    assert min(findings.clicks) > 1
    assert cpu > 0
    assert held > 50e6
    found = readers.line(3, findings, cpu, 30_000_000)
    assert found[0] == "3"
    assert found[6] == "10.0"
    assert len(found) == len(readers.HEAD)


def test_a_page_that_is_only_looked_at_is_asked_for_by_the_clock(servers: Servers) -> None:
    options = argparse.Namespace(minutes=0.2, think=(60, 60.1))

    async def look() -> readers.Findings:
        findings = readers.Findings()
        reading = readers.read(servers, [("", "")], (60, 0), 0, findings)
        task = asyncio.create_task(readers.guarded(reading, findings))
        await asyncio.sleep(60 * options.minutes)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return findings

    findings = loops.run(look)
    assert len(findings.clicks) == 1
    assert findings.repeats >= 1
    assert findings.errors == []


def test_a_page_that_is_not_there_is_an_error(servers: Servers) -> None:
    options = argparse.Namespace(minutes=0.02, think=(0.1, 0.2))
    findings, *_rest = loops.run(readers.measure, servers, [("nowhere", "")], 1, options)
    assert findings.errors
    assert "there is no such page" in findings.errors[0]


def test_a_click_shows_another_area_in_the_same_session(servers: Servers) -> None:
    """What is measured is a click and not the same page again."""
    stream = page_messages.stream_of(servers.address)
    with connect(stream, subprotocols=page_messages.SUBPROTOCOLS, max_size=None) as socket:
        texts = []
        for asked in ("", f"area={tiny.GRIDS[0]}", ""):
            socket.send(page_messages.request("data", asked))
            said = b""
            while not page_messages.read(data := socket.recv(timeout=60, decode=False)).is_done:
                said += data
            texts.append(said)
    assert texts[0].count(tiny.GRIDS[0].encode()) != texts[1].count(tiny.GRIDS[0].encode())
