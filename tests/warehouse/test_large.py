"""One more day leads to what a full build leads to; a small run of tests.bench.large."""

from pathlib import Path

import pytest

from governance.bench.exports import Plan, write, write_day
from governance.core import contracts
from governance.ingest import sources
from governance.warehouse import build
from governance.warehouse.reader import Warehouse
from tests.bench import large
from tests.support import tiny


@pytest.mark.slow
def test_an_added_day_equals_a_full_build(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(Plan(rows=20_000, days=45, day_rows=1_000), tmp_path)
    assert large.measure(tmp_path, dearest=9.0) == 0  # what is dear in it is to start a process
    assert "differences from the full build: none" in capsys.readouterr().out


def test_the_same_plan_writes_the_same_bytes(tmp_path: Path) -> None:
    plan = Plan(rows=2_000, days=40, day_rows=100, others=True)
    for folder in (tmp_path / "one", tmp_path / "other"):
        write(plan, folder)
        write_day(plan, folder)
    files = sorted(path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*.csv"))
    assert len(files) == 15
    for file in files:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "other" / file).read_bytes()


def test_every_dataset_is_taken_in_whole_but_for_the_faults_that_are_planted(
    tmp_path: Path,
) -> None:
    write(Plan(rows=2_000, days=70, others=True), tmp_path)
    build.build(sources.load(tmp_path / "sources"), tmp_path / "exports", tmp_path / "l.duckdb")
    warehouse = Warehouse.open(tmp_path / "l.duckdb")
    books = warehouse.datasets().set_index("dataset")
    warehouse.close()
    assert set(books.index) == set(contracts.load())
    faulty = books.index[books["flagged"] + books["rejected"] + books["excluded"] > 0]
    assert set(faulty) == {"issues", "visits"}
    assert books["accepted"].min() > 50


def test_a_difference_between_warehouses_is_found(tmp_path: Path) -> None:
    places = [tmp_path / name for name in ("one", "same", "other")]
    for place, persons in zip(places, ("1", "1", "2"), strict=True):
        place.mkdir()
        tiny.warehouse(place, tiny.visits({"persons": persons})).close()
    one, same, other = (place / "tiny.duckdb" for place in places)
    assert large.differences(one, same) == []
    names = {line.partition(" ")[0] for line in large.differences(one, other)}
    assert {"visits", "mart_visits", "files"} <= names
    assert "issues" not in names
