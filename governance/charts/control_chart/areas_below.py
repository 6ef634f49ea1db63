"""The areas below the chosen one, each with its months and how the last of them is judged."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from pandas.io.formats.style import Styler

from governance.charts.control_chart import signal_states
from governance.core import dates
from governance.core.i18n import Translator
from governance.metrics import number_format
from governance.metrics.catalog import Metric
from governance.stats.signals.judgement import SIGNAL

# Signals first, figures that cannot be judged last.
ORDER = {state: rank for rank, state in enumerate(signal_states.STATES)}


def order_by_signal(frame: pd.DataFrame, metric: Metric) -> pd.DataFrame:
    """queries/views/signals_below.sql with the signals for the worse first, the strongest first."""
    worse = {"up": -1, "down": 1}.get(metric.better, 0)
    ranked = frame.assign(
        is_worse=(frame["state"] == SIGNAL) & (frame["side"] == worse),
        rank=frame["state"].map(ORDER),
    )
    by = ["is_worse", "rank", "effect", "area_code"]
    ordered = ranked.sort_values(by, ascending=[False, True, False, True])
    return ordered.drop(columns=["is_worse", "rank"]).reset_index(drop=True)


def table(frame: pd.DataFrame, metric: Metric, _: Translator) -> Styler:
    """One row an area: its name, how it is judged and since when, its last month, its months."""
    rows = frame.to_dict("records")
    shown = pd.DataFrame(
        {
            "area": frame["area_name"],
            "judged": [
                signal_states.word(row["state"], row["side"], metric.better, _) for row in rows
            ],
            "since": [_month(row["since"], _) for row in rows],
            "value": frame["value"].astype(float),
            "mean": frame["centre"].astype(float),
            "months": [_line(row["series"]) for row in rows],
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


def _month(value: Any, _: Translator) -> str:
    return "" if pd.isna(value) else dates.month(value.date(), _.lang)


def _line(series: Any) -> list[float]:
    """The months that have a value: the table's small charts know no gaps."""
    return [float(value) for value in series if not pd.isna(value)]
