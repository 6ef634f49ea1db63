"""The closed loop of issues, the three rates, and the age of what is open."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from governance.charts.model import Chart, Series
from governance.charts.subjects.view_columns import localize
from governance.core.i18n import Translator, mark
from governance.metrics import number_format
from governance.metrics.catalog import Metric
from governance.metrics.metric_values import Value

# The count of a step, what its bar is called, what is lost on the way to it, and its waiting time.
STEPS = (
    ("reported", mark("Reported"), "", ""),
    ("contacted", mark("Contacted"), mark("{n} not contacted"), "contact_hours"),
    ("dispatched", mark("Dispatched"), mark("{n} neither dispatched nor closed"), "dispatch_hours"),
    ("responded", mark("Responded"), mark("{n} dispatched without response"), "response_hours"),
    ("closed", mark("Closed"), mark("{n} still open"), "closing_hours"),
    ("called_back", mark("Called back"), mark("{n} closed, not called back"), "call_back_hours"),
    ("solved", mark("Solved"), mark("{n} not solved, or no answer"), ""),
    ("satisfied", mark("Solved and satisfied"), mark("{n} not satisfied, or no answer"), ""),
)
# The step that each step's loss is counted from, and its wait.
BEFORE = {
    "contacted": "reported",
    "dispatched": "reported",
    "responded": "dispatched",
    "closed": "reported",
    "called_back": "closed",
    "solved": "called_back",
    "satisfied": "solved",
}
# The columns that say that an issue reached a step: one of them is enough.
TOLD_BY = {
    "contacted": {"contacted_at"},
    "dispatched": {"dispatched_at"},
    "responded": {"responded_at"},
    "closed": {"resolved_at", "status", "is_on_time_recorded"},
    "called_back": {"called_back_at"},
    "solved": {"is_solved"},
    "satisfied": {"is_satisfied"},
}
SINCE = {
    "reported": mark("since the report"),
    "dispatched": mark("since the dispatch"),
    "closed": mark("since the closing"),
}
BESIDE = ("dispatched", "responded")


@dataclass(frozen=True)
class Step:
    """One step of the closed loop: how many issues reached it, and how many were lost before it.

    settled: issues that needed no dispatch, beside those that had one. away, lost: how many were
    lost, and that in words. hours: the median wait.
    missed and wait: the columns of the view behind `lost` and `hours`, "" for none.
    """

    key: str
    name: str
    count: int
    share: float
    settled: int
    away: int
    lost: str
    hours: float | None
    since: str
    missed: str = ""
    wait: str = ""


def build_steps(
    counts: Mapping[str, float], recorded: Collection[str], _: Translator
) -> list[Step]:
    """The closed loop of the one row that the view issue_funnel finds.

    recorded: the columns that the records have. A step of which none says anything is left out, and
    so are those after it.
    """
    known = {"reported"}
    for key, columns in TOLD_BY.items():
        if BEFORE[key] in known and not columns.isdisjoint(recorded):
            known.add(key)
    return [
        _step(counts, key, name, lost, hours, _) for key, name, lost, hours in STEPS if key in known
    ]


def _step(
    counts: Mapping[str, float], key: str, name: str, lost: str, hours: str, _: Translator
) -> Step:
    settled = int(counts["settled"]) if key in BESIDE else 0
    away = int(counts[BEFORE.get(key, key)] - counts[key])
    away -= int(counts["settled"]) if key == "dispatched" else 0
    wait = counts[hours] if hours else None
    return Step(
        key=key,
        name=_(name),
        count=int(counts[key]),
        share=counts[key] / counts["reported"],
        settled=settled,
        away=away,
        lost=_(lost, n=f"{away:,}") if lost and away > 0 else "",
        hours=None if wait is None or pd.isna(wait) else float(wait),
        since=_(SINCE[BEFORE[key]]) if hours else "",
        missed="-".join([BEFORE[key], key, *(["settled"] if key == "dispatched" else [])])
        if lost and away > 0
        else "",
        wait=hours,
    )


def funnel_chart(steps: Sequence[Step], _: Translator) -> Chart:
    """A bar a step; what is settled without dispatch stands beside, hatched, and is no loss."""
    names = [step.name for step in steps]
    reached = _bar(_("Reached this step"), names, [step.count for step in steps])
    beside = [step.settled or None for step in steps]
    settled = _bar(_("Settled without dispatch"), names, beside, is_hatched=True)
    ends = tuple(f"{step.count:,} · {_share(step)}" for step in steps)
    return _rows(names, (reached, settled), "stack", ends)


def _share(step: Step) -> str:
    """Of those reported, in per cent; what is not quite all is not said to be all."""
    return "> 99%" if 0.995 <= step.share < 1 else f"{step.share:.0%}"


def _bar(
    name: str,
    rows: Sequence[str],
    values: Sequence[float | None],
    texts: Sequence[str] = (),
    **style: Any,
) -> Series:
    """A bar a row; one of nothing is not drawn."""
    labels = texts or ["" if value is None else f"{value:,}" for value in values]
    hovers = tuple(
        f"{row} · {name}<br><b>{text}</b>" for row, text in zip(rows, labels, strict=True)
    )
    known = tuple(value or None for value in values)
    style = {"tone": "value"} | style
    return Series(name, "value", known, texts=tuple(texts), hovers=hovers, **style)


def _rows(
    rows: Sequence[str],
    series: Sequence[Series],
    stacking: str,
    ends: Sequence[str] = (),
    unit: str = "",
) -> Chart:
    """Rows from top to bottom, without an axis of numbers: they stand on the bars."""
    sums = [
        sum(value or 0.0 for value in row) for row in zip(*(s.values for s in series), strict=True)
    ]
    return Chart(
        name="view",
        title="",
        form="bars",
        key="",
        unit=unit,
        decimals=1 if unit else 0,
        categories=tuple(rows),
        codes=tuple(rows),
        series=tuple(series),
        reach=(0.0, 100.0 if stacking == "group" else max(sums, default=0.0) or 1.0),
        stacking=stacking,
        ends=tuple(ends),
        is_bare=True,
    )


def steps_table(steps: Sequence[Step], _: Translator) -> pd.DataFrame:
    """The steps under headings: how many, of all reported (0 to 1), what is lost, the wait."""
    return pd.DataFrame(
        {
            _("Step"): [step.name for step in steps],
            _("Issues"): [step.count for step in steps],
            _("Of those reported"): [step.share for step in steps],
            _("Not reached"): [step.lost for step in steps],
            _("Median wait, hours"): [step.hours for step in steps],
            _("Counted"): [step.since for step in steps],
        }
    )


def describe_losses(steps: Sequence[Step], _: Translator) -> str:
    """Where most issues are lost, and which step is waited for longest; "" for nothing."""
    lost = max((step for step in steps if step.lost), key=lambda step: step.away, default=None)
    slow = max(
        (step for step in steps if step.hours is not None),
        key=lambda step: step.hours or 0.0,
        default=None,
    )
    said = [lost.lost] if lost else []
    if slow:
        hours = number_format.number(slow.hours, 1)
        said.append(_("{step}: median {n} hours", step=slow.name, n=hours))
    return " · ".join(said)


@dataclass(frozen=True)
class Rates:
    """Rates and their score, by period: metrics down, periods across."""

    metrics: Sequence[Metric]
    periods: Mapping[str, Sequence[Value]]

    @property
    def is_known(self) -> bool:
        return any(value.value is not None for row in self.periods.values() for value in row)


def rates_chart(rates: Rates, _: Translator) -> Chart:
    """A group of bars a rate, one a period; the score is the last group."""
    names = [_.pick(metric.title) for metric in rates.metrics]
    styles: tuple[dict[str, Any], ...] = ({}, {"tone": "second"}, {"is_hatched": True})
    bars = []
    for (name, cells), style in zip(rates.periods.items(), styles, strict=False):
        texts = [
            "" if cell.value is None else number_format.level(cell.value, metric)
            for metric, cell in zip(rates.metrics, cells, strict=True)
        ]
        bars.append(_bar(name, names, [cell.value for cell in cells], texts, **style))
    return _rows(names, bars, "group", unit="%")


def rates_table(rates: Rates, _: Translator) -> pd.DataFrame:
    """The rates under the periods' names."""
    columns = {name: [value.value for value in row] for name, row in rates.periods.items()}
    return pd.DataFrame({_("Rate"): [_.pick(m.title) for m in rates.metrics], **columns})


