"""Volunteers in words: teams active and registered, side by side and never added."""

from collections.abc import Mapping, Sequence

import pandas as pd

from governance.charts.subjects.amount_bars import Bar, of_counts
from governance.core.i18n import Translator
from governance.core.periods import Window
from governance.metrics import segments
from governance.metrics.metric_values import REST, Values


def active_and_registered(active: float | None, registered: int, _: Translator) -> list[Bar]:
    """Two bars: teams with a record in the period, teams of the register; none that is unknown."""
    named = [
        *([] if active is None else [("active", _("Active in the period"), int(active))]),
        *([("registered", _("Registered"), registered)] if registered else []),
    ]
    return of_counts(named)


def by_area(
    values: Values, metric: str, window: Window, registered: Mapping[str, int], _: Translator
) -> pd.DataFrame:
    """One row an area below: its active and its registered teams; what is unknown stays empty."""
    codes = [
        code
        for code in sorted(values.names)
        if not code.endswith(REST) or values.at(metric, code, window).value
    ]
    return pd.DataFrame(
        {
            _("Area"): [_named(code, values, _) for code in codes],
            _("Active in the period"): _whole(
                [values.at(metric, code, window).value for code in codes]
            ),
            _("Registered"): _whole([registered.get(code) for code in codes]),
        }
    )


def _named(code: str, values: Values, _: Translator) -> str:
    return _("Unspecified") if code.endswith(REST) else values.names[code]


def _whole(numbers: Sequence[float | None]) -> pd.Series:
    return pd.Series(numbers, dtype="Float64").astype("Int64")


def registered(frame: pd.DataFrame) -> dict[str, int]:
    """Registered teams by area, of queries/views/teams_registered.sql."""
    return dict(zip(frame["area_code"], map(int, frame["teams"]), strict=True))


def teams(frame: pd.DataFrame, _: Translator) -> pd.DataFrame:
    """queries/views/teams.sql under headings, those that served most first."""
    return pd.DataFrame(
        {
            segments.title("team", _, "volunteer_hours"): frame["team"],
            _("Hours in the period"): frame["hours"],
            _("Volunteers in the period"): frame["people"].astype("Int64"),
            segments.title("persons_served", _, "volunteer_hours"): frame["persons_served"].astype(
                "Int64"
            ),
            _("Last service"): frame["last_day"],
            _("Registered"): frame["is_registered"].map({True: _("✓ yes"), False: _("✗ no")}),
            _("Registered members"): frame["members"].astype("Int64"),
        }
    )
