"""One compound: who it is, how it stands, what happened there, what is on its lists."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

import pandas as pd
import streamlit as st

from governance.app import cache, compound_links, context, figure_panel, grids, page_sections
from governance.app.context import Here
from governance.app.page_sections import LISTED
from governance.app.receipt_links import Link, of_cell, of_columns, opens
from governance.charts import compound_timeline
from governance.charts.profile import compound_identity
from governance.charts.subjects import compound_tables
from governance.core import dates
from governance.core.contracts import ROOT
from governance.core.escaping import markdown
from governance.core.periods import DAY
from governance.metrics import number_format
from governance.metrics.segments import EVENTS
from governance.receipts.figure_records import Source
from governance.receipts.table_cells import rebounds_since
from governance.reconciliation import audit_table
from governance.reconciliation.audit_table import Words
from governance.reconciliation.published_figures import FigureError

# The dataset that tells of each kind of event that complaints and projects do not.
RECORDED = {"visit": "visits", "meeting": "meetings", "vote": "meetings"}


@dataclass(frozen=True)
class Compound:
    """A compound on a page: its code, and what the register says (a row of the view compound)."""

    here: Here
    code: str

    @cached_property
    def row(self) -> Any:
        """What the register says."""
        return self.here.find("compound", compound=self.code)[1].iloc[0]

    @cached_property
    def issues(self) -> Any:
        """The row of the view compound_issues."""
        return find_issues(self.here, self.code)[1].iloc[0]

    @cached_property
    def items(self) -> tuple[Source, pd.DataFrame]:
        """The view compound_items: lists of things to do, a row each."""
        return self.here.find("compound_items", compound=self.code)

    @property
    def own(self) -> pd.DataFrame:
        """The rows of `items` that are the compound's alone."""
        rows = self.items[1]
        return rows[rows["place"].eq("")]

    @property
    def area(self) -> str:
        """The code of the area that it lies in; all areas where that is in no register."""
        code = str(self.row["area_code"])
        return code if code in self.here.ground.tree else ROOT

    @property
    def name(self) -> str:
        return str(self.row["name"])

    def titled(self, text: str) -> str:
        """The title of a figure: what, of which compound, up to when."""
        _, last = self.here.translate, self.here.scope.end - DAY
        day = dates.day(last, _.lang)
        return _("{what} · {name} · up to {day}", what=text, name=self.name, day=day)

    def cell(self, view: str, column: str, *key: str) -> dict[str, str]:
        """The receipt of a number of a view of this compound."""
        return of_cell(self.here.scope.unfiltered, view, column, [self.code, *key])


def find_issues(here: Here, compound: str | None = None) -> tuple[Source, pd.DataFrame]:
    """The view compound_issues of the chosen area, or of one compound, wherever it lies."""
    since = rebounds_since(here.warehouse.catalog, here.scope.end)
    asked = {"compound": compound, "since": since, "most": LISTED}
    return here.find("compound_issues", **asked)


def show_head(given: Compound) -> None:
    """What it is called, where it lies, and how it stands in a sentence."""
    here, _ = given.here, given.here.translate
    st.header(markdown(given.name), anchor=False)
    said = compound_tables.standing(given.issues, given.own, here.warehouse.with_data, _)
    if said:
        st.markdown(f"**{said}**")
    above = [area for area in here.ground.tree.chain(given.area) if area.code != ROOT]
    way = " › ".join(
        f"[{markdown(area.name)}]({here.address('profile', area=area.code)})" for area in above
    )
    st.caption(f"{way} · {given.code}")
    if here.scope.area not in {area.code for area in here.ground.tree.chain(given.area)}:
        st.caption(_("It lies outside the chosen area, {area}.", area=markdown(here.place)))


def show_registers(given: Compound) -> None:
    """What the registers say of it: its size, who governs it, where its cars stand."""
    here = given.here
    bodies = here.find("compound_bodies", compound=given.code, most=LISTED)[1]
    present = here.warehouse.present
    st.html(compound_identity.html(given.row, bodies, present, here.translate))


def show_figures(given: Compound) -> None:
    """The numbers that matter, the worst first; each label leads to its receipt."""
    here, _ = given.here, given.here.translate
    known = here.warehouse.with_data
    names = compound_tables.issue_columns(known, _)
    shown: list[tuple[str, dict[str, str], str]] = [
        (text, given.cell("compound_issues", column), number_format.number(given.issues[column]))
        for text, column in names.items()
    ]
    if len(given.own) and compound_tables.STAGED in known:
        done = _("{n} of {total}", n=given.own["done"].sum(), total=given.own["items"].sum())
        shown.append((_("Own items done"), given.cell("compound_items", "done", ""), done))
    with st.container(horizontal=True, gap="small", key="compound_figures"):
        for label, cell, text in shown:
            address = here.address("receipt", **cell)
            st.metric(f"[{markdown(label)}]({address})", text, border=True)


