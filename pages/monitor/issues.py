"""Issues: the closed loop, the three rates, whistle and report, what waits, what rebounds."""

import streamlit as st

from governance.app import context, figure_panel, page_sections, receipt_links
from governance.app.context import Here
from governance.app.page_sections import NUMBER, PERCENT
from governance.app.receipt_links import Link
from governance.app.sections import issues
from governance.charts.subjects import issue_charts, rebound_tables
from governance.core import dates, periods

SPLITS = ("channel", "category", "department")
CARDS = (
    *("issues_reported", "issues_per_1000", "issues_resolved", "closure_rate", "on_time_rate"),
    *("backlog", "overdue", "three_rate_score", "dispatch_accuracy", "whistle_wait_hours"),
    *("resolution_hours_p50", "grid_self_resolve_rate", "rebound_rate", "rebound_expected_rate"),
    *("rebound_ratio", "rebound_cycles"),
)


def show_backlog(here: Here) -> None:
    _ = here.translate
    if not issues.known(here, "backlog"):
        return
    is_due_known = issues.known(here, "overdue") is not None
    source, rows = here.find("backlog_ages")
    day = dates.day(here.scope.end - periods.DAY, _.lang)
    title = _("Backlog by age (issues) · {place} · end of {day}", place=here.place, day=day)
    if rows.empty:
        figure_panel.empty(here, title)
        return
    last_days = issues.metric(here, "backlog").numbers["ages"]
    rows = rows if is_due_known else rows.drop(columns="overdue")
    frame = issue_charts.ages_table(rows, last_days, _)
    chart = issue_charts.ages_chart(rows, last_days, _)
    columns = {_("Issues"): "issues", _("Overdue"): "overdue"}
    keys = [[str(first)] for first in (0, *(last + 1 for last in last_days))]
    links = receipt_links.of_columns(here.scope, "backlog_ages", columns, keys)
    receipts = receipt_links.opens(here, links)
    figure_panel.chart(here, chart, title, "ages", frame=frame, source=source, receipts=receipts)


def show_departments(here: Here) -> None:
    _, on_time = here.translate, issues.metric(here, "on_time_rate")
    if not issues.known(here, "dispatch_accuracy"):
        return
    keys = [*rebound_tables.COLUMNS, on_time.key]
    frame = here.answer(here.scope.query(keys, split="department"))
    table = rebound_tables.departments(frame, on_time, _).dropna(axis="columns", how="all")
    title = here.titled(_("Whistle and report by department"))
    if table.empty:
        figure_panel.empty(here, title)
        return
    left, right = st.columns([3, 7])
    with left:
        page_sections.split(here, issues.known(here, "whistle_wait_hours"), "department")
    with right:
        hours = (_("Median wait, hours"), _("9 in 10 resolved within, hours"))
        settings = dict.fromkeys(hours, NUMBER) | {_.pick(on_time.title): PERCENT}
        columns = dict.fromkeys((_("Dispatches"), _("Returned")), "dispatch_accuracy")
        columns |= {hours[0]: "whistle_wait_hours", hours[1]: "resolution_hours_p90"}
        columns |= {_.pick(on_time.title): on_time.key}

        def links(row: int, column: str) -> Link:
            only = [("department", str(table.index[row]))]
            key = columns.get(column)
            return receipt_links.of_metric(here.scope, key, filters=only) if key else None

        chosen = receipt_links.opens(here, links)
        figure_panel.table(
            here, table, title, "departments", settings=settings, heading=True, chosen=chosen
        )
        st.caption(_("Click a number to see its receipt."))
        st.caption(
            _(
                "Waits are of the responses in the period, dispatches and returns of the "
                "dispatches in it, on time of the issues due in it."
            )
        )


here = context.here().about("issues", *SPLITS)
_ = here.translate
known = here.warehouse.with_data
page_sections.opening_figures(
    here, {key: known[key] for key in map(here.in_force, CARDS) if key in known}
)
issues.show_loop(here)
left, right = st.columns(2)
reported = issues.metric(here, "issues_reported")
with left:
    page_sections.split(here, reported, "channel")
    show_backlog(here)
with right:
    page_sections.split(here, reported, "category")
st.caption(_("Click a bar to see only its issues; click it again for all."))
issues.show_oldest(here)
show_departments(here)
issues.show_rebounds(here)
page_sections.columns(
    lambda: page_sections.areas(here, issues.known(here, "rebound_ratio")),
    lambda: page_sections.areas(here, reported),
)
