"""The map that a reader wishes for: one metric by area, its change, two at once, spots, points."""

from collections.abc import Iterable, Sequence

import pandas as pd

from governance.app.context import Here
from governance.app.maps import map_sheet, point_map
from governance.app.maps.map_sheet import Picture, Sheet
from governance.maps import (
    choropleths,
    classes,
    kind_maps,
    legend,
    map_options,
    metric_scale,
    point_maps,
)
from governance.maps.cell_values import Known
from governance.maps.choropleths import Map
from governance.maps.classes import Scale
from governance.maps.frames import Frame
from governance.maps.hotspot_layers import Subject
from governance.maps.map_options import MapOptions
from governance.metrics import number_format, segments
from governance.metrics.catalog import Metric
from governance.metrics.metric_values import NOTHING
from governance.metrics.number_format import LEVELS


def draw(here: Here, sheet: Sheet, wanted: MapOptions, metric: Metric) -> Picture | None:
    """The picture; None where a change is wished for and there is nothing to compare with."""
    if wanted.kind in map_options.OF_POINTS and (facts := point_map.offered(here)):
        fact = facts[point_map.chosen(here, metric)]
        return point_map.draw(here, sheet, fact, wanted, metric)
    if wanted.kind == "spots":
        return _spots(here, sheet, metric)
    if wanted.kind == "kinds":
        return _kinds(here, sheet)
    if wanted.kind == "change":
        return _change(here, sheet, metric, wanted)
    if wanted.kind == "two":
        return _two(here, sheet, metric, second(here, wanted, metric))
    return _one(here, sheet, metric, wanted)


def second(here: Here, wanted: MapOptions, first: Metric) -> Metric:
    """The other metric of a map of two; a headline of another subject where none is asked for."""
    others = {key: metric for key, metric in here.catalog.items() if key != first.key}
    elsewhere = (metric for metric in here.headlines.values() if metric.dataset != first.dataset)
    usual = next(elsewhere, next(iter(others.values()), first))
    return others.get(wanted.second, usual)


def _one(here: Here, sheet: Sheet, metric: Metric, wanted: MapOptions) -> Picture:
    """A metric in the scope's window, in classes of all months that can be stepped to."""
    window, _ = here.scope.window, here.translate
    shape: choropleths.Shape = "columns" if wanted.has_columns else "flat"
    method, count = wanted.method, wanted.count
    graded = map_sheet.grade(here, metric, sheet.frame, method=method, count=count)
    known, rate, scale = graded.known[window], graded.rate, graded.scale
    if graded.is_counted:
        rates = graded.rated.get(window, {}), rate, scale
        drawn = choropleths.counted(sheet.stage, (known, metric), rates, shape=shape)
    else:
        drawn = choropleths.choropleth(sheet.stage, known, metric, scale, shape=shape)
    # What is suppressed has no column, so the highest may be told.
    has_height = wanted.has_columns and drawn.most > 0
    named, frame = number_format.named(metric, _), _table(here, sheet, [(metric, known)])
    about = [_("Circles: {title}", title=named)] if graded.is_counted else []
    if has_height:
        most = number_format.exact(drawn.most, metric, _)
        about = [_("The highest column is {value}", value=most)]
    names = named, number_format.named(rate, _)
    return _of_metric(here, sheet, drawn, (rate, scale), names, frame, about)


def _change(here: Here, sheet: Sheet, metric: Metric, wanted: MapOptions) -> Picture | None:
    """A metric's difference from the window compared with; None where there is none."""
    _, then = here.translate, here.scope.other
    made = map_sheet.change(here, metric, sheet.frame, method=wanted.method, count=wanted.count)
    if made is None or then is None:
        return None
    drawn = choropleths.difference(sheet.stage, made.rated, made.scale, made.sides, metric)
    named, coloured = (
        _("{title}, change against {days}", title=number_format.named(one, _), days=here.days(then))
        for one in (metric, made.rate)
    )
    now, earlier = made.sides
    frame = _table(here, sheet, [(metric, now)], then=earlier)
    return _of_metric(here, sheet, drawn, (made.rate, made.scale), (named, coloured), frame)


def _of_metric(
    here: Here,
    sheet: Sheet,
    drawn: Map,
    classed: tuple[Metric, Scale],
    names: tuple[str, str],
    frame: pd.DataFrame,
    about: Sequence[str] = (),
) -> Picture:
    """A map of one metric's classes with its legend.

    names: what the map shows, and what it colours, which of a count is its rate. about: what else
    is to be read.
    """
    (metric, scale), (named, coloured) = classed, names
    title = title_of(here, sheet.frame, named)
    html = legend.html(
        _head(sheet, coloured, title_of(here, sheet.frame, coloured)),
        metric,
        scale,
        drawn.tally,
        here.look,
        about=about,
        projector=sheet.stage.projector,
    )
    alt = legend.alt(title, scale, metric, drawn.tally, here.translate)
    return Picture(drawn.deck, html, title, alt, frame)


