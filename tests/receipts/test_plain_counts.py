"""Plain readings of definitions: they agree with the product, and not with a wrong definition."""

import datetime as dt
import itertools
import re
from pathlib import Path

import duckdb
import pytest

from governance.core import sql
from governance.core.i18n import translator
from governance.ingest.input_files import inputs_of
from governance.metrics import catalog
from governance.metrics.query import Query
from governance.receipts import plain_count, receipt_tables
from governance.receipts.proof import prove
from governance.warehouse import build, plan
from governance.warehouse.reader import Warehouse
from tests.support import tiny

CATALOG = catalog.load()
MARCH = (dt.date(2026, 3, 1), dt.date(2026, 4, 1))
YEAR = (dt.date(2025, 10, 1), dt.date(2026, 10, 1))
EN = translator("en")


@pytest.fixture(scope="module")
def opened(sample_warehouse: Path) -> Warehouse:
    return Warehouse.open(sample_warehouse)


def test_every_metric_has_a_plain_reading_and_every_one_a_metric() -> None:
    named = {path.stem for path in sql.files("proofs")} - {plain_count.FACTS}
    assert named == set(CATALOG)


@pytest.mark.parametrize("key", CATALOG)
def test_a_plain_reading_reads_accepted_rows_alone(key: str) -> None:
    text = plain_count.statement(CATALOG[key])
    assert text.splitlines()[0].startswith("--")
    named = set(re.findall(r"\b(?:from|join) (\w+)", re.sub(r"--.*", "", text)))
    steps = {*re.findall(r"(\w+)(?: \(.*\))? as \(", text), "range"}
    assert {name for name in named - steps if not name.startswith("accepted_")} == set()


@pytest.mark.parametrize("key", CATALOG)
def test_the_plain_reading_knows_the_filters(opened: Warehouse, key: str) -> None:
    metric = CATALOG[key]
    for segment in metric.segments:
        view = opened.cursor().table(metric.view).filter(f"{segment} is not null")
        found = view.aggregate(f"{segment}, count(*) as n").order("n desc").limit(1).fetchall()
        for value, _count in found:
            figure = Query((key,), "all", "all", (YEAR,), ((segment, str(value)),))
            proof = prove(opened.cursor(), opened.catalog, figure)
            assert proof.agrees is not False, (segment, value, proof)


# What a definition may get wrong, in words of its SQL: what stood there, what stands there then.
WRONG = {
    "duplicates are counted": (
        "issues_reported",
        "where not is_left_out",
        "where not is_cancelled",
    ),
    "on time to the second is late": (
        "on_time_rate",
        "is_on_time then",
        "is_on_time and resolved_at is distinct from due_at then",
    ),
    "faulty times are counted": ("issues_resolved", "and not has_resolution_fault", ""),
    "no answer is an answer": ("solved_rate", "and is_solved is not null", ""),
    "resolved on the last day is open": ("backlog", "resolved_day is not null", "false"),
    "more than a day's hours are counted": ("volunteer_hours", "where not has_hours_fault", ""),
    "planned spaces are built": ("spaces_built", "built_spaces", "spaces"),
    "a visit without a number finds none": ("visit_yield", "where issues_found is not null", ""),
}
ISSUES = (
    {"resolved_at": "2026-03-08 10:00", "due_at": "2026-03-08 10:00"},
    {"resolved_at": "2026-03-09 10:00", "due_at": "2026-03-08 10:00"},
    {"duplicate_of": "I1"},
    {"resolved_at": "2026-03-01 10:00"},  # before it was reported
    {"resolved_at": "2026-03-08", "called_back_at": "2026-03-09", "is_solved": "true"},
    {"resolved_at": "2026-03-08", "called_back_at": "2026-03-09"},
)
HOURS = {"served_on": "2026-03-01", "area_code": tiny.EAST, "volunteer_id": "Z1"}
LOT = {"snapshot_at": "2026-03-01", "area_code": tiny.EAST, "kind": "on_street", "spaces": "40"}
OTHERS = (
    tiny.from_rows(
        "volunteer_hours",
        [{**HOURS, "record_id": n, "hours": "13"} for n in "12"]
        + [{**HOURS, "record_id": "3", "volunteer_id": "Z2", "hours": "2"}],
    ),
    tiny.from_rows(
        "parking_spaces",
        [
            {**LOT, "facility_id": f"P{n}", "name": f"P{n}", "status": status}
            for n, status in enumerate(("built", "planned"))
        ],
    ),
    tiny.visits({"issues_found": "2"}, {}),
)


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_definition_does_not_agree(case: str) -> None:
    key, was, is_now = WRONG[case]
    wrong = CATALOG[key].text.replace(was, is_now)
    assert wrong != CATALOG[key].text
    inputs = inputs_of([tiny.areas(), tiny.issues(*ISSUES), *OTHERS], Path())
    said = []
    for text in (CATALOG[key].text, wrong):
        known = catalog.from_texts([text])
        con = duckdb.connect()
        build.fill(con, plan.rebuild_all(inputs), [], known, dt.date(2026, 11, 20))
        proof = prove(con.cursor(), known, Query((key,), "all", "all", (MARCH,)))
        assert proof.holds  # its own rows make it again, whatever they are
        said.append(list(receipt_tables.verdicts(proof, EN))[1].partition(":")[0])
    assert said == ["Agrees", "Does not agree"]


