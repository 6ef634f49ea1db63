"""Finds what needs attention among the judged figures: signals for the worse, missed targets."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile
from math import isfinite, log10
from typing import Any

import numpy as np
import pandas as pd

from governance.core.area_tree import AreaTree
from governance.core.periods import Window, add_months
from governance.metrics import targets
from governance.metrics.catalog import Metric
from governance.metrics.targets import Target
from governance.stats.signals import chance, stocks
from governance.stats.signals.chance import ALARM

FIGURES = ("value", "numerator", "denominator", "centre", "lower", "upper")
ADVERSE, FAVOURABLE = {"up": -1, "down": 1}, {"up": 1, "down": -1}
# Where no law of chance is known, a target is missed for sure after so many months in a row.
IN_A_ROW = 3
# From here on more standard deviations say no more.
SURE_ENOUGH = 10.0
# Of all signals that are listed, the share that may be false; and how many entries a person reads.
FALSE_DISCOVERIES = 0.1
MOST = 7


@dataclass(frozen=True)
class Item:
    """A signal, or a target that is missed by more than chance (`target` alone).

    since: the first month of it. numerator, denominator: what the value is made of, NaN where of
    nothing. centre, lower, upper: mean and limits of the metric there. effect: standard deviations
    away from what was expected, or from the target. tail: how likely chance alone goes as far, None
    where no law says. cases: how many more or fewer than expected (than at the target), None where
    they cannot be counted. older: of what has piled up, how many cases have waited for more than
    so many days. with_it: metrics of the same matter. inside, beside: how many areas inside this
    one, and elsewhere, have the same.
    """

    metric: Metric
    area: str
    name: str
    month: Window
    since: date
    value: float
    numerator: float
    denominator: float
    centre: float
    lower: float
    upper: float
    side: int
    effect: float
    tail: float | None
    cases: float | None
    is_signal: bool = True
    target: Target | None = None
    months: int = 0
    reference: str = "level"
    older: tuple[int, int] | None = None
    with_it: tuple[Metric, ...] = ()
    inside: int = 0
    beside: int = 0

    @property
    def run(self) -> int:
        """For how many months it has been so."""
        start, since = self.month[0], self.since
        return (start.year - since.year) * 12 + start.month - since.month + 1

    @property
    def is_better(self) -> bool:
        """Whether it is a signal for the better."""
        return self.is_signal and self.side == FAVOURABLE.get(self.metric.better)

    @property
    def weight(self) -> float:
        """Standard deviations (ten at most) × log10(10 + cases): what the list is sorted by.

        Cases count by their digits, since a case is now a person-time and now a space.
        """
        return min(self.effect, SURE_ENOUGH) * log10(10 + (self.cases or 0.0))


def find(
    frame: pd.DataFrame,
    metrics: Mapping[str, Metric],
    aims: Iterable[Target],
    tree: AreaTree,
    own: str = "",
) -> list[Item]:
    """What needs attention, what matters most first; MOST entries at most.

    frame: queries/views/signals.sql. Signals are listed so that few of them are false, whatever was
    judged with them (FALSE_DISCOVERIES); those of the area `own`, as its cards say it, all.
    A target that is missed where the same metric is a signal is reported there; a metric of which
    neither direction is better needs no attention.
    """
    signals, missed = defaultdict[str, list[Item]](list), defaultdict[str, list[Item]](list)
    aims, chains = list(aims), dict[str, list[str]]()
    for row in frame.to_dict("records"):
        metric, code = metrics[row["metric"]], row["area_code"]
        if metric.better not in ADVERSE or code not in tree:
            continue
        if code not in chains:
            chains[code] = [area.code for area in tree.chain(code)]
        breach = _missed(row, metric, aims)
        if _is_listed(row, ADVERSE[metric.better], own):
            signals[metric.key].append(_signal(row, metric, breach))
        elif breach:
            missed[metric.key].append(breach)
    folded = [item for items in signals.values() for item in fold_into_parents(items, chains)]
    folded = fold_metrics(folded, chains)
    folded += [heaviest_with_others(fold_into_parents(items, chains)) for items in missed.values()]
    return rank(folded)[:MOST]


def find_improved(
    frame: pd.DataFrame, metrics: Mapping[str, Metric], tree: AreaTree, own: str = ""
) -> list[Item]:
    """The signals for the better, as sure as those of `find`, which weighs and folds them alike."""
    found = defaultdict[str, list[Item]](list)
    codes = filter(tree.__contains__, frame["area_code"].unique())
    chains = {code: [area.code for area in tree.chain(code)] for code in codes}
    for row in frame[frame["area_code"].isin(list(chains))].to_dict("records"):
        metric = metrics[row["metric"]]
        if _is_listed(row, FAVOURABLE.get(metric.better, 0), own):
            found[metric.key].append(_signal(row, metric, None))
    folded = [item for items in found.values() for item in fold_into_parents(items, chains)]
    return rank(fold_metrics(folded, chains))[:MOST]


def _is_listed(row: Mapping[str, Any], side: int, own: str) -> bool:
    """Whether a row is a signal on this side, 0 for neither, and few like it are false."""
    is_signal = row["state"] == "signal" and side != 0 and row["side"] == side
    is_sure = row["area_code"] == own or row["discovery"] <= FALSE_DISCOVERIES
    return is_signal and bool(is_sure)


def _signal(row: Mapping[str, Any], metric: Metric, breach: Item | None) -> Item:
    tail, cases = (row[name] if isfinite(row[name]) else None for name in ("tail", "cases"))
    return Item(
        **_base(row, metric),
        since=row["since"].date(),
        side=row["side"],
        effect=row["effect"] if isfinite(row["effect"]) and row["effect"] else 3.0,
        tail=tail,
        cases=cases,
        target=breach.target if breach else None,
        reference=row["reference"],
    )


def _base(row: Mapping[str, Any], metric: Metric) -> dict[str, Any]:
    start = row["month"].date()
    return {
        "metric": metric,
        "area": row["area_code"],
        "name": row["area_name"],
        "month": (start, add_months(start, 1)),
        **{name: row[name] for name in FIGURES},
    }


def _missed(row: Mapping[str, Any], metric: Metric, aims: list[Target]) -> Item | None:
    """The breach of the target that holds there; None where none is missed beyond chance."""
    base = _base(row, metric)
    is_quantile = metric.aggregate == "quantile"
    if np.isnan(row["value"]) or row["state"] in ("no_data", "few" if is_quantile else ""):
        return None
    target = targets.find(aims, metric.key, row["area_code"], row["level"], base["month"])
    if target is None or not target.missed_by(row["value"], metric.better):
        return None
    months = _in_a_row(row["series"], target, metric)
    tail, effect, cases = _gap(row, metric, target)
    is_sure = tail <= ALARM / 2 if tail is not None else months >= IN_A_ROW
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
    expected = chance.expected_numerators(aim, cases, cases, kind)
    above = np.array([metric.better == "down"])
    tail = chance.tail(count, cases, expected, kind, above)
    spread = chance.noise(cases, expected, kind)
    away = abs(float(count[0] - expected[0]))
    return float(tail[0]), away / float(spread[0]), away


def fold_into_parents(items: list[Item], chains: Mapping[str, list[str]]) -> list[Item]:
    """One entry for what is one matter: an area, or the part of it that explains it.

    chains: each area's code with those above it. An area stands for all those inside that have the
    same; where one of them has half of its cases or more, a signal is reported there instead. (A
    target is missed by the area itself, whichever part misses it most.)
    """
    entries: list[Item] = []
    for entry in sorted(items, key=lambda item: -len(chains[item.area])):
        below = [
            item for item in entries if item.area != entry.area and entry.area in chains[item.area]
        ]
        if entry.is_signal and any(_explains(part, entry) for part in below):
            continue
        count = len(below) + sum(item.inside for item in below)
        entries = [item for item in entries if item not in below] + [replace(entry, inside=count)]
    return entries


def fold_metrics(items: Iterable[Item], chains: Mapping[str, list[str]]) -> list[Item]:
    """One entry for what is one cause: metrics of one dataset that moved in one area, or inside it.

    The heaviest of them stands for the others, which it names.
    """
    entries: list[Item] = []
    for item in rank(items):
        for place, entry in enumerate(entries):
            if _is_alike(item, entry, chains):
                if item.metric.key not in [m.key for m in (entry.metric, *entry.with_it)]:
                    entries[place] = replace(entry, with_it=(*entry.with_it, item.metric))
                break
        else:
            entries.append(item)
    return entries


def _is_alike(one: Item, other: Item, chains: Mapping[str, list[str]]) -> bool:
    is_near = one.area in chains[other.area] or other.area in chains[one.area]
    is_stock = stocks.is_stock(one.metric) == stocks.is_stock(other.metric)
    return is_near and is_stock and one.metric.dataset == other.metric.dataset


def _explains(part: Item, whole: Item) -> bool:
    return bool(part.cases and whole.cases) and (part.cases or 0) * 2 >= (whole.cases or 0)


def rank(items: Iterable[Item]) -> list[Item]:
    """Signals first, since they are news and a target may have been missed for years; by weight."""
    return sorted(
        items, key=lambda item: (not item.is_signal, -item.weight, item.area, item.metric.key)
    )


def heaviest_with_others(items: Iterable[Item]) -> Item:
    """Of the areas that miss a metric's target, the heaviest, with how many others do so."""
    first, *others = rank(items)
    return replace(first, beside=len(others) + sum(item.inside for item in others))
