"""What turns on the wall: of each key figure its map, and its areas in their order beside it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape

from governance.app import opening
from governance.app.context import Here
from governance.app.maps import area_map, map_list, map_sheet
from governance.app.maps.map_sheet import Sheet
from governance.core import dates
from governance.maps import area_list, ground_picture, map_options, map_svg
from governance.maps.area_list import Row
from governance.maps.frames import Frame
from governance.metrics import comparison, number_format
from governance.metrics.catalog import Metric
from governance.metrics.number_format import LEVELS

# Pixels of the picture, which fills its place whatever size that has: at so many, names of 13
# pixels are about a fiftieth of the screen's height.
HEIGHT = 540
OPTIONS = map_options.parse_options({})  # areas with their names


@dataclass(frozen=True)
class View:
    """One figure in its areas, as HTML. ranked: the areas, the worst first; map: "" for none."""

    key: str
    title: str
    map: str
    legend: str
    ranked: str


@dataclass(frozen=True)
class Turning:
    """What the wall turns through. ground: the base map below all of it, "" for none."""

    views: Sequence[View] = ()
    ground: str = ""


def find(here: Here, metrics: Sequence[Metric], shape: float) -> Turning:
    """A view a metric; without a map where there is none. shape: width to height of a map."""
    frame = map_sheet.choose_frame(here, "")
    box = round(HEIGHT * shape), HEIGHT
    given = frame and map_sheet.sheet(here, frame, OPTIONS, box)
    if not given:
        return Turning([_unmapped(here, metric) for metric in metrics] if here.below else ())
    stage, synthetic = given.stage, here.warehouse.meta.synthetic
    ground = ground_picture.svg(stage.cells.bounds, synthetic, here.look.palette, stage.view, box)
    # The base map lies below all views once; its names would have to be on every one of them.
    bare = replace(stage, below=(), above=(), ground_names=(), still=True)
    own = replace(given, stage=bare)
    views = (_view(here, own, metric) for metric in metrics)
    return Turning([view for view in views if view], ground)


def _view(here: Here, given: Sheet, metric: Metric) -> View | None:
    picture = area_map.draw(here, given, OPTIONS, metric)
    if picture is None:
        return None
    box = given.stage.width, given.stage.height
    drawn = map_svg.svg(picture.deck, box, here.look.palette, picture.title)
    _total, rows = map_list.find(here, given, metric)
    title = _title(here, metric, given.frame.level)
    return View(metric.key, title, drawn, picture.legend, _ranked(here, rows, metric))


def _unmapped(here: Here, metric: Metric) -> View:
    """Areas without boundaries, and those of several cities, which have no map in common."""
    frame = Frame(here.scope.area, here.below)
    names = {area.code: area.name for area in opening.areas_below(here, metric) if not area.is_rest}
    rows = map_list.below(here, frame, names, metric)
    return View(metric.key, _title(here, metric, here.below), "", "", _ranked(here, rows, metric))


def _title(here: Here, metric: Metric, level: str) -> str:
    _, named = here.translate, number_format.named(metric, here.translate)
    return escape(_("{metric}, by {level}", metric=named, level=_(LEVELS[level]).lower()))


def _ranked(here: Here, rows: Sequence[Row], metric: Metric) -> str:
    """The areas with their numbers now and a year ago; those that have no room are counted."""
    _, before = here.translate, dates.year_before(here.scope.window, here.translate)
    order = _("most first") if metric.better == "neither" else _("worst first")
    now = _("Now")
    head = f"<span>{escape(order)}</span><b>{escape(now)}</b><small>{escape(before)}</small>"
    return f'<p class="head">{head}</p>{_list(area_list.ordered(rows, metric), metric, here)}'


def _list(rows: Sequence[Row], metric: Metric, here: Here) -> str:
    _ = here.translate
    most = max((row.now.value or 0.0 for row in rows), default=0.0) or 1.0
    items = "".join(_item(row, metric, most, here) for row in rows)
    return f'<ol data-fit>{items}</ol><p class="rest"></p>{area_list.few(rows, metric, _)}'


def _item(row: Row, metric: Metric, most: float, here: Here) -> str:
    _, share = here.translate, min(max(row.now.value or 0.0, 0.0) / most, 1)
    now, then = (area_list.short(value, metric, _) for value in (row.now, row.then))
    change = comparison.change(metric, row.now, row.then, _)
    arrow = change.arrow if change and change.direction else ""
    css = ' class="few"' if area_list.rank(row, metric) else ""
    return (
        f'<li{css} style="--share:{share:.3f}"><span>{escape(row.name)}</span>'
        f"<b>{escape(now)}</b><small>{escape(then)} {arrow}</small></li>"
    )
