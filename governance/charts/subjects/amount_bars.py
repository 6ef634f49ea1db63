"""Amounts side by side as bars: one a value of a segment, a step or a stage."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from governance.charts.model import Chart, Series
from governance.core.i18n import Translator
from governance.metrics import number_format, segments
from governance.metrics.catalog import Metric

MOST = 12


@dataclass(frozen=True)
class Bar:
    """One bar: the code that a click names, its name, its length, and what stands at its end."""

    code: str
    name: str
    value: float
    text: str


def by_segment(frame: pd.DataFrame, metric: Metric, segment: str, _: Translator) -> list[Bar]:
    """measure()'s frame of one metric, area and window by a segment: the largest first."""
    known = frame[frame["value"].notna()].sort_values("value", ascending=False, kind="stable")
    values = known["value"].astype(float).tolist()
    texts = number_format.shorts(values, metric, _.lang)
    return [
        Bar(str(code), segments.value(segment, str(code), _, metric.dataset), value, text)
        for code, value, text in zip(known["segment_value"], values, texts, strict=True)
    ]


def of_counts(counts: Sequence[tuple[str, str, int]]) -> list[Bar]:
    """Bars of (code, name, count) in the order given."""
    return [Bar(code, name, float(n), number_format.number(n)) for code, name, n in counts]


def chart(bars: Sequence[Bar], _: Translator, chosen: Collection[str] = ()) -> Chart:
    """Lying bars from top to bottom; all but the chosen ones step back, and these have a mark.

    More than MOST of them are no picture any more: the numbers to take away have them all.
    """
    bars = bars[:MOST]
    values = tuple(bar.value for bar in bars)
    series = Series(
        _("Value"),
        "value",
        values,
        tones=tuple("value" if not chosen or bar.code in chosen else "back" for bar in bars),
        texts=tuple(bar.text for bar in bars),
        hovers=tuple(f"{bar.name}<br><b>{bar.text}</b>" for bar in bars),
    )
    return Chart(
        name="view",
        title="",
        form="bars",
        key="",
        unit="",
        decimals=0 if all(value.is_integer() for value in values) else 1,
        categories=tuple(f"✓ {bar.name}" if bar.code in chosen else bar.name for bar in bars),
        codes=tuple(bar.code for bar in bars),
        series=(series,),
        is_bare=True,
    )


def table(bars: Sequence[Bar], heading: str, amount: str) -> pd.DataFrame:
    """The bars' names and amounts under these headings, to be taken away."""
    return pd.DataFrame({heading: [b.name for b in bars], amount: [b.value for b in bars]})


def code_of(points: Sequence[dict[str, Any]]) -> str:
    """The code of the bar that was clicked; "" where none was."""
    return str(points[0].get("y", "")) if points else ""
