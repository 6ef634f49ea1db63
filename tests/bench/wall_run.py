"""A day of the wall in a few minutes: python -m tests.bench.wall_run [--minutes 10] [--every 2].

    [--warehouse FILE] [--size 1920x1080] [--pictures FOLDER]

A day of the wall is 2,880 turns of 30 s, and the server draws it anew once an hour and when a build
or something that the office wrote is new: every ten minutes are taken for a day, 144 times. As many
are made in the minutes given as the machine manages: the wall turns by itself every so many
seconds, an arrow key turns it in between, and the button of the colours that it has already has the
server draw it anew. Only what the page asks by the clock, every 5 and 60 s, comes no faster than on
a wall; its share of a day is printed. What is measured begins after a warm-up, in which caches and
allocators fill. Memory is what Linux has for the server and for all processes of the browser
(VmRSS), and the browser's heap after its own collection. Exit status 1 where one of the first two
would grow by 5 % in a day, or a label was blank.
"""

import argparse
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import CDPSession, Page, sync_playwright

from governance.bench import processes
from governance.bench.server import started
from governance.warehouse.reader import DEFAULT
from tests.browser import test_wall
from tests.browser.chromium import Look, launch, settle

TURNS, REDRAWS, DAY = 2_880, 144, 1_440  # of a day, and its minutes
# Seconds, in which Chromium starts its last process, too; redraws, of which allocators fill.
WARM, FIRST = 180.0, 60
LIMIT = 5.0  # percent
SAMPLES = 8
HEAD = (
    "minute",
    "turns",
    "redraws",
    "server MB",
    "browser MB",
    "heap MB",
    "processes",
    "nodes",
    "blank",
)
LINE = "{:>7}{:>7}{:>9}{:>11}{:>12}{:>9}{:>11}{:>8}{:>7}"
PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
IDLE = """() => document.querySelector('[data-testid="stApp"]')
    ?.dataset.testScriptState === 'notRunning'"""
REDRAW = (
    """() => document.querySelector('.wall [data-ask="scheme"][aria-pressed="true"]').click()"""
)


@dataclass(frozen=True)
class Sample:
    """How much memory there was at one moment, in MB; processes: of the browser."""

    server: float
    browser: float
    heap: float
    processes: int
    nodes: int
    blank: int


@dataclass
class Wall:
    """The wall in its browser, and what happened on it so far."""

    page: Page
    tools: CDPSession
    server: int
    turns: int = 0
    redraws: int = 0
    samples: list[Sample] = field(default_factory=list)

    @property
    def shown(self) -> str:
        return str(self.page.locator(".wall li.at").get_attribute("data-card"))

    def turn(self) -> None:
        self.page.keyboard.press("ArrowRight")
        self.page.evaluate(PAINTED)
        self.turns += 1

    def redraw(self) -> None:
        """Has the server draw the page anew, and waits for it."""
        self.page.evaluate(REDRAW)
        self.page.wait_for_timeout(60)
        self.page.wait_for_function(IDLE, polling=50)
        self.redraws += 1

    def run(self, seconds: float, every: int, share: float) -> None:
        """Turns and redraws for so long, and no faster than this share of a day in the time."""
        began, turned, drawn = time.monotonic(), self.turns, self.redraws
        while (passed := time.monotonic() - began) < seconds:
            done = share * passed / seconds
            while self.turns - turned < TURNS * done and time.monotonic() - began < seconds:
                self.turn()
            before, until = self.shown, time.monotonic() + every + 1
            while time.monotonic() < until:
                if self.redraws - drawn < REDRAWS * done:
                    self.redraw()
                else:
                    self.page.wait_for_timeout(100)
            self.turns += self.shown != before

    def measure(self) -> Sample:
        """Memory now, after the browser has collected what it does not need."""
        self.tools.send("HeapProfiler.collectGarbage")
        told = {
            one["name"]: one["value"]
            for one in self.tools.send("Performance.getMetrics")["metrics"]
        }
        found = self.page.evaluate(test_wall.FOUND)
        own = browsers()
        browser = sum(map(_megabytes, own))
        heap, nodes = told["JSHeapUsedSize"] / 1e6, int(told["Nodes"])
        return Sample(_megabytes(self.server), browser, heap, len(own), nodes, found["blank"])


