"""Volunteers in words: teams active and registered, side by side and never added."""

from collections.abc import Mapping

import pandas as pd

from governance.charts.subjects.amount_bars import Bar, of_counts
from governance.charts.subjects.view_columns import heading, localize
from governance.core.i18n import Translator
from governance.core.periods import Window
from governance.metrics.metric_values import Values
from governance.metrics.query import REST


def active_and_registered(active: float | None, registered: int, _: Translator) -> list[Bar]:
    """Two bars: teams with a record in the period, teams of the register; none that is unknown."""
    counts = [
        ("active", _("Active in the period"), active),
        ("registered", _("Registered"), registered or None),
    ]
    return of_counts([(code, name, int(n)) for code, name, n in counts if n is not None])


def by_area(
    values: Values, metric: str, window: Window, registered: Mapping[str, int], _: Translator
) -> pd.DataFrame:
    """One row an area below, most teams first: active and registered; the unknown stays empty."""
    active = {code: values.at(metric, code, window).value for code in sorted(values.names)}
    codes = [code for code, count in active.items() if not code.endswith(REST) or count]
    codes.sort(key=lambda code: -(active[code] or 0))
    names = [_("Unspecified") if c.endswith(REST) else values.names[c] for c in codes]
    counts = {
        _("Active in the period"): pd.array([active[c] for c in codes], dtype="Int64"),
        _("Registered"): pd.array([registered.get(c) for c in codes], dtype="Int64"),
    }
    return pd.DataFrame({_("Area"): names, **counts}, index=codes)


def registered(frame: pd.DataFrame) -> dict[str, int]:
    """Registered teams by area, of queries/views/teams_registered.sql."""
    return dict(zip(frame["area_code"], map(int, frame["teams"]), strict=True))


def teams(frame: pd.DataFrame, _: Translator) -> pd.DataFrame:
    """queries/views/teams.sql under headings, those that served most first."""
    words = {name: text for text, name in team_columns(_).items()}
    words |= {"last_day": _("Last service"), "is_registered": _("Registered")}
    whole = frame.astype(dict.fromkeys(("people", "persons_served", "members"), "Int64"))
    shown = whole.assign(
        is_registered=frame["is_registered"].map({True: _("✓ yes"), False: _("✕ no")})
    )
    columns = "team hours people persons_served last_day is_registered members"
    return localize(shown, "volunteer_hours", columns, _, **words)


def team_columns(_: Translator) -> dict[str, str]:
    """The columns of the view behind the numbers of teams(), by their headings."""
    return {
        _("Hours in the period"): "hours",
        _("Volunteers in the period"): "people",
        heading("persons_served", "volunteer_hours", _): "persons_served",
        _("Registered members"): "members",
    }
