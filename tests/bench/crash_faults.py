"""Full disks, damaged exports and several builds at once: the last good warehouse must stay."""

import os
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from governance.bench.exports import START, day_files
from governance.warehouse.reader import Warehouse
from tests.bench.crash_office import PATIENCE, PLAN, Figures, Office, look
from tests.support.builds import Run

FREE = (0.02, 0.3, 0.6, 0.9)  # of what a build takes, left free on the disk
SPARE = 64 * 2**20  # bytes of a small disk beyond three times what the kept builds take
PARQUET = f"visits_{START:%Y-%m}.parquet"
CSV = day_files(PLAN, Path())[0].name  # the day's issues, which only B has
Known = Mapping[Figures, str]
Change = Callable[[bytes], bytes]


@dataclass(frozen=True)
class Finding:
    """One thing that was tried, what came of it, and whether that is as it should be."""

    tried: str
    found: str
    is_right: bool


@contextmanager
def small_disk(place: Path, size: int) -> Iterator[bool]:
    """A disk of `size` bytes at `place`, where one may be mounted; says whether it is there."""
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)]
    is_mounted = subprocess.run(mount, check=False, capture_output=True).returncode == 0
    try:
        yield is_mounted
    finally:
        if is_mounted:
            subprocess.run(["umount", "--lazy", str(place)], check=True)


def full_disk(
    office: Office, known: Known, is_mounted: bool, shares: tuple[float, ...] = FREE
) -> Iterator[Finding]:
    """Builds B over A with too little room on a small disk, else with a limit to every file."""
    means = "disk" if is_mounted else "file limit"
    size = office.target.resolve().stat().st_size
    for share in shares:
        room = int(share * size)
        run = _starved(office, room) if is_mounted else office.order("B").run(room, PATIENCE)
        yield _after(f"{means} with room for {share:.0%} of a build", office, known, run)
        office.build("A")
    office.build("B")
    yield _after(f"{means} with room again", office, known, None, "B")
    office.build("A")


def _starved(office: Office, room: int) -> Run:
    filler = office.place / "filler"
    with filler.open("wb") as stream:
        os.posix_fallocate(stream.fileno(), 0, shutil.disk_usage(office.place).free - room)
    try:
        return office.order("B").run(patience=PATIENCE)
    finally:
        filler.unlink()


def together(office: Office, known: Known) -> Iterator[Finding]:
    """Three builds started at once: each has its turn, and one of them is the last."""
    started = [office.order(state).start(subprocess.DEVNULL) for state in "BAB"]
    ends = [process.wait(4 * PATIENCE) for process in started]
    found = _after(f"three builds at once ended with {ends}", office, known, None)
    yield Finding(found.tried, found.found, found.is_right and ends == [0, 0, 0])
    office.build("A")


def refused(office: Office, known: Known, flips: int = 3, seed: int = 1) -> Iterator[Finding]:
    """Exports so damaged that they cannot be read: A stays, unless the damage changes nothing."""
    chance = random.Random(seed)
    changes: list[tuple[str, str, Change]] = [
        ("parquet cut in half", PARQUET, lambda data: data[: len(data) // 2]),
        ("CSV of no bytes", CSV, lambda _: b""),
    ]
    for number in range(1, flips + 1):
        for part in ("footer", "data"):
            change = _flip(part, chance.random(), chance.randrange(8))
            changes.append(
                (f"parquet with a bit of its {part} flipped ({number})", PARQUET, change)
            )
    for what, name, change in changes:
        run = _build_damaged(office, name, change)
        if run.status == 0 or name in run.said:
            yield _after(what, office, known, run)
        else:
            yield Finding(what, f"refused, but {name} is not named: {run.said[-200:]}", False)
        office.build("A")


def told(office: Office) -> Iterator[Finding]:
    """A CSV cut inside a row: nothing is published, or the broken row is among the rejected."""
    changes: list[tuple[str, Change]] = [
        ("CSV cut after a row's second cell", lambda data: _cut_row(data, b",", 2)),
        ("CSV cut inside a quoted text", lambda data: data[: data.rindex(b'""') + 2]),
    ]
    office.build("B")
    before = _rejected(office)
    for what, change in changes:
        run = _build_damaged(office, CSV, change)
        more = _rejected(office) - before
        if run.status:
            yield Finding(what, _words(run), run.is_refusal and CSV in run.said and not more)
        else:
            yield Finding(what, f"published, {more} more row rejected", more == 1)
        office.build("B")


def _after(tried: str, office: Office, known: Known, run: Run | None, wanted: str = "") -> Finding:
    """What is published after a run: A where it refused, B where it succeeded; nothing beside."""
    state = known.get(look(office.target).figures, "neither A nor B")
    wanted = wanted or ("AB" if run is None else "B" if run.status == 0 else "A")
    left = office.leftovers()
    is_right = state in wanted and not left and (run is None or run.status == 0 or run.is_refusal)
    words = f"{_words(run)}{state} is published" + (f", left: {' '.join(left)}" if left else "")
    return Finding(tried, words, is_right)


def _words(run: Run | None) -> str:
    if run is None or run.status == 0:
        return ""
    return f"status {run.status} ({run.said[-300:]}); "


def _build_damaged(office: Office, name: str, change: Change) -> Run:
    """Builds B with one file changed."""
    folder = office.folder / "damaged"
    shutil.copytree(office.folder / "B", folder)
    try:
        file = folder / name
        file.write_bytes(change(file.read_bytes()))
        return office.order(folder.name).run(patience=PATIENCE)
    finally:
        shutil.rmtree(folder)


def _flip(part: str, share: float, bit: int) -> Change:
    def change(data: bytes) -> bytes:
        footer = len(data) - 8 - int.from_bytes(data[-8:-4], "little")
        first, end = (footer, len(data) - 8) if part == "footer" else (4, footer)
        spot = first + int(share * (end - first))
        return data[:spot] + bytes([data[spot] ^ 1 << bit]) + data[spot + 1 :]

    return change


def _cut_row(data: bytes, mark: bytes, count: int) -> bytes:
    row = data.rstrip().rindex(b"\n") + 1
    return data[:row] + mark.join(data[row:].split(mark)[:count])


def _rejected(office: Office) -> int:
    warehouse = Warehouse.open(office.target)
    try:
        return int(warehouse.datasets()["rejected"].sum())
    finally:
        warehouse.close()
