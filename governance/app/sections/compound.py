"""One compound: who it is, how it stands, what happened there, what is on its lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd
import streamlit as st

from governance.app import cache, compound_links, context, figure_panel, page_sections
from governance.app.context import Here
from governance.app.page_sections import LISTED
from governance.app.receipt_links import Link, Links, of_cell, of_columns, opens
from governance.charts import compound_timeline
from governance.charts.profile import compound_identity
from governance.charts.subjects import compound_tables
from governance.core import dates
from governance.core.contracts import ROOT
from governance.core.escaping import markdown
from governance.core.periods import DAY
from governance.metrics import number_format
from governance.receipts.figure_records import Source
from governance.receipts.table_cells import rebounds_since
from governance.reconciliation import audit_table
from governance.reconciliation.audit_table import Words
from governance.reconciliation.published_figures import FigureError


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
        return find_issues(self.here, self.row["area_code"], self.code)[1].iloc[0]

    @cached_property
    def items(self) -> tuple[Source, pd.DataFrame]:
        """The view compound_items: lists of things to do, a row each."""
        return self.here.find("compound_items", compound=self.code)

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
        return of_cell(
            self.here.scope.unfiltered, view, column, [self.code, *key], self.row["area_code"]
        )


def find_issues(here: Here, area: str, compound: str | None = None) -> tuple[Source, pd.DataFrame]:
    """The view compound_issues of an area, or of one compound in it."""
    since = rebounds_since(here.warehouse.catalog, here.scope.end)
    asked = {"area": area, "compound": compound, "since": since, "most": LISTED}
    return here.find("compound_issues", **asked)


def show_head(given: Compound) -> None:
    """Where it lies, how it stands in a sentence, and what the registers say of it."""
    here, _ = given.here, given.here.translate
    above = [area for area in here.ground.tree.chain(given.row["area_code"]) if area.code != ROOT]
    way = " › ".join(
        f"[{markdown(area.name)}]({here.address('profile', area=area.code)})" for area in above
    )
    st.markdown(f"**{markdown(given.name)}** `{given.code}` · {way}")
    bodies = here.find("compound_bodies", compound=given.code, most=LISTED)[1]
    st.html(compound_identity.html(given.row, bodies, here.warehouse.present, _))


def show_figures(given: Compound) -> None:
    """The numbers that matter, the worst first; each label leads to its receipt."""
    here, _ = given.here, given.here.translate
    names = compound_tables.issue_columns(_) if "issues" in here.warehouse.present else {}
    shown: list[tuple[str, dict[str, str], str]] = [
        (text, given.cell("compound_issues", column), number_format.number(given.issues[column]))
        for text, column in names.items()
    ]
    own = given.items[1][given.items[1]["place"].eq("")]
    if len(own):
        label, cell = _("Own items done"), given.cell("compound_items", "done", "")
        done = _("{n} of {total}", n=own["done"].sum(), total=own["items"].sum())
        shown.append((label, cell, done))
    for column, (label, cell, text) in zip(st.columns(max(1, len(shown))), shown, strict=False):
        address = here.address("receipt", **cell)
        column.metric(f"[{markdown(label)}]({address})", text, border=True)


def show_timeline(given: Compound) -> None:
    """All that happened, in the order of days: as marks on lanes, and as a table."""
    here, _ = given.here, given.here.translate
    source, events = here.find("compound_events", compound=given.code, most=LISTED)
    title = given.titled(
        _("Timeline: complaint → visit → meeting → vote → project → result → rebound")
    )
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
    figure_panel.chart(here, drawn, title, "timeline", chosen=chosen, notes=note, source=source)
    name = given.titled(_("Events in the order of days ({n})", n=len(events)))
    listed: figure_panel.Options = {"chosen": opened, "height": 380, "heading": True}
    listed["source"] = source
    figure_panel.table(here, table, name, "events", **listed)
    if len(events) == LISTED:
        st.caption(_("The first {n}; a period that ends earlier has others.", n=LISTED))


def show_items(given: Compound) -> None:
    """Lists of things to do, how far each is; then item by item, open ones first."""
    here, _ = given.here, given.here.translate
    source, rows = given.items
    title = given.titled(_("Checklists and projects"))
    if rows.empty:
        figure_panel.empty(here, title)
        return
    keys = rows[["compound", "place", "programme", "kind"]].to_numpy().tolist()
    area, columns = given.row["area_code"], compound_tables.item_columns(_)
    chosen = opens(
        here, _at(of_columns(here.scope.unfiltered, "compound_items", columns, keys), area)
    )
    lists = compound_tables.checklists
    page_sections.listing(here, (source, rows), title, "checklists", lists, chosen=chosen)
    st.caption(
        _(
            "Lists of the compound first, then those that its community and street office keep "
            "for all compounds. Click a number to see its receipt."
        )
    )
    found = here.find("compound_projects", compound=given.code, most=LISTED)

    def of_item(row: int, _column: str) -> Link:
        return given.cell("compound_events", "records", "project", found[1]["project_id"][row])

    is_own = found[1]["area"].isna()
    opened = opens(here, lambda row, column: of_item(row, column) if is_own[row] else None)
    name = given.titled(_("Items, open ones first ({n})", n=len(found[1])))
    page_sections.listing(
        here, found, name, "items", compound_tables.items, height=320, chosen=opened
    )


def _at(links: Links, area: str) -> Links:
    """The same receipts in an area: the compound may lie outside the chosen one."""

    def link(row: int, column: str) -> Link:
        found = links(row, column)
        return found and {**found, "area": area}

    return link


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

    def chosen(row: int, _column: str) -> None:
        context.open_page("reconciliation", figure=own[row].figure.id, place="", verdict="")

    figure_panel.table(
        here, frame, title, "published", settings=settings, heading=True, chosen=chosen
    )
    st.caption(audit_table.purpose(here.warehouse.meta.synthetic and not audit.is_own, _))
