"""The comparison as a table: a metric a row, an area a column."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from pandas.io.formats.style import Styler

from governance.charts.comparison.side_by_side import Sides, are_distinguishable
from governance.core.i18n import Translator
from governance.metrics import number_format
from governance.metrics.catalog import Metric


def frame(sides: Sides, _: Translator) -> pd.DataFrame:
    """One row a metric: its title with unit, each area's value, whether areas are distinguishable.

    The index is the metric's key; the columns of areas are their codes.
    """
    return pd.DataFrame([_record(sides, key, _) for key in sides.rows], index=list(sides.rows))


def _record(sides: Sides, key: str, _: Translator) -> dict[str, Any]:
    metric, values = sides.metrics[key], sides.rows[key]
    amounts = {area.code: v.value for area, v in zip(sides.areas, values, strict=True)}
    return {
        "metric": number_format.named(metric, _),
        **amounts,
        "apart": _distinguishable(sides, key, _),
    }


def _distinguishable(sides: Sides, key: str, _: Translator) -> str:
    if key in sides.incomparable:
        return _("✗ not compared: units differ")
    is_apart = are_distinguishable(sides.metrics[key], sides.rows[key])
    if is_apart is None:
        return ""
    return _("✓ yes") if is_apart else _("≈ cannot be told apart")


def style(sides: Sides, _: Translator) -> Styler:
    """The frame with the digits of each row, the best value of it marked."""
    table = frame(sides, _)
    codes = [area.code for area in sides.areas]
    style = table.style
    for key in table.index:
        texts = _texts(sides, key, _)
        none = "—" if key in sides.incomparable else _("No data")
        style = style.format(texts, subset=pd.IndexSlice[[key], codes], na_rep=none)
    return style


def _texts(sides: Sides, key: str, _: Translator) -> Any:
    metric = sides.metrics[key]
    best = _best(metric, [v.value for v in sides.rows[key] if v.value is not None])

    def text(value: float) -> str:
        mark = "★ " if best is not None and value == best else ""
        return mark + number_format.number(value, metric.decimals)

    return text


def _best(metric: Metric, known: Sequence[float]) -> float | None:
    """The best value, None where none is good or bad or all are the same."""
    if metric.better == "neither" or len(set(known)) < 2:
        return None
    return max(known) if metric.better == "up" else min(known)


def settings(sides: Sides, _: Translator) -> dict[str, Any]:
    """Headings by column; areas by name."""
    heads = {area.code: {"label": area.name} for area in sides.areas}
    has_any = frame(sides, _)["apart"].ne("").any()
    apart = {"label": _("Differ beyond chance?")} if has_any else None
    return {"metric": {"label": _("Metric")}, **heads, "apart": apart}
