"""Maps of areas in a scope: one metric, its change, or two metrics at once."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pandas as pd

from governance.app.context import Here
from governance.app.maps import map_cache
from governance.app.maps.map_sheet import Picture, Sheet
from governance.core import dates
from governance.core.periods import Window
from governance.maps import cell_values, choropleths, classes, frames, kind_maps, legend, point_maps
from governance.maps.cell_values import Known
from governance.maps.choropleths import Map, Shape
from governance.maps.classes import Scale
from governance.maps.frames import Frame
from governance.maps.hotspot_layers import Subject
from governance.maps.map_options import MapOptions
from governance.metrics import number_format, segments
from governance.metrics.catalog import Metric
from governance.metrics.number_format import LEVELS


def one(here: Here, sheet: Sheet, metric: Metric, wanted: MapOptions) -> Picture:
    """A metric in the scope's window, in classes of all months that can be stepped to."""
    window, look = here.scope.window, here.look
    months = frames.choose_months(window, here.ground.known.as_of) or (window,)
    found = _known(here, sheet, metric, months)
    scale = _scale(here, found.values(), metric, wanted)
    shape: Shape = "columns" if wanted.has_columns else "flat"
    drawn = choropleths.choropleth(sheet.stage, found[window], metric, scale, shape=shape)
    named = number_format.named(metric, look.translate)
    title = _title(here, sheet, named)
    return Picture(
        drawn.deck,
        legend.html(
            _head(sheet, named, title),
            metric,
            scale,
            drawn.tally,
            look,
            height=_highest(drawn, metric, here) if wanted.has_columns else "",
            projector=sheet.stage.projector,
        ),
        title,
        legend.alt(title, scale, metric, drawn.tally, look.translate),
        _table(here, sheet, [(metric, found[window])]),
    )


def change(here: Here, sheet: Sheet, metric: Metric, wanted: MapOptions) -> Picture | None:
    """A metric's difference from the window compared with; None where there is none."""
    now, then, _ = here.scope.window, here.scope.other, here.translate
    if then is None:
        return None
    months = frames.choose_months(now, here.ground.known.as_of)
    pairs = [(month, _other(here, month)) for month in months] or [(now, then)]
    windows = [window for pair in pairs for window in pair]
    found = _known(here, sheet, metric, list(dict.fromkeys((now, then, *windows))))
    sizes = [
        size
        for later, earlier in pairs
        for size in cell_values.changed_values(found[later], found[earlier]).values()
    ]
    scale = classes.scale(
        sizes, metric, here.look, method=wanted.method, count=wanted.count, diverging=True
    )
    drawn = choropleths.difference(sheet.stage, found[now], found[then], metric, scale)
    named = _(
        "{title}, change against {days}",
        title=number_format.named(metric, _),
        days=_days(here, then),
    )
    title = _title(here, sheet, named)
    return Picture(
        drawn.deck,
        legend.html(
            _head(sheet, named, title),
            metric,
            scale,
            drawn.tally,
            here.look,
            projector=sheet.stage.projector,
        ),
        title,
        legend.alt(title, scale, metric, drawn.tally, _),
        _table(here, sheet, [(metric, found[now])], then=found[then]),
    )


def _other(here: Here, month: Window) -> Window:
    """The window that another month is compared with in this view."""
    start, end = month
    return replace(here.scope, start=start, end=end, period="custom").other or month


def two(here: Here, sheet: Sheet, first: Metric, second: Metric) -> Picture:
    """Two metrics in three classes each."""
    window, _ = here.scope.window, here.translate
    known = [(one, _known(here, sheet, one, [window])[window]) for one in (first, second)]
    given = [
        (
            found,
            one,
            classes.scale(
                [value.value for value in found.values()], one, here.look, count=3, apart=False
            ),
        )
        for one, found in known
    ]
    drawn = choropleths.bivariate(sheet.stage, given[0], given[1])
    named = _(
        "{first} and {second}",
        first=number_format.named(first, _),
        second=number_format.named(second, _),
    )
    title = _title(here, sheet, named)
    said = "" if sheet.stage.projector else f"{sheet.place} · {_days(here, window)}"
    return Picture(
        drawn.deck,
        legend.pair(
            (named, said),
            (first, second),
            (given[0][2], given[1][2]),
            drawn.tally,
            here.look,
            projector=sheet.stage.projector,
        ),
        title,
        title,
        _table(here, sheet, known),
    )


