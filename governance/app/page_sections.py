"""What the monitor's pages are put together from: a metric by segment, by area, month by month."""

from typing import Any

from governance.app import context, figure_panel
from governance.app.context import Here
from governance.app.maps import small_map
from governance.charts import ranking, trend_figure
from governance.charts.subjects import amount_bars
from governance.core import dates, periods
from governance.core.periods import Window
from governance.metrics import metric_values, number_format, segments
from governance.metrics.catalog import Metric
from governance.metrics.number_format import LEVELS
from governance.metrics.scope import COMPARISONS

# More areas make a page of bars; those that are left out are among the numbers to take away.
MOST = 20


def days(here: Here, window: Window | None = None) -> str:
    """The chosen days in words, or those of another window."""
    return dates.window(window or here.scope.window, here.translate.lang)


def titled(here: Here, text: str, window: Window | None = None) -> str:
    """The title of what is no metric: what, where, when."""
    return f"{text} · {here.place} · {days(here, window)}"


def titled_now(here: Here, text: str) -> str:
    """The registers speak of now, whatever the period."""
    _ = here.translate
    now = _("current register")
    return f"{text} · {here.place} · {now}"


def heading(here: Here, metric: Metric, window: Window | None = None) -> str:
    """The title of a metric's figure: metric, unit, where, when."""
    return number_format.heading(metric, here.place, days(here, window), here.translate)


def split(here: Here, metric: Metric, segment: str, window: Window | None = None) -> None:
    """The metric by a segment, in the chosen days; a click on a bar filters the page by it."""
    _, wanted = here.translate, here.scope
    chosen = wanted.only[1] if wanted.only and wanted.only[0] == segment else None
    counted = wanted if chosen is None else wanted.unfiltered
    frame = here.answer(counted.query([metric.key], [window], split=segment))
    found = amount_bars.by_segment(frame, metric, segment, _)
    by = segments.title(segment, _, metric.dataset)
    title = _("{title}, by {segment}", title=heading(here, metric, window), segment=by.lower())
    if not found:
        figure_panel.empty(here, title)
        return

    def told(points: list[dict[str, Any]]) -> None:
        if code := amount_bars.code_of(points):
            context.filter_by(segment, code, wanted.only)

    table = amount_bars.table(found, by, number_format.unit(metric, _))
    chart = amount_bars.chart(found, here.translate, chosen)
    key = f"{metric.key}_by_{segment}_{wanted.area}"
    rest = len(found) - amount_bars.MOST
    said = _("{n} more with less are among the numbers to save.", n=rest) if rest > 0 else ""
    figure_panel.chart(here, chart, title, key, frame=table, chosen=told, notes=said)


def areas(here: Here, metric: Metric, level: str = "") -> None:
    """The metric of the areas below (those of `level`), the largest first; a click drills."""
    _, wanted = here.translate, here.scope
    level = level or here.ground.tree.level_below(wanted.area) or ""
    if not level:
        return
    values = here.values(wanted.query([metric.key], [wanted.window, wanted.other], level))
    below = metric_values.below(values, metric.key, wanted.window, wanted.other, [wanted.window])
    given = ranking.Ranking(metric, below)
    title = heading(here, metric)
    title = _("{title}, by {level}", title=title, level=_(LEVELS[level]).lower())
    columns = ranking.columns(given, _(COMPARISONS[wanted.compare]), _)
    table = ranking.table(given, here.look).data[list(columns)].rename(columns=columns)

    def told(points: list[dict[str, Any]]) -> None:
        context.drill(here.ground, amount_bars.code_of(points))

    key, chart = f"areas_{metric.key}_{wanted.area}", ranking.chart(given, _, MOST)
    said = hints(here, len(below))
    figure_panel.chart(here, chart, title, key, frame=table, chosen=told, notes=said)
    small_map.show(here, metric)


def hints(here: Here, count: int, most: int = MOST) -> str:
    """What to do with bars of so many areas, and how many of them are drawn."""
    _ = here.translate
    cut = _(
        "{most} of {count} areas are drawn; the numbers to save have all.", most=most, count=count
    )
    return " ".join([_("Click an area to go there."), *([cut] if count > most else [])])


def months(here: Here, metric: Metric) -> None:
    """The metric month by month, with what is known of these months."""
    wanted = here.scope
    found = periods.months_of(wanted.window, here.ground.known.as_of)
    values = here.values(wanted.query([metric.key], trend_figure.windows(found)))
    known = here.notes(metric.key, found)
    given = trend_figure.build_trend(values, metric, wanted, found, here.target(metric.key), known)
    title = trend_figure.title(given, here.place, here.translate)
    chart, frame = (
        trend_figure.chart(given, here.translate),
        trend_figure.table(given, here.translate),
    )
    key = f"months_{metric.key}"
    slide = {"kind": "months", "metrics": (metric.key,)}
    figure_panel.chart(here, chart, title, key, frame=frame, slide=slide)
