"""Filters: of one column any value, of several columns all; the same as pandas finds them."""

import random
from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd
import pytest

from governance.core.contracts import ROOT
from governance.metrics import measure, suppression
from governance.metrics.catalog import PART, Metric
from governance.metrics.query import Filter, Query, by_column
from governance.receipts.proof import prove
from governance.warehouse.reader import Warehouse
from tests.metrics.test_oracles import ORACLES, draw
from tests.metrics.test_suppression import OCTOBER
from tests.oracles.facts import Facts, Question

# Of the others an oracle reads more rows than it counts: what was there before, came after, or
# says of which months anything is known.
FURTHER = ("demand_match_rate", "visits_per_gridder")
DATASETS = ("issues", "visits", "volunteer_hours", "meetings")
DRAWN = 50
WIDE = (ROOT, "district", "street_office")  # of smaller areas most filters leave nothing


class Filtered(Facts):
    """The rows that pandas leaves by the filters, in the datasets that have their columns."""

    def __init__(self, facts: Facts, dataset: str, filters: tuple[Filter, ...]) -> None:
        self.__dict__ |= vars(facts)
        self._dataset, self._wanted = dataset, by_column(filters)

    def inside(self, dataset: str, area: str) -> pd.DataFrame:
        rows = super().inside(dataset, area)
        for column, values in self._wanted.items() if dataset == self._dataset else ():
            rows = rows[rows[column].fillna("").astype(str).isin(values)]
        return rows


@pytest.fixture(scope="module")
def opened(sample_warehouse: Path) -> Warehouse:
    return Warehouse.open(sample_warehouse)


@pytest.fixture(scope="module")
def facts(opened: Warehouse) -> Facts:
    return Facts(opened.cursor())


@pytest.fixture(scope="module")
def values(opened: Warehouse, facts: Facts) -> Mapping[Filter, list[str]]:
    """What each dataset has of each column most, unknown, and what it does not have."""
    found = {}
    for metric in opened.with_data.values():
        for column in metric.splits if metric.dataset in DATASETS else ():
            if column != PART:
                own = facts.rows(metric.dataset)[column].fillna("").astype(str)
                common = own.value_counts().index[:4]
                found[metric.dataset, column] = [*dict.fromkeys([*common, "", "没有;的%值"])]
    return found


def chosen(
    chance: random.Random, metric: Metric, values: Mapping[Filter, list[str]]
) -> tuple[Filter, ...]:
    """One to three values of one to three columns."""
    known = [column for column in metric.splits if column != PART]
    columns = chance.sample(known, min(chance.randint(1, 3), len(known)))
    pairs = [
        (column, value)
        for column in columns
        for value in chance.sample(values[metric.dataset, column], chance.randint(1, 3))
    ]
    chance.shuffle(pairs)
    return tuple(pairs)


@pytest.fixture(scope="module")
def figures(
    opened: Warehouse, values: Mapping[Filter, list[str]]
) -> list[tuple[Metric, Query, float | None, Question]]:
    """Fifty figures that have data, each of another filter, with what measure() finds."""
    chance = random.Random("filters")
    found: list[tuple[Metric, Query, float | None, Question]] = []
    metrics = [m for m in opened.with_data.values() if m.dataset in DATASETS and m.splits]
    metrics = [m for m in metrics if "rebound" not in m.key and m.key not in FURTHER]
    drawn = {m.key: [one for one in draw(opened, m.key) if one[0] in WIDE] for m in metrics}
    while len(found) < DRAWN:
        metric = chance.choice(metrics)
        level, question = chance.choice(drawn[metric.key])
        filters = chosen(chance, metric, values)
        window = (question.start, question.end)
        query = Query((metric.key,), level, question.area, (window,), filters)
        (row,) = measure.computed(opened.cursor(), opened.catalog, query).to_dict("records")
        if row["has_data"]:
            value = None if pd.isna(row["value"]) else row["value"]
            found.append((metric, query, value, question))
    return found


