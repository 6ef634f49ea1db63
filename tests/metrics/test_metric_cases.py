"""Every metric against rows that a planner can add up by hand: tests/cases/<metric>.toml."""

import datetime as dt
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from governance.core import contracts
from governance.ingest import sources
from governance.ingest.input_files import inputs_of
from governance.metrics import catalog, statements
from governance.metrics.catalog import Catalog
from governance.metrics.measure import computed
from governance.metrics.query import Query
from governance.warehouse import build, plan
from tests.support import tiny

CASES = Path(__file__).parents[1] / "cases"
TODAY = dt.date(2024, 12, 31)
LEVELS = {"grid_cell", "community", "street_office"}
CATALOG = catalog.load()
# Values are written to two decimals; counts, numerators and denominators are exact.
TOLERANCE = 0.005 + 1e-9


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))


def case_names() -> list[str]:
    return sorted(path.stem for path in CASES.glob("*.toml") if path.stem != "areas")


def expectations() -> list[Any]:
    """One parameter an expected value, named so that a failure says which."""
    return [
        pytest.param(name, entry, id="-".join([name, *map(str, entry.values())]))
        for name in case_names()
        for entry in read(name)["expected"]
    ]


def repeated(dataset: str, row: Mapping[str, Any]) -> list[dict[str, str]]:
    """The row as often as its `repeat` says, each time with a number added to its key."""
    texts = {name: text for name, text in row.items() if name != "repeat"}
    key = contracts.load()[dataset].key[0]
    times = row.get("repeat")
    if times is None:
        return [texts]
    return [{**texts, key: f"{texts[key]}-{number}"} for number in range(1, times + 1)]


def source_of(dataset: str, rows: Sequence[Mapping[str, Any]]) -> sources.Source:
    texts = [text for row in rows for text in repeated(dataset, row)]
    return tiny.from_rows(dataset, texts, system="case")


@cache
def warehouse(name: str) -> duckdb.DuckDBPyConnection:
    return derived(name, CATALOG)


def derived(name: str, metrics: Catalog) -> duckdb.DuckDBPyConnection:
    """The rows of a case, taken in, checked and derived by the real pipeline."""
    rows = read("areas")["rows"] | read(name)["rows"]
    inputs = inputs_of([source_of(*entry) for entry in rows.items()], CASES)
    con = duckdb.connect()
    keys = {name, *statements.rules(metrics[name].sql)}
    build.fill(con, plan.rebuild_all(inputs), [], Catalog(metrics[key] for key in keys), TODAY)
    return con


@cache
def measured(name: str, level: str, segment: str = "") -> pd.DataFrame:
    """The metric by area of the level, in every window that its case names."""
    entries = read(name)["expected"]
    windows = tuple(dict.fromkeys((entry["start"], entry["end"]) for entry in entries))
    # A pencil's rows are few: what of them is not shown is tests/metrics/test_suppression.py's.
    query = Query((name,), level, "all", windows, split=segment)
    return computed(warehouse(name).cursor(), CATALOG, query)


def record(frame: pd.DataFrame, **where: Any) -> dict[str, Any]:
    """The one row that `where` describes, with None for what is empty."""
    for column, wanted in where.items():
        frame = frame[frame[column] == wanted]
    (found,) = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return found


@pytest.mark.parametrize(("name", "entry"), expectations())
def test_expected_value(name: str, entry: Mapping[str, Any]) -> None:
    frame = measured(name, entry["level"], entry.get("segment", ""))
    found = record(
        frame,
        area_code=entry["area_code"],
        window_start=entry["start"],
        window_end=entry["end"],
        segment_value=entry.get("segment_value", ""),
    )
    assert found["has_data"] == entry.get("has_data", True)
    assert found["value"] == pytest.approx(entry.get("value"), abs=TOLERANCE)
    for part in ("numerator", "denominator"):
        if part in entry:
            assert found[part] == entry[part]


@pytest.mark.parametrize("name", sorted(key for key in CATALOG if not CATALOG[key].quantile))
def test_grid_cells_add_up(name: str) -> None:
    """Every level of an additive metric holds the same total; a distinct count may only shrink."""
    totals = {
        level: measured(name, level, CATALOG[name].apart)
        .groupby(["window_start", "window_end"])["numerator"]
        .sum()
        for level in LEVELS
    }
    if CATALOG[name].additive:
        assert totals["grid_cell"].equals(totals["street_office"])
        assert totals["community"].equals(totals["street_office"])
    if CATALOG[name].aggregate in ("distinct", "per_entity"):
        assert (totals["grid_cell"] >= totals["street_office"]).all()


@pytest.mark.parametrize("key", CATALOG)
def test_metric_has_a_case_at_every_level(key: str) -> None:
    assert key in case_names(), f"tests/cases/{key}.toml is missing"
    case = read(key)
    assert case["metric"] == key
    assert case["why"]["zh"].strip()
    assert case["why"]["en"].strip()
    assert {entry["level"] for entry in case["expected"]} >= LEVELS


@pytest.mark.parametrize("name", case_names())
def test_case_belongs_to_a_metric(name: str) -> None:
    metric = CATALOG[name]
    first, *others = read(name)["rows"]
    figures = ["organisations"] if metric.per == "full_time_gridders" else []
    assert first == metric.dataset
    assert set(others) <= {*metric.reads, *figures}


@pytest.mark.parametrize(
    ("name", "rule", "old", "new"),
    [
        ("rebound_rate", "rebound_rate", "days = 30", "days = 300"),
        ("rebound_cycles", "rebound_rate", "days = 30", "days = 1"),
        ("response_rate", "response_rate", "hours = 24", "hours = 2400"),
        ("three_rate_score", "response_rate", "hours = 24", "hours = 2400"),
        ("grid_size_compliance", "grid_size_compliance", "percent = 20", "percent = 1"),
    ],
)
def test_a_number_in_a_header_decides(name: str, rule: str, old: str, new: str) -> None:
    texts = [metric.text for metric in CATALOG.values() if metric.key != rule]
    other = catalog.from_texts([*texts, CATALOG[rule].text.replace(old, new)])
    query = "select * exclude (file_id, row_number) from query_table(?) order by all"
    before, after = (
        con.execute(query, [CATALOG[name].view]).fetchall()
        for con in (warehouse(name), derived(name, other))
    )
    assert before != after
