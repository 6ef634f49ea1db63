"""Finds what needs attention among the judged figures: signals for the worse, missed targets."""

from collections.abc import Iterable, Mapping
from itertools import takewhile
from typing import Any

import numpy as np
import pandas as pd

from governance.attention.attention_items import (
    Item,
    finite_or_none,
    fold_into_parents,
    heaviest_with_others,
    rank,
)
from governance.core.area_tree import AreaTree
from governance.core.periods import add_months
from governance.metrics import targets
from governance.metrics.catalog import Metric
from governance.metrics.targets import Target
from governance.stats.signals import chance
from governance.stats.signals.chance import ALARM

ADVERSE = {"up": -1, "down": 1}
# Where no law of chance is known, a target is missed for sure after so many months in a row.
IN_A_ROW = 3


def find(
    frame: pd.DataFrame, metrics: Mapping[str, Metric], aims: Iterable[Target], tree: AreaTree
) -> list[Item]:
    """What needs attention, what matters most first.

    frame: queries/views/signals.sql. A target that is missed where the same metric is a signal is
    reported there; a metric of which neither direction is better needs no attention.
    """
    signals: dict[str, list[Item]] = {}
    missed: dict[str, list[Item]] = {}
    aims, chains = list(aims), dict[str, list[str]]()
    for row in frame.to_dict("records"):
        metric = metrics[row["metric"]]
        if metric.better not in ADVERSE or row["area_code"] not in tree:
            continue
        if row["area_code"] not in chains:
            chains[row["area_code"]] = [area.code for area in tree.chain(row["area_code"])]
        breach = _missed(row, metric, aims)
        if row["state"] == "signal" and row["side"] == ADVERSE[metric.better]:
            signals.setdefault(metric.key, []).append(_signal(row, metric, breach))
        elif breach:
            missed.setdefault(metric.key, []).append(breach)
    signalled = [item for ones in signals.values() for item in fold_into_parents(ones, chains)]
    signalled += [
        item
        for ones in missed.values()
        for item in heaviest_with_others(fold_into_parents(ones, chains))
    ]
    return rank(signalled)


def _signal(row: Mapping[str, Any], metric: Metric, breach: Item | None) -> Item:
    return Item(
        **_base(row, metric),
        since=row["since"].date(),
        side=row["side"],
        effect=finite_or_none(row["effect"]) or 3.0,
        tail=finite_or_none(row["tail"]),
        cases=finite_or_none(row["cases"]),
        target=breach.target if breach else None,
    )


def _base(row: Mapping[str, Any], metric: Metric) -> dict[str, Any]:
    start = row["month"].date()
    return {
        "metric": metric,
        "area": row["area_code"],
        "name": row["area_name"],
        "month": (start, add_months(start, 1)),
        **{name: row[name] for name in ("value", "centre", "lower", "upper")},
    }


def _missed(row: Mapping[str, Any], metric: Metric, aims: list[Target]) -> Item | None:
    """The breach of the target that holds there; None where none is missed beyond chance."""
    base = _base(row, metric)
    if np.isnan(row["value"]) or row["state"] == "no_data":
        return None
    target = targets.find(aims, metric.key, row["area_code"], row["level"], base["month"])
    if target is None or not target.missed_by(row["value"], metric.better):
        return None
    months = _in_a_row(row["series"], target, metric)
    tail, effect, cases = _gap(row, metric, target)
    is_sure = tail <= ALARM if tail is not None else months >= IN_A_ROW
    if not is_sure:
        return None
    return Item(
        **base,
        since=add_months(base["month"][0], 1 - months),
        side=ADVERSE[metric.better],
        effect=effect,
        tail=tail,
        cases=cases,
        is_signal=False,
        target=target,
        months=months,
    )


def _in_a_row(series: Iterable[float], target: Target, metric: Metric) -> int:
    """For how many months up to the last the target has been missed; a gap ends them."""
    back = reversed(list(series))
    return sum(1 for _ in takewhile(lambda v: target.missed_by(v, metric.better) > 0, back))


def _gap(
    row: Mapping[str, Any], metric: Metric, target: Target
) -> tuple[float | None, float, float | None]:
    """How likely chance alone falls so short of the target, in deviations, and in cases."""
    kind = chance.probability_law(metric)
    if not kind:
        sigma = (row["upper"] - row["centre"]) / 3
        gap = target.missed_by(row["value"], metric.better)
        return None, gap / sigma if sigma > 0 else 3.0, None
    is_quotient = metric.has_denominator or bool(metric.per)
    cases = np.array([row["denominator"] if is_quotient else 1.0])
    count = np.array([row["numerator"]])
    aim = np.array([target.value / (metric.scale if is_quotient else 1.0)])
    expected = chance.expected_numerators(count, cases, aim, kind)
    above = np.array([metric.better == "down"])
    tail = chance.tail(count, cases, expected, kind, above)
    spread = chance.expected_noise(cases, expected, kind) * cases
    away = abs(float(count[0] - expected[0]))
    return float(tail[0]), away / float(spread[0]), away
