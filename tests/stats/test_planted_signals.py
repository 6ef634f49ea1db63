"""The stories planted in the sample are found, the lucky unit is not, a gap is no fall."""

import datetime as dt
from pathlib import Path

import pytest

from governance.attention import detection, old_cases
from governance.attention.detection import Item
from governance.charts.control_chart import control_series
from governance.core.area_tree import AreaTree
from governance.core.periods import months_before
from governance.metrics import targets, variants
from governance.metrics.metric_values import Values
from governance.metrics.query import Query, filter_parameters
from governance.stats.signals import judgement, signal_table
from governance.warehouse.reader import Warehouse
from sample_data.stories import COLLAPSE, DATA_GAP, LUCKY

AS_OF = dt.date(2026, 10, 31)


@pytest.fixture(scope="module")
def sample(sample_warehouse: Path) -> Warehouse:
    return Warehouse.open(sample_warehouse)


@pytest.fixture(scope="module")
def listed(sample: Warehouse) -> list[Item]:
    aims = targets.load(set(sample.catalog), targets.file())
    shown = variants.in_force(sample.catalog, ())  # as pages do: one definition of each metric
    asked = {"metrics": list(shown), "aimed": sorted({one.metric for one in aims})}
    areas = sample.areas().astype(object)
    tree = AreaTree(areas.where(areas.notna(), None).to_dict("records"))
    return detection.find(
        sample.view("signals", {**asked, "area": "all"}), sample.catalog, aims, tree
    )


def state_at(sample: Warehouse, metric: str, area: str, level: str, end: dt.date) -> str:
    months = months_before(end, AS_OF, signal_table.MONTHS)
    found = sample.answer(Query((metric,), level, area, months))
    chosen = sample.catalog[metric]
    given = control_series.judge(Values(found), chosen, area, months, AS_OF, months[-1])
    return given.state


def test_the_list_is_what_was_planted_and_what_is_true(listed: list[Item]) -> None:
    """Read as a director would: the collapse, what piles up, and targets that the sample misses."""
    signals = [(item.metric.key, item.area) for item in listed if item.is_signal]
    assert signals == [(COLLAPSE.metric, COLLAPSE.area_code), ("overdue", "all")]
    assert len(listed) <= detection.MOST
    assert {item.metric.key for item in listed if not item.is_signal} <= {
        *("spaces_per_100_households", "visit_coverage", "on_time_rate", "resolution_hours_p50"),
        "closure_rate",
    }
    for item in listed:
        if item.metric.aggregate == "quantile":
            assert item.denominator >= 15


def test_overdue_is_told_by_its_rise_and_its_age(sample: Warehouse, listed: list[Item]) -> None:
    """728 past due, more at the end of every one of 24 months, 666 reported over 30 days before."""
    (one,) = [item for item in listed if item.metric.key == "overdue"]
    (one,) = old_cases.with_ages([one], sample.catalog, sample.view)
    assert (one.value, one.older, one.since) == (728, (666, 30), dt.date(2024, 11, 1))
    bound = {"area": "all", "end": one.month[1], **filter_parameters(())}
    rows = sample.view("backlog_cases", {**bound, "older": 30, "is_overdue": True, "most": 2000})
    assert (len(rows), set(rows["cases"]), rows["age"].min() > 30) == (666, {666}, True)


def test_medians_of_few_cases_are_not_judged(sample: Warehouse) -> None:
    cases = sample.view("signals_below", below("whistle_wait_hours", "community", "all"))
    few = cases[cases["denominator"] < 15]
    assert len(few) > 100
    assert set(few["state"]) <= {judgement.FEW, judgement.NO_DATA, judgement.NOTHING}


def test_the_collapse_is_among_the_first_since_its_month(listed: list[Item]) -> None:
    first = [item for item in listed if item.is_signal][:8]
    (one,) = [item for item in first if item.area == COLLAPSE.area_code]
    assert (one.metric.key, one.side, one.since) == (COLLAPSE.metric, -1, COLLAPSE.start)
    assert 0 <= (1.0 if one.tail is None else one.tail) < 1e-6


def test_the_community_of_the_collapse_is_told_by_its_grid(listed: list[Item]) -> None:
    rates = [item.area for item in listed if item.is_signal and item.metric.key == COLLAPSE.metric]
    assert COLLAPSE.area_code in rates
    assert COLLAPSE.area_code[:12] not in rates


def test_the_lucky_unit_is_not_in_the_list(sample: Warehouse, listed: list[Item]) -> None:
    assert not [item for item in listed if item.area.startswith(LUCKY.area_code)]
    rows = sample.view("signals_below", below(LUCKY.metric, "community", LUCKY.area_code))
    assert rows["state"].tolist() == [judgement.NOTHING]


def below(metric: str, level: str, area: str) -> dict[str, str]:
    return {"metric": metric, "level": level, "area": area}


@pytest.mark.parametrize("end", [DATA_GAP.end, dt.date(2026, 3, 1)])
def test_in_the_gap_there_is_no_data_and_no_fall(sample: Warehouse, end: dt.date) -> None:
    place = (DATA_GAP.metric, DATA_GAP.area_code, "community")
    assert state_at(sample, *place, end) == judgement.NO_DATA


def test_after_the_gap_there_is_no_signal(sample: Warehouse, listed: list[Item]) -> None:
    place = (DATA_GAP.metric, DATA_GAP.area_code, "community")
    assert state_at(sample, *place, dt.date(2026, 5, 1)) == judgement.NONE
    assert not [i for i in listed if i.area == DATA_GAP.area_code and i.metric.key == place[0]]


def test_an_unsettled_month_is_not_judged(sample: Warehouse) -> None:
    """What is due in October is still being closed: September is the last to judge."""
    rows = sample.view("signals_below", below("closure_rate", "all", "all"))
    assert [day.date() for day in rows["month"]] == [dt.date(2026, 9, 1)]


def test_the_table_and_the_page_judge_alike(sample: Warehouse) -> None:
    rows = sample.view("signals_below", below("on_time_rate", "street_office", "all"))
    for row in rows.to_dict("records"):
        found = state_at(
            sample, "on_time_rate", row["area_code"], row["level"], dt.date(2026, 11, 1)
        )
        assert found == row["state"]
