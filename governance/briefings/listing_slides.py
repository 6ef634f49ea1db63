"""Slides of cases and causes: what is overdue and with whom, what comes back, what it is about."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pandas as pd

from governance.attention.claims import Claims
from governance.briefings import headlines, ranking_slide, slide_cells
from governance.briefings.slide_content import Column, Table
from governance.briefings.slide_view import View, ViewError
from governance.charts import ranking
from governance.charts.ranking import Ranking
from governance.charts.subjects import rebound_tables, view_columns
from governance.core import periods
from governance.metrics import metric_values, number_format, segments
from governance.metrics.catalog import Metric
from governance.metrics.metric_values import AreaReading, Value, Values
from governance.metrics.query import filter_parameters

MOST = 1000  # cases that a workbook lists
ALL = -1  # days: also what was reported on the last one
OWNER = "department"


def causes(view: View) -> dict[str, Any]:
    """The slide's metric by what it is about, the most first."""
    (metric,), (whole,) = view.metrics, view.readings(view.metrics, parts=False)
    found, dataset = _split(view, metric, view.cause), metric.dataset
    if found is None:
        _ = view.translate
        facts = {
            "metric": _.pick(metric.title),
            "segment": segments.title(view.cause, _, dataset).lower(),
        }
        raise ViewError(_("{metric} is not recorded by {segment}.", **facts))
    order = Ranking(metric, found)
    bars = ranking_slide.lit(ranking.chart(order, view.translate, view.slide.rows), order)
    title = number_format.heading(metric, view.place, view.days, view.translate)
    columns = (
        Column("area", segments.title(view.cause, view.translate, dataset)),
        Column("value", number_format.named(metric, view.translate), "number", metric.decimals),
    )
    rows = tuple((one.name, one.now.value) for one in found)
    table = Table("causes", title, columns, tuple(a.code for a in found), rows, key=metric.key)
    note = ranking_slide.left_out(view, len(found))
    return {
        "charts": (replace(bars, title=title, note=note),),
        "tables": (table,),
        "headline": headlines.of_areas(view, whole, found),
    }


def _split(view: View, metric: Metric, segment: str) -> list[AreaReading] | None:
    """The metric by the values of a segment, the largest first; None where it has no such."""
    if segment not in metric.splits:
        return None
    frame = view.warehouse.answer(view.scope.query([metric.key], split=segment))
    codes = frame["segment_value"].fillna("")
    words = [segments.value(segment, code, view.translate, metric.dataset) for code in codes]
    window = view.scope.window
    values = Values(frame.assign(area_code=codes, area_name=words))
    found = metric_values.below(values, metric.key, window, None, [window])
    return [one for one in found if one.now.value or one.now.is_few]


def overdue(view: View) -> dict[str, Any]:
    """What is past its due time at the period's end, the longest waiting first, and with whom."""
    _, metric = view.translate, view.known("overdue")
    (whole,) = view.readings([metric], parts=False)
    said = {"keys": [metric.key], "headline": headlines.finding(view, whole)}
    if not whole.now.value:
        return said
    frame = _found(
        view, "backlog_cases", area=view.scope.area, end=view.scope.end, older=ALL,
        is_overdue=True, most=MOST,
    )  # fmt: skip
    owners = headlines.written(_).where(metric, _split(view, metric, OWNER) or [])
    title = _(
        "{n} issues are overdue, the oldest was reported {days} days ago",
        n=number_format.number(whole.now.value),
        days=number_format.number(frame["age"].max()),
    )
    table = slide_cells.draw(_cases(view, frame), range(len(frame))[: view.slide.rows])
    return said | {
        "headline": _("; ").join(filter(None, (title, owners))),
        "tables": (table,),
        "written": _longest(view, len(frame), int(whole.now.value)),
    }


def _longest(view: View, listed: int, count: int) -> tuple[str, ...]:
    """That a workbook has not all cases, nothing where it has."""
    if listed >= count:
        return ()
    _ = view.translate
    facts = {"n": number_format.number(listed), "total": number_format.number(count)}
    return (_("Of {total} the {n} that have waited longest are listed.", **facts),)


def _cases(view: View, frame: pd.DataFrame) -> Table:
    """One row a case: what, where, who answers for it, and since when it is past its time."""
    _ = view.translate
    shown = view_columns.localize(
        frame, "issues", "issue_id area_name category department due_at age", _,
        area_name=_("Area"), age=_("Days"),
    )  # fmt: skip
    shown = shown.assign(**{str(shown.columns[4]): frame["due_at"].dt.normalize()})
    columns = tuple(
        Column(name, str(heading), "number" if name == "age" else "text")
        for name, heading in zip(
            ("issue_id", "area", "category", "owner", "due", "age"), shown.columns, strict=True
        )
    )
    title = " · ".join((_.pick(view.known("overdue").title), view.place, view.days))
    codes = tuple(frame["issue_id"].astype(str))
    return Table("overdue", title, columns, codes, slide_cells.rows(shown))


def rebounds(view: View) -> dict[str, Any]:
    """Where the same matter came back after it was closed, most often first."""
    _, metric = view.translate, view.known("rebound_cycles")
    months = (metric.lookback or {})["months"]
    since = periods.add_months(view.scope.end, -months)
    frame = _found(
        view, "rebounds", area=view.scope.area, end=view.scope.end, since=since,
        least=metric.least, most=MOST,
    )  # fmt: skip
    facts = {"months": months, "least": metric.least}
    if frame.empty:
        none = _("Nothing came back {least} times or more in {months} months", **facts)
        return {"keys": [metric.key], "headline": none}
    frame = frame.sort_values("cycles", ascending=False, kind="stable", ignore_index=True)
    shown = rebound_tables.places(frame, _)
    title = _("The same matter came back {least} times or more in {n} places in {months} months",
              n=len(frame), **facts)  # fmt: skip
    names = ("place", "area", "category", "cycles", "followed", "expected", "closed", "reported")
    columns = tuple(
        Column(name, str(heading), "number" if name in names[3:6] else "text",
               is_drawn=name not in ("followed", "expected"))
        for name, heading in zip(names, shown.columns, strict=True)
    )  # fmt: skip
    heading = " · ".join((_("Places that rebound"), view.place, view.days))
    table = Table("rebounds", heading, columns, tuple(frame["matter"]), slide_cells.rows(shown))
    drawn = range(len(frame))[: view.slide.rows]
    return {
        "keys": [metric.key],
        "headline": _("; ").join((title, *_most(view, metric, frame, shown))),
        "tables": (slide_cells.draw(table, drawn),),
    }


def _most(view: View, metric: Metric, frame: pd.DataFrame, shown: pd.DataFrame) -> list[str]:
    """The places with most rounds, a clause; nothing where more share them than one names."""
    _ = view.translate
    named = [
        _("{matter} at {place}", place=row[0], matter=row[2])
        for row in shown.itertuples(index=False, name=None)
    ]
    found = [
        AreaReading(code, name, Value(float(n), True), None, 1.0)
        for code, name, n in zip(frame["matter"], named, frame["cycles"], strict=True)
    ]
    times = Claims(_, lambda _metric, one, _area: _("{n} times", n=int(one.value or 0)))
    said = times.where(metric, found, most=1)
    return [said] if said else []


def _found(view: View, name: str, **bound: dt.date | str | int) -> pd.DataFrame:
    return view.warehouse.view(name, {**bound, **filter_parameters(view.scope.filters)})
