"""Visits in words: the calendar, key groups with small numbers hidden, the load of the grids."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pandas as pd

from governance.charts.metric_charts import of_metric
from governance.charts.model import Chart, Series
from governance.charts.subjects.amount_bars import Bar
from governance.core.contracts import load
from governance.core.i18n import Translator
from governance.core.periods import Window
from governance.metrics import number_format, segments, suppression
from governance.metrics.catalog import Metric
from governance.metrics.metric_values import Value, Values
from governance.metrics.number_format import FEW
from governance.metrics.query import REST
from governance.warehouse.data_gaps import Calendar, Row


def calendar(values: Values, metric: str, buckets: Sequence[Window], by: str) -> Calendar:
    """Visits by area and day or month; None where no export covers them."""
    rows = []
    for code, name in sorted(values.names.items()):
        is_rest = code.endswith(REST)
        nothing = 0 if is_rest else None
        amounts = (values.at(metric, code, bucket).value for bucket in buckets)
        records = tuple(nothing if amount is None else int(amount) for amount in amounts)
        if not is_rest or any(records):
            rows.append(Row(code, name, is_rest, records))
    return Calendar(rows, buckets, by)


def recent_windows(window: Window, metric: Metric) -> Window:
    """The days before the window's end in which a visit counts as recent, by the metric."""
    return window[1] - timedelta(days=(metric.lookback or {})["days"]), window[1]


def households_by_group(frame: pd.DataFrame, window: Window) -> dict[str, float] | None:
    """Households by key group in one window of measure()'s frame; those of no group left out.

    None where they are suppressed, which they are together.
    """
    rows = frame[(frame["window_start"] == window[0]) & (frame["window_end"] == window[1])]
    if rows["is_few"].any():
        return None
    counts = dict(zip(rows["segment_value"].astype(str), rows["value"].fillna(0), strict=True))
    return {code: float(count) for code, count in counts.items() if code}


def key_groups(
    ever: dict[str, float] | None,
    visited: dict[str, float] | None,
    overdue: Sequence[object],
    days: int,
    _: Translator,
) -> pd.DataFrame:
    """The five key groups: households known from visits, visited, and not visited for long.

    The register holds only their total, so a group's households are those that any visit up to
    now names. Shares are of 0 to 1. ever, visited: None where they are suppressed, which is said
    instead of each.
    """
    pairs = zip(_of(visited), _of(ever), strict=True)
    shares = [part / whole if whole else None for part, whole in pairs]
    is_shown = visited is not None and ever is not None
    return pd.DataFrame(
        {
            _("Key group"): [segments.value("key_group", code, _, "visits") for code in groups()],
            _("Households known from visits"): _counts(ever, _),
            _("Visited in the period"): _counts(visited, _),
            _("Of these known, visited"): shares if is_shown else _counts(None, _),
            _("Not visited for {n} days", n=days): overdue,
        }
    )


def overdue_groups(
    ever: dict[str, float] | None,
    recently: dict[str, float] | None,
    _: Translator,
) -> Sequence[object]:
    """Households of each group not visited recently; suppressed together where one is small."""
    left = [whole - part for whole, part in zip(_of(ever), _of(recently), strict=True)]
    if ever is None or recently is None or any(0 < count < suppression.fewest() for count in left):
        return _counts(None, _)
    return list(map(int, left))


def groups() -> list[str]:
    """The codes of the key groups, in the order of key_groups()."""
    return list(load()["visits"].columns["key_group"].allowed or {})


def _of(counts: dict[str, float] | None) -> list[float]:
    return [(counts or {}).get(code, 0.0) for code in groups()]


def _counts(counts: dict[str, float] | None, _: Translator) -> Sequence[object]:
    """The counts, or that they are suppressed."""
    return [_(FEW)] * len(groups()) if counts is None else list(map(int, _of(counts)))


def all_groups(coverage: Value, _: Translator) -> str:
    """The groups together, by the register: how many households, and how many were visited."""
    if coverage.is_few:
        return _("All groups: too few households to tell how many were visited.")
    if not coverage.denominator or coverage.numerator is None:
        return _("No key-group households are registered here.")
    return _(
        "All groups: {seen} of {registered} registered households visited.",
        seen=number_format.number(coverage.numerator),
        registered=number_format.number(coverage.denominator),
    )


