"""The areas below the chosen one, each with its months and how the last of them is judged."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from pandas.io.formats.style import Styler

from governance.charts.control_chart.control_series import STATES, word
from governance.core import dates
from governance.core.i18n import Translator
from governance.metrics import number_format
from governance.metrics.catalog import Metric
from governance.stats.signals.judgement import SIGNAL


def order_by_signal(frame: pd.DataFrame, metric: Metric) -> pd.DataFrame:
    """queries/views/signals_below.sql with the signals for the worse first, the strongest first."""
    worse = {"up": -1, "down": 1}.get(metric.better, 0)
    ranked = frame.assign(
        is_worse=(frame["state"] == SIGNAL) & (frame["side"] == worse),
        # Signals first, figures that cannot be judged last.
        rank=frame["state"].map(list(STATES).index),
    )
    by = ["is_worse", "rank", "effect", "area_code"]
    ordered = ranked.sort_values(by, ascending=[False, True, False, True], ignore_index=True)
    return ordered.drop(columns=["is_worse", "rank"])


def table(frame: pd.DataFrame, metric: Metric, _: Translator) -> Styler:
    """One row an area: its name, how it is judged and since when, its last month, its months."""
    months = [None if pd.isna(since) else since.date() for since in frame["since"]]
    shown = pd.DataFrame(
        {
            "area": frame["area_name"],
            "judged": [
                word(state, side, metric.better, _)
                for state, side in zip(frame["state"], frame["side"], strict=True)
            ],
            "since": ["" if month is None else dates.month(month, _.lang) for month in months],
            "value": frame["value"].astype(float),
            "mean": frame["centre"].astype(float),
            # The table's small charts know no gaps.
            "months": [[float(v) for v in series if not pd.isna(v)] for series in frame["series"]],
        }
    )
    numbers = dict.fromkeys(
        ("value", "mean"), lambda value: number_format.number(value, metric.decimals)
    )
    return shown.style.format(numbers, na_rep="—")


def title(frame: pd.DataFrame, metric: Metric, place: str, level: str, _: Translator) -> str:
    """What the table shows: metric, unit, whose parts, the month that is judged, their level."""
    start = frame["month"].max().date()
    shown = number_format.heading(metric, place, dates.month(start, _.lang), _)
    return _("{title}, judged by {level}", title=shown, level=level.lower())


def settings(_: Translator) -> Mapping[str, Any]:
    """The headings; the months are a line each, for the eye."""
    line = {"type": "line_chart"}
    return {
        "area": _("Area"),
        "judged": _("Judged"),
        "since": _("Since"),
        "value": _("Last month"),
        "mean": _("Mean"),
        "months": {"label": _("24 months"), "type_config": line, "width": "medium"},
    }