def show_timeline(given: Compound) -> None:
    """All that happened, in the order of days: as marks on lanes, and as a table."""
    here, _ = given.here, given.here.translate
    source, events = here.find("compound_events", compound=given.code, most=LISTED)
    title = given.titled(_("Timeline"))
    if events.empty:
        figure_panel.empty(here, title)
        return

    def links(row: int, _column: str) -> Link:
        event = events.iloc[row]
        return given.cell("compound_events", "records", event["event"], event["record"])

    table, opened = compound_tables.events(events, _), opens(here, links)

    def chosen(points: Sequence[dict[str, Any]]) -> None:
        if points:
            opened(int(points[0]["point_index"]), "")

    drawn = compound_timeline.figure(events, table, here.look)
    note = _("◆ came back within 30 days of a closing. Click a mark or a row to see its record.")
    note += _unrecorded(given, set(events["event"]))
    figure_panel.chart(here, drawn, title, "timeline", chosen=chosen, notes=note, source=source)
    name = given.titled(_("Events in the order of days ({n})", n=len(events)))
    listed: grids.Options = {"chosen": opened, "height": 380, "heading": True}
    listed["source"] = source
    figure_panel.table(here, table, name, "events", **listed)
    if len(events) == LISTED:
        st.caption(_("The latest {n}; a period that ends earlier has others.", n=LISTED))


def _unrecorded(given: Compound, shown: set[str]) -> str:
    """Of which kinds of events nothing can be known, since no record names its compound."""
    here, _ = given.here, given.here.translate
    known = replace(here, scope=replace(here.within(given.area), start=here.ground.known.first))
    told = {RECORDED[event] for event in shown & set(RECORDED)}
    silent = [
        _(EVENTS[event])
        for event, dataset in RECORDED.items()
        if dataset not in told and "compound_code" not in known.recorded(dataset)
    ]
    if not silent:
        return ""
    said = _("Records here do not say which compound: {events}.", events=_(", ").join(silent))
    return f" {said}"


def show_items(given: Compound) -> None:
    """Lists of things to do, how far each is; then item by item, open ones first."""
    here, _ = given.here, given.here.translate
    source, rows = given.items
    title = given.titled(_("Checklists and projects"))
    if rows.empty:
        figure_panel.empty(here, title)
        return
    keys = rows[["compound", "place", "programme", "kind"]].to_numpy().tolist()
    columns = compound_tables.item_columns(here.warehouse.with_data, _)
    chosen = opens(here, of_columns(here.scope.unfiltered, "compound_items", columns, keys))
    lists = partial(compound_tables.checklists, known=here.warehouse.with_data)
    page_sections.listing(here, (source, rows), title, "checklists", lists, chosen=chosen)
    st.caption(
        _(
            "Lists of the compound first, then those that its community and street office keep "
            "for all compounds. Click a number to see its receipt."
        )
    )
    with st.expander(_("Item by item, the open ones first ({n})", n=rows["items"].sum())):
        _show_projects(given)


def _show_projects(given: Compound) -> None:
    here, _ = given.here, given.here.translate
    source, found = here.find("compound_projects", compound=given.code, most=LISTED)
    is_own, table = found["area"].isna(), compound_tables.items(found, _)

    def links(row: int, _column: str) -> Link:
        project = found["project_id"][row]
        return given.cell("compound_events", "records", "project", project) if is_own[row] else None

    title, opened = given.titled(_("Items of the checklists and projects")), opens(here, links)
    listed: grids.Options = {"height": 380, "source": source, "chosen": opened}
    figure_panel.table(here, table, title, "items", **listed)


def show_published(given: Compound) -> None:
    """What texts print of the compound, beside what the data here comes to, with its source."""
    here, _ = given.here, given.here.translate
    try:
        audit = cache.audit(here.warehouse)
    except FigureError as error:
        st.error(markdown(str(error)))
        return
    own = [
        one
        for one in audit.findings.values()
        if one.figure.compound == given.name
        and compound_links.of_figure(here, one.figure) == given.code
    ]
    if not own:
        return
    words = Words(here.look, here.warehouse.catalog, audit.rules)
    title = given.titled(_("What was published, and what the data here comes to ({n})", n=len(own)))
    frame, settings = audit_table.figures(own, words), audit_table.settings(_)
    # All of one compound and up to one day; how a figure is computed stands behind the click.
    names = ("Place", "Of which days", "Difference", "Share", "Computed from")
    settings |= {_(name): None for name in names}

    def chosen(row: int, _column: str) -> None:
        context.open_page("reconciliation", figure=own[row].figure.id, place="", verdict="")

    figure_panel.table(
        here, frame, title, "published", settings=settings, heading=True, chosen=chosen
    )
    st.caption(audit_table.purpose(here.warehouse.meta.synthetic and not audit.is_own, _))
