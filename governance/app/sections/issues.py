"""The closed loop of issues, the three rates, and the places that rebound."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from governance.app import compound_links, context, figure_panel, folds, page_sections
from governance.app.context import Here
from governance.app.page_sections import NUMBER, SHARE
from governance.app.receipt_links import Link, Links, of_cell, of_columns, of_metric, opens
from governance.attention import old_cases
from governance.charts.subjects import issue_charts, rebound_tables
from governance.charts.subjects.issue_charts import Rates, Step
from governance.core import periods
from governance.metrics import number_format
from governance.metrics.catalog import Metric
from governance.metrics.scope import COMPARISONS
from governance.receipts.figure_records import Source

# The closed loop, and the view that found it.
Loop = tuple[Source, Sequence[Step]]
THREE_RATES = ("response_rate", "solved_rate", "satisfaction_rate", "three_rate_score")
MOST = 200
# Of the oldest cases; a list of more is no list for a person, and the receipt has them all.
MOST_OLD = 2000


def metric(here: Here, key: str) -> Metric:
    """The metric by the definition in force."""
    return here.warehouse.catalog[here.in_force(key)]


def known(here: Here, key: str) -> Metric | None:
    """The same where the build knows it, else None."""
    return here.warehouse.with_data.get(here.in_force(key))


def show_loop(here: Here) -> Loop | None:
    """What became of the issues reported in the period, step by step; None for nothing."""
    _ = here.translate
    source, rows = here.find("issue_funnel")
    title = here.titled(_("Closed loop of the issues reported in the period"))
    if not rows["reported"][0]:
        figure_panel.empty(here, title)
        return None
    steps = issue_charts.build_steps(rows.iloc[0], here.recorded("issues"), _)
    if len(steps) == 1:
        return None
    figure_panel.chart(here, issue_charts.funnel_chart(steps, _), title, "loop")
    return source, steps


def fold_steps(here: Here, loop: Loop | None) -> None:
    """The loop's numbers: losses and waits, each to its receipt; the line names the largest."""
    if loop is None:
        return
    _, (source, steps) = here.translate, loop
    title, table = _("Losses and waiting times"), issue_charts.steps_table(steps, _)
    settings = {_("Of those reported"): SHARE, _("Median wait, hours"): NUMBER}

    def show() -> None:
        figure_panel.table(
            here,
            table,
            here.titled(_("Losses and waiting times of the closed loop")),
            "loop_steps",
            settings=settings,
            source=source,
            chosen=opens(here, _of_steps(here, steps)),
        )
        st.caption(_("Click a number to see its receipt."))
        st.caption(
            _(
                "These are the issues reported in the period, and what became of them by now. "
                "Those settled without dispatch are no loss: they needed no department."
            )
        )

    folds.fold(title, issue_charts.describe_losses(steps, _), "loop_steps", show)


def _of_steps(here: Here, steps: Sequence[Step]) -> Links:
    """The receipts of the steps' numbers: of those that reached one, were lost, and waited."""
    _ = here.translate

    def links(row: int, column: str) -> Link:
        names = {
            _("Issues"): steps[row].key,
            _("Of those reported"): steps[row].key,
            _("Not reached"): steps[row].missed,
            _("Median wait, hours"): steps[row].wait,
        }
        name = names.get(column)
        return of_cell(here.scope, "issue_funnel", name) if name else None

    return links


def fold_rates(here: Here) -> None:
    """The three rates and their score, beside the periods before."""
    _, told = here.translate, [key for key in THREE_RATES if known(here, key)]
    if told:
        said = folds.of_values(here, [metric(here, key) for key in told])
        show = partial(_show_rates, here, told)
        folds.fold(_("Three rates and their score"), said, "rates", show)


def _show_rates(here: Here, told: Sequence[str]) -> None:
    _, wanted = here.translate, here.scope
    # Where the period before is last year's it is drawn once.
    before = wanted.previous if wanted.previous != wanted.last_year else None
    others = {"previous": before, "last_year": wanted.last_year}
    compared = {_(COMPARISONS[key]): window for key, window in others.items() if window}
    windows = {_("This period"): wanted.window, **compared}
    values = here.values(wanted.query(told, windows.values()))
    cells = {
        name: [values.at(key, wanted.area, window) for key in told]
        for name, window in windows.items()
    }
    rates = Rates([metric(here, key) for key in told], cells)
    title = here.titled(_("Three rates and their score"))
    if not rates.is_known:
        figure_panel.empty(here, title)
        return
    frame, note = issue_charts.rates_table(rates, _), _.pick(rates.metrics[-1].formula)
    chart = issue_charts.rates_chart(rates, _)

    def links(row: int, column: str) -> Link:
        window, one = windows.get(column), rates.metrics[row]
        return of_metric(wanted, one.key, window=window) if window else None

    receipts = opens(here, links)
    figure_panel.chart(here, chart, title, "rates", frame=frame, notes=note, receipts=receipts)