def _ages(frame: pd.DataFrame, last_days: Sequence[int], _: Translator) -> pd.DataFrame:
    """Issues and overdue ones by band of ages; last_days: of each band but the open one."""
    firsts = [0, *(last + 1 for last in last_days)]
    names = [
        _("{first}–{last} days", first=first, last=last)
        for first, last in zip(firsts, last_days, strict=False)
    ]
    counts = frame.set_index("from_days").reindex(firsts).fillna(0).astype(int)
    return counts.set_axis([*names, _("Over {n} days", n=last_days[-1])])


def ages_chart(frame: pd.DataFrame, last_days: Sequence[int], _: Translator) -> Chart:
    """Open issues by age, one bar a band; what is overdue is hatched and red."""
    counts = _ages(frame, last_days, _)
    if "overdue" not in counts:
        names, amounts = counts.index.tolist(), counts["issues"].tolist()
        open_ones = _bar(_("Issues"), names, amounts)
        return _rows(names, (open_ones,), "stack", [f"{n:,}" for n in amounts])
    names, total, late = counts.index.tolist(), counts["issues"], counts["overdue"].tolist()
    within = _bar(_("Not overdue"), names, (total - counts["overdue"]).tolist())
    passed = _bar(_("Overdue"), names, late, tone="worse", is_hatched=True)
    ends = [
        _("{n} ({overdue} overdue)", n=f"{all_of:,}", overdue=f"{overdue:,}")
        for all_of, overdue in zip(total, late, strict=True)
    ]
    return _rows(names, (within, passed), "stack", ends)


def ages_table(frame: pd.DataFrame, last_days: Sequence[int], _: Translator) -> pd.DataFrame:
    """Open issues by age under headings."""
    words = {"index": _("Age"), "issues": _("Issues"), "overdue": _("Overdue")}
    ages = _ages(frame, last_days, _).reset_index(names="index")
    return ages[[name for name in words if name in ages]].rename(columns=words)


def oldest(frame: pd.DataFrame, _: Translator) -> pd.DataFrame:
    """The view backlog_cases under headings, the oldest first."""
    columns = "issue_id age reported_at due_at area_name channel category department"
    words = {"age": _("Days"), "area_name": _("Area")}
    return localize(frame, "issues", columns, _, **words)
