"""The proof of a figure: its rows added up again, and the accepted rows counted apart."""

import datetime as dt
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from math import isclose
from typing import Any

import duckdb
import numpy as np
import pandas as pd
from duckdb import DuckDBPyRelation

from governance.core import sql
from governance.metrics import aggregate, coverage, measure
from governance.metrics.catalog import Metric
from governance.metrics.memory import Memory
from governance.metrics.query import Query
from governance.receipts import plain_count
from governance.receipts.figure_records import is_few, rows
from governance.receipts.plain_count import PlainCount

# Sums of hours in another order differ in the last bits of a double.
TOLERANCE = 1e-9


@dataclass(frozen=True)
class Proof:
    """The figure as pages show it, the same from its rows, and how many rows those are.

    is_mixed: their units differ, so that there is no total. holds: whether both are the same.
    is_few: nothing of it is shown, since it would tell of few people in need. plain: the same
    counted apart, by the definition's plain reading, None where there is none; agrees: whether that
    is the figure shown, None where it was not counted, or no figure is shown.
    """

    shown: float | None
    again: float | None
    numerator: float | None
    denominator: float | None
    records: int
    is_mixed: bool
    holds: bool
    is_few: bool = False
    plain: PlainCount | None = None
    agrees: bool | None = None


def prove(cursor: duckdb.DuckDBPyConnection, catalog: Mapping[str, Metric], figure: Query) -> Proof:
    """Measures the figure as pages do, and adds its rows up again."""
    metric = catalog[figure.metric]
    found = measure.computed(cursor, catalog, figure)
    (shown,) = found[found["area_code"] == figure.area].to_dict("records")
    records = rows(cursor, catalog, figure)
    (count,) = records.aggregate("count(*)").fetchall()[0]
    frame = added(records, metric, figure.window[0])
    places = aggregate.places(cursor, figure, Memory())
    place = places[places["area_code"] == figure.area]
    cells = place.merge(frame, how="cross").assign(
        window_start=figure.window[0],
        window_end=figure.window[1],
        has_data=bool(shown["has_data"]),
        **{name: shown[name] for name in coverage.COLUMNS},
    )
    (again,) = measure.valued(cells, metric).to_dict("records")
    values = _present(shown["value"]), _present(again["value"])
    is_told = _is_told(shown, metric, figure)
    plain = plain_count.count(cursor, metric, figure, shown) if is_told else None
    agrees = is_same(values[0], plain.value) if plain else None
    if agrees is False and _leaves_out(cursor, metric, figure.area):
        plain, agrees = None, None  # the plain reading knows of no rows that say too little
    if is_few(cursor, catalog, figure):
        proof = Proof(None, None, None, None, 0, is_mixed=False, holds=is_same(*values))
        return replace(proof, is_few=True, agrees=agrees)
    return Proof(
        shown=values[0],
        again=values[1],
        numerator=_present(again["numerator"]),
        denominator=_present(again["denominator"]),
        records=count,
        is_mixed=bool(again["is_mixed"]),
        holds=is_same(*values),
        plain=plain,
        agrees=agrees,
    )


def _is_told(shown: Mapping[Hashable, Any], metric: Metric, figure: Query) -> bool:
    """Whether there is a figure, and a plain reading of it, to be held against each other."""
    return bool(shown["has_data"]) and not figure.is_rest and plain_count.has_proof(metric, figure)


def _leaves_out(cursor: duckdb.DuckDBPyConnection, metric: Metric, area: str) -> bool:
    """Whether records of the area are left out of a metric since its exports say too little.

    A column that it needs is not recorded there, or they are dated after what their ledger reaches.
    """
    late = "select count(*) from late where dataset = ?"
    ((is_late,),) = cursor.execute(late, [metric.dataset]).fetchall()
    views = [f"unknown_to_{metric.key}"] if ":" in metric.basis else []
    views += [f"late_{metric.dataset}"] if is_late else []
    asked = {"accepted": f"accepted_{metric.dataset}", "area": area}
    text = sql.text("views", "excluded_rows")
    found = [cursor.execute(text, {**asked, "excluded": view}).fetchall() for view in views]
    return any(is_any for ((is_any,),) in found)


def is_same(shown: float | None, again: float | None) -> bool:
    """Whether two numbers are the same but for what floating point leaves over."""
    if shown is None or again is None:
        return shown is again
    return isclose(shown, again, rel_tol=TOLERANCE, abs_tol=TOLERANCE)


def _present(value: float | None) -> float | None:
    return None if value is None or pd.isna(value) else float(value)


def added(records: DuckDBPyRelation, metric: Metric, start: dt.date) -> pd.DataFrame:
    """One line: numerator, denominator, value (of what is no quotient), is_mixed."""
    if metric.aggregate == "quantile":
        return _line(value=_quantile(records, metric))
    if metric.aggregate == "weighted":
        return _line(value=_score(records, metric))
    if metric.aggregate == "sum":
        sums = records.aggregate("sum(numerator), sum(denominator), count(distinct part)")
        numerator, denominator, parts = sums.fetchall()[0]
        return _line(numerator, denominator, is_mixed=parts > 1)
    return _line(*_entities(records, metric, start))


def _line(
    numerator: float | None = None,
    denominator: float | None = None,
    value: float | None = None,
    *,
    is_mixed: bool = False,
) -> pd.DataFrame:
    amounts = {"numerator": numerator, "denominator": denominator, "value": value}
    return pd.DataFrame([amounts], dtype=float).assign(is_mixed=is_mixed)


def _quantile(records: DuckDBPyRelation, metric: Metric) -> float | None:
    observed = records.select("numerator").fetchnumpy()["numerator"]
    known = np.asarray(np.ma.compressed(np.ma.masked_invalid(observed)), dtype=float)
    return float(np.quantile(known, metric.quantile or 0.5)) if len(known) else None


def _score(records: DuckDBPyRelation, metric: Metric) -> float | None:
    sums = records.aggregate("part, sum(numerator), sum(denominator)").fetchall()
    parts: dict[str, float] = {part: above / below for part, above, below in sums if below}
    weights = metric.weights or {}
    if not weights.keys() <= parts.keys():
        return None
    return sum(weight * parts[part] * metric.scale for part, weight in weights.items())


def _entities(
    records: DuckDBPyRelation, metric: Metric, start: dt.date
) -> tuple[float, float | None]:
    """Each entity once, by pandas."""
    each = records.aggregate(
        "entity, sum(times) as times, sum(numerator) as amount, min(day) as first, max(day) as last"
    ).df()
    was_before = pd.to_datetime(each["first"]) < pd.Timestamp(start)
    is_now = pd.to_datetime(each["last"]) >= pd.Timestamp(start)
    counts: dict[str, tuple[float, float | None]] = {
        "distinct": (len(each), None),
        "frequent": (int((each["times"] >= metric.least).sum()), None),
        "retained": (int((was_before & is_now).sum()), int(was_before.sum())),
        "per_entity": (float(each["amount"].sum()), len(each)),
    }
    return counts[metric.aggregate]