def spots(here: Here, sheet: Sheet, metric: Metric) -> Picture:
    """Where high or low values of a metric lie together more than chance would have it."""
    window, _ = here.scope.window, here.translate
    found = _known(here, sheet, metric, [window])[window]
    codes = sheet.stage.cells.codes
    shown = dict(zip(codes, _column(found, codes), strict=True))
    named = number_format.named(metric, _)
    title = _("Hot and cold spots: {title}", title=_title(here, sheet, named))
    made = point_maps.cell_spots(
        sheet.stage,
        map_cache.spots(here.build, sheet.frame, tuple(shown.values())),
        _head(sheet, "", title),
        Subject(_.pick(metric.title), sheet.place, sheet.frame.level),
        {code: number_format.amount(value, metric, _) for code, value in shown.items()},
    )
    alt = " ".join((title, *made.said))
    frame = _table(here, sheet, [(metric, found)])
    return Picture(made.deck, made.legend, title, alt, frame, tuple(made.said))


def kinds(here: Here, sheet: Sheet) -> Picture:
    """Which cells are of which kind."""
    _, level = here.translate, here.translate(LEVELS[sheet.frame.level]).lower()
    title = _("Kinds of areas · {place}, by {level}", place=sheet.place, level=level)
    rows = kind_maps.table(sheet.stage.cells, here.look)
    return Picture(
        kind_maps.draw(sheet.stage),
        kind_maps.key(sheet.stage, _head(sheet, "", title)),
        title,
        title,
        pd.DataFrame(rows, columns=[_("Area"), _("Kind")]),
    )


def _known(
    here: Here, sheet: Sheet, metric: Metric, windows: Sequence[Window]
) -> dict[Window, Known]:
    """The values of all cells by window and area."""
    frame = sheet.frame
    values = here.values(here.scope.query([metric.key], windows, frame.level, frame.area))
    codes = sheet.stage.cells.codes
    return {
        window: {code: values.at(metric.key, code, window) for code in codes} for window in windows
    }


def _scale(here: Here, months: Iterable[Known], metric: Metric, wanted: MapOptions) -> Scale:
    told = [value.value for known in months for value in known.values()]
    return classes.scale(told, metric, here.look, method=wanted.method, count=wanted.count)


def _highest(drawn: Map, metric: Metric, here: Here) -> str:
    """The largest value that may be told: what is suppressed has no column."""
    return number_format.exact(drawn.most, metric, here.translate) if drawn.most > 0 else ""


def _days(here: Here, window: Window) -> str:
    return dates.window(window, here.translate.lang)


def _head(sheet: Sheet, named: str, title: str) -> str:
    """What stands over the legend: on a projector the whole title stands above the map."""
    return named if sheet.stage.projector else title


def _title(here: Here, sheet: Sheet, named: str) -> str:
    return title_of(here, sheet.frame, named)


def title_of(here: Here, frame: Frame, named: str) -> str:
    """The title of a map of cells: what, where, when, what alone is counted, and which cells."""
    _, only = here.translate, here.scope.only
    parts = [named, here.named(frame.area), _days(here, here.scope.window)]
    parts += [segments.alone(*only, _)] if only else []
    level = _(LEVELS[frame.level]).lower()
    return _("{title}, by {level}", title=" · ".join(parts), level=level)


def _table(
    here: Here, sheet: Sheet, known: Sequence[tuple[Metric, Known]], then: Known | None = None
) -> pd.DataFrame:
    """A row a cell: code, name, and what the map shows of it; what is suppressed stays so."""
    _, cells = here.translate, sheet.stage.cells
    frame = pd.DataFrame({_("Area"): cells.names, _("Code"): cells.codes})
    for metric, found in known:
        frame[number_format.named(metric, _)] = _column(found, cells.codes)
        if then is not None:
            frame[_("Before")] = _column(then, cells.codes)
    return frame


def _column(found: Known, codes: Sequence[str]) -> list[float | None]:
    shown = (found[code] for code in codes)
    return [value.value for value in shown]
