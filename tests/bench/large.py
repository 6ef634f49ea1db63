"""Measures what one more day costs a large warehouse: python -m tests.bench.large --help.

python -m tests.bench.large --rows 10000000 --days 1096 --out DIR    writes sources and exports
python -m tests.bench.large --rows 20000000 --others --out DIR       every dataset, for page_speed
python -m tests.bench.large --measure DIR                            builds, adds a day, compares
"""

import argparse
import shutil
import sys
from pathlib import Path

import duckdb
from duckdb import ColumnExpression as col  # noqa: N813  the house calls it so

from governance.bench.exports import Plan, day_files, plan_of, write, write_day
from governance.warehouse.reader import Warehouse
from tests.support.builds import Order, Run

# What may differ between two builds of the same exports: when, how and in what order.
OF_THE_BUILD = {"build_id", "built_at", "inputs", "seconds", "started_from", "taken_at"}
DEAREST = 0.1  # share of a full build that the added day may take


def main(arguments: list[str] | None = None) -> int:
    """0 done, 1 where the added day is too dear or leads to other figures than a full build."""
    options = _options(arguments)
    if options.measure:
        return measure(options.measure)
    if options.day:
        print(*write_day(plan_of(options.out), options.out), sep="\n")
        return 0
    write(Plan(options.rows, options.days, others=options.others), options.out)
    print(f"{options.out}: {options.rows:,} rows over {options.days:,} days")
    return 0


def measure(folder: Path, dearest: float = DEAREST) -> int:
    """Builds without the day, adds the day, builds everything anew, and prints what each took."""
    plan = plan_of(folder)
    for path in day_files(plan, folder):
        path.unlink(missing_ok=True)
    kept, anew = (folder / name / "large.duckdb" for name in ("kept", "anew"))
    for target in (kept, anew):
        shutil.rmtree(target.parent, ignore_errors=True)
        target.parent.mkdir()
    full = _build("full build", folder, kept)
    write_day(plan, folder)
    added = _build("one day added", folder, kept)
    _build("full build with that day", folder, anew)
    unlike = differences(kept, anew)
    shares = (added.seconds / full.seconds, added.cpu_seconds / full.cpu_seconds)
    print(f"one day takes {shares[0]:.1%} of a full build's time, {shares[1]:.1%} of its CPU time")
    print("differences from the full build:", ", ".join(unlike) or "none")
    return int(bool(unlike) or max(shares) >= dearest)


def _build(what: str, folder: Path, target: Path) -> Run:
    run = Order(folder / "sources", folder / "exports", target).run()
    if run.status:
        raise RuntimeError(f"{what}: exit status {run.status}\n{run.said}")
    size = sum(path.stat().st_size for path in target.resolve().parent.rglob("*"))
    print(
        f"{what:<26}{run.seconds:9.1f} s {run.cpu_seconds:9.1f} CPU s "
        f"{run.peak_bytes / 2**30:6.2f} GiB memory {size / 2**30:6.2f} GiB on disk",
        flush=True,
    )
    return run


def differences(one: Path, other: Path) -> list[str]:
    """The tables and views of two warehouses that do not hold the same rows, with both counts."""
    found = [_digests(one), _digests(other)]
    names = sorted(set(found[0]) | set(found[1]))
    pairs = {name: [digests.get(name, "absent") for digests in found] for name in names}
    return [f"{name} ({a} against {b})" for name, (a, b) in pairs.items() if a != b]


def _digests(target: Path) -> dict[str, str]:
    """Rows and a sum of their hashes by table and view; the order of rows does not count."""
    warehouse = Warehouse.open(target)
    try:
        con = warehouse.cursor()
        names = con.execute(
            "select table_name from information_schema.tables where table_schema = 'main'"
        ).fetchall()
        return {name: _digest(con, name) for (name,) in names}
    finally:
        warehouse.close()


def _digest(con: duckdb.DuckDBPyConnection, name: str) -> str:
    rows = con.table(name).set_alias("entry")
    left_out = OF_THE_BUILD & set(rows.columns)
    if "file_id" in rows.columns:  # numbers of files differ, their paths do not
        paths = (
            con.table("files")
            .select(col("file_id"), col("source").alias("of_source"), col("path").alias("of_path"))
            .set_alias("paths")
        )
        rows, left_out = rows.join(paths, "file_id", how="left"), left_out | {"file_id"}
    rows = rows.select(duckdb.StarExpression(exclude=sorted(left_out))).set_alias("entry")
    total = rows.aggregate("count(*), sum(cast(hash(entry) as hugeint))").fetchall()[0]
    return "{:,} rows, {}".format(*total)


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.large",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--rows", type=int, default=Plan.rows, help="of issues and visits together")
    parser.add_argument("--days", type=int, default=Plan.days)
    parser.add_argument("--others", action="store_true", help="write the other datasets, too")
    place = parser.add_mutually_exclusive_group(required=True)
    place.add_argument("--out", type=Path, metavar="DIR", help="write sources and exports here")
    place.add_argument("--measure", type=Path, metavar="DIR", help="measure what --out wrote")
    parser.add_argument("--day", action="store_true", help="with --out: add the day after the last")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
