"""A map of nine areas in tests, and what of it is sent to the page."""

import json

from governance.charts.chart_base import Look
from governance.core import palette
from governance.core.i18n import translator
from governance.maps import camera, choropleths, classes
from governance.maps.map_base import Stage
from governance.metrics import catalog
from governance.metrics.metric_values import Value
from tests.support import mapped

METRICS = catalog.load()
VISITS, RATE = METRICS["visits"], METRICS["on_time_rate"]
COVERAGE, OVERDUE = METRICS["key_group_coverage"], METRICS["overdue_key_visits"]
LIGHT, DARK = palette.palette(dark=False), palette.palette(dark=True)
LOOK = Look(translator("en"), LIGHT)
BOX = (1000, 700)
CELLS = mapped.voronoi(9)
CODES = CELLS.codes
KNOWN = {code: Value(float(n * 10), True) for n, code in enumerate(CODES) if n != 4}


def stage(cells=CELLS, look=LOOK, **more):
    return Stage(cells, camera.fit(cells.bounds, *BOX), look, *BOX, **more)


def scaled(known, metric=VISITS, **more):
    return classes.scale([value.value for value in known.values()], metric, LOOK, **more)


def drawn(known=KNOWN, metric=VISITS, shape="flat", **more):
    found = choropleths.choropleth(stage(**more), known, metric, scaled(known, metric), shape=shape)
    return json.loads(found.deck.to_json()), found


def layer(sent, key):
    return next(layer for layer in sent["layers"] if layer["id"] == key)


def keys(sent):
    return [layer["id"] for layer in sent["layers"]]
