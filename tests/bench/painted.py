"""When a real browser without a GPU shows a map, and what it was sent for it.

A page that has loaded all else asks for the map (`draw`), or is opened with it (`open`).
"""

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import NamedTuple

from governance.bench.server import free_port, is_healthy
from tests.bench.painted_page import BOX
from tests.browser.chromium import Look, launch

ROOT = Path(__file__).resolve().parents[2]
RUNS = 3
LOOK = Look(width=BOX[0] + 160, height=BOX[1] + 400)
# What deck.gl has drawn can be read at any time.
READABLE = """() => {
    const get = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, options) {
        const kept = kind.startsWith('webgl') ? {...options, preserveDrawingBuffer: true} : options;
        return get.call(this, kind, kept);
    };
}"""
PRESSED = """() => addEventListener(
    'pointerdown', () => { window.asked = performance.now() }, true)"""
# first: the first picture of the canvas that is not empty. whole: the last one that differed from
# the one before, once a dozen frames in a row were short and alike.
WATCH = """async asked => {
    const small = document.createElement('canvas');
    [small.width, small.height] = [60, 40];
    const pen = small.getContext('2d', {willReadFrequently: true});
    const look = () => {
        const canvas = document.querySelector('.st-key-map canvas');
        if (!canvas || !canvas.width) return '';
        pen.clearRect(0, 0, 60, 40);
        pen.drawImage(canvas, 0, 0, 60, 40);
        const seen = pen.getImageData(0, 0, 60, 40).data;
        return seen.some((value, place) => place % 4 === 3 && value > 0) ? seen.join() : '';
    };
    let [first, whole, quiet, last, picture] = [0, 0, 0, performance.now(), ''];
    while (!first || quiet < 12) {
        await new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)));
        const [now, seen] = [performance.now(), look()];
        if (seen && !first) first = now;
        if (seen !== picture) whole = now;
        quiet = seen === picture && now - last < 60 ? quiet + 1 : 0;
        [last, picture] = [now, seen];
    }
    const from = asked ? window.asked : 0;
    const parts = performance.getEntriesByType('resource').filter(
        part => part.name.includes('/basemap/') && part.startTime >= from);
    const bytes = parts.reduce((sum, part) => sum + part.encodedBodySize, 0);
    return [first - from, whole - from, bytes];
}"""


class Seen(NamedTuple):
    """Milliseconds until the first pixels and the whole map; of the processor, by the browser.

    opened: until the first pixels of a page that is opened with the map, from the navigation on.
    told, fetched: bytes that Streamlit sends, and that the map fetches (compressed).
    """

    first: float
    whole: float
    processor: float
    opened: float
    told: int
    fetched: int


HEAD = (
    f"{'kind':<10}{'count':>9}{'told KB':>9}{'fetched KB':>12}"
    f"{'first ms':>10}{'whole ms':>10}{'CPU ms':>9}{'opened ms':>11}"
)


def report(module, asked) -> None:
    """Prints a line for each (kind, count) that a module's deck() draws: the middle of RUNS."""
    from playwright.sync_api import sync_playwright

    print(f"\nIn a browser without a GPU, load {os.getloadavg()[0]:.1f}\n{HEAD}", flush=True)
    with serving() as address, sync_playwright() as playwright, launch(playwright) as browser:
        for kind, count in asked:
            runs = [seen(browser, f"{address}/?module={module}", kind, count) for _ in range(RUNS)]
            found = Seen(*(median(parts) for parts in zip(*runs, strict=True)))
            print(
                f"{kind:<10}{count:>9,}{found.told / 1000:>9.1f}{found.fetched / 1000:>12.1f}"
                f"{found.first:>10,.0f}{found.whole:>10,.0f}{found.processor:>9,.0f}"
                f"{found.opened:>11,.0f}",
                flush=True,
            )


@contextmanager
def serving():
    """The address of tests.bench.painted_page."""
    port = free_port()
    page = str(ROOT / "tests" / "painted_page.py")
    command = [sys.executable, "-m", "streamlit", "run", page, f"--server.port={port}"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL) as server:
        try:
            assert is_healthy(f"http://127.0.0.1:{port}/_stcore/health", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def seen(browser, page_address, kind, count) -> Seen:
    """One look at a map in a window of its own, asked for on a page; and on another, opened."""
    address = f"{page_address}&kind={kind}&count={count}"
    with LOOK.context(browser) as context:
        context.add_init_script(f"({READABLE})()")
        page, told = context.new_page(), []
        page.on(
            "websocket",
            lambda socket: socket.on("framereceived", lambda sent: told.append(len(sent))),
        )
        page.goto(address)
        button = page.get_by_role("button", name="draw")
        button.wait_for(timeout=120_000)
        page.get_by_test_id("stDeckGlJsonChart").locator("canvas").first.wait_for()
        page.wait_for_timeout(1500)
        told.clear()
        page.evaluate(PRESSED)
        before = processor()
        button.click()
        first, whole, fetched = page.evaluate(WATCH, True)
        used = processor() - before
    with LOOK.context(browser) as context:
        context.add_init_script(f"({READABLE})()")
        page = context.new_page()
        page.goto(f"{address}&draw=1", wait_until="commit")
        opened, *_rest = page.evaluate(WATCH, False)
    return Seen(first, whole, used, opened, sum(told), fetched)


def processor() -> float:
    """Milliseconds of the processor that this process's browser has had so far."""
    parents, names, times = {}, {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            head, _, tail = stat.read_text().rpartition(")")
        except OSError:
            continue  # it has ended meanwhile
        parts, one = tail.split(), int(stat.parent.name)
        parents[one], names[one] = int(parts[1]), head
        times[one] = int(parts[11]) + int(parts[12])

    def ours(one):
        while one in parents and one != os.getpid():
            one = parents[one]
        return one == os.getpid()

    mine = [one for one in parents if "chrom" in names[one] and ours(one)]
    return sum(times[one] for one in mine) * 1000 / os.sysconf("SC_CLK_TCK")