def overdue(values: Values, metric: Metric, window: Window, _: Translator) -> list[Bar]:
    """Areas by overdue key-group households, the most first; suppressed ones last and no bar."""
    cells = {code: values.at(metric.key, code, window) for code in values.names}
    sizes = {code: 0.0 if cell.is_few else cell.value or 0.0 for code, cell in cells.items()}
    pairs = [(code, size) for code, size in sizes.items() if size > 0 or cells[code].is_few]
    pairs.sort(key=lambda cell: (-cell[1], cell[0]))
    texts = number_format.alike([size for _code, size in pairs], 0, _.lang)
    return [
        Bar(
            code,
            _("Unspecified") if code.endswith(REST) else values.names[code],
            size,
            _(FEW) if cells[code].is_few else text,
        )
        for (code, size), text in zip(pairs, texts, strict=True)
    ]


def overdue_table(bars: Sequence[Bar], days: int, _: Translator) -> pd.DataFrame:
    """The areas' households not visited for so many days, as far as they may be shown."""
    texts = [bar.text if bar.text == _(FEW) else number_format.number(bar.value) for bar in bars]
    names = [bar.name for bar in bars]
    return pd.DataFrame({_("Area"): names, _("Not visited for {n} days", n=days): texts})


def compute_loads(values: Values, metric: str, window: Window) -> list[tuple[str, float]]:
    """Grid cells with a gridder, by visits per gridder and month, the most first."""
    cells = [(code, values.at(metric, code, window).value) for code in values.names]
    return sorted(
        [(code, value) for code, value in cells if value is not None],
        key=lambda cell: (-cell[1], cell[0]),
    )


def load_chart(
    loads: Sequence[tuple[str, float]], values: Values, metric: Metric, mean: Value, _: Translator
) -> Chart:
    """One bar a grid cell, the busiest on the left; the most, the least and the mean are named."""
    names, whole = tuple(values.names[code] for code, _load in loads), mean.value
    numbers = tuple(load for _code, load in loads)
    hovers = tuple(
        f"{name}<br><b>{number_format.exact(load, metric, _)}</b>"
        for name, load in zip(names, numbers, strict=True)
    )
    words = _("Whole area {value}", value=number_format.number(whole, metric.decimals))
    return of_metric(
        metric,
        _,
        name="load",
        form="line",
        categories=names,
        codes=tuple(code for code, _load in loads),
        series=(Series(_.pick(metric.title), "bar", numbers, hovers=hovers, legend=""),),
        rule=whole,
        ruled="" if whole is None else words,
        reach=(0.0, max(numbers) * 1.15 or 1.0),
        is_bare=True,
    )


def load_text(
    loads: Sequence[tuple[str, float]], values: Values, metric: Metric, _: Translator
) -> str:
    """The busiest and the least busy grid cell, and how many there are, in a sentence."""
    (most, high), (least, low) = loads[0], loads[-1]
    return _(
        "{n} grids with a full-time gridder. Most: {most} {high}; least: {least} {low}.",
        n=number_format.number(len(loads)),
        most=values.names[most],
        high=number_format.number(high, metric.decimals),
        least=values.names[least],
        low=number_format.number(low, metric.decimals),
    )


def load_table(loads: Sequence[tuple[str, float]], values: Values, unit: str, _: Translator) -> Any:
    """Grid cells and their load under headings, to be taken away."""
    return pd.DataFrame(
        {_("Grid"): [values.names[c] for c, _v in loads], unit: [v for _c, v in loads]}
    )


def purposes(frame: pd.DataFrame, metrics: Sequence[Metric], _: Translator) -> pd.DataFrame:
    """One row a purpose, by its code: visits, person-times, what they found, each in its unit."""
    wide = frame.pivot_table(index="segment_value", columns="metric", values="value", sort=False)
    wide = wide.reindex(columns=[metric.key for metric in metrics])
    wide = wide.sort_values(metrics[0].key, ascending=False, kind="stable")
    names = [segments.value("purpose", str(code), _, "visits") for code in wide.index]
    columns = {segments.title("purpose", _, "visits"): names}
    for metric in metrics:
        column = wide[metric.key].round(metric.decimals)
        columns[number_format.named(metric, _)] = (
            column if metric.decimals else column.astype("Int64")
        ).tolist()
    return pd.DataFrame(columns, index=wide.index)


def calendar_title(by: str, level: str, title: str, _: Translator) -> str:
    """What the calendar shows: the metric's title, and how it is cut."""
    if by == "day":
        return _("{title}, by {level} and day", title=title, level=level)
    return _("{title}, by {level} and month", title=title, level=level)
