"""Every metric against pandas alone, for random areas and periods of the sample."""

import datetime as dt
import importlib
import pkgutil
import random
from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd
import pytest

from governance.core import periods
from governance.metrics import catalog, measure
from governance.metrics.query import Query
from governance.warehouse.reader import Warehouse
from tests import oracles
from tests.oracles.facts import Facts, Question

CATALOG = catalog.load()
# Of each metric with data there, out of so many drawn: some 300 in all with --all.
TRIPLES = pytest.mark.parametrize("triples", [2, pytest.param(5, marks=pytest.mark.slow)])
DRAWN = 60
Oracle = Callable[[Facts, Question], float | None]


def known() -> Mapping[str, Oracle]:
    names = [one.name for one in pkgutil.iter_modules(oracles.__path__) if one.name != "facts"]
    modules = [importlib.import_module(f"tests.oracles.{name}") for name in names]
    return {key: oracle for module in modules for key, oracle in module.ORACLES.items()}


ORACLES = known()


@pytest.fixture(scope="module")
def opened(sample_warehouse: Path) -> Warehouse:
    return Warehouse.open(sample_warehouse)


@pytest.fixture(scope="module")
def facts(opened: Warehouse) -> Facts:
    return Facts(opened.cursor())


@pytest.mark.parametrize("key", sorted({*ORACLES, *CATALOG}))
def test_every_metric_has_an_oracle_and_every_oracle_a_metric(key: str) -> None:
    assert key in CATALOG, f"an oracle of {key}, which is no metric"
    assert key in ORACLES, f"write {key}() in a module of tests/oracles/ (queries/README.md, 3)"


def draw(opened: Warehouse, key: str) -> list[tuple[str, Question]]:
    """Level and question: areas of every level, a day to a year long, the same at every run."""
    chance = random.Random(key)
    areas = opened.areas()[["area_code", "level"]].to_records(index=False).tolist()
    levels = sorted({level for _code, level in areas})
    drawn = []
    for level in chance.choices(levels, k=DRAWN):
        area = chance.choice([code for code, at in areas if at == level])
        start = dt.date(2025, 1, 1) + dt.timedelta(days=chance.randrange(660))
        months = chance.choice([0, 0, 1, 3, 12])
        start = start.replace(day=1) if months else start
        end = (
            periods.add_months(start, months)
            if months
            else start + dt.timedelta(days=chance.choice([1, 7, 30, 90]))
        )
        drawn.append((level, Question(area, start, end)))
    return drawn


@TRIPLES
@pytest.mark.parametrize("key", CATALOG)
def test_pandas_makes_the_same_figure(
    opened: Warehouse, facts: Facts, key: str, triples: int
) -> None:
    compared = 0
    for level, question in draw(opened, key):
        query = Query((key,), level, question.area, ((question.start, question.end),))
        (row,) = measure.computed(opened.cursor(), opened.catalog, query).to_dict("records")
        if row["has_data"] and not row["is_mixed"]:
            value = None if pd.isna(row["value"]) else row["value"]
            assert value == pytest.approx(ORACLES[key](facts, question)), (level, question)
            compared += 1
        if compared == triples:
            return
    pytest.fail(f"only {compared} of the triples drawn have data")
