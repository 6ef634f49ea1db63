"""What becomes of an issue: contact, dispatch, response, closing and call-back."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from sample_data.facts import END
from sample_data.rhythm import Datetimes

_NEVER = np.datetime64("NaT")
_STUCK_SHARE = 0.018


def handle(issues: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Adds the contract's time and outcome columns to issues from issue_intake.take_in.

    Consumes the columns days and chance. What would happen at or after END has not happened yet.
    """
    count = len(issues)
    reported = issues["reported_at"].to_numpy().astype("datetime64[m]")
    days = issues.pop("days").to_numpy()
    chance = issues.pop("chance").to_numpy(dtype=np.float64)
    due = reported + days.astype("timedelta64[D]")
    is_late = rng.random(count) > chance
    resolved = _resolved(reported, due, is_late, rng)
    resolved[(rng.random(count) < _STUCK_SHARE) & (chance < 1.0)] = _NEVER
    resolved = _known(resolved)
    issues["reported_at"] = reported.astype("datetime64[s]")
    issues["due_at"] = due.astype("datetime64[s]")
    issues["resolved_at"] = resolved.astype("datetime64[s]")
    issues["is_deferred"] = rng.random(count) < np.where(is_late, 0.12, 0.015)
    issues["contacted_at"] = _contacted(reported, resolved, rng)
    return _called_back(_dispatched(issues, resolved, rng), resolved, is_late, rng)


def _known(datetimes: Datetimes) -> Datetimes:
    return np.where(datetimes < END, datetimes, _NEVER)


def _minutes(hours: npt.NDArray[np.float64]) -> npt.NDArray[np.timedelta64]:
    return np.ceil(hours * 60).astype("timedelta64[m]")


def _resolved(
    reported: Datetimes, due: Datetimes, is_late: npt.NDArray[np.bool_], rng: np.random.Generator
) -> Datetimes:
    """In working hours; an issue on time is closed by its due minute at the latest."""
    allowed = (due - reported) / np.timedelta64(1, "h")
    early = allowed * rng.beta(1.5, 2.1, len(due)) + 0.3
    late = allowed * (1.03 + rng.exponential(0.9, len(due)))
    raw = reported + _minutes(np.where(is_late, late, early))
    hour = (raw - raw.astype("datetime64[D]")) / np.timedelta64(1, "h")
    morning = (
        raw.astype("datetime64[D]") + np.timedelta64(8, "h") + _minutes(rng.random(len(raw)) * 1.5)
    )
    snapped = np.where(hour < 8, morning, raw)
    snapped = np.where(hour >= 20, morning + np.timedelta64(1, "D"), snapped)
    return np.where(
        is_late, np.maximum(snapped, due + np.timedelta64(1, "m")), np.minimum(snapped, due)
    )


def _contacted(
    reported: Datetimes, resolved: Datetimes, rng: np.random.Generator
) -> npt.NDArray[np.datetime64]:
    """Mostly within hours; four in a hundred are called on the second or third day."""
    hours = np.where(
        rng.random(len(reported)) < 0.04,
        rng.uniform(24, 72, len(reported)),
        rng.exponential(3.0, len(reported)) + 0.1,
    )
    contacted = reported + _minutes(hours)
    contacted = np.where(contacted > resolved, reported + (resolved - reported) // 2, contacted)
    return _known(contacted).astype("datetime64[s]")


def _dispatched(
    issues: pd.DataFrame, resolved: Datetimes, rng: np.random.Generator
) -> pd.DataFrame:
    """Whistle and report; small matters are settled in the grid without them."""
    count = len(issues)
    reported = issues["reported_at"].to_numpy().astype("datetime64[m]")
    share = np.where(issues["channel"].isin(["grid", "visit"]), 0.30, 0.62)
    sent = reported + _minutes(rng.uniform(0.2, 8.0, count))
    there = sent + _minutes(rng.lognormal(1.9, 0.7, count))
    is_sent = (rng.random(count) < share) & ~(there > resolved)
    issues["dispatched_at"] = np.where(is_sent, _known(sent), _NEVER).astype("datetime64[s]")
    issues["responded_at"] = np.where(is_sent, _known(there), _NEVER).astype("datetime64[s]")
    is_returned = pd.Series(rng.random(count) < 0.055, dtype=object)
    issues["is_returned"] = is_returned.where(issues["dispatched_at"].notna(), None)
    return issues


def _called_back(
    issues: pd.DataFrame,
    resolved: Datetimes,
    is_late: npt.NDArray[np.bool_],
    rng: np.random.Generator,
) -> pd.DataFrame:
    """Seven in ten closed issues are called back; one call in twelve gets no valid answer."""
    count = len(issues)
    called = _known(resolved + _minutes(rng.uniform(20, 110, count)))
    called = np.where(rng.random(count) < 0.70, called, _NEVER)
    is_valid = ~np.isnat(called) & (rng.random(count) > 0.08)
    is_solved = rng.random(count) < np.where(is_late, 0.76, 0.94)
    is_satisfied = rng.random(count) < np.where(is_solved, 0.95, 0.35)
    issues["called_back_at"] = called.astype("datetime64[s]")
    issues["is_solved"] = pd.Series(is_solved, dtype=object).where(is_valid, None)
    issues["is_satisfied"] = pd.Series(is_satisfied, dtype=object).where(is_valid, None)
    return issues
