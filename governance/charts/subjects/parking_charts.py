"""Parking in words: programmes each apart, occupancy through the day, facilities."""

from collections.abc import Iterable, Sequence

import pandas as pd

from governance.charts import roles
from governance.charts.metric_charts import of_metric
from governance.charts.model import Chart, Series
from governance.charts.subjects.amount_bars import Bar, of_counts
from governance.charts.subjects.view_columns import localize
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
    names = frame["programme"].replace("", _("Unspecified"))
    return of_counts(list(zip(frame["programme"], names, frame["added_ever"], strict=True)))


def programmes(frame: pd.DataFrame, _: Translator) -> pd.DataFrame:
    """queries/views/programmes.sql under headings, without a total."""
    words = {
        "added_ever": _("Spaces since records began"),
        "added": _("Spaces in the period"),
        "facilities": _("Facilities"),
        "first_day": _("First opened"),
        "last_day": _("Last opened"),
    }
    names, added = frame["programme"].replace("", _("Unspecified")), frame["added"].fillna(0)
    shown = frame.assign(programme=names, added=added.astype("Int64"))
    return localize(shown, "parking_spaces", " ".join(("programme", *words)), _, **words)


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
    return of_metric(
        metric,
        _,
        name="hours",
        form="line",
        categories=hours,
        codes=tuple(HOURS),
        series=tuple(_line(n, kind, rates[kind], metric, _) for n, kind in enumerate(rates)),
        labels=tuple(hour if place % 3 == 0 else "" for place, hour in enumerate(hours)),
        reach=(0.0, 105.0),
    )


def _line(number: int, kind: str, rates: dict[str, float], metric: Metric, _: Translator) -> Series:
    name, values = segments.value("kind", kind, _, metric.dataset), tuple(map(rates.get, HOURS))
    hovers = tuple(
        f"{name}<br>{hour}:00<br><b>{number_format.amount(value, metric, _)}</b>"
        for hour, value in zip(HOURS, values, strict=True)
    )
    return Series(name, "value", values, **roles.line(number), hovers=hovers)


def hours_table(
    by_kind: dict[str, dict[str, float]], metric: Metric, _: Translator
) -> pd.DataFrame:
    """The lines' numbers: one row an hour, one column a kind."""
    columns = {
        text: list(map(by_kind[kind].get, HOURS))
        for text, kind in hour_columns(by_kind, metric, _).items()
    }
    return pd.DataFrame({_("Hour of day"): [f"{hour}:00" for hour in HOURS], **columns})


def hour_columns(kinds: Iterable[str], metric: Metric, _: Translator) -> dict[str, str]:
    """The kinds of facility by the headings of hours_table()."""
    return {f"{segments.value('kind', kind, _, metric.dataset)} (%)": kind for kind in kinds}


def facilities(frame: pd.DataFrame, _: Translator) -> pd.DataFrame:
    """queries/views/facilities.sql under headings."""
    columns = "name area kind status spaces ev_spaces occupied programme opened_day snapshot_day"
    whole = frame.astype({"ev_spaces": "Int64", "occupied": "Int64"})
    shown = whole.assign(name=frame["name"].fillna(frame["facility_id"]))
    return localize(shown, "parking_spaces", columns, _, area=_("Area"))


def gap_level(below: Sequence[str]) -> str:
    """The level whose areas show what is missing: communities, else the next one below; "" none."""
    return "community" if "community" in below else next(iter(below), "")
