"""Warehouse, pandas and DuckDB give the same headline numbers; one that does not is seen."""

from pathlib import Path

import pandas as pd
import pytest

from governance.bench import baselines, headline
from governance.bench.exports import Plan, write
from governance.ingest import sources
from governance.warehouse import build


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("bench")
    write(Plan(rows=4_000, days=70), place)
    exports, target = place / "exports", place / baselines.WAREHOUSE
    build.build(sources.load(place / "sources"), exports, target)
    baselines.facts(place)
    return place


def test_three_ways_give_the_same_numbers(folder: Path) -> None:
    assert baselines.question(folder)["answer_values"] > 500
    for way in (baselines.plain_pandas, baselines.plain_duckdb):
        found = way(folder)
        assert found["unlike"] == 0
        assert all(value >= 0 for value in found.values())


def test_a_row_that_one_of_them_lacks_is_seen(folder: Path, tmp_path: Path) -> None:
    for file in (folder / baselines.FACTS).glob("*.parquet"):
        frame = pd.read_parquet(file)
        frame.iloc[1:].to_parquet(tmp_path / file.name)
    windows = headline.months(baselines._as_of(folder))
    whole, less = (
        headline.of_duckdb(place, windows) for place in (folder / baselines.FACTS, tmp_path)
    )
    assert headline.differences(whole, whole) == 0
    assert 1 <= headline.differences(whole, less) <= 4
    assert headline.differences(whole, whole.iloc[1:]) == 1


def test_baselines_of_the_build_measure_what_they_name(folder: Path) -> None:
    copied = baselines.copy(folder)
    assert copied["copy_cpu"] > 0
    assert copied["copy_bytes"] == baselines.size_of(folder / baselines.COPIES) > 10_000
    rows = pd.read_parquet(folder / baselines.COPIES / "issues.parquet")
    assert len(rows) > 1_990
    assert str(rows["办结时间"].dtype).startswith("datetime64")
    assert baselines.scan(folder)["scan_cpu"] > 0
    found = baselines.facts(folder)
    assert found["fact_rows"] > 4_000
    assert found["mart_rows"] > 0
    assert baselines.intake(folder)["intake_cpu"] > 0
    assert not (folder / "checked.duckdb").exists()
