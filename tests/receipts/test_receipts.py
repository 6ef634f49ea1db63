"""A figure's rows make the figure again, and its plain reading the same of the accepted rows."""

import datetime as dt
import random
from dataclasses import replace

import pytest

from governance.__main__ import main
from governance.core.area_tree import AreaTree
from governance.core.i18n import LANGUAGES, translator
from governance.metrics import catalog
from governance.metrics.query import Query
from governance.receipts import figure_records, receipt_tables
from governance.receipts.proof import prove
from governance.receipts.receipt_tables import Places
from governance.warehouse.reader import Warehouse
from tests.support import tiny

CATALOG = catalog.load()
# Areas and periods of each metric: some 300 in all with --all.
TRIPLES = pytest.mark.parametrize("triples", [2, pytest.param(5, marks=pytest.mark.slow)])
JULY = (dt.date(2026, 7, 1), dt.date(2026, 8, 1))
LOTUS = Query(("visits",), "street_office", "500113011", (JULY,))


@pytest.fixture(scope="module")
def opened(sample_warehouse) -> Warehouse:
    return Warehouse.open(sample_warehouse)


def draw(opened: Warehouse, key: str, triples: int) -> list[Query]:
    """Areas of every level and periods from a day to two years, the same at every run."""
    chance = random.Random(key)
    areas = opened.areas()[["area_code", "level"]].to_records(index=False).tolist()
    by_level = {level: [code for code, at in areas if at == level] for _, level in areas}
    first = dt.date(2024, 11, 1)
    figures = []
    for level in chance.choices(list(by_level), k=triples):
        start = first + dt.timedelta(days=chance.randrange(60, 660))
        end = start + dt.timedelta(days=chance.choice([1, 7, 30, 31, 92, 365]))
        figures.append(Query((key,), level, chance.choice(by_level[level]), ((start, end),)))
    return figures


@TRIPLES
@pytest.mark.parametrize("key", CATALOG)
def test_the_rows_make_the_figure_again(opened: Warehouse, key: str, triples: int) -> None:
    for figure in draw(opened, key, triples):
        proof = prove(opened.cursor(), opened.catalog, figure)
        assert proof.holds, (figure.area, figure.window, proof)
        assert proof.agrees is not False, (figure.area, figure.window, proof)


def test_the_list_of_a_filtered_figure_holds_what_was_asked(opened: Warehouse) -> None:
    figure = replace(LOTUS, metrics=("on_time_rate",), filters=(("channel", "hotline"),))
    proof = prove(opened.cursor(), opened.catalog, figure)
    rows = figure_records.listed(opened.cursor(), opened.catalog, figure, most=10_000)
    assert proof.holds
    assert len(rows) == proof.records == proof.denominator > 0
    assert set(rows["channel"]) == {"hotline"}
    assert rows["due_at"].between("2026-07-01", "2026-07-31 23:59:59").all()
    files = figure_records.files(opened.cursor(), opened.catalog, figure)
    assert files["used"].sum() == proof.records
    assert files["sha256"].str.fullmatch("[0-9a-f]{64}").all()


def test_persons_are_told_apart_and_not_told(opened: Warehouse) -> None:
    figure = replace(LOTUS, metrics=("active_volunteers",))
    rows = figure_records.listed(opened.cursor(), opened.catalog, figure, most=50)
    assert "volunteer_id" not in rows
    assert rows["entity"].str.fullmatch("[0-9a-f]{12}").all()


def test_pages_of_the_list_follow_each_other(opened: Warehouse) -> None:
    whole = figure_records.listed(opened.cursor(), opened.catalog, LOTUS, most=40)
    halves = [
        figure_records.listed(opened.cursor(), opened.catalog, LOTUS, most=20, start=start)
        for start in (0, 20)
    ]
    columns = ["file_id", "row_number"]
    found = [tuple(row) for half in halves for row in half[columns].to_numpy()]
    assert found == [tuple(row) for row in whole[columns].to_numpy()]


def test_a_proof_fails_where_the_mart_says_something_else(tmp_path) -> None:
    import duckdb

    warehouse = tiny.warehouse(tmp_path, tiny.visits({}, {}))
    file = warehouse.file
    warehouse.close()
    with duckdb.connect(file) as con:
        con.execute("update mart_visits set visits_numerator = 5")
    opened = Warehouse(file)
    march = (dt.date(2026, 3, 1), dt.date(2026, 4, 1))
    proof = prove(
        opened.cursor(),
        opened.catalog,
        Query(("visits",), "all", "all", (march,)),
    )
    assert (proof.shown, proof.again, proof.holds) == (5, 2, False)


def test_the_command_prints_definition_files_proof_and_records(sample_warehouse, capsys) -> None:
    words = ["receipt", "closure_rate", "--area", "500113011", "--start", "2026-07-01"]
    words += ["--end", "2026-08-01", "--rows", "3", "--only", "channel=hotline"]
    words += ["--only", "channel=grid"]
    assert main([*words, "--warehouse", str(sample_warehouse)]) == 0
    said = capsys.readouterr().out
    for part in (
        "Closure rate (closure_rate)",
        "channel = hotline | grid",
        "Proved",
        "Agrees: the accepted rows, counted apart",
        "from accepted_issues",
        "$area = '500113011'",
    ):
        assert part in said
    assert "问题工单_2026.csv" in said


def test_the_command_refuses_what_does_not_exist(sample_warehouse, capsys) -> None:
    for words, reason in (
        (["visits", "--area", "gone"], "no area 'gone'"),
        (["visits", "--only", "colour=red"], "no segment 'colour'"),
        (["gone"], "no metric 'gone'"),
    ):
        assert main(["receipt", *words, "--warehouse", str(sample_warehouse)]) == 2
        assert reason in capsys.readouterr().err


@pytest.mark.parametrize("key", CATALOG)
def test_no_two_columns_of_a_list_have_one_name(opened: Warehouse, key: str) -> None:
    year = (dt.date(2025, 11, 1), dt.date(2026, 11, 1))
    figure = Query((key,), "all", "all", (year,))
    rows = figure_records.listed(opened.cursor(), opened.catalog, figure, most=20)
    places = Places(AreaTree(opened.areas().to_dict("records")), {})
    for lang in LANGUAGES:
        found = receipt_tables.records(rows, CATALOG[key], CATALOG, places, translator(lang))
        assert len(found) == len(rows) > 0
        assert found.columns.is_unique, found.columns
