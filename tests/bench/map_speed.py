"""What drawing a map costs the server: bytes sent and CPU, the first time and again.

.venv/bin/python -m tests.bench.map_speed [--browser]
"""

import argparse
import statistics
import time
from functools import cache

from governance.charts.chart_base import Look
from governance.core import palette
from governance.core.i18n import translator
from governance.maps import camera, choropleths, classes
from governance.maps.map_base import Stage
from governance.metrics import catalog
from tests.support import mapped

BOX = (1000, 700)
AGAIN = 10
COUNTS = (195, 200, 1000, 5000)


def main() -> None:
    """Prints a line for each number of cells: the first drawing, and the mean of the next ten."""
    choropleths.choropleth(*_given(mapped.voronoi(20), 0))  # what Python loads once
    print(f"{'cells':>6} {'corners':>8} {'bytes':>9} {'first ms':>9} {'again ms':>9}")
    for count in COUNTS:
        cells = mapped.voronoi(count)
        first, size = _drawn(cells, 0)
        again = [_drawn(cells, month)[0] for month in range(1, AGAIN + 1)]
        corners = sum(len(ring) for parts in cells.polygons for part in parts for ring in part)
        mean = sum(again) / len(again)
        print(f"{count:>6} {corners:>8,} {size:>9,} {first:>9.1f} {mean:>9.1f}")
    if parser().parse_args().browser:
        from tests.bench import painted

        painted.report("tests.bench.map_speed", [("areas", count) for count in COUNTS[1:]])


def parser():
    top = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    top.add_argument("--browser", action="store_true", help="and when a browser shows them")
    return top


def given(_kind, count):
    """What a page has of so many cells before it draws them (tests.bench.painted_page)."""
    return _given(mapped.voronoi(count), 1)


def deck(_kind, found):
    return choropleths.choropleth(*found).deck


def cost(count):
    """Bytes and median milliseconds of CPU of drawing so many cells again with other values.

    The median: a collection of what other tests left in the process falls into one draw.
    """
    cells = mapped.voronoi(count)
    _first, size = _drawn(cells, 0)
    return size, statistics.median(_drawn(cells, month)[0] for month in range(1, AGAIN + 1))


def _drawn(cells, month):
    """Milliseconds of CPU from values to JSON, its bytes; another month has other values."""
    given = _given(cells, month)
    begun = time.process_time()
    text = choropleths.choropleth(*given).deck.to_json()
    return (time.process_time() - begun) * 1000, len(text.encode())


def _given(cells, month):
    look = Look(translator("zh"), palette.palette(dark=False))
    metric = catalog.load()["visits"]
    known = mapped.amounts(cells, seed=month)
    scale = classes.scale([value.value for value in known.values()], metric, look)
    parents = (_above(cells),)
    view = camera.fit(cells.bounds, *BOX)
    stage = Stage(cells, view, look, *BOX, parents=parents, chosen=cells.codes[0])
    return stage, known, metric, scale


@cache
def _above(cells):
    return mapped.grouped(cells, 6)


if __name__ == "__main__":
    main()
