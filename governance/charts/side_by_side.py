"""Areas side by side: which, on what, as a table, and over time a line each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from pandas.io.formats.style import Styler

from governance.charts import roles
from governance.charts.metric_charts import of_months
from governance.charts.model import Chart, Series
from governance.charts.profile.child_areas import areas_inside
from governance.core import dates
from governance.core.area_tree import Area, AreaTree
from governance.core.i18n import Translator
from governance.core.periods import Window
from governance.metrics import number_format
from governance.metrics.catalog import Metric
from governance.metrics.metric_values import NOTHING, Value, Values
from governance.metrics.query import Filter
from governance.stats.fairness import intervals, suitability

FEWEST, MOST = 2, 8
USUAL = 4  # areas that stand there before anyone has chosen
METRICS = 8


@dataclass(frozen=True)
class Sides:
    """The areas compared, and each metric's value of each of them, in the areas' order.

    incomparable: the metrics whose values may be of several units; they have no values here.
    """

    areas: Sequence[Area]
    rows: Mapping[str, Sequence[Value]]
    metrics: Mapping[str, Metric]
    incomparable: frozenset[str] = frozenset()


def chosen_areas(requested: str, tree: AreaTree, around: str) -> list[str]:
    """The requested codes (comma-separated) that exist; else the first areas below `around`."""
    codes = [code for code in dict.fromkeys(requested.split(",")) if code in tree and code != "all"]
    if codes:
        return codes[:MOST]
    level = tree.level_below(around)
    return [area.code for area in areas_inside(tree, around, level)][:USUAL]


def chosen_metrics(
    requested: str, catalog: Mapping[str, Metric], usual: Sequence[str]
) -> list[str]:
    """The requested keys (comma-separated) that exist; else the usual ones."""
    keys = [key for key in dict.fromkeys(requested.split(",")) if key in catalog]
    return keys or list(usual)[:METRICS]


def build_sides(
    chosen: Sequence[Area],
    metrics: Mapping[str, Metric],
    samples: Sequence[Values],
    window: Window,
    filters: Iterable[Filter] = (),
) -> Sides:
    """The metrics of the areas in the window; samples: the values of each area, in their order.

    filters: what alone is counted.
    """
    known = tuple(filters)
    incomparable = frozenset(key for key, metric in metrics.items() if not metric.compares(known))
    rows = {
        key: [
            NOTHING if key in incomparable else values.at(key, area.code, window)
            for area, values in zip(chosen, samples, strict=True)
        ]
        for key in metrics
    }
    return Sides(chosen, rows, metrics, incomparable)


def are_distinguishable(metric: Metric, values: Sequence[Value]) -> bool | None:
    """Whether the intervals of the highest and the lowest area do not touch.

    None where chance has no law for the metric, or fewer than two areas have a value.
    """
    kind = suitability.kind(metric)
    parts = [(v.numerator, v.denominator) for v in values if v.numerator is not None]
    known = [(part, whole) for part, whole in parts if whole]
    if kind is None or len(known) < FEWEST:
        return None
    numerators, denominators = (np.array(side, dtype=float) for side in zip(*known, strict=True))
    low, high = intervals.interval(numerators, denominators, kind)
    return bool(low.max() > high.min())


def frame(sides: Sides, _: Translator) -> pd.DataFrame:
    """One row a metric: its title with unit, each area's value, whether areas are distinguishable.

    The index is the metric's key; the columns of areas are their codes.
    """
    rows = [
        {
            "metric": number_format.named(sides.metrics[key], _),
            **{area.code: v.value for area, v in zip(sides.areas, values, strict=True)},
            "apart": _distinguishable(sides, key, _),
        }
        for key, values in sides.rows.items()
    ]
    return pd.DataFrame(rows, index=list(sides.rows))


def _distinguishable(sides: Sides, key: str, _: Translator) -> str:
    if key in sides.incomparable:
        return _("✕ not compared: units differ")
    is_apart = are_distinguishable(sides.metrics[key], sides.rows[key])
    if is_apart is None:
        return ""
    return _("✓ yes") if is_apart else _("≈ cannot be told apart")


def style(sides: Sides, _: Translator) -> Styler:
    """The frame with the digits of each row, the best value of it marked."""
    codes = [area.code for area in sides.areas]
    style = frame(sides, _).style
    for key in sides.rows:
        none = "—" if key in sides.incomparable else _("No data")
        cells = pd.IndexSlice[[key], codes]
        style = style.format(_texts(sides, key), subset=cells, na_rep=none)
    return style


def _texts(sides: Sides, key: str) -> Any:
    metric, known = sides.metrics[key], {v.value for v in sides.rows[key] if v.value is not None}
    # Nothing is best where neither direction is good, and where chance may have made the order: of
    # counts a large area has more, and what cannot be told apart has no first.
    best = None
    is_apart = are_distinguishable(metric, sides.rows[key])
    if metric.better != "neither" and len(known) > 1 and is_apart:
        best = max(known) if metric.better == "up" else min(known)

    def text(value: float) -> str:
        return ("★ " if value == best else "") + number_format.number(value, metric.decimals)

    return text


def settings(sides: Sides, _: Translator) -> dict[str, Any]:
    """Headings by column; areas by name."""
    heads = {area.code: {"label": area.name} for area in sides.areas}
    has_any = frame(sides, _)["apart"].ne("").any()
    apart = {"label": _("Differ beyond chance?")} if has_any else None
    return {"metric": {"label": _("Metric")}, **heads, "apart": apart}


def lines_chart(
    areas: Sequence[Area],
    values: Sequence[Values],
    metric: Metric,
    months: Sequence[Window],
    _: Translator,
) -> Chart:
    """A line an area over the months; gaps where there is no data. values: of each area."""
    series = []
    for number, (area, known) in enumerate(zip(areas, values, strict=True)):
        amounts = tuple(known.at(metric.key, area.code, month).value for month in months)
        hovers = tuple(
            f"{area.name}<br>{dates.window(month, _.lang)}<br>"
            f"<b>{number_format.amount(value, metric, _)}</b>"
            for month, value in zip(months, amounts, strict=True)
        )
        series.append(Series(area.name, "value", amounts, **roles.line(number), hovers=hovers))
    drawn = [0.0, *(value for line in series for value in line.values if value is not None)]
    reach = (min(drawn), max(drawn) * 1.06 or 1.0)
    return of_months(metric, months, _, series=tuple(series), reach=reach)


def lines_table(chart: Chart, _: Translator) -> pd.DataFrame:
    """The lines' numbers: a month a row, an area a column."""
    columns = {line.name: line.values for line in chart.series}
    return pd.DataFrame({_("Period"): chart.categories, **columns})
