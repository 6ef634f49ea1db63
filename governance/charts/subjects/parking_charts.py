"""Parking in words: programmes each apart, occupancy through the day, facilities."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from governance.charts import roles
from governance.charts.model import Chart, Series
from governance.charts.subjects.amount_bars import Bar, of_counts
from governance.core.i18n import Translator
from governance.core.periods import Window, add_months
from governance.metrics import number_format, segments
from governance.metrics.catalog import Metric

MONTHS = 12
HOURS = [f"{hour:02d}" for hour in range(24)]


def year(window: Window) -> Window:
    """The twelve months to the window's end: hours are counted in some weeks of a year only."""
    return add_months(window[1], -MONTHS), window[1]


def programme_bars(frame: pd.DataFrame, _: Translator) -> list[Bar]:
    """Spaces of each programme since records began, the most first."""
    names = [segments.value("programme", code, _, "parking_spaces") for code in frame["programme"]]
    counts = map(int, frame["added_ever"])
    return of_counts(list(zip(frame["programme"], names, counts, strict=True)))


def programmes(frame: pd.DataFrame, _: Translator) -> pd.DataFrame:
    """queries/views/programmes.sql under headings, without a total."""
    names = [segments.value("programme", code, _, "parking_spaces") for code in frame["programme"]]
    return pd.DataFrame(
        {
            segments.title("programme", _, "parking_spaces"): names,
            _("Spaces since records began"): frame["added_ever"],
            _("Spaces in the period"): frame["added"].fillna(0).astype("Int64"),
            _("Facilities"): frame["facilities"],
            _("First opened"): frame["first_day"],
            _("Last opened"): frame["last_day"],
        }
    )


def kinds(frame: pd.DataFrame) -> list[str]:
    """The kinds of facility of measure()'s frame with a value, those with most spaces first."""
    known = frame[frame["value"].notna()].sort_values("denominator", ascending=False)
    return [str(kind) for kind in known["segment_value"]]


def by_hour(frame: pd.DataFrame) -> dict[str, float]:
    """The rate by hour of day, of measure()'s frame split by it; hours without snapshots lack."""
    known = frame[frame["value"].notna()]
    return dict(zip(known["segment_value"].astype(str), known["value"].astype(float), strict=True))


def hours_chart(rates: dict[str, dict[str, float]], metric: Metric, _: Translator) -> Chart:
    """One line a kind of facility through the day, in per cent."""
    hours = tuple(f"{hour}:00" for hour in HOURS)
    return Chart(
        name="hours",
        title="",
        form="line",
        key=metric.key,
        unit=number_format.unit(metric, _),
        decimals=metric.decimals,
        categories=hours,
        codes=tuple(HOURS),
        series=tuple(_line(n, kind, rates[kind], metric, _) for n, kind in enumerate(rates)),
        labels=tuple(hour if place % 3 == 0 else "" for place, hour in enumerate(hours)),
        reach=(0.0, 105.0),
    )


def _line(number: int, kind: str, rates: dict[str, float], metric: Metric, _: Translator) -> Series:
    name = segments.value("kind", kind, _, metric.dataset)
    hovers = tuple(
        f"{name}<br>{hour}:00<br><b>{number_format.amount(rates.get(hour), metric, _)}</b>"
        for hour in HOURS
    )
    values = tuple(rates.get(hour) for hour in HOURS)
    return Series(name, "value", values, **roles.line(number), hovers=hovers)


def hours_table(
    by_kind: dict[str, dict[str, float]], metric: Metric, _: Translator
) -> pd.DataFrame:
    """The lines' numbers: one row an hour, one column a kind."""
    columns: dict[str, Any] = {_("Hour of day"): [f"{hour}:00" for hour in HOURS]}
    for kind, rates in by_kind.items():
        name = segments.value("kind", kind, _, metric.dataset)
        columns[f"{name} (%)"] = [rates.get(hour) for hour in HOURS]
    return pd.DataFrame(columns)


def facilities(frame: pd.DataFrame, _: Translator) -> pd.DataFrame:
    """queries/views/facilities.sql under headings."""
    return pd.DataFrame(
        {
            _title("name", _): frame["name"].fillna(frame["facility_id"]),
            _("Area"): frame["area"],
            _title("kind", _): _words(frame["kind"], "kind", _),
            _title("status", _): _words(frame["status"], "status", _),
            _title("spaces", _): frame["spaces"],
            _title("ev_spaces", _): frame["ev_spaces"].astype("Int64"),
            _title("occupied", _): frame["occupied"].astype("Int64"),
            _title("programme", _): frame["programme"],
            _title("opened_on", _): frame["opened_day"],
            _title("snapshot_at", _): frame["snapshot_day"],
        }
    )


def _title(column: str, _: Translator) -> str:
    return segments.title(column, _, "parking_spaces")


def _words(column: pd.Series, segment: str, _: Translator) -> Sequence[str]:
    return [segments.value(segment, str(code), _, "parking_spaces") for code in column.fillna("")]


def gap_level(below: Sequence[str]) -> str:
    """The level whose areas show what is missing: communities, else the next one below; "" none."""
    return "community" if "community" in below else next(iter(below), "")