def browsers() -> list[int]:
    """The processes of the browser that this one has started."""
    parents = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and (stat := _read(folder / "stat")):
            name, rest = stat[stat.index("(") + 1 :].rsplit(")", 1)
            parents[int(folder.name)] = int(rest.split()[1]), name
    own = os.getpid()

    def is_own(process: int) -> bool:
        parent = parents.get(process, (0, ""))[0]
        return parent == own or (parent in parents and is_own(parent))

    return [p for p, (_parent, name) in parents.items() if "chrom" in name and is_own(p)]


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return ""  # it has ended meanwhile


def _megabytes(process: int) -> float:
    return processes.memory(process)["VmRSS"] / 1e6


def main(arguments: Sequence[str] | None = None) -> int:
    """0 memory stays, 1 it grows by 5 % or more, or a label is blank."""
    options = parser().parse_args(arguments)
    width, height = map(int, options.size.split("x"))
    look = Look("zh-CN", "light", width, height)
    with (
        started(options.warehouse) as (address, server),
        sync_playwright() as playwright,
        launch(playwright) as browser,
        look.context(browser) as context,
    ):
        page = context.new_page()
        tools = context.new_cdp_session(page)
        tools.send("Performance.enable")
        page.goto(f"{address}/wall?every={options.every}")
        settle(page, 90)
        return watch(Wall(page, tools, server), options)


def watch(wall: Wall, options: argparse.Namespace) -> int:
    """Warms up, then prints a line for each part of the run, and what it comes to."""
    seconds = options.minutes * 60
    print(
        f"warm-up: {FIRST} redraws, {WARM:.0f} s at the same pace; then {options.minutes:g} minutes"
    )
    for _number in range(FIRST):
        wall.redraw()
    wall.run(WARM, options.every, WARM / seconds)
    picture(wall, options.pictures, "start")  # what a picture takes, the browser keeps
    wall.measure()
    wall.turns = wall.redraws = 0
    print(LINE.format(*HEAD), flush=True)
    note(wall, 0.0)
    for part in range(1, SAMPLES + 1):
        wall.run(seconds / SAMPLES, options.every, 1 / SAMPLES)
        note(wall, options.minutes * part / SAMPLES)
    picture(wall, options.pictures, "end")
    return conclude(wall, options.minutes)


def note(wall: Wall, minute: float) -> None:
    wall.samples.append(one := wall.measure())
    told = (f"{minute:.1f}", wall.turns, wall.redraws)
    sizes = (f"{one.server:.1f}", f"{one.browser:.1f}", f"{one.heap:.2f}")
    print(LINE.format(*told, *sizes, one.processes, one.nodes, one.blank), flush=True)


def picture(wall: Wall, folder: Path | None, name: str) -> None:
    if folder:
        wall.page.screenshot(path=folder / f"wall_{name}.png")


def conclude(wall: Wall, minutes: float) -> int:
    """Prints the growth as it was measured, and what a whole day would add at its last pace.

    The pace is that of the second half: in the first, caches still fill that then stay as they are.
    """
    first, half, last = (wall.samples[place] for place in (0, SAMPLES // 2, SAMPLES))
    turns, redraws = wall.turns / TURNS, wall.redraws / REDRAWS
    shares = f"{turns:.0%} of a day's turns, {redraws:.0%} of its redraws"
    print(f"{shares}, {minutes / DAY:.1%} of its time")
    days, worst = 2 / max(min(turns, redraws), 1e-9), 0.0
    for name in ("server", "browser", "heap"):
        before, middle, after = (getattr(one, name) for one in (first, half, last))
        grown, day = 100 * (after / before - 1), 100 * (after - middle) / before * days
        rate = f"{grown:+.1f} %; a day at the pace of the second half {day:+.1f} %"
        print(f"{name}: {before:.1f} to {after:.1f} MB, {rate}")
        worst = max(worst, grown, day) if name != "heap" else worst
    return int(worst >= LIMIT or any(one.blank for one in wall.samples))


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="python -m tests.bench.wall_run",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--warehouse", type=Path, default=DEFAULT)
    top.add_argument("--minutes", type=float, default=10)
    top.add_argument("--every", type=int, default=2, help="seconds until the wall turns by itself")
    top.add_argument("--size", default="1920x1080")
    top.add_argument("--pictures", type=Path, help="folder for a picture of the start and the end")
    return top


if __name__ == "__main__":
    sys.exit(main())
