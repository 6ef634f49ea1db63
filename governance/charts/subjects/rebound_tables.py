"""Whistle and report by department, and places that rebound, as tables."""

import pandas as pd

from governance.charts.subjects.view_columns import heading, localize
from governance.core.i18n import Translator
from governance.metrics import segments
from governance.metrics.catalog import Metric

# Share of what a department did, 0 to 100, and hours: as measure() has them.
COLUMNS = ("dispatch_accuracy", "whistle_wait_hours", "resolution_hours_p90")


def departments(frame: pd.DataFrame, on_time: Metric, _: Translator) -> pd.DataFrame:
    """One row a department, most dispatches first: dispatched, returned, waits, on time.

    frame: measure()'s, by department, of the metrics of COLUMNS and of `on_time`, the on-time rate
    by the definition in force. The index is the department's code.
    """
    known = frame[frame["has_data"]]
    sent = known[(known["metric"] == "dispatch_accuracy") & (known["denominator"] > 0)]
    sent = sent.set_index("segment_value").sort_values(
        "denominator", ascending=False, kind="stable"
    )
    values = known.pivot(index="segment_value", columns="metric", values="value")
    values = values.reindex(index=sent.index, columns=[*COLUMNS, on_time.key])
    names = [segments.value("department", str(code), _, "issues") for code in sent.index]
    return pd.DataFrame(
        {
            segments.title("department", _, "issues"): names,
            _("Dispatches"): sent["denominator"].astype(int).tolist(),
            _("Returned"): (sent["denominator"] - sent["numerator"]).astype(int).tolist(),
            _("Median wait, hours"): values["whistle_wait_hours"].tolist(),
            _.pick(on_time.title): values[on_time.key].tolist(),
            _("9 in 10 resolved within, hours"): values["resolution_hours_p90"].tolist(),
        },
        index=sent.index,
    )


def places(frame: pd.DataFrame, _: Translator) -> pd.DataFrame:
    """The view rebounds under headings: the place is the compound, else the grid cell."""
    words = {
        "place": _("Place"),
        "area_name": _("Area"),
        "category": heading("category", "issues", _),
        **{name: words for words, name in counts(_).items()},
        "closed_day": _("Last closing"),
        "reported_day": _("Last complaint"),
    }
    place = frame["compound"].fillna(frame["grid_name"]).fillna(frame["area_name"])
    return localize(
        frame.assign(place=place.fillna(frame["place"])), "issues", " ".join(words), _, **words
    )


def counts(_: Translator) -> dict[str, str]:
    """The columns of the view rebounds that count records, by their headings."""
    return {_("Cycles"): "cycles", _("Rebounds"): "followed", _("Expected by chance"): "expected"}


def cases(frame: pd.DataFrame, _: Translator) -> pd.DataFrame:
    """The view rebound_cases under headings."""
    answers = {True: _("✓ Yes"), False: _("✕ No")}
    said = {name: frame[name].map(answers) for name in ("is_solved", "is_satisfied")}
    columns = (
        "issue_id reported_at days_after resolved_at channel department is_solved is_satisfied"
    )
    words = {"days_after": _("Days after the closing before")}
    return localize(frame.assign(**said), "issues", columns, _, **words)
