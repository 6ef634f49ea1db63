"""Turns the portable SQL of queries/ into Spark's, by its syntax tree."""

import re
from collections.abc import Iterable

import sqlglot
from sqlglot import exp
from sqlglot.optimizer.scope import traverse_scope

from governance.warehouse.engines.engine import EngineError


def to_spark(text: str) -> str:
    """A query of DuckDB's as Spark's SQL, for a session whose time zone is UTC.

    Its parameters become named ones. Raises EngineError for what is no query or has no equal.
    """
    tree = _parse(text)
    _expand_columns(tree)
    return str(tree.transform(_seconds).transform(_quantile).sql("spark"))


def tables(text: str) -> frozenset[str]:
    """The tables and views that a query reads, its own `with` entries apart."""
    scopes = traverse_scope(_parse(text))
    sources = [source for scope in scopes for source in scope.sources.values()]
    return frozenset(source.name for source in sources if isinstance(source, exp.Table))


def _parse(text: str) -> exp.Expr:
    try:
        return sqlglot.parse_one(text, read="duckdb")
    except sqlglot.ParseError as error:
        raise EngineError(str(error)) from error


def _expand_columns(tree: exp.Expr) -> None:
    """`sum(columns('…'))` as a sum for each column of a `with` entry that has such a name."""
    entries = tree.find_all(exp.CTE)
    names = dict.fromkeys(name for entry in entries for name in entry.this.named_selects)
    for select in tree.find_all(exp.Select):
        items = [one for item in select.expressions for one in _expanded(item, names)]
        select.set("expressions", items)


def _expanded(item: exp.Expr, names: Iterable[str]) -> list[exp.Expr]:
    columns = item.find(exp.Columns)
    if columns is None:
        return [item]
    wanted = [name for name in names if re.search(columns.name, name)]
    if not wanted:
        raise EngineError(f"{item.sql('duckdb')} names no column")
    return [exp.alias_(item.transform(_instead, name), name) for name in wanted]


def _instead(node: exp.Expr, name: str) -> exp.Expr:
    return exp.column(name) if isinstance(node, exp.Columns) else node


def _seconds(node: exp.Expr) -> exp.Expr:
    """DuckDB counts the seconds that begin between two moments; Spark's own rounds towards zero."""
    if not isinstance(node, exp.DateDiff):
        return node
    if node.text("unit").upper() != "SECOND":
        raise EngineError(f"{node.sql('duckdb')}: only differences in seconds are the same")
    later, earlier = (exp.cast(side, "timestamptz") for side in (node.this, node.expression))
    seconds = [exp.func("unix_seconds", side) for side in (later, earlier)]
    return exp.paren(exp.Sub(this=seconds[0], expression=seconds[1]))


def _quantile(node: exp.Expr) -> exp.Expr:
    """Of all rows, interpolated between two; sqlglot's own choice for Spark is approximate."""
    if not isinstance(node, exp.PercentileCont):
        return node
    if isinstance(node.parent, exp.WithinGroup):
        raise EngineError(f"{node.parent.sql('duckdb')}: only quantile_cont(…) is the same")
    return exp.func("percentile", node.this, node.expression)
