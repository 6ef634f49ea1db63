"""What pages are put together from: a metric by segment, by area, by month; bars and listings."""

from collections.abc import Callable, Sequence
from typing import Any, Unpack

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from governance.app import context, figure_panel, notes_form
from governance.app.context import Here
from governance.app.figure_panel import Drawing
from governance.app.grids import Options
from governance.app.maps import small_map
from governance.app.receipt_links import Link, Links, of_metric, opens
from governance.charts import ranking, trend_figure
from governance.charts.ranking import Ranking
from governance.charts.subjects import amount_bars
from governance.charts.subjects.amount_bars import Bar
from governance.charts.trend_figure import Trend
from governance.core import periods
from governance.core.i18n import Translator
from governance.core.periods import Window
from governance.metrics import metric_values, number_format, segments
from governance.metrics.catalog import Metric
from governance.metrics.number_format import LEVELS
from governance.metrics.query import by_column, write_filters
from governance.metrics.scope import COMPARISONS, Scope
from governance.receipts.figure_records import Source

# More areas make a page of bars; those that are left out are among the numbers to take away.
MOST = 20
# Records that a list on a page has at most.
LISTED = 1000
# How a table's column is shown, and its downloads written (grids.Options).
NUMBER = {"type_config": {"type": "number", "format": "%.1f"}}
PERCENT = {"type_config": {"type": "number", "format": "%.1f%%"}}  # of 0 to 100
SHARE = {"type_config": {"type": "number", "format": "percent"}}  # of 0 to 1


def by_level(here: Here, title: str, level: str) -> str:
    """The title of what is told apart by the areas of a level."""
    _ = here.translate
    return _("{title}, by {level}", title=title, level=_(LEVELS[level]).lower())


def drills(here: Here) -> Callable[[list[dict[str, Any]]], None]:
    """What a click on the bar of an area does: it goes there."""
    return lambda points: context.drill(here.ground, amount_bars.code_of(points))


def areas_table(
    here: Here,
    metric: Metric,
    codes: Sequence[str],
    frame: pd.DataFrame | Styler,
    title: str,
    key: str,
    **options: Unpack[Options],
) -> None:
    """A metric of areas, a row each; a click on a name goes there, on a number to its receipt."""
    _ = here.translate

    def links(row: int, column: str) -> Link:
        window = here.scope.other if column == "then" else here.scope.window
        return of_metric(here.scope, metric.key, area=codes[row], window=window) if window else None

    def chosen(row: int, column: str) -> None:
        if column == "area":
            context.drill(here.ground, codes[row])
        else:
            opens(here, links)(row, column)

    options["chosen"] = chosen
    figure_panel.table(here, frame, title, key, **options)
    st.caption(_("Click an area to go down to it, a number to see its receipt."))


def filters(segment: str) -> Callable[[list[dict[str, Any]]], None]:
    """What a click on the bar of a segment's value does: it filters the page by it, too."""

    def chosen(points: list[dict[str, Any]]) -> None:
        if points:
            context.filter_by(segment, amount_bars.code_of(points))

    return chosen


def filtered_by(here: Here, segment: str) -> tuple[str, ...]:
    """The values of the segment that alone are counted, () where all are."""
    return by_column(here.scope.filters).get(segment, ())


def bars(
    here: Here,
    given: Sequence[Bar],
    title: str,
    key: str,
    headings: tuple[str, str],
    segment: str = "",
    **options: Unpack[Drawing],
) -> None:
    """Amounts as bars; where they are a segment's values, a click filters the page by one.

    headings: of the numbers to save, for the bars' names and lengths.
    """
    if segment:
        options["chosen"] = filters(segment)
    chart = amount_bars.chart(given, here.translate, filtered_by(here, segment))
    options["frame"] = amount_bars.table(given, *headings)
    figure_panel.chart(here, chart, title, key, **options)


def listing(
    here: Here,
    source_and_rows: tuple[Source, pd.DataFrame],
    title: str,
    key: str,
    table: Callable[[pd.DataFrame, Translator], Any],
    **options: Unpack[Options],
) -> bool:
    """What `Here.find` found as a table; whether there is anything, which is said where not."""
    source, rows = source_and_rows
    if rows.empty:
        figure_panel.empty(here, title)
    else:
        options |= {"heading": True, "source": source}
        figure_panel.table(here, table(rows, here.translate), title, key, **options)
    return not rows.empty


def columns(*parts: Callable[[], None]) -> None:
    """Parts of a page beside each other, equally wide."""
    for column, show in zip(st.columns(len(parts)), parts, strict=True):
        with column:
            show()


