"""The receipt of a number that is no metric's: the records behind one cell of a view.

queries/behind/<view>.sql lists the records of queries/views/<view>.sql, a row each, under the same
keys and columns; a column holds what the record adds, and nothing where it does not count.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import quote, unquote

import duckdb
import pandas as pd
from duckdb import DuckDBPyRelation

from governance.core import periods, sql
from governance.core.i18n import mark
from governance.ingest.parsing import col, const
from governance.metrics import segments, statements, suppression
from governance.metrics.catalog import Metric
from governance.metrics.query import Filter, filter_parameters
from governance.metrics.scope import Ground, Scope
from governance.receipts import figure_records
from governance.receipts.figure_records import Source
from governance.receipts.proof import is_same
from governance.warehouse.reader import Warehouse

ORIGIN = ("file_id", "row_number", "area_code", "day")
WIDTH, BANDS = 500, 10  # residents a band of grids by size, and how many bands there are
EVERYTHING = 10**9  # rows of a view that lists the first so many


@dataclass(frozen=True)
class Table:
    """A view whose numbers have receipts.

    keys: the columns that name a row of it. filters: the dimensions that it can be filtered by.
    ways: how a column's records make its number, where they are not added up: "distinct", "median"
    or "max". is_register: it speaks of now, whatever the period.
    """

    title: str
    dataset: str
    keys: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    ways: Mapping[str, str] = field(default_factory=dict)
    is_register: bool = False


ISSUES = ("channel", "category", "department")
WAITS = ("contact_hours", "dispatch_hours", "response_hours", "closing_hours", "call_back_hours")
TABLES: Mapping[str, Table] = {
    "issue_funnel": Table(
        mark("Closed loop of the issues reported in the period"),
        "issues",
        filters=ISSUES,
        ways=dict.fromkeys(WAITS, "median"),
    ),
    "backlog_ages": Table(mark("Backlog by age"), "issues", ("from_days",), ISSUES),
    "rebounds": Table(mark("Places that rebound"), "issues", ("matter",), ISSUES),
    "teams": Table(
        mark("Teams: hours, people and last service"),
        "volunteer_hours",
        ("team",),
        ("team", "service_kind"),
        {"people": "distinct", "members": "max"},
    ),
    "teams_registered": Table(mark("Registered teams"), "organisations", is_register=True),
    "three_steps": Table(
        mark("One matter, three steps: meetings, and the projects they led to"),
        "meetings",
        filters=("kind", "platform", "step", "topic"),
    ),
    "votes": Table(
        mark("Votes"), "meetings", ("meeting_id",), ("kind", "platform", "step", "topic")
    ),
    "project_stages": Table(
        mark("Projects by stage, listed by the end of the period"),
        "projects",
        ("programme", "kind"),
        ("programme",),
    ),
    "area_levels": Table(
        mark("Areas by level and kind"), "areas", ("level", "kind"), is_register=True
    ),
    "grid_size_bands": Table(
        mark("Grids by residents"), "areas", ("from_residents",), is_register=True
    ),
    "compound_kinds": Table(mark("Compounds by kind"), "compounds", ("kind",), is_register=True),
    "compound_issues": Table(mark("Compounds and their issues"), "issues", ("compound",)),
    "compound_items": Table(
        mark("Checklists and projects"), "projects", ("compound", "place", "programme", "kind")
    ),
    "compound_events": Table(
        mark("Timeline of the compound"), "issues", ("compound", "event", "record")
    ),
    "organisation_kinds": Table(
        mark("Organisations by kind"),
        "organisations",
        ("kind",),
        ways={"areas": "distinct"},
        is_register=True,
    ),
    "party_tree": Table(
        mark("Party branch → centre household → members → neighbours"),
        "organisations",
        is_register=True,
    ),
}


@dataclass(frozen=True)
class Cell:
    """One number of a view: its column, and the values of the keys of its row.

    column: "reported-contacted" are the records that the first column counts and the others do not.
    key: of the first keys alone, the rows of all others together; () for all rows.
    """

    view: str
    column: str
    key: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The cell as an address names it."""
        return ":".join([self.view, self.column, *(quote(part, safe="") for part in self.key)])

    @property
    def table(self) -> Table:
        return TABLES[self.view]

    @cached_property
    def columns(self) -> list[str]:
        """The columns that its own is made of."""
        return self.column.split("-")


def rebounds_since(catalog: Mapping[str, Metric], end: dt.date) -> dt.date:
    """The first day of the months before `end` in which rebounds are counted."""
    cycles = catalog.get("rebound_cycles")
    return periods.add_months(end, -((cycles and cycles.lookback) or {}).get("months", 0))


