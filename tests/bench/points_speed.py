"""What maps of 1,000 to 100,000 points cost: the server's time, and the bytes that a page gets.

.venv/bin/python -m tests.bench.points_speed [--counts 1000 10000 100000] [--browser]
"""

import argparse
import statistics
import time
from dataclasses import replace
from typing import Any

COUNTS = (1_000, 10_000, 100_000)
KINDS = ("points", "clusters", "hexes", "heat")
RUNS = 5
BOX = (1200, 800)


def main() -> None:
    options = parser().parse_args()
    print(f"{'kind':<10}{'points':>9}{'query ms':>10}{'draw ms':>9}{'bytes':>11}")
    for count in options.counts:
        measured(count)
    if options.browser:
        from tests.bench import painted

        painted.report("tests.bench.points_speed", [(k, n) for n in options.counts for k in KINDS])


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    top.add_argument("--counts", nargs="+", type=int, default=COUNTS)
    top.add_argument("--browser", action="store_true", help="and when a browser shows them")
    return top


def measured(count: int) -> None:
    """The middle of RUNS of each kind, by the processor's own time."""
    con = facts_of(count)
    for kind in KINDS:
        query = median(lambda kind=kind: asked(con, kind))
        found = asked(con, kind)
        # Of other records each time: what is made of the same ones is kept.
        draw = median(lambda kind=kind, found=found: drawn(kind, replace(found)).deck.to_json())
        size = len(drawn(kind, found).deck.to_json().encode())
        print(f"{kind:<10}{count:>9,}{query:>10.0f}{draw:>9.0f}{size:>11,}", flush=True)


def median(run) -> float:
    times = []
    for _ in range(RUNS):
        begun = time.process_time()
        run()
        times.append((time.process_time() - begun) * 1000)
    return statistics.median(times)


def cells():
    from tests.support import mapped

    return mapped.voronoi(195)


def facts_of(count: int):
    """A database with so many issues at random places, some without a point, some shifted."""
    import duckdb

    from governance.core import sql
    from tests.bench.points_gallery import records

    frame = records(round(count * 1.1), cells()).head(count)
    frame = frame.rename(columns={"id": "issue_id", "kind": "category", "day": "reported_day"})
    frame = frame.assign(file_id=1, row_number=range(len(frame)), is_left_out=False)
    frame["faults"] = None
    frame.loc[::200, "faults"] = ",longitude,"
    con = duckdb.connect()
    con.register("made", frame)
    con.execute("create table issues as select * from made")
    con.execute(
        "create table area_rollup as "
        "select distinct area_code, 'all' as level, 'all' as ancestor_code from made"
    )
    con.execute(sql.text("warehouse", "view_macros"))
    con.execute(
        "create table row_problems as select file_id, row_number, 'longitude' column_name, "
        "'outside_area' problem from made where faults is not null"
    )
    return con


def asked(con, kind):
    """What the view answers: one by one, or in squares for hexagons and density."""
    import datetime as dt

    from governance.core import sql
    from governance.maps import point_datasets
    from governance.metrics.scope import Scope

    scope = Scope(
        "all", "all", dt.date(2026, 10, 1), dt.date(2026, 11, 1), "custom", "previous", "zh"
    )
    parameters = point_datasets.query_parameters(
        point_datasets.load()["issues"], scope, apart=kind in ("points", "clusters")
    )
    return point_datasets.split_points(con.execute(sql.text("views", "points"), parameters).df())


_CELLS: list[Any] = []


def cells_once():
    if not _CELLS:
        _CELLS.append(cells())
    return _CELLS[0]


def drawn(kind, found):
    from governance.charts.chart_base import Look
    from governance.core.i18n import translator
    from governance.core.palette import palette
    from governance.maps import camera, point_maps
    from governance.maps.map_base import Stage

    look = Look(translator("zh"), palette(dark=False))
    area = cells_once()
    stage = Stage(area, camera.fit(area.bounds, *BOX), look, *BOX, is_named=False)
    if kind == "points":
        return point_maps.signs(stage, found, "issues", "category", "T")
    makers = {
        "clusters": point_maps.circles, "hexes": point_maps.hexagons, "heat": point_maps.density,
    }  # fmt: skip
    return makers[kind](stage, found, "T")


def given(kind, count):
    """What a page has of so many points before it draws them (tests.bench.painted_page)."""
    return asked(facts_of(count), kind)


def deck(kind, found):
    return drawn(kind, found).deck


if __name__ == "__main__":
    main()
