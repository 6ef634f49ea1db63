"""Which columns of the accepted rows a metric's figures are computed from."""

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import duckdb

from governance.core import contracts, sql
from governance.ingest import ledger
from governance.metrics import catalog, statements
from governance.metrics.catalog import Catalog, Metric
from governance.warehouse import marts

ACCEPTED = "accepted_"
# Rules of DuckDB's optimizer that would take a filter's columns out of the list of those that a
# table is scanned for, or the scan out of the plan since the table is empty.
ASIDE = {"disabled_optimizers": "filter_pushdown,statistics_propagation,empty_result_pullup"}


def columns_read(metrics: Catalog) -> Mapping[str, frozenset[tuple[str, str]]]:
    """Metric → (dataset, column of its contract) pairs that its figures and days come from.

    The segments by which it can be split are none of them. As DuckDB binds and prunes the queries:
    through `with` entries, stars, staging and intermediate models, so that `is_duplicate` reads
    duplicate_of, and what a star passes on unused is left out.
    Raises duckdb.Error for a query that names what does not exist.
    """
    return _columns_read(tuple(metric.text for metric in metrics.values()))


@lru_cache(maxsize=4)
def _columns_read(texts: tuple[str, ...]) -> Mapping[str, frozenset[tuple[str, str]]]:
    metrics = catalog.from_texts(texts)
    with duckdb.connect(config=dict(ASIDE)) as con:
        con.execute(sql.text("warehouse", "tables"))
        ledger.create_health_tables(con, contracts.load().values())
        marts.define_facts(con)
        con.execute(sql.text("warehouse", "area_rollup"))
        marts.define_metrics(con, metrics)
        plans = {
            key: con.table(metric.view).select(*_figures(metric)).explain(format="json")
            for key, metric in metrics.items()
        }
    return {key: frozenset(_scanned(json.loads(plan)[0])) for key, plan in plans.items()}


def _figures(metric: Metric) -> tuple[str, ...]:
    return (*metric.figures, *({"day"} & set(statements.parse(metric.sql).columns)))


def _scanned(step: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(dataset, column) of every scan of accepted rows in a plan."""
    info = step["extra_info"]
    dataset = str(info.get("Table", "")).rpartition(".")[2].removeprefix(ACCEPTED)
    if dataset in contracts.load():
        projections = info.get("Projections", [])
        names = {projections} if isinstance(projections, str) else set(projections)
        yield from ((dataset, name) for name in names & contracts.load()[dataset].columns.keys())
    for below in step["children"]:
        yield from _scanned(below)
