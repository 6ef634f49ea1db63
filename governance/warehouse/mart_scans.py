"""Which metrics one query can add up together: those of the same rows, days and segments.

Most metrics take rows of one table and differ in which they count. Their figures become columns of
one query, `<key>_numerator` and `<key>_denominator`, so that a build reads the table once for all.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from governance.core import sql
from governance.metrics import mart, statements
from governance.metrics.catalog import Metric

Node = dict[str, Any]
NOTHING = {"class": "CONSTANT", "type": "VALUE_CONSTANT", "alias": "",
           "literal": {"kind": "NULL_LITERAL", "text": ""}}  # fmt: skip
NEVER = {"WINDOW", "SUBQUERY", "STAR"}  # what depends on which rows the query has, or hides them


@dataclass(frozen=True)
class Scan:
    """One query for the rows of several metrics.

    text: gives area_code, day, the segments of all, and each metric's figures by mart.columns().
    """

    metrics: tuple[Metric, ...]
    text: str

    @property
    def segments(self) -> tuple[str, ...]:
        """The columns by which its metrics can be split."""
        return self.metrics[0].splits


def plan(metrics: Iterable[Metric]) -> list[Scan]:
    """The scans that give the rows of these additive metrics."""
    together: dict[str, list[Metric]] = {}
    for metric in metrics:
        together.setdefault(_rows_of(metric.sql, metric.splits) or metric.key, []).append(metric)
    return [Scan(tuple(some), _text(some)) for some in together.values()]


def _text(metrics: list[Metric]) -> str:
    if len(metrics) == 1:
        return _alone(metrics[0])
    nodes = [_plain(metric.sql) for metric in metrics]
    first = nodes[0] or {}
    shared = [_item(first, name) for name in ("area_code", "day", *metrics[0].splits)]
    figures = [
        figure
        for metric, node in zip(metrics, nodes, strict=True)
        for figure in _figures(metric, node or {})
    ]
    node = {**first, "select_list": [*shared, *figures], "where_clause": None}
    return statements.text_of(node)


def _figures(metric: Metric, node: Node) -> Iterator[Node]:
    """The metric's figures where its condition holds, else null."""
    for column, figure in mart.columns(metric).items():
        item, where = _item(node, figure), node["where_clause"]
        if where:
            cases = [{"when_expr": where, "then_expr": item}]
            item = {"class": "CASE", "type": "CASE_EXPR", "case_checks": cases,
                    "else_expr": NOTHING}  # fmt: skip
        yield {**item, "alias": column}


def _alone(metric: Metric) -> str:
    """A metric whose rows are no one's else. A register has no days: see rows()."""
    figures = [f"{figure} as {column}" for column, figure in mart.columns(metric).items()]
    names = ["area_code", "day", *metric.splits, *figures]
    return f"select {', '.join(names)} from (\n{rows(metric)}\n)"


def rows(metric: Metric) -> str:
    """The query for the metric's rows.

    A register has no days: its rows stand on the first day of all, before every period's end.
    """
    if metric.time != "register":
        return metric.sql
    return f"{sql.text('warehouse', 'register_rows')}(\n{metric.sql}\n)"


@lru_cache(maxsize=1024)
def _rows_of(text: str, splits: tuple[str, ...]) -> str:
    """What metrics have in common that can share a scan; "" for those that cannot."""
    node = _plain(text)
    if node is None:
        return ""
    items = [_item(node, name) for name in ("area_code", "day", *splits)]
    return json.dumps([splits, node["from_table"], items])


@lru_cache(maxsize=1024)
def _plain(text: str) -> Node | None:
    """The query's tree where it only chooses rows and columns of one table, by area and day."""
    node = statements.tree(text)
    is_plain = (
        node["type"] == "SELECT_NODE"
        and node["from_table"]["type"] == "BASE_TABLE"
        and not any(node[key] for key in ("modifiers", "group_expressions", "having", "qualify"))
        and not node["cte_map"]["map"]
        and not NEVER & set(_classes(node["select_list"]))
        and "day" in map(_name, node["select_list"])
    )
    return node if is_plain else None


def _classes(node: Any) -> Iterator[str]:
    for child in node.values() if isinstance(node, dict) else node:
        if isinstance(child, dict | list):
            yield from _classes(child)
    if isinstance(node, dict) and "class" in node:
        yield node["class"]


def _item(node: Mapping[str, Any], name: str) -> Node:
    return next(item for item in node["select_list"] if _name(item) == name)


def _name(item: Node) -> str:
    own: str = item["alias"] or item.get("column_names", [""])[-1]
    return own
