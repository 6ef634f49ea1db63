"""Meetings and projects: meetings and votes, what they led to, what was built for whom."""

from functools import partial

import streamlit as st

from governance.app import (
    compound_links,
    context,
    figure_panel,
    folds,
    page_sections,
    subject_opening,
)
from governance.app.context import Here
from governance.app.page_sections import LISTED, SHARE
from governance.app.receipt_links import Link, of_cell, of_columns, opens
from governance.app.sections import projects, three_lists
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


def show_kinds(here: Here) -> None:
    """The meetings by kind and platform, how they voted, and where they were held."""
    _, known = here.translate, here.warehouse.with_data
    held = known["meetings_held"]
    page_sections.columns(
        lambda: page_sections.split(here, held, "kind"),
        lambda: page_sections.split(here, held, "platform"),
    )
    page_sections.split(here, known.get("approval_rate"), "kind")
    st.caption(_("Click a kind or a platform to see only its meetings; click it again for all."))
    page_sections.areas(here, held)


def fold_meetings(here: Here) -> None:
    """What is told of the meetings below their three steps, a line each."""
    _, known = here.translate, here.warehouse.with_data
    said = folds.of_split(here, known["meetings_held"], "kind")
    folds.fold(_("Meetings by kind, platform and area"), said, "kinds", partial(show_kinds, here))
    if rate := known.get("approval_rate"):
        said = folds.of_split(here, rate, "kind")
        folds.fold(_("Votes"), said, "votes", partial(show_votes, here))


here = context.here()
_, catalog = here.translate, here.warehouse.with_data
about = here.about("meetings", *SPLITS)
if "meetings_held" in catalog:
    own = {key: catalog[key] for key in MEETINGS if key in catalog}
    subject_opening.show(about, own)
    page_sections.columns(partial(show_steps, about), partial(projects.show_stages, here))
    fold_meetings(about)
else:
    st.info(_("No data: no export of meetings."))
    projects.show_stages(here)
projects.fold_rest(here)
three_lists.fold(here)
