"""Consultation and projects: meetings and votes, what they led to, what was built for whom."""

from functools import partial

import streamlit as st

from governance.app import compound_links, context, figure_panel, page_sections
from governance.app.context import Here
from governance.app.page_sections import LISTED, SHARE
from governance.app.receipt_links import Link, of_cell, of_columns, opens
from governance.app.sections import projects
from governance.charts.subjects import consultation_tables

MEETINGS = ("meetings_held", "attendance", "approval_rate")
SPLITS = ("kind", "platform", "step", "topic")


def show_steps(here: Here) -> None:
    _ = here.translate
    source, rows = here.find("three_steps", known=here.ground.known.end)
    counts = rows.iloc[0]
    title = here.titled(_("One matter, three steps: meetings, and the projects they led to"))
    if not counts["meetings"]:
        figure_panel.empty(here, title)
        return
    steps = consultation_tables.steps(counts, here.recorded("meetings"), _)
    headings = _("Step"), _("Count")
    if not steps:
        return

    def links(row: int, column: str) -> Link:
        is_number = column == headings[1]
        return of_cell(here.scope, "three_steps", steps[row].code) if is_number else None

    receipts = opens(here, links)
    page_sections.bars(here, steps, title, "steps", headings, source=source, receipts=receipts)
    st.caption(
        _(
            "Meetings in the order of the steps; {n} meetings of this period name no step. "
            "Projects are those that these meetings led to, finished by now.",
            n=f"{int(counts['unspecified']):,}",
        )
    )


def show_votes(here: Here) -> None:
    if "approval_rate" not in here.warehouse.with_data:
        return
    _, votes = here.translate, here.find("votes", most=LISTED)
    settings = {_("In favour"): SHARE, _("Result"): {"width": 115}}
    title, table = here.titled(_("Votes")), consultation_tables.votes
    known = consultation_tables.vote_columns(_)
    keys = [[meeting] for meeting in votes[1]["meeting_id"]]
    counted = opens(here, of_columns(here.scope, "votes", known, keys))
    chosen = compound_links.opens(votes[1]["compound_code"], _("Where"), counted)
    if page_sections.listing(
        here, votes, title, "votes", table, settings=settings, height=320, chosen=chosen
    ):
        st.caption(_("Click a number to see its receipt, a compound to open its file."))
        link = partial(compound_links.address, here)
        st.caption(consultation_tables.unanimous(votes[1], link, _))


def show_meetings(here: Here) -> None:
    here = here.about("meetings", *SPLITS)
    _, catalog = here.translate, here.warehouse.with_data
    st.header(_("Meetings and votes"), anchor=False)
    if "meetings_held" not in catalog:
        st.info(_("No data: no export of meetings."))
        return
    page_sections.opening_figures(here, {key: catalog[key] for key in MEETINGS if key in catalog})
    held = catalog["meetings_held"]
    left, right = st.columns(2)
    with left:
        show_steps(here)
        page_sections.areas(here, held)
    with right:
        page_sections.split(here, held, "kind")
        page_sections.split(here, held, "platform")
        page_sections.split(here, catalog.get("approval_rate"), "kind")
    st.caption(_("Click a kind or a platform to see only its meetings; click it again for all."))
    show_votes(here)


def show_lists(here: Here) -> None:
    _ = here.translate
    if "demand_match_rate" not in here.warehouse.with_data:
        return
    st.header(_("Three lists: resources, demands, projects"), anchor=False)
    demands = here.find("demand_list", most=LISTED)
    if demands[1].empty:
        st.info(_("No data: no list of demands was kept here by the end of the period."))
        return
    source, held = here.find("resource_list", most=LISTED)
    lengths = consultation_tables.three_lists(held, demands[1], _)
    for column, (name, said) in zip(st.columns(3), lengths.items(), strict=True):
        column.markdown(f"**{name}**  \n{said}")
    left, right = st.columns([1, 2])
    with left:
        name, table = here.titled(_("List of resources")), consultation_tables.resources(held, _)
        figure_panel.table(here, table, name, "resources", heading=True, height=380, source=source)
    with right:
        name = here.titled(_("List of demands, and the projects that answer them"))
        page_sections.listing(here, demands, name, "demands", consultation_tables.demands)


here = context.here()
show_meetings(here)
projects.show_projects(here)
show_lists(here)
