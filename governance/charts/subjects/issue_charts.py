"""The closed loop of issues, the three rates, and the age of what is open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from governance.charts.model import Chart, Series
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
SINCE = {
    "contact_hours": mark("since the report"),
    "dispatch_hours": mark("since the report"),
    "response_hours": mark("since the dispatch"),
    "closing_hours": mark("since the report"),
    "call_back_hours": mark("since the closing"),
}
# The step that each step's loss is counted from.
BEFORE = {
    "contacted": "reported",
    "dispatched": "reported",
    "responded": "dispatched",
    "closed": "reported",
    "called_back": "closed",
    "solved": "called_back",
    "satisfied": "solved",
}
BESIDE = ("dispatched", "responded")


@dataclass(frozen=True)
class Step:
    """One step of the closed loop: how many issues reached it, and how many were lost before it.

    settled: issues that needed no dispatch, beside those that had one. hours: the median wait.
    """

    key: str
    name: str
    count: int
    share: float
    settled: int
    lost: str
    hours: float | None
    since: str


def build_steps(counts: Mapping[str, float], _: Translator) -> list[Step]:
    """The closed loop of the one row that the view issue_funnel finds."""
    return [_step(counts, key, name, lost, hours, _) for key, name, lost, hours in STEPS]


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
        lost=_(lost, n=f"{away:,}") if lost and away > 0 else "",
        hours=None if wait is None or pd.isna(wait) else float(wait),
        since=_(SINCE[hours]) if hours else "",
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
    tone: str = "value",
    *,
    is_hatched: bool = False,
) -> Series:
    """A bar a row; one of nothing is not drawn."""
    labels = texts or ["" if value is None else f"{value:,}" for value in values]
    hovers = tuple(
        f"{row} · {name}<br><b>{text}</b>" for row, text in zip(rows, labels, strict=True)
    )
    known = tuple(value or None for value in values)
    return Series(
        name,
        "value",
        known,
        tone=tone,
        texts=tuple(texts),
        hovers=hovers,
        is_hatched=is_hatched,
    )


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
    bars = [
        _bar(
            name,
            names,
            [cell.value for cell in row],
            [
                number_format.level(cell.value, m) if cell.value is not None else ""
                for m, cell in zip(rates.metrics, row, strict=True)
            ],
            tone,
            is_hatched=place == 2,
        )
        for place, ((name, row), tone) in enumerate(
            zip(rates.periods.items(), ("value", "second", "value"), strict=False)
        )
    ]
    return _rows(names, bars, "group", unit="%")


def rates_table(rates: Rates, _: Translator) -> pd.DataFrame:
    """The rates under the periods' names."""
    columns = {name: [value.value for value in row] for name, row in rates.periods.items()}
    return pd.DataFrame({_("Rate"): [_.pick(m.title) for m in rates.metrics], **columns})


def bands(last_days: Sequence[int], _: Translator) -> dict[int, str]:
    """First day → name of each band of ages. last_days: the last day of each but the open one."""
    firsts = [0, *(last + 1 for last in last_days)]
    names = [
        _("{first}–{last} days", first=first, last=last)
        for first, last in zip(firsts, last_days, strict=False)
    ]
    return dict(zip(firsts, [*names, _("Over {n} days", n=last_days[-1])], strict=True))


def ages_chart(frame: pd.DataFrame, last_days: Sequence[int], _: Translator) -> Chart:
    """Open issues by age, one bar a band; what is overdue is hatched and red."""
    known = bands(last_days, _)
    counts = frame.set_index("from_days").reindex(list(known)).fillna(0).astype(int)
    names = list(known.values())
    late, totals = counts["overdue"].tolist(), counts["issues"].tolist()
    within = _bar(_("Not overdue"), names, (counts["issues"] - counts["overdue"]).tolist())
    passed = _bar(_("Overdue"), names, late, (), "worse", is_hatched=True)
    ends = [_age_texts(*pair, _) for pair in zip(totals, late, strict=True)]
    return _rows(names, (within, passed), "stack", ends)


def _age_texts(total: int, overdue: int, _: Translator) -> str:
    return _("{n} ({overdue} overdue)", n=f"{total:,}", overdue=f"{overdue:,}")


def ages_table(frame: pd.DataFrame, last_days: Sequence[int], _: Translator) -> pd.DataFrame:
    """Open issues by age under headings."""
    known = bands(last_days, _)
    counts = frame.set_index("from_days").reindex(list(known)).fillna(0).astype(int)
    columns = {_("Issues"): counts["issues"].tolist(), _("Overdue"): counts["overdue"].tolist()}
    return pd.DataFrame({_("Age"): list(known.values()), **columns})
