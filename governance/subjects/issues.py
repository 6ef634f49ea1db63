"""The closed loop of issues, the three rates, and the age of what is open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from governance import display, figures
from governance.catalog import Metric
from governance.figures import Figure, Look
from governance.i18n import Translator, mark
from governance.readings import Value

ROW = 38
# How much longer than the longest bar the axis is: a phone has room for what stands at its end.
ROOM = 1.9
LONGEST = 14  # letters of a step's name on one line
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


def steps(found: Mapping[str, float], _: Translator) -> list[Step]:
    """The closed loop of the one row that the view issue_funnel finds."""
    return [_step(found, key, name, lost, hours, _) for key, name, lost, hours in STEPS]


def _step(
    found: Mapping[str, float], key: str, name: str, lost: str, hours: str, _: Translator
) -> Step:
    settled = int(found["settled"]) if key in BESIDE else 0
    away = int(found[BEFORE.get(key, key)] - found[key])
    away -= int(found["settled"]) if key == "dispatched" else 0
    wait = found[hours] if hours else None
    return Step(
        key=key,
        name=_(name),
        count=int(found[key]),
        share=found[key] / found["reported"],
        settled=settled,
        lost=_(lost, n=f"{away:,}") if lost and away > 0 else "",
        hours=None if wait is None or pd.isna(wait) else float(wait),
        since=_(SINCE[hours]) if hours else "",
    )


def funnel(given: Sequence[Step], look: Look) -> Figure:
    """A bar a step; what is settled without dispatch stands beside, hatched, and is no loss."""
    _, names = look.translate, [step.name for step in given]
    counts = [step.count for step in given]
    beside = [step.settled or None for step in given]
    reached = _stack(look, _("Reached this step"), names, counts)
    settled = _stack(look, _("Settled without dispatch"), names, beside)
    settled["marker"] = hatch(look, look.palette.accent)
    ends = [
        _at_end(look, step.name, step.count + step.settled, f"{step.count:,} · {_share(step)}")
        for step in given
    ]
    layout = _lying(look, names, max(counts) * ROOM) | {"barmode": "stack", "annotations": ends}
    layout["legend"] = figures.legend(look) | {"traceorder": "normal"}
    return {"data": [reached, settled], "layout": layout}


def _share(step: Step) -> str:
    """Of those reported, in per cent; what is not quite all is not said to be all."""
    return "> 99%" if 0.995 <= step.share < 1 else f"{step.share:.0%}"


def _broken(name: str) -> str:
    """A long name on two lines, where it has words: bars need the room beside it."""
    words = name.split()
    half = next((n for n in range(len(words)) if len(" ".join(words[: n + 1])) > LONGEST), 0)
    return f"{' '.join(words[:half])}<br>{' '.join(words[half:])}" if half else name


def hatch(look: Look, colour: str) -> Figure:
    """Stripes of a colour on the background: told apart without colour."""
    pattern = {"shape": "/", "size": 6, "solidity": 0.35, "fgcolor": colour}
    pattern |= {"bgcolor": look.palette.background}
    return {"color": colour, "pattern": pattern, "line": {"color": colour, "width": 1}}


def _stack(look: Look, name: str, rows: Sequence[str], values: Sequence[float | None]) -> Figure:
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "y": list(rows),
        "x": [value or None for value in values],
        "cliponaxis": False,
        "hovertemplate": f"%{{y}} · {name}<br><b>%{{x:,}}</b><extra></extra>",
        "marker": {"color": look.palette.accent},
    }


def _lying(look: Look, rows: Sequence[str], most: float) -> Figure:
    """Rows from top to bottom, without an axis of numbers: they stand on the bars."""
    names = {"type": "category", "categoryorder": "array", "categoryarray": list(rows)[::-1]}
    names |= {"tickmode": "array", "tickvals": list(rows), "ticktext": list(map(_broken, rows))}
    return figures.layout(look, 64 + ROW * len(rows)) | {
        "bargap": 0.25,
        "xaxis": figures.axis(look, range=[0, most or 1], visible=False),
        "yaxis": figures.axis(look, **names, showgrid=False),
    }


def steps_table(given: Sequence[Step], _: Translator) -> pd.DataFrame:
    """The steps under headings: how many, of all reported (0 to 1), what is lost, the wait."""
    return pd.DataFrame(
        {
            _("Step"): [step.name for step in given],
            _("Issues"): [step.count for step in given],
            _("Of those reported"): [step.share for step in given],
            _("Not reached"): [step.lost for step in given],
            _("Median wait, hours"): [step.hours for step in given],
            _("Counted"): [step.since for step in given],
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


def rates(given: Rates, look: Look) -> Figure:
    """A group of bars a rate, one a period; the score is the last group."""
    _, colours = look.translate, (look.palette.accent, look.palette.fade(0.5))
    third = hatch(look, look.palette.accent)
    font = {"size": 13, "color": look.palette.text}
    names = [_.pick(metric.title) for metric in given.metrics]
    shown = (*({"color": colour} for colour in colours), third)
    bars = [
        _stack(look, name, names, [one.value for one in row])
        | {"text": _texts(given.metrics, row), "textposition": "outside", "marker": marker}
        | {"x": [one.value for one in row], "textfont": font}
        | {"hovertemplate": f"%{{y}} · {name}<br><b>%{{text}}</b><extra></extra>"}
        for (name, row), marker in zip(given.periods.items(), shown, strict=False)
    ]
    layout = _lying(look, names, 118) | {"barmode": "group"}
    layout["height"] = 64 + 26 * len(names) * max(len(bars), 2)
    # Plotly draws the last of a group on top.
    return {"data": bars[::-1], "layout": layout | {"legend": _reversed(look)}}


def _reversed(look: Look) -> Figure:
    return figures.legend(look) | {"traceorder": "reversed"}


def _texts(metrics: Sequence[Metric], values: Sequence[Value]) -> list[str]:
    return [
        display.level(value.value, metric) if value.value is not None else ""
        for metric, value in zip(metrics, values, strict=True)
    ]


def rates_table(given: Rates, _: Translator) -> pd.DataFrame:
    """The rates under the periods' names."""
    columns = {name: [value.value for value in row] for name, row in given.periods.items()}
    return pd.DataFrame({_("Rate"): [_.pick(m.title) for m in given.metrics], **columns})


