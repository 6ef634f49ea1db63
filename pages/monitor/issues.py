"""Issues: the closed loop, the three rates, whistle and report, what waits, what rebounds."""

from functools import partial

import streamlit as st

from governance.app import (
    context,
    figure_panel,
    folds,
    page_sections,
    receipt_links,
    subject_opening,
)
from governance.app.context import Here
from governance.app.page_sections import NUMBER, PERCENT
from governance.app.receipt_links import Link
from governance.app.sections import issues
from governance.attention import old_cases
from governance.charts.subjects import rebound_tables

SPLITS = ("channel", "category", "department")
CARDS = (
    *("issues_reported", "issues_per_1000", "issues_resolved", "closure_rate", "on_time_rate"),
    *("backlog", "overdue", "three_rate_score", "dispatch_accuracy", "whistle_wait_hours"),
    *("resolution_hours_p50", "grid_self_resolve_rate", "rebound_rate", "rebound_expected_rate"),
    *("rebound_ratio", "rebound_cycles"),
)


def show_departments(here: Here) -> None:
    """One row a department; a click on its name counts only its issues."""
    _, on_time = here.translate, issues.metric(here, "on_time_rate")
    keys = [*rebound_tables.COLUMNS, on_time.key]
    frame = here.answer(here.scope.query(keys, split="department"))
    table = rebound_tables.departments(frame, on_time, _).dropna(axis="columns", how="all")
    title = here.titled(_("Whistle and report by department"))
    if table.empty:
        figure_panel.empty(here, title)
        return
    hours = (_("Median wait, hours"), _("9 in 10 resolved within, hours"))
    settings = dict.fromkeys(hours, NUMBER) | {_.pick(on_time.title): PERCENT}
    columns = dict.fromkeys((_("Dispatches"), _("Returned")), "dispatch_accuracy")
    columns |= {hours[0]: "whistle_wait_hours", hours[1]: "resolution_hours_p90"}
    columns |= {_.pick(on_time.title): on_time.key}

    def links(row: int, column: str) -> Link:
        only = [("department", str(table.index[row]))]
        key = columns.get(column)
        return receipt_links.of_metric(here.scope, key, filters=only) if key else None

    def chosen(row: int, column: str) -> None:
        if column in columns:
            receipt_links.opens(here, links)(row, column)
        else:
            context.filter_by("department", str(table.index[row]))

    figure_panel.table(
        here, table, title, "departments", settings=settings, heading=True, chosen=chosen
    )
    st.caption(_("Click a department to see only its issues, a number to see its receipt."))
    st.caption(
        _(
            "Waits are of the responses in the period, dispatches and returns of the "
            "dispatches in it, on time of the issues due in it."
        )
    )


def show_splits(here: Here) -> None:
    """What was reported, by channel and by category."""
    _, reported = here.translate, issues.metric(here, "issues_reported")
    page_sections.columns(
        lambda: page_sections.split(here, reported, "channel"),
        lambda: page_sections.split(here, reported, "category"),
    )
    st.caption(_("Click a bar to see only its issues; click it again for all."))


def fold_rest(here: Here) -> None:
    """Everything but the loop, a line each."""
    _, reported = here.translate, issues.metric(here, "issues_reported")
    by_channel, by_category = (
        folds.of_split(here, reported, column) for column in ("channel", "category")
    )
    said = folds.join(by_channel, by_category)
    folds.fold(_("By channel and category"), said, "splits", lambda: show_splits(here))
    if issues.known(here, "dispatch_accuracy"):
        wait = issues.known(here, "whistle_wait_hours")
        said = folds.of_values(here, (issues.known(here, "dispatch_accuracy"), wait))
        title = _("Whistle and report by department")
        folds.fold(title, said, "departments", lambda: show_departments(here))
    if cycles := issues.known(here, "rebound_cycles"):
        said = folds.of_values(here, (cycles, issues.known(here, "rebound_rate")))
        asked = context.wanted("matter") not in ("", *old_cases.COUNTED)
        show = partial(issues.show_rebounds, here)
        folds.fold(_("Places that rebound"), said, "rebounds", show, is_open=asked)
    for metric in (issues.known(here, "rebound_ratio"), reported):
        if metric and here.below:
            title = page_sections.by_level(here, _.pick(metric.title), here.below)
            show = partial(page_sections.areas, here, metric)
            folds.fold(title, folds.of_areas(here, metric), f"areas_{metric.key}", show)


here = context.here().about("issues", *SPLITS)
known = here.warehouse.with_data
issues.show_oldest(here)
subject_opening.show(here, {key: known[key] for key in map(here.in_force, CARDS) if key in known})
left, right = st.columns([6, 5], gap="medium")
with left:
    steps = issues.show_loop(here)
with right:
    issues.show_backlog(here)
issues.fold_steps(here, steps)
issues.fold_rates(here)
fold_rest(here)
