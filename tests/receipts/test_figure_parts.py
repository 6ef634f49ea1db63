"""Some of a figure's records: what they come to, and where nothing of them is told."""

import datetime as dt

import pytest

from governance.metrics.query import Query
from governance.receipts import figure_parts, figure_records
from governance.receipts.figure_parts import Part, PartReceipt
from governance.warehouse.reader import Warehouse

STREET = "500113011"
MONTH = dt.date(2026, 10, 1), dt.date(2026, 11, 1)


@pytest.fixture(scope="module")
def opened(sample_warehouse):
    return Warehouse.open(sample_warehouse)


def figure(key):
    return Query((key,), "street_office", STREET, (MONTH,))


def receipt(opened, key, part):
    return PartReceipt(opened.cursor(), opened.catalog, figure(key), part)


def communities(opened, key):
    found = opened.answer(Query((key,), "community", STREET, (MONTH,)))
    return found[found["area_code"].str.len() == 12]


@pytest.mark.parametrize("key", ["issues_reported", "overdue", "closure_rate"])
def test_areas_are_added_up_from_what_each_is_made_of(opened, key):
    some = communities(opened, key).iloc[2:7]
    value = receipt(opened, key, Part("community", tuple(some["area_code"]))).value()
    above, below = some["numerator"].sum(), some["denominator"].sum()
    metric = opened.catalog[key]
    assert value.value == pytest.approx(above / below * metric.scale if metric.is_ratio else above)
    assert value.holds
    assert len(receipt(opened, key, Part("community", tuple(some["area_code"]))).listed(10**6)) > 0


def test_a_rate_of_residents_is_divided_by_those_of_the_areas_together(opened):
    some = communities(opened, "issues_per_1000").iloc[:3]
    value = receipt(opened, "issues_per_1000", Part("community", tuple(some["area_code"]))).value()
    assert value.value == pytest.approx(some["numerator"].sum() / some["denominator"].sum() * 1000)


MADE = {
    "issues_reported": lambda rows: rows["numerator"].sum(),
    "closure_rate": lambda rows: rows["numerator"].sum() / rows["denominator"].sum() * 100,
    "resolution_hours_p50": lambda rows: rows["numerator"].median(),
}


@pytest.mark.parametrize("key", MADE)
def test_records_one_by_one_are_those_with_the_keys(opened, key):
    rows = figure_records.rows(opened.cursor(), opened.catalog, figure(key)).df()
    some = rows.sample(40, random_state=1)
    part = receipt(opened, key, Part(keys=tuple(figure_parts.keys(some).tolist())))
    assert set(figure_parts.keys(part.listed(10**6))) == set(figure_parts.keys(some))
    assert part.value().value == pytest.approx(MADE[key](some))
    assert part.value().records == 40


def test_of_people_in_need_no_single_record_is_told(opened):
    rows = figure_records.rows(opened.cursor(), opened.catalog, figure("key_group_coverage")).df()
    part = receipt(opened, "key_group_coverage", Part(keys=tuple(figure_parts.keys(rows).tolist())))
    assert part.value().is_few
    assert part.value().value is None
    assert part.listed(100).empty


def test_areas_of_which_one_is_hidden_are_not_added_up(opened):
    """Of two areas the sum would tell of the hidden one."""
    key, column = "visit_person_times", "key_group"
    asked = Query((key,), "community", STREET, (MONTH,), ((column, "disabled"),))
    found = opened.answer(asked)
    hidden = found[found["is_few"]]
    shown = found[~found["is_few"] & found["has_data"]]
    assert len(hidden), "the sample has no hidden community"
    own = Query((key,), "street_office", STREET, (MONTH,), asked.filters)
    codes = (hidden["area_code"].iloc[0], *shown["area_code"].iloc[:2])
    part = PartReceipt(opened.cursor(), opened.catalog, own, Part("community", codes))
    assert part.value().is_few
    assert part.listed(100).empty