VERDICTS = (
    *("backlog", "overdue", "closure_rate", "closure_rate_less_deferred"),
    *("closure_rate_due_less_deferred", "on_time_rate", "on_time_rate_less_deferred"),
    *("on_time_rate_due_less_deferred", "issues_reported", "issues_reported_with_cancelled"),
    *("issues_reported_with_duplicates", "solved_rate", "satisfaction_rate"),
)
TOLD = {
    "status": ("", "open", "closed", "cancelled", "referred", "duplicate"),
    "is_on_time_recorded": ("", "true", "false"),
    "is_overdue_recorded": ("", "true", "false"),
    "due_at": ("", "2026-03-08 10:00", "2026-04-08 10:00"),
    "resolved_at": ("", "2026-03-08 10:00", "2026-03-09 10:00", "2026-04-09 10:00"),
    "is_deferred": ("", "true"),
    "is_solved": ("true",),
}
LATER = ("closed", "true", "false", "2026-11-05 10:00", "2026-11-04 10:00", "true", "true")


@pytest.fixture(scope="module")
def told() -> duckdb.DuckDBPyConnection:
    """Issues of which a ledger says everything that it can say of their end."""
    rows = [dict(zip(TOLD, words, strict=True)) for words in itertools.product(*TOLD.values())]
    # The ledger goes on, and records all of this in later months.
    rows += [
        dict(zip(TOLD, LATER, strict=True)) | {"reported_at": f"2026-0{n}-15"} for n in "456789"
    ]
    con = duckdb.connect()
    inputs = inputs_of([tiny.areas(), tiny.issues(*rows)], Path())
    build.fill(con, plan.rebuild_all(inputs), [], CATALOG, dt.date(2026, 11, 20))
    return con


@pytest.mark.parametrize("key", VERDICTS)
def test_a_plain_reading_knows_what_a_ledger_says(
    told: duckdb.DuckDBPyConnection, key: str
) -> None:
    for start, end in itertools.combinations((dt.date(2026, month, 1) for month in (3, 4, 5)), 2):
        figure = Query((key,), "all", "all", ((start, end),))
        proof = prove(told.cursor(), CATALOG, figure)
        assert proof.holds
        assert proof.agrees is not False, proof


def test_a_figure_that_is_not_shown_is_not_counted_apart(opened: Warehouse) -> None:
    early = (dt.date(2020, 1, 1), dt.date(2020, 2, 1))
    proof = prove(opened.cursor(), opened.catalog, Query(("visits",), "all", "all", (early,)))
    assert (proof.plain, proof.agrees) == (None, None)
    assert list(receipt_tables.verdicts(proof, EN).values()) == [True, None]


def test_a_suppressed_figure_is_counted_and_not_told(opened: Warehouse) -> None:
    grids = opened.areas().query("level == 'grid_cell'")["area_code"].head(200)
    figures = (Query(("key_group_coverage",), "grid_cell", code, (YEAR,)) for code in grids)
    proof = next(
        proof
        for figure in figures
        if (proof := prove(opened.cursor(), opened.catalog, figure)).is_few
    )
    assert (proof.plain, proof.shown, proof.agrees) == (None, None, True)
    told = receipt_tables.facts(proof, CATALOG["key_group_coverage"], EN)
    assert set(told.values()) == {"Suppressed"}


def test_where_exports_say_too_little_the_figure_is_not_counted_apart(tmp_path: Path) -> None:
    days = [dt.date(2026, 1, 1) + n * dt.timedelta(days=1) for n in range(59)]
    rows = [
        {
            "reported_at": f"{day} 09:00",
            **({"resolved_at": f"{day} 12:00"} if day.month == 1 else {}),
        }
        for day in days
    ]
    build = tiny.warehouse(tmp_path, tiny.issues(*rows))
    march = dt.date(2026, 2, 1), dt.date(2026, 3, 1)
    figure = Query(("backlog",), "street_office", tiny.STREET, (march,))
    proof = prove(build.cursor(), build.catalog, figure)
    assert (proof.shown, proof.holds, proof.agrees) == (0, True, None)