def split(here: Here, metric: Metric | None, segment: str, window: Window | None = None) -> None:
    """The metric, where it is known, by a segment; a click on a bar filters the page by it."""
    if metric is None:
        return
    _, wanted = here.translate, here.scope
    counted, drawn = amounts(here, metric, segment, window)
    by = segments.title(segment, _, metric.dataset)
    title = _("{title}, by {segment}", title=here.heading(metric, window), segment=by.lower())
    if not drawn:
        figure_panel.empty(here, title)
        return
    rest = len(drawn) - amount_bars.MOST
    notes = _("{n} more with less are among the numbers to save.", n=rest) if rest > 0 else ""
    key, headings = f"{metric.key}_by_{segment}_{wanted.area}", (by, number_format.unit(metric, _))

    def links(row: int, column: str) -> Link:
        only = [(segment, drawn[row].code)]
        is_number = column == headings[1]
        return of_metric(counted, metric.key, window=window, filters=only) if is_number else None

    slide = {"kind": "causes", "metrics": (metric.key,), "by": (segment,), "form": "chart"}
    slide |= {"only": write_filters(counted.filters)}
    options: Drawing = {"notes": notes, "receipts": opens(here, links), "slide": slide}
    bars(here, drawn, title, key, headings, segment, **options)


def amounts(
    here: Here, metric: Metric, segment: str, window: Window | None = None
) -> tuple[Scope, list[Bar]]:
    """The metric by a segment, the largest first, and what it counts: no filter by the segment."""
    counted = here.scope.without(segment)
    frame = here.answer(counted.query([metric.key], [window], split=segment))
    return counted, amount_bars.by_segment(frame, metric, segment, here.translate)


def areas(here: Here, metric: Metric | None, level: str = "") -> None:
    """The metric of the areas below (those of `level`), the worst first, beside their map."""
    level = level or here.below
    if not level or metric is None:
        return
    key = f"areas_{metric.key}_{here.scope.area}"
    title = by_level(here, here.heading(metric), level)
    given = ranked(here, metric, level, here.scope.other)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        slide = {"kind": "ranking", "metrics": (metric.key,), "level": level, "form": "chart"}
        area_bars(here, given, title, key, MOST, notes=hints(here, len(given.areas)), slide=slide)
    with right:
        small_map.show(here, given, level)


def ranked(here: Here, metric: Metric, level: str, other: Window | None = None) -> Ranking:
    """The metric of the areas of a level below, beside what it was in another window.

    The worst first: the lowest of a rate of which more is better, else the largest.
    """
    window = here.scope.window
    values = here.values(here.scope.query([metric.key], [window, other], level))
    found = metric_values.below(values, metric.key, window, other, [window])
    if metric.better == "up" and not metric.is_count:
        found.sort(key=lambda area: (area.now.value is None, area.now.value or 0.0))
    return Ranking(metric, found)


def area_bars(
    here: Here,
    given: Ranking,
    title: str,
    key: str,
    most: int = ranking.MOST,
    **options: Unpack[Drawing],
) -> None:
    """Areas as bars, with the numbers to save; a click goes to one."""
    _ = here.translate
    headings = ranking.columns(given, _(COMPARISONS[here.scope.compare]), _)
    numbers = ranking.table(given, here.look).data[list(headings)].rename(columns=headings)
    values = {headings["value"]: None, headings.get("then", ""): here.scope.other}
    values |= {headings.get(name, ""): None for name in ("numerator", "denominator")}

    def links(row: int, column: str) -> Link:
        code, key = given.areas[row].code, given.metric.key
        if column not in values or (column == headings.get("then") and not values[column]):
            return None
        return of_metric(here.scope, key, area=code, window=values[column])

    options |= {"frame": numbers, "chosen": drills(here), "receipts": opens(here, links)}
    figure_panel.chart(here, ranking.chart(given, _, most), title, key, **options)


def hints(here: Here, count: int, most: int = MOST) -> str:
    """What to do with bars of so many areas, and how many of them are drawn."""
    _ = here.translate
    cut = _(
        "{most} of {count} areas are drawn; the saved numbers have all.", most=most, count=count
    )
    return " ".join([_("Click an area to go there."), *([cut] if count > most else [])])


def months(here: Here, metric: Metric | None, key: str = "", *, edited: bool = False) -> None:
    """The metric month by month, with what is known of these months.

    edited: whether a click on a month opens its notes; one trend of a page has it.
    """
    if metric is None:
        return
    wanted, _ = here.scope, here.translate
    known = periods.months_of(wanted.window, here.ground.known.as_of)
    values = here.values(wanted.query([metric.key], trend_figure.windows(known)))
    notes, target = here.notes(metric.key, known), here.target(metric.key)
    trend = trend_figure.build_trend(values, metric, wanted, known, target, notes)
    figure_panel.chart(
        here,
        trend_figure.chart(trend, _),
        trend_figure.title(trend, here.place, _),
        key or f"months_{metric.key}",
        frame=trend_figure.table(trend, _),
        receipts=opens(here, _of_months(here, trend)),
        slide={"kind": "months", "metrics": (metric.key,)},
        chosen=notes_form.opens(known) if edited else None,
    )
    if edited:
        notes_form.below(here, metric, known)


def _of_months(here: Here, trend: Trend) -> Links:
    """The receipts of the numbers of a trend: of each month, and of the same a year before."""
    _, points = here.translate, trend.points
    is_text = {_("Period"), _("First day"), _("Last day")}

    def links(row: int, column: str) -> Link:
        window = points[row].window
        if column == _("Same month last year"):
            window = periods.shift(window, -12)
        if column in is_text:
            return None
        return of_metric(here.scope, trend.metric.key, window=window)

    return links