def bands(last_days: Sequence[int], _: Translator) -> dict[int, str]:
    """First day → name of each band of ages. last_days: the last day of each but the open one."""
    firsts = [0, *(last + 1 for last in last_days)]
    names = [
        _("{first}–{last} days", first=first, last=last)
        for first, last in zip(firsts, last_days, strict=False)
    ]
    return dict(zip(firsts, [*names, _("Over {n} days", n=last_days[-1])], strict=True))


def ages(frame: pd.DataFrame, last_days: Sequence[int], look: Look) -> Figure:
    """Open issues by age, one bar a band; what is overdue is hatched and red."""
    _ = look.translate
    known = bands(last_days, _)
    found = frame.set_index("from_days").reindex(list(known)).fillna(0).astype(int)
    names = list(known.values())
    late = found["overdue"].tolist()
    rest = (found["issues"] - found["overdue"]).tolist()
    within = _stack(look, _("Not overdue"), names, rest)
    passed = _stack(look, _("Overdue"), names, late)
    passed["marker"] = hatch(look, look.palette.bad)
    totals = found["issues"].tolist()
    layout = _lying(look, names, max(totals) * ROOM) | {"barmode": "stack"}
    ends = [
        _at_end(look, name, total, _ages_said(total, overdue, _))
        for name, total, overdue in zip(names, totals, late, strict=True)
    ]
    legend = figures.legend(look) | {"traceorder": "normal"}
    return {"data": [within, passed], "layout": layout | {"annotations": ends, "legend": legend}}


def _ages_said(total: int, overdue: int, _: Translator) -> str:
    return _("{n} ({overdue} overdue)", n=f"{total:,}", overdue=f"{overdue:,}")


def _at_end(look: Look, row: str, end: int, said: str) -> Figure:
    """What stands at the end of a bar."""
    font = {"size": 13, "color": look.palette.text}
    text = {"text": said, "showarrow": False, "xanchor": "left", "xshift": 4}
    return {"x": end, "y": row, "font": font, **text}


def ages_table(frame: pd.DataFrame, last_days: Sequence[int], _: Translator) -> pd.DataFrame:
    """Open issues by age under headings."""
    known = bands(last_days, _)
    found = frame.set_index("from_days").reindex(list(known)).fillna(0).astype(int)
    columns = {_("Issues"): found["issues"].tolist(), _("Overdue"): found["overdue"].tolist()}
    return pd.DataFrame({_("Age"): list(known.values()), **columns})
