"""Metrics that count rows of one table on one day share a scan, and lose nothing by it."""

from pathlib import Path

import pytest

from governance.metrics import catalog, mart
from governance.metrics.catalog import Metric
from governance.warehouse import mart_scans
from governance.warehouse.mart_scans import Scan
from governance.warehouse.reader import Warehouse

ADDITIVE = [metric for metric in catalog.load().values() if metric.additive]
SCANS = mart_scans.plan(ADDITIVE)
SHARED = [scan for scan in SCANS if len(scan.metrics) > 1]


def keys(scans: list[Scan]) -> list[set[str]]:
    return [{metric.key for metric in scan.metrics} for scan in scans]


def test_every_metric_is_in_one_scan() -> None:
    assert sorted(key for some in keys(SCANS) for key in some) == sorted(m.key for m in ADDITIVE)


def test_metrics_of_one_table_and_day_share_a_scan() -> None:
    assert {"closure_rate", "on_time_rate"} <= next(s for s in keys(SCANS) if "closure_rate" in s)
    assert len(SHARED) >= 5


@pytest.mark.parametrize(
    "key",
    [
        "backlog",  # two tables' rows, one after the other
        "response_rate",  # alone on its day
        "parking_gap",  # without a segment
        "party_branch_coverage",  # a register
    ],
)
def test_a_metric_with_rows_of_its_own_is_alone(key: str) -> None:
    assert {key} in keys(SCANS)


def test_other_segments_make_another_scan() -> None:
    visits = next(some for some in keys(SCANS) if "visits" in some)
    assert "visits_per_gridder" not in visits


@pytest.mark.parametrize("scan", SHARED, ids=lambda scan: scan.metrics[0].key)
def test_what_is_scanned_together_is_what_each_metric_has(
    sample_warehouse: Path, scan: Scan
) -> None:
    con = Warehouse.open(sample_warehouse).cursor()
    for metric in scan.metrics:
        assert totals(con.sql(scan.text), metric, mart.columns(metric)) == totals(
            con.sql(metric.sql),
            metric,
            {figure: figure for figure in mart.columns(metric).values()},
        )


def totals(rows, metric: Metric, columns: dict[str, str]) -> list[tuple[object, ...]]:
    """By area, month and segments."""
    sums = ", ".join(f'sum("{column}") as {figure}' for column, figure in columns.items())
    names = ", ".join(("area_code", "date_trunc('month', day) as month", *metric.splits))
    own = rows.aggregate(f"{names}, {sums}")
    return sorted(own.filter("numerator is not null").fetchall(), key=repr)
