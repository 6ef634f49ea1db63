"""The numbers of views: each cell's records make it again, and an address leads back to it."""

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from governance.core import sql
from governance.metrics import statements
from governance.metrics.scope import Ground, Scope
from governance.receipts import table_cells
from governance.receipts.table_cells import ORIGIN, TABLES, Cell, CellReceipt
from governance.warehouse import filter_options
from governance.warehouse.reader import Warehouse

QUARTER = dt.date(2026, 7, 1), dt.date(2026, 10, 1)
PLACES = [("all", "all"), ("street_office", "500113011"), ("community", "110114009008")]
LOSSES = [
    *("reported-contacted", "reported-dispatched-settled", "dispatched-responded"),
    *("reported-closed", "closed-called_back", "called_back-solved", "solved-satisfied"),
]


@pytest.fixture(scope="module")
def opened(sample_warehouse: Path) -> Warehouse:
    return Warehouse.open(sample_warehouse)


@pytest.fixture(scope="module")
def ground(opened: Warehouse) -> Ground:
    return filter_options.load_options(opened)


def scope(level: str, area: str, *filters: tuple[str, str]) -> Scope:
    return Scope(area, level, *QUARTER, "custom", "previous", "en", filters)


def columns(view: str) -> list[str]:
    found = statements.parse(sql.text("behind", view)).columns
    return [name for name in found if name not in {*ORIGIN, *TABLES[view].keys}]


def test_every_table_has_its_records_and_its_view() -> None:
    assert {path.stem for path in sql.files("behind")} == set(TABLES)
    assert {path.stem for path in sql.files("views")} >= set(TABLES)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place[1])
@pytest.mark.parametrize("view", TABLES)
def test_the_records_of_every_cell_make_it_again(
    opened: Warehouse, ground: Ground, view: str, place: tuple[str, str]
) -> None:
    where = scope(*place)
    frame = CellReceipt(opened, where, ground, Cell(view, "")).frame()
    keys = list(TABLES[view].keys)
    rows = frame[keys].fillna("").astype(str).drop_duplicates().head(12).to_numpy().tolist() or [[]]
    wanted = columns(view) + (LOSSES if view == "issue_funnel" else [])
    proved = 0
    for key in rows:
        for column in wanted:
            proof = CellReceipt(opened, where, ground, Cell(view, column, tuple(key))).prove()
            assert proof.holds, (key, column, proof)
            proved += bool(proof.records)
    assert proved or frame.empty or place[0] != "all"


def test_a_sum_over_all_rows_of_a_table_has_a_receipt(opened: Warehouse, ground: Ground) -> None:
    proof = CellReceipt(opened, scope("all", "all"), ground, Cell("project_stages", "done")).prove()
    assert proof.holds
    assert proof.shown == proof.records > 100


def test_a_filter_counts_where_the_table_knows_it(opened: Warehouse, ground: Ground) -> None:
    for filters in ([("channel", "hotline")], [("team", "x")]):
        where = scope("all", "all", *filters)
        receipt = CellReceipt(opened, where, ground, Cell("issue_funnel", "closed"))
        assert receipt.prove().holds
        listed = receipt.listed(50)
        assert listed["resolved_at"].notna().all()
        assert (set(listed["channel"]) == {"hotline"}) == (filters[0][0] == "channel")


def test_the_files_of_a_cell_hold_its_records(opened: Warehouse, ground: Ground) -> None:
    receipt = CellReceipt(opened, scope("all", "all"), ground, Cell("votes", "votes_cast"))
    assert receipt.files()["used"].sum() == receipt.prove().records


def test_nobody_is_told_by_a_listing(opened: Warehouse, ground: Ground) -> None:
    for view in ("teams", "area_levels"):
        cell = Cell(view, columns(view)[0])
        listed = CellReceipt(opened, scope("all", "all"), ground, cell).listed(20)
        assert len(listed) == 20
        assert not {"volunteer_id", "key_group", "key_group_households"} & set(listed)


@pytest.mark.parametrize(
    "cell",
    [
        Cell("issue_funnel", "contacted"),
        Cell("issue_funnel", "reported-contacted"),
        Cell("project_stages", "done", ("老旧小区改造", "a:b&c%")),
        Cell("backlog_ages", "overdue", ("31",)),
    ],
)
def test_an_address_leads_back_to_its_cell(cell: Cell) -> None:
    assert table_cells.parse(cell.text) == cell


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "gone",
            "gone:reported",
            "issue_funnel",
            "issue_funnel:gone",
            "issue_funnel:area_code",
        ),
        *(
            "issue_funnel:contacted:x",
            "project_stages:done:a:b:c",
            "issue_funnel:reported-",
            "../x:y",
        ),
        "backlog_ages:from_days:31",
    ],
)
def test_an_address_of_nothing_leads_nowhere(text: str) -> None:
    assert table_cells.parse(text) is None


def test_a_cell_that_no_record_makes_is_empty(opened: Warehouse, ground: Ground) -> None:
    receipt = CellReceipt(opened, scope("all", "all"), ground, Cell("teams", "hours", ("gone",)))
    assert receipt.prove() == table_cells.CellProof(None, None, 0)
    assert isinstance(receipt.listed(5), pd.DataFrame)
