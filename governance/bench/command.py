"""python -m governance bench: what builds and pages cost on this machine, beside plain tools."""

import argparse
import signal
import sys
import tempfile
import time
from pathlib import Path

from governance.cli.build_commands import RequestError
from governance.core import atomic_write

MARK = "bench"


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", purpose: str) -> None:
    """Adds the command and its options; it makes its own exports and warehouse."""
    command = commands.add_parser("bench", help=purpose, description=purpose)
    command.set_defaults(run=bench)
    command.add_argument(
        "--rows",
        type=row_counts,
        default=(1_000_000,),
        metavar="1e6,1e7",
        help="of issues and visits together, each size in turn (default 1e6)",
    )
    command.add_argument("--days", type=int, default=1096, help="that they go over (default 1096)")
    command.add_argument("--minutes", type=float, help="measure no size that takes longer")
    command.add_argument("--runs", type=int, default=10, help="areas and periods for each page")
    command.add_argument("--json", type=Path, metavar="FILE", help="write every figure here, too")
    command.add_argument(
        "--markdown",
        type=Path,
        metavar="FILE",
        help="put the tables between the marks <!-- bench --> and <!-- /bench --> of this file",
    )
    command.add_argument(
        "--folder", type=Path, metavar="DIR", help="where exports and builds lie meanwhile"
    )


def row_counts(text: str) -> tuple[int, ...]:
    """Sizes such as 1e6,1e7, the smallest first. Raises argparse.ArgumentTypeError."""
    try:
        found = sorted({int(float(word)) for word in text.split(",")})
    except (ValueError, OverflowError) as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no list like 1e6,1e7") from error
    if found[0] < 1000:
        raise argparse.ArgumentTypeError(f"{found[0]} rows are too few to measure; from 1000 on")
    return tuple(found)


def bench(options: argparse.Namespace) -> int:
    """Measures each size and prints the tables; 1 where something broke or was not alike.

    What does not fit the disk, the memory or the minutes is left out and said so: no failure.
    Raises RequestError for a document without a place for the tables.
    """
    from governance.bench import report, sizes

    if options.markdown:
        _require_place(options.markdown)
    # Stopped by a service or a test, it still ends its servers and clears its folder.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    about = report.machine()
    ends = time.monotonic() + 60 * options.minutes if options.minutes else float("inf")
    with tempfile.TemporaryDirectory(dir=options.folder, prefix="governance-bench-") as folder:
        room = sizes.Room(Path(folder), ends, options.days, options.runs)
        found = sizes.measure_all(options.rows, room)
    text = report.as_text(found, about)
    print(text, end="")
    if options.json:
        atomic_write.put(options.json, report.as_json(found, about))
    if options.markdown:
        report.put_between(options.markdown, MARK, text)
    return int(any(size.notes for size in found))


def _require_place(file: Path) -> None:
    """Before hours of measuring, not after."""
    from governance.bench import report

    try:
        report.place_of(file.read_text(encoding="utf-8"), MARK)
    except ValueError as error:
        raise RequestError(f"{file}: {error}") from error
