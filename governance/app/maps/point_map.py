"""Maps of records in a scope: one by one, put together, as density, and where spots are."""

import pandas as pd

from governance.app import context
from governance.app.context import Here
from governance.app.maps import map_sheet
from governance.app.maps.map_sheet import Picture, Sheet
from governance.core.i18n import mark
from governance.maps import point_datasets, point_maps
from governance.maps.frames import Frame
from governance.maps.map_options import MapOptions
from governance.maps.point_datasets import Fact, ShownPoints
from governance.metrics import segments
from governance.metrics.catalog import Metric
from governance.metrics.number_format import LEVELS

SHOWN = {
    "points": mark("{records} by {split}"),
    "clusters": mark("{records}: number in each place"),
    "hexes": mark("{records}: number in each hexagon"),
    "heat": mark("{records}: density"),
}


def offered(here: Here) -> dict[str, Fact]:
    """The records that can be points: those of datasets with data."""
    return {
        key: fact
        for key, fact in point_datasets.load().items()
        if fact.dataset in here.warehouse.present
    }


def chosen(here: Here, metric: Metric) -> str:
    """The records that the address asks for, else those of the metric, else the first."""
    facts, asked = offered(here), context.wanted("fact")
    fitting = (key for key, fact in facts.items() if fact.dataset == metric.dataset)
    return asked if asked in facts else next(fitting, next(iter(facts)))


def find(
    here: Here, frame: Frame, fact: Fact, metric: Metric, *, apart: bool = False
) -> ShownPoints:
    """The points of a frame: of the metric's dataset, those alone of which its figure is made.

    apart: every one by itself, however many there are.
    """
    within = here.within(frame.area)
    bound, figure = point_datasets.query_parameters(fact, within), within.figure(metric)
    behind = figure if point_datasets.follows(fact, metric, figure) else None
    points = map_sheet.load_points(here.warehouse, behind, **bound)
    if apart and points.is_crowded:
        return map_sheet.find_points(here.warehouse, behind, **point_datasets.all_apart(bound))
    return points


def draw(here: Here, sheet: Sheet, fact: Fact, wanted: MapOptions, metric: Metric) -> Picture:
    """The records of the frame's area and the scope's window, in the way that is wanted.

    Of the dataset that the metric counts, those alone of which its figure is made.
    """
    _, figure = here.translate, here.within(sheet.frame.area).figure(metric)
    follows = point_datasets.follows(fact, metric, figure)
    points = find(here, sheet.frame, fact, metric)
    # A rate is made of records, but they are not called so.
    named = metric if follows and metric.is_count else fact
    way = "hexes" if wanted.kind == "points" and points.is_crowded else wanted.kind
    split = segments.title(fact.splits[0], _, fact.dataset).lower()
    what = _(SHOWN[way], records=_.pick(named.title), split=split)
    title = " · ".join((what, sheet.place, *_when(here, fact)))
    # On a projector the title stands above the map.
    head = "" if sheet.stage.projector else title
    if way == "clusters":
        made = point_maps.circles(sheet.stage, points, head)
    elif way == "hexes":
        made = point_maps.hexagons(sheet.stage, points, head)
    elif way == "heat":
        made = point_maps.density(sheet.stage, points, head)
    else:
        made = point_maps.signs(sheet.stage, points, fact.dataset, fact.splits[0], head)
    alt = " ".join((title, *made.said))
    return Picture(made.deck, made.legend, title, alt, _table(here, points), tuple(made.said))


def _when(here: Here, fact: Fact) -> list[str]:
    """The days, what alone is shown, and which filters these records do not know."""
    _, filters = here.translate, here.scope.filters
    days = here.days() if fact.points.day else _("all on record")
    known = fact.applied(filters)
    lost = [pair for pair in filters if pair not in known]
    return [days, *segments.alone(known, _), *segments.caveat(lost, _)]


def _table(here: Here, points: ShownPoints) -> pd.DataFrame:
    """How many records lie in each area: what a map of points says in numbers."""
    _, tree = here.translate, here.ground.tree
    counts = points.frame.groupby("area_code")["records"].sum().sort_values(ascending=False)
    known = [code for code in counts.index if code in tree]
    return pd.DataFrame(
        {
            _("Area"): [tree[code].name for code in known],
            _("Level"): [_(LEVELS[tree[code].level]) for code in known],
            _("Records on the map"): [int(counts[code]) for code in known],
        }
    )
