"""Real exports written by nobody here become a warehouse with nothing but TOML."""

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from governance.ingest import sources
from governance.metrics.query import Query
from governance.warehouse import build
from governance.warehouse.reader import Warehouse

EVER = (dt.date.min, dt.date(2100, 1, 1))
TIMES = "%m/%d/%Y %I:%M:%S %p"


def built(name: str, shared_real: Path, folder: Path) -> Warehouse:
    target = folder / f"{name}.duckdb"
    build.build(sources.load(sources.SOURCES / "examples" / name), shared_real, target)
    return Warehouse.open(target)


@pytest.fixture(scope="module")
def nyc(shared_real: Path, tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return built("nyc_311", shared_real, tmp_path_factory.mktemp("nyc"))


@pytest.fixture(scope="module")
def la(shared_real: Path, tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return built("la_311", shared_real, tmp_path_factory.mktemp("la"))


def table(warehouse: Warehouse, key: str, level: str) -> pd.Series:
    frame = warehouse.answer(Query((key,), level, "all", (EVER,)))
    return frame.set_index("area_code")["value"]


def export(shared_real: Path) -> pd.DataFrame:
    frame = pd.read_csv(shared_real / "nyc_311_animals" / "311.csv", dtype=str)
    frame["opened"] = pd.to_datetime(frame["Created Date"], format=TIMES)
    frame["closed"] = pd.to_datetime(frame["Closed Date"], format=TIMES)
    return frame


def test_nyc_accounts_for_every_row(nyc: Warehouse) -> None:
    row = nyc.datasets().set_index("dataset").loc["issues"]
    assert row["rows_read"] == 5895
    assert row["accepted"] + row["rejected"] + row["excluded"] == 5895
    assert nyc.cursor().execute("select count(*) from issues").fetchall() == [(5895,)]


def test_nyc_flags_the_two_sentinel_dates_and_keeps_them_out_of_the_median(
    nyc: Warehouse, shared_real: Path
) -> None:
    faults = nyc.cursor().execute(
        "select distinct value from row_problems where problem = 'too_early'"
    )
    assert faults.fetchall() == [("01/01/1900 12:00:00 AM",)]
    assert nyc.datasets().set_index("dataset").loc["issues", "flagged"] == 3
    outside = nyc.cursor().execute(
        "select row_number from row_problems where problem = 'outside_area'"
    )
    assert outside.fetchall() == [(5270,)]  # in the Hudson, 60 m off its district
    frame = export(shared_real)
    sound = frame[frame["closed"] >= frame["opened"]]
    expected = (sound["closed"] - sound["opened"]).dt.total_seconds().median() / 3600
    assert table(nyc, "resolution_hours_p50", "all")["all"] == pytest.approx(expected)
    assert table(nyc, "issues_resolved", "all")["all"] == len(sound)


def test_nyc_has_five_boroughs_and_the_unspecified(nyc: Warehouse, shared_real: Path) -> None:
    boroughs = table(nyc, "issues_reported", "street_office")
    assert boroughs.drop("unspecified").index.tolist() == list("12345")
    assert boroughs["unspecified"] == 3
    assert boroughs.sum() == 5895
    districts = table(nyc, "issues_reported", "community")
    assert districts.sum() == 5895
    rests = {code: n for code, n in districts.items() if code.endswith("/unspecified")}
    assert sum(rests.values()) == 23
    boards = export(shared_real)["Community Board"]
    assert districts["311"] == (boards == "11 BROOKLYN").sum()


def test_la_places_rows_by_code_then_by_point(la: Warehouse) -> None:
    row = la.datasets().set_index("dataset").loc["issues"]
    assert (row["rows_read"], row["accepted"], row["rejected"]) == (9999, 9999, 0)
    reasons = la.cursor().execute(
        "select problem, count(*) from row_problems group by all order by 1"
    )
    assert reasons.fetchall() == [
        ("boundary_gap", 24),  # councils were never drawn to fit each other
        ("boundary_hole", 3),
        ("boundary_overlap", 32),
        ("outside", 90),
        ("outside_area", 37),
        ("resolved_before_reported", 12),
    ]
    assert table(la, "issues_reported", "community").sum() == 9999
