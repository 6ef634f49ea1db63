"""Many readers at once: python -m tests.bench.readers --warehouse FILE [--sessions 1,10,20,50].

    [--minutes 2] [--think 10 30] [--proxied] [--markdown docs/serving.md]

Each reader has a session of its own over Streamlit's websocket, as a browser has: opens a page,
waits 10 to 30 s, and opens another page, area or period in the same session; its page asks by the
clock for what the page repeats every few seconds. All readers share a few areas and periods that
have been opened before: what a first view costs, `governance bench` says. --proxied: two dashboards
behind nginx (docs/serving.md).

p50, p95: milliseconds until the page is done, of a click. CPU: of the servers, a click, with what
pages ask by the clock. MB a session: how much more memory the servers hold than before any reader,
divided by the readers. Exit status 1 where a page showed an error or broke off.
"""

import argparse
import asyncio
import os
import random
import signal
import sys
import tempfile
import time
import urllib.request
from collections.abc import Coroutine, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from governance.app import page_messages
from governance.bench import pages, processes, report
from governance.bench.server import started
from tests.support.proxied import proxied

HEAD = ("readers", "clicks", "p50 ms", "p95 ms", "CPU ms", "by the clock", "MB each", "errors")
# Seconds after which Streamlit has forgotten those who opened every page once, before the readers.
FORGOTTEN = 130
SEED = 11


@dataclass
class Findings:
    """What happened between two moments: milliseconds of each click, repeats, and what broke."""

    clicks: list[float] = field(default_factory=list)
    repeats: int = 0
    errors: list[str] = field(default_factory=list)


@dataclass
class Reader:
    """One browser with one page open."""

    socket: ClientConnection
    findings: Findings
    done: asyncio.Event = field(default_factory=asyncio.Event)
    stored: set[str] = field(default_factory=set)
    repeating: list[asyncio.Task] = field(default_factory=list)
    view: tuple[str, str] = ("", "")

    async def listen(self) -> None:
        """Takes in what the server says, until it ends."""
        while True:
            told = page_messages.read(await self.socket.recv(decode=False))
            self.stored |= {told.stored} - {""}
            self.findings.repeats += told.is_fragment_done
            if told.error:
                self.findings.errors.append(f"/{self.view[0]}?{self.view[1]}: {told.error}")
            if told.repeats:
                self.repeating.append(asyncio.create_task(self.repeat(*told.repeats)))
            if told.is_done:
                self.done.set()

    async def repeat(self, fragment: str, seconds: float) -> None:
        """Asks for a part of the page by the clock, as the browser does."""
        while True:
            await asyncio.sleep(seconds)
            if self.done.is_set():
                await self.socket.send(page_messages.request(*self.view, fragment, self.stored))

    def forget(self) -> None:
        """Lets go of what the page before asked for by the clock."""
        for task in self.repeating:
            task.cancel()
        self.repeating.clear()

    async def click(self, view: tuple[str, str]) -> None:
        """Opens a page, and waits until it is done. Raises TimeoutError."""
        self.forget()
        self.done.clear()
        self.view = view
        began = time.perf_counter()
        await self.socket.send(page_messages.request(*view, stored=self.stored))
        await asyncio.wait_for(self.done.wait(), page_messages.PATIENCE)
        self.findings.clicks.append(1000 * (time.perf_counter() - began))


@dataclass(frozen=True)
class Servers:
    """The address that readers open, and the processes behind it."""

    address: str
    processes: Sequence[int]

    @property
    def cpu_seconds(self) -> float:
        return sum(map(processes.cpu_seconds, self.processes))

    @property
    def memory(self) -> int:
        return sum(processes.memory(process)["VmRSS"] for process in self.processes)

    def cookie(self) -> dict[str, str]:
        """The header by which the proxy knows a new reader again; none without a proxy."""
        with urllib.request.urlopen(self.address) as answer:
            given = [line.partition(";")[0] for line in answer.headers.get_all("Set-Cookie", ())]
        return {"Cookie": "; ".join(given)} if given else {}


async def read(
    servers: Servers, views: Sequence[tuple[str, str]], think: tuple[float, float], reader: int,
    findings: Findings,
) -> None:  # fmt: skip
    """One reader, until it is cancelled; the first click comes within the time of a thought."""
    dice = random.Random(SEED + reader)
    headers = await asyncio.to_thread(servers.cookie)
    await asyncio.sleep(dice.uniform(0, think[1]))
    stream = page_messages.stream_of(servers.address)
    async with connect(
        stream, subprotocols=page_messages.SUBPROTOCOLS, additional_headers=headers, max_size=None
    ) as socket:
        one = Reader(socket, findings)
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(one.listen())
                while True:
                    await one.click(dice.choice(views))
                    await asyncio.sleep(dice.uniform(*think))
        finally:
            one.forget()