def test_fifty_random_filters_are_what_pandas_finds(facts, figures):
    several = nothing = 0
    for metric, query, value, question in figures:
        filtered = Filtered(facts, metric.dataset, query.filters)
        expected = ORACLES[metric.key](filtered, question)
        assert value == pytest.approx(expected), (metric.key, query)
        several += len(query.dimensions) > 1
        nothing += not value
    assert several > DRAWN / 3
    assert nothing < DRAWN / 2


def test_the_receipts_of_filtered_figures_add_up_again(opened, figures):
    agreed = 0
    for metric, query, _value, _question in figures[::3]:
        proof = prove(opened.cursor(), opened.catalog, query)
        assert proof.holds, (metric.key, query)
        assert proof.agrees is not False, (metric.key, query)
        agreed += proof.agrees is True
    assert agreed > DRAWN / 6


def test_several_values_are_the_sum_of_each_from_marts_and_rows(opened):
    pairs = (("channel", "hotline"), ("channel", "grid"))
    for level in ("community", "grid_cell"):
        query = Query(("issues_reported",), level, ROOT, (OCTOBER,), pairs)
        both = opened.answer(query).set_index("area_code")["value"]
        parts = [
            opened.answer(Query(("issues_reported",), level, ROOT, (OCTOBER,), (pair,)))
            for pair in pairs
        ]
        summed = sum(part.set_index("area_code")["value"] for part in parts)
        pd.testing.assert_series_equal(both.dropna(), summed.dropna(), check_like=True)
        split = opened.answer(
            Query(("issues_reported",), level, ROOT, (OCTOBER,), pairs, "channel")
        )
        assert set(split["segment_value"]) <= {"hotline", "grid"}
        assert split["value"].sum() == both.sum() > 0


def test_units_of_two_filters_are_not_added_up(opened):
    years = ((OCTOBER[0].replace(year=2020), OCTOBER[1]),)
    split = Query(("outputs",), ROOT, ROOT, years, split="quantity_unit")
    units = opened.answer(split)["segment_value"]
    pairs = tuple(("quantity_unit", unit) for unit in sorted(units)[:2])
    assert len(pairs) == 2
    query = Query(("outputs",), ROOT, ROOT, years, pairs)
    assert opened.answer(query)["is_mixed"].all()
    assert not opened.catalog["outputs"].compares(pairs)
    assert opened.catalog["outputs"].compares(pairs[:1])


def sensitive(opened: Warehouse) -> Iterator[tuple[Metric, str]]:
    for metric in opened.with_data.values():
        for column in metric.splits:
            if suppression.is_sensitive(metric, [column]):
                yield metric, column


def test_a_list_of_values_shows_no_more_than_the_split(opened):
    """Of what adds up a list is a sum of shown cells; of persons in two groups nothing is shown."""
    chance, shown = random.Random("small"), 0
    for metric, column in sensitive(opened):
        split = opened.answer(Query((metric.key,), "grid_cell", ROOT, (OCTOBER,), split=column))
        names = sorted(split["segment_value"].unique())
        hidden = set(split.loc[split["is_few"], "area_code"])
        assert hidden, (metric.key, column)
        for size in {2, len(names) - 1} - {0, 1}:
            pairs = tuple((column, value) for value in chance.sample(names, size))
            query = Query((metric.key,), "grid_cell", ROOT, (OCTOBER,), pairs)
            found = opened.answer(query)
            few = set(found.loc[found["is_few"], "area_code"])
            known = set(found.loc[found["has_data"].astype(bool), "area_code"])
            assert hidden & known <= few, (metric.key, pairs)
            if not metric.additive:
                assert few == known, (metric.key, pairs)
            shown += len(known - few)
    assert shown > 100


def test_two_columns_of_people_in_need_show_nothing(opened):
    pairs = (("key_group", "disabled"), ("purpose", "care"), ("purpose", ""))
    query = Query(("visits",), "community", ROOT, (OCTOBER,), pairs)
    found = opened.answer(query)
    assert found.loc[found["has_data"].astype(bool), "is_few"].all()