def show_backlog(here: Here) -> None:
    """What is open by the days since it was reported, the overdue ones in red."""
    _ = here.translate
    if not known(here, "backlog"):
        return
    is_due_known = known(here, "overdue") is not None
    source, rows = here.find("backlog_ages")
    title = here.titled(_("Backlog at the period's end, by age (issues)"))
    if rows.empty:
        figure_panel.empty(here, title)
        return
    last_days = metric(here, "backlog").numbers["ages"]
    rows = rows if is_due_known else rows.drop(columns="overdue")
    frame = issue_charts.ages_table(rows, last_days, _)
    chart = issue_charts.ages_chart(rows, last_days, _)
    columns = {_("Issues"): "issues", _("Overdue"): "overdue"}
    keys = [[str(first)] for first in (0, *(last + 1 for last in last_days))]
    links = of_columns(here.scope, "backlog_ages", columns, keys)
    receipts = opens(here, links)
    figure_panel.chart(here, chart, title, "ages", frame=frame, source=source, receipts=receipts)


def show_oldest(here: Here) -> None:
    """The cases of the backlog that have waited longest, where the address asks for them."""
    _, stock = here.translate, context.wanted("matter")
    if stock not in old_cases.COUNTED or not known(here, stock):
        return
    days = max(metric(here, "backlog").numbers["ages"])
    asked = {"older": days, "is_overdue": stock == "overdue", "most": MOST_OLD}
    source, rows = here.find("backlog_cases", **asked)
    count = int(rows["cases"].iloc[0]) if len(rows) else 0
    title = _(
        "{metric}: the {n} older than {days} days",
        metric=_.pick(metric(here, stock).title),
        n=number_format.number(count),
        days=days,
    )
    page_sections.listing(here, (source, rows), here.titled(title), "oldest", issue_charts.oldest)
    if count > len(rows):
        st.caption(_("The oldest {n} of them.", n=number_format.number(len(rows))))


def show_rebounds(here: Here) -> None:
    """The places with most rebounds beyond chance; a click lists the cases of one."""
    _, cycles = here.translate, known(here, "rebound_cycles")
    if cycles is None:
        return
    since = periods.add_months(here.scope.end, -(cycles.lookback or {})["months"])
    source, places = here.find("rebounds", since=since, least=cycles.least, most=MOST)
    title = here.titled(_("Places that rebound"), (since, here.scope.end))
    if places.empty:
        _show_none(here, cycles, title)
        return

    def chosen(row: int, column: str) -> None:
        if name := rebound_tables.counts(_).get(column):
            matter = [places["matter"][row]]
            context.open_page("receipt", **of_cell(here.scope, "rebounds", name, matter))
        else:
            context.go(matter=places["matter"][row])

    opened = compound_links.opens(places["compound_code"], _("Place"), chosen)
    table = rebound_tables.places(places, _)
    key = f"rebounds_{here.scope.area}"
    settings = {_("Expected by chance"): NUMBER}
    figure_panel.table(
        here, table, title, key, settings=settings, heading=True, chosen=opened, source=source
    )
    st.caption(
        _(
            "{shown} of {places} places, first those with most rebounds beyond chance: of many "
            "issues at a place some follow a closing anyway. Click a row to see its cases, a "
            "compound to open its file, a number to see its receipt.",
            shown=len(places),
            places=f"{places['places'][0]:,}",
        )
    )
    matter = places[places["matter"] == context.wanted("matter")]
    if not matter.empty:
        _show_cases(here, rebound_tables.places(matter, _).iloc[0], matter.iloc[0])


def _show_none(here: Here, cycles: Metric, title: str) -> None:
    """No place that rebounds is good news, unless nothing is known."""
    _ = here.translate
    if not here.value(here.scope.query([cycles.key])).has_data:
        figure_panel.empty(here, title)
        return
    st.subheader(figure_panel.headline(here, title), anchor=False)
    st.info(_("No place had {n} cycles or more in these months.", n=cycles.least))


def _show_cases(here: Here, names: Any, row: Any) -> None:
    _, first = here.translate, here.ground.known.first
    matter = {"place": row["place"], "category": row["category"], "since": first}
    cases = here.find("rebound_cases", most=MOST, **matter)
    title = _("Cases of {category}, {place}", category=row["category"], place=names[_("Place")])
    title = f"{title} · {here.days((first, here.scope.end))}"
    settings = {_("Days after the closing before"): NUMBER}
    page_sections.listing(here, cases, title, "cases", rebound_tables.cases, settings=settings)
    compound_links.show(here, row["compound_code"], row["compound"])