async def guarded(reading: Coroutine[None, None, None], findings: Findings) -> None:
    """What ends a reader is an error of this run."""
    try:
        await reading
    except* (WebSocketException, OSError, TimeoutError) as group:
        findings.errors += [f"{type(one).__name__}: {one}" for one in group.exceptions]


async def measure(
    servers: Servers, views: Sequence[tuple[str, str]], count: int, options: argparse.Namespace
) -> tuple[Findings, float, int]:
    """Findings, CPU seconds and memory of `minutes` with so many readers, once all of them read."""
    findings = Findings()
    readings = [
        asyncio.create_task(
            guarded(read(servers, views, tuple(options.think), reader, findings), findings)
        )
        for reader in range(count)
    ]
    await asyncio.sleep(options.think[1] + 5)
    findings.clicks.clear()
    findings.repeats, cpu = 0, servers.cpu_seconds
    await asyncio.sleep(60 * options.minutes)
    used, held = servers.cpu_seconds - cpu, servers.memory
    for reading in readings:
        reading.cancel()
    await asyncio.gather(*readings, return_exceptions=True)
    return findings, used, held


def main(arguments: Sequence[str] | None = None) -> int:
    """0 every page was whole, 1 one was not."""
    options = parser().parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # its servers and nginx end with it
    scopes = list(pages.scopes_of(options.warehouse, options.scopes))
    with serving(options) as servers:
        views = [(page, scope) for page in opened(servers, scopes) for scope in scopes]
        time.sleep(options.settle)
        before, broken = servers.memory, list[str]()
        rows: list[tuple[str, ...]] = [HEAD]
        for count in options.sessions:
            findings, cpu, held = asyncio.run(measure(servers, views, count, options))
            rows.append(line(count, findings, cpu, held - before))
            broken += findings.errors
            print(*rows[-1], sep="\t", flush=True)
    what = "two dashboards behind nginx" if options.proxied else "one dashboard"
    text = f"{what}; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end\n\n"
    text += "\n".join(report.table(rows)) + "\n"
    print(text, *sorted(set(broken)), sep="\n")
    if options.markdown:
        mark = "readers-proxied" if options.proxied else "readers"
        report.put_between(options.markdown, mark, text)
    return int(bool(broken))


@contextmanager
def serving(options: argparse.Namespace) -> Iterator[Servers]:
    """One dashboard of the warehouse, or two behind nginx."""
    if options.proxied:
        with (
            tempfile.TemporaryDirectory() as folder,
            proxied(options.warehouse, Path(folder)) as proxy,
        ):
            yield Servers(proxy.address, [process for _address, process in proxy.servers])
    else:
        with started(options.warehouse) as (address, process):
            yield Servers(address, [process])


def opened(servers: Servers, scopes: Sequence[str]) -> tuple[str, ...]:
    """The pages of the menu, each opened with every scope in every process."""
    menu: tuple[str, ...] = ()
    warm: set[int] = set()
    while len(warm) < len(servers.processes):
        headers = servers.cookie()
        before = {process: processes.cpu_seconds(process) for process in servers.processes}
        stream = page_messages.stream_of(servers.address)
        menu = page_messages.visit(stream, "", scopes[0], headers).pages
        busiest = max(before, key=lambda process: processes.cpu_seconds(process) - before[process])
        if busiest not in warm:
            for page in menu:
                for scope in scopes:
                    page_messages.visit(stream, page, scope, headers)
            warm.add(busiest)
    return menu


def line(count: int, findings: Findings, cpu: float, more: int) -> tuple[str, ...]:
    """A row of the table."""
    clicks = len(findings.clicks)
    taken = pages.spread(findings.clicks or [0.0])
    figures = (taken.p50, taken.p95, 1000 * cpu / max(clicks, 1))
    numbers = [f"{figure:,.0f}" for figure in figures]
    each = f"{more / 1e6 / count:.1f}"
    return (
        str(count),
        str(clicks),
        *numbers,
        str(findings.repeats),
        each,
        str(len(findings.errors)),
    )


def counts(text: str) -> list[int]:
    return [int(word) for word in text.split(",")]


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="python -m tests.bench.readers",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--warehouse", type=Path, required=True)
    top.add_argument("--sessions", type=counts, default=[1, 10, 20, 50], metavar="1,10,20,50")
    top.add_argument("--minutes", type=float, default=2, help="for each number of readers")
    top.add_argument("--think", type=float, nargs=2, default=(10, 30), metavar="SECONDS")
    top.add_argument("--scopes", type=int, default=4, help="areas and periods that are looked at")
    top.add_argument("--settle", type=float, default=FORGOTTEN, help="seconds before the first")
    top.add_argument("--proxied", action="store_true", help="two dashboards behind nginx")
    top.add_argument("--markdown", type=Path, metavar="FILE", help="put the table into its place")
    return top


if __name__ == "__main__":
    sys.exit(main())