def _two(here: Here, sheet: Sheet, first: Metric, other: Metric) -> Picture:
    """Two metrics in three classes each."""
    window, look = here.scope.window, here.look
    frame = sheet.frame
    known = [
        (one, metric_scale.by_window(here, one, frame, [window])[window]) for one in (first, other)
    ]
    made = [map_sheet.rates(here, metric, {window: cells}, frame) for metric, cells in known]
    rated = [(rate, rates.get(window, {})) for rate, rates in made]
    parts = [
        (cells, metric, classes.thirds([one.value for one in cells.values()], metric, look))
        for metric, cells in rated
    ]
    drawn = choropleths.bivariate(sheet.stage, parts[0], parts[1])
    _, titles = here.translate, [number_format.named(metric, look.translate) for metric, _ in rated]
    named = _("{first} and {second}", first=titles[0], second=titles[1])
    title, projector = title_of(here, sheet.frame, named), sheet.stage.projector
    where = "" if projector else f"{sheet.place} · {here.days()}"
    scales = parts[0][2], parts[1][2]
    html = legend.pair(
        (named, where), (parts[0][1], parts[1][1]), scales, drawn.tally, look, projector=projector
    )
    return Picture(drawn.deck, html, title, title, _table(here, sheet, known))


def _spots(here: Here, sheet: Sheet, metric: Metric) -> Picture:
    """Where high or low values of a metric lie together more than chance would have it."""
    window, _, codes = here.scope.window, here.translate, sheet.stage.cells.codes
    known = metric_scale.by_window(here, metric, sheet.frame, [window])[window]
    shown = dict(zip(codes, _values(known, codes), strict=True))
    named = title_of(here, sheet.frame, number_format.named(metric, _))
    title = _("Hot and cold spots: {title}", title=named)
    made = point_maps.cell_spots(
        sheet.stage,
        map_sheet.load_spots(here.warehouse, sheet.frame, tuple(shown.values())),
        _head(sheet, "", title),
        Subject(_.pick(metric.title), sheet.place, sheet.frame.level),
        {code: number_format.amount(value, metric, _) for code, value in shown.items()},
    )
    alt, frame = " ".join((title, *made.said)), _table(here, sheet, [(metric, known)])
    return Picture(made.deck, made.legend, title, alt, frame, tuple(made.said))


def _kinds(here: Here, sheet: Sheet) -> Picture:
    """Which cells are of which kind."""
    _, level = here.translate, here.translate(LEVELS[sheet.frame.level]).lower()
    title = _("Kinds of areas · {place}, by {level}", place=sheet.place, level=level)
    rows = kind_maps.table(sheet.stage.cells, here.look)
    frame = pd.DataFrame(rows, columns=[_("Area"), _("Kind")])
    key = kind_maps.key(sheet.stage, _head(sheet, "", title))
    return Picture(kind_maps.draw(sheet.stage), key, title, title, frame)


def _head(sheet: Sheet, named: str, title: str) -> str:
    """What stands over the legend: on a projector the whole title stands above the map."""
    return named if sheet.stage.projector else title


def title_of(here: Here, frame: Frame, named: str) -> str:
    """The title of a map of cells: what, where, when, what alone is counted, and which cells."""
    _ = here.translate
    parts = [named, here.named(frame.area), here.days()]
    parts += segments.alone(here.scope.filters, _)
    level = _(LEVELS[frame.level]).lower()
    return _("{title}, by {level}", title=" · ".join(parts), level=level)


def _table(
    here: Here, sheet: Sheet, known: Iterable[tuple[Metric, Known]], then: Known | None = None
) -> pd.DataFrame:
    """A row a cell: code, name, and what the map shows of it; what is suppressed stays so."""
    _, cells = here.translate, sheet.stage.cells
    frame = pd.DataFrame({_("Area"): cells.names, _("Code"): cells.codes})
    for metric, values in known:
        frame[number_format.named(metric, _)] = _values(values, cells.codes)
        if then is not None:
            frame[_("Before")] = _values(then, cells.codes)
    return frame


def _values(known: Known, codes: Sequence[str]) -> list[float | None]:
    """The values of areas in their order."""
    return [known.get(code, NOTHING).value for code in codes]
