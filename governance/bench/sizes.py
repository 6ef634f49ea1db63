"""Measures one size: makes its exports, builds, holds the build against baselines, opens pages."""

import json
import shutil
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from governance.bench import baselines, exports, first_view, pages, processes
from governance.bench.pages import PageCost
from governance.bench.server import started

BASIS = 1_000_000  # rows from which a larger first size is estimated
GB = 1e9
SPARE = 0.9  # of the disk and memory that are free: others use the machine, too
# In the order in which each finds what it needs. What a baseline holds in memory it says itself.
BEFORE_PAGES = ("copy", "intake", "scan", "facts", "plain_pandas", "plain_duckdb", "question")


@dataclass
class Size:
    """What was found for so many rows of issues and visits together.

    figures: seconds, bytes and counts by name. left_out: what does not fit the memory; notes: what
    broke; neither has figures. why_not: why nothing was measured at all; "" where it was.
    """

    rows: int
    figures: dict[str, float] = field(default_factory=dict)
    pages: list[PageCost] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    why_not: str = ""
    first_view_of: str = ""


@dataclass(frozen=True)
class Room:
    """What a run may use: the folder that it writes into, and when it has to end.

    days: over which the exports go. runs: areas and periods with which each page is opened.
    """

    folder: Path
    ends: float = float("inf")
    days: int = exports.Plan.days
    runs: int = 10

    @property
    def seconds(self) -> float | None:
        """That are left; None for any number."""
        left = self.ends - time.monotonic()
        return None if left == float("inf") else max(left, 0.1)


def reason_against(rows: int, before: Size | None, room: Room) -> str:
    """Why a size does not fit, by what a row took in the size before; "" where it does."""
    if before is None or before.why_not:
        return ""
    each = {name: before.figures[name] / before.rows for name in ("disk_bytes", "seconds")}
    free, disk = shutil.disk_usage(room.folder).free, each["disk_bytes"] * rows
    if disk > SPARE * free:
        return (
            f"needs about {disk / GB:,.1f} GB of disk ({each['disk_bytes']:,.0f} bytes a row at "
            f"{before.rows:,} rows); {free / GB:,.1f} GB are free"
        )
    took, left = each["seconds"] * rows, room.seconds
    if left is not None and took > left:
        return (
            f"takes about {took / 60:,.1f} minutes ({1e6 * each['seconds']:,.0f} µs a row at "
            f"{before.rows:,} rows); {left / 60:,.1f} are left"
        )
    return ""


def measure_all(rows: Sequence[int], room: Room) -> list[Size]:
    """Each size in turn, the smallest first, and what is needed to estimate a large first one."""
    found: list[Size] = []
    for count in (BASIS, *rows) if rows[0] > BASIS else rows:
        print(f"measuring {count:,} rows", file=sys.stderr, flush=True)
        before = next((size for size in reversed(found) if not size.why_not), None)
        found.append(measure(count, before, room))
    return found


def measure(rows: int, before: Size | None, room: Room) -> Size:
    """One size, or why it does not fit. Leaves nothing in the folder."""
    size = Size(rows, why_not=reason_against(rows, before, room))
    if not size.why_not:
        place = room.folder / f"rows_{rows}"
        began = time.perf_counter()
        try:
            _fill(size, place, before, room)
        finally:
            shutil.rmtree(place, ignore_errors=True)
        size.figures["seconds"] = time.perf_counter() - began
    return size


def _fill(size: Size, place: Path, before: Size | None, room: Room) -> None:
    exports.write(exports.Plan(size.rows, room.days, others=True), place)
    size.figures["exports_bytes"] = baselines.size_of(place / "exports")
    _build(size, place, room)
    if size.why_not:
        return
    for name in BEFORE_PAGES:
        _baseline(name, size, place, before, room)
    used = (size.figures.get(f"{name}_bytes", 0) for name in ("exports", "copy", "facts"))
    size.figures["disk_bytes"] = sum(used) + 2 * size.figures["warehouse_bytes"]
    _open_pages(size, place / baselines.WAREHOUSE, room.runs)


def _build(size: Size, place: Path, room: Room) -> None:
    """By the command that people use; one that fails or is stopped leaves nothing to measure."""
    folders = {"sources": place / "sources", "exports": place / "exports"}
    folders["warehouse"] = place / baselines.WAREHOUSE
    words = [word for key, path in folders.items() for word in (f"--{key}", str(path))]
    run = processes.measure([sys.executable, "-m", "governance", "build", *words], room.seconds)
    if run.status:
        size.why_not = f"the build ended after {run.seconds:,.0f} s: {_last_line(run)}"
        return
    size.figures |= {"build_seconds": run.seconds, "build_cpu": run.cpu_seconds}
    size.figures["build_peak"] = run.peak_bytes
    size.figures["warehouse_bytes"] = folders["warehouse"].resolve().stat().st_size


def _baseline(name: str, size: Size, place: Path, before: Size | None, room: Room) -> None:
    """Adds what a baseline found, and the most memory that it held; or notes why there is none."""
    held = before.figures.get(f"{name}_peak", 0) / before.rows * size.rows if before else 0
    free = processes.available_memory()
    if held > SPARE * free:
        said = f"needs about {held / GB:,.1f} GB of memory, {free / GB:,.1f} are available"
        size.left_out.append(f"{name}: not run, {said}")
        return
    command = [sys.executable, "-m", baselines.__name__, name, str(place)]
    run = processes.measure(command, room.seconds)
    if run.status:
        size.notes.append(f"{name}: ended after {run.seconds:,.0f} s: {_last_line(run)}")
        return
    found: Mapping[str, float] = json.loads(run.printed)
    if found.get("unlike"):
        size.notes.append(f"{name}: {found['unlike']:,} values are not those of the warehouse")
    size.figures |= {**found, f"{name}_peak": run.peak_bytes}
    size.figures[f"{name}_process_cpu"] = run.cpu_seconds


def _open_pages(size: Size, warehouse: Path, runs: int) -> None:
    """The wait of the first reader, then every page, cold and warm."""
    size.figures["first_view_seconds"], size.first_view_of = first_view.measure(warehouse)
    scopes = list(pages.scopes_of(warehouse, runs))
    with started(warehouse) as place:
        server = pages.server_at(*place)
        menu = server.visit("", "")[0].pages
        size.pages = [pages.measure(server, page, scopes) for page in menu]
        size.figures["server_peak"] = processes.memory(server.process)["VmHWM"]
    size.notes += [f"{page.page}: {error}" for page in size.pages for error in page.errors]


def _last_line(run: processes.Run) -> str:
    return (run.said.splitlines() or [f"status {run.status}, no word"])[-1]
