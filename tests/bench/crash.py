"""Kills builds, fills disks and damages exports while readers read: python -m tests.bench.crash.

Prints what was tried and what came of it; exit status 1 where anything is not as it should be.
"""

import argparse
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench import crash_faults
from tests.bench.crash_faults import Finding, Known
from tests.bench.crash_kills import Tally, kill_builds
from tests.bench.crash_office import Office, look, make, states
from tests.bench.crash_readers import Report, reading

SPARE_BUILDS = 2  # beside those kept: one being built, one published but its elder not yet cleared


def main(arguments: list[str] | None = None) -> int:
    """0 where all is as it should be, else 1."""
    options = _options(arguments)
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for finding in findings(Path(folder), options):
            wrong += not finding.is_right
            print(f"{'ok   ' if finding.is_right else 'WRONG'} {finding.tried}: {finding.found}")
            sys.stdout.flush()
    print(f"{wrong} wrong" if wrong else "all as it should be")
    return int(wrong > 0)


def findings(folder: Path, options: argparse.Namespace) -> Iterator[Finding]:
    """Everything that is tried, in turn."""
    office = make(folder)
    known, runs = states(office)
    steady, seconds = office.bytes_used(), runs[-1].seconds
    yield Finding("three builds undisturbed", f"{seconds:.1f} s, {_mib(steady)} kept", True)
    began = time.monotonic()
    with reading(office.target, known, options.readers) as report:
        tally = kill_builds(office, known, options.kills, seconds, options.seed)
    yield _killed(tally, time.monotonic() - began)
    yield _read(report, "builds were killed")
    yield _bounded(tally.peak_bytes, steady)
    yield from _next(office, known, steady)
    if not options.only_kills:
        yield from _faults(office, known, options)
        yield from _next(office, known, steady)


def _faults(office: Office, known: Known, options: argparse.Namespace) -> Iterator[Finding]:
    with reading(office.target, known, options.readers) as report:
        yield from crash_faults.together(office, known)
        yield from crash_faults.refused(office, known, seed=options.seed)
    yield _read(report, "exports were damaged")
    yield from crash_faults.told(office)
    small = office.moved(office.folder / "small")
    small.place.mkdir()
    room = 3 * office.bytes_used() + crash_faults.SPARE
    with crash_faults.small_disk(small.place, room) as is_mounted:
        small.build("A")
        with reading(small.target, known, options.readers) as report:
            yield from crash_faults.full_disk(small, known, is_mounted)
    yield _read(report, "the disk was full")


def _killed(tally: Tally, seconds: float) -> Finding:
    when = ", ".join(f"{count} at {moment}" for moment, count in sorted(tally.killed.items()))
    found = (
        f"{when}; {tally.finished} were done before; the published state changed "
        f"{tally.switched} times; {seconds:.0f} s"
    )
    return Finding(f"{tally.killed.total()} builds killed", found, tally.killed.total() > 0)


def _read(report: Report, while_: str) -> Finding:
    pages = ", ".join(f"{count} of {state}" for state, count in sorted(report.pages.items()))
    found = f"{pages}; {len(report.builds)} builds; {len(report.errors)} errors or mixed states"
    first = "".join(f"\n      {error[:400]}" for error in report.errors[:3])
    is_right = not report.errors and report.pages.total() > 0
    return Finding(f"pages read while {while_}", found + first, is_right)


def _bounded(peak: int, steady: int) -> Finding:
    allowed = steady * (3 + SPARE_BUILDS) // 3
    return Finding("disk used at most", f"{_mib(peak)} of {_mib(allowed)} allowed", peak <= allowed)


def _next(office: Office, known: Known, steady: int) -> Iterator[Finding]:
    """The next builds succeed, are right, and leave nothing behind."""
    for state in "AB":
        office.build(state)
        found = known.get(look(office.target).figures, "neither A nor B")
        left, used = office.leftovers(), office.bytes_used()
        words = (
            f"{found} is published, {_mib(used)} kept, left behind: {' '.join(left) or 'nothing'}"
        )
        is_right = found == state and not left and used <= 1.2 * steady
        yield Finding(f"the next build, of {state}", words, is_right)


def _mib(size: int) -> str:
    return f"{size / 2**20:.1f} MiB"


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.crash", description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--readers", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1, help="of the moments and the flipped bits")
    parser.add_argument("--only-kills", action="store_true", help="no full disk, no damage")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the small disk is unmounted
    sys.exit(main())