def parse(text: str) -> Cell | None:
    """The cell that an address names, None where there is none."""
    view, *rest = text.split(":")
    if view not in TABLES or not rest:
        return None
    cell = Cell(view, rest[0], tuple(map(unquote, rest[1:])))
    known = set(statements.parse(sql.text("behind", view)).columns) - {*ORIGIN, *cell.table.keys}
    is_named = len(cell.key) <= len(cell.table.keys)
    return cell if is_named and set(cell.columns) <= known else None


@dataclass(frozen=True)
class CellProof:
    """The number as its view has it, and the same of its records; how many these are."""

    shown: float | None
    again: float | None
    records: int

    @property
    def holds(self) -> bool:
        """Whether both are the same; of nothing, the one may be 0 and the other not there."""
        return is_same(self.shown or 0.0, self.again or 0.0)


class CellReceipt:
    """The receipt of a cell in a scope of a build."""

    def __init__(self, warehouse: Warehouse, scope: Scope, ground: Ground, cell: Cell) -> None:
        self._warehouse, self._scope, self._ground, self.cell = warehouse, scope, ground, cell
        self.cursor = warehouse.cursor()

    def source(self, room: str) -> Source:
        """The query of the cell's view in a room of queries/, and the values it is bound to."""
        table = self.cell.table
        known = {
            "area": self._scope.area,
            "level": self._scope.level,
            "start": self._scope.start,
            "end": self._scope.end,
            "known": self._ground.known.end,
            "most": EVERYTHING,
            "least": 1,
            "width": WIDTH,
            "bands": BANDS,
            "since": rebounds_since(self._warehouse.catalog, self._scope.end),
            # Finds one compound's records without those of all others.
            "compound": dict(zip(table.keys, self.cell.key, strict=False)).get("compound"),
            **filter_parameters(self._filters),
        }
        text = sql.text(room, self.cell.view)
        wanted = duckdb.extract_statements(text)[0].named_parameters
        return Source(self.cell.view, {name: known[name] for name in known if name in wanted}, room)

    @property
    def _filters(self) -> list[Filter]:
        """The scope's filters that the records have, and by which the view can be filtered."""
        table = self.cell.table
        return [
            pair
            for pair in self._scope.filters
            if pair[0] in table.filters and segments.fits(table.dataset, *pair)
        ]

    def rows(self) -> DuckDBPyRelation:
        """One row a record: ORIGIN, and the `amount` that it adds."""
        found = self._run("behind")
        for name, value in zip(self.cell.table.keys, self.cell.key, strict=False):
            text = duckdb.CoalesceOperator(col(name).cast("varchar"), const(""))
            found = found.filter(text == const(value))
        first, *others = self.cell.columns
        found = found.filter(col(first).isnotnull())
        for other in others:
            found = found.filter(col(other).isnull())
        return found.select(*map(col, ORIGIN), col(first).alias("amount"))

    def prove(self) -> CellProof:
        """The number of the view, and the same from its records."""
        amounts = self.rows().df()["amount"]
        return CellProof(self._shown(), _number(self._added(amounts)), len(amounts))

    def listed(self, most: int, start: int = 0) -> pd.DataFrame:
        """`most` of the records from `start` on, with what they say that is not personal."""
        page = self.rows().order("day, file_id, row_number").limit(most, start).df()
        whole = figure_records.with_records(self.cursor, page)
        return whole.drop(columns=list(suppression.sensitive_columns()), errors="ignore")

    def files(self) -> pd.DataFrame:
        """One row a file, with the rows `used` of it (figure_records.files)."""
        return figure_records.files_of(self.cursor, self.rows())

    def _run(self, room: str) -> DuckDBPyRelation:
        source = self.source(room)
        return self.cursor.sql(sql.text(room, source.view), params=dict(source.parameters))

    def frame(self) -> pd.DataFrame:
        """What the view finds."""
        return self._run("views").df()

    def _shown(self) -> float | None:
        frame = self.frame()
        for name, value in zip(self.cell.table.keys, self.cell.key, strict=False):
            frame = frame[frame[name].astype(object).fillna("").astype(str) == value]
        first, *others = (frame[name].sum(min_count=1) for name in self.cell.columns)
        known = _number(first)
        return None if known is None else known - sum(_number(one) or 0.0 for one in others)

    def _added(self, amounts: pd.Series) -> Any:
        way = self.cell.table.ways.get(self.cell.column, "sum")
        if way == "distinct":
            return amounts.nunique()
        if amounts.empty:
            return None
        return {"sum": amounts.sum, "median": amounts.median, "max": amounts.max}[way]()


def _number(value: Any) -> float | None:
    return None if value is None or pd.isna(value) else float(value)
