"""Rates as they would be if all areas had the same mix of cases: observed ÷ expected.

Indirect standardisation (Breslow and Day, Statistical Methods in Cancer Research II, IARC 1987,
chapter 2): expected is what an area's cases would come to if each kind of case fared as it does
in the whole; an area's standardised rate is the whole's rate × observed ÷ expected. Of what is
usual (84 % on time) what is rare is held against what is expected of it (16 % late), since the
quotient of rare outcomes does not run into its end.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from governance.metrics import suppression
from governance.metrics.catalog import Metric
from governance.metrics.query import Query

# What makes one case harder than another, as far as the records know it.
STRATA = ("category", "channel", "department")


def strata(metric: Metric) -> tuple[str, ...]:
    """The columns by which a metric's cases are told apart; none where it is no share of cases."""
    is_share = metric.aggregate == "sum" and metric.unit == "percent" and metric.has_denominator
    if not is_share or metric.lookback or suppression.is_sensitive(metric):
        return ()
    return tuple(name for name in STRATA if name in metric.segments)


def parameters(metric: Metric, query: Query) -> Mapping[str, Any]:
    """The values that queries/views/case_mix.sql is bound to."""
    start, end = query.window
    place = {"level": query.level, "area": query.area, "start": start, "end": end}
    return {"view": metric.view, "strata": list(strata(metric)), **place, **query.condition}


def standardise(frame: pd.DataFrame, mix: pd.DataFrame) -> pd.DataFrame:
    """measure()'s rows of one share, with the numerators that the whole's mix of cases would give.

    mix: queries/views/case_mix.sql. Values are left as they are.
    """
    known = frame["area_code"].map(mix.set_index("area_code")["expected"]).to_numpy(dtype=float)
    cases = frame["denominator"].to_numpy(dtype=float)
    observed = frame["numerator"].to_numpy(dtype=float)
    rate = mix["observed"].sum() / mix["cases"].sum()
    if rate > 0.5:
        found = cases - _adjusted(cases - observed, cases - known, cases, 1 - rate)
    else:
        found = _adjusted(observed, known, cases, rate)
    return frame.assign(numerator=np.where(np.isfinite(known), found, observed))


def _adjusted(
    observed: np.ndarray, expected: np.ndarray, cases: np.ndarray, rate: float
) -> np.ndarray:
    """Whole's rate × observed ÷ expected, as a number of these cases."""
    ratio = np.divide(observed, expected, out=np.ones(len(cases)), where=expected > 0)
    return np.asarray(np.minimum(cases * rate * ratio, cases))
