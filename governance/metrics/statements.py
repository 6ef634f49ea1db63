"""What a query names, as DuckDB's own parser reads it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import duckdb

from governance.core import contracts, sql

INTERMEDIATE = "intermediate"
ACCEPTED = "accepted_"
PARAMETERS = "parameters_"
FILTERED = "filtered"  # the macro of the rows of a table


@dataclass(frozen=True)
class Parsed:
    """tables: the tables, views and table macros that a query reads, its own `with` entries apart.

    columns: what its columns are called; "*" for a star, "" for an expression without a name.
    mentioned: the names of the columns that stand anywhere in it.
    """

    tables: frozenset[str]
    columns: tuple[str, ...]
    mentioned: frozenset[str]


@lru_cache(maxsize=1024)
def parse(text: str) -> Parsed:
    """The names in a query. Raises ValueError, with DuckDB's message, for what is none."""
    node = tree(text)
    tables, mentioned = _tables(node, frozenset()), _mentioned(node)
    return Parsed(frozenset(tables), tuple(_columns(node)), frozenset(mentioned))


def tree(text: str) -> dict[str, Any]:
    """The tree of a query, without the places of its words. Raises ValueError for what is none."""
    rows = _parser().cursor().execute("select json_serialize_sql(?::varchar)", [text])
    found = json.loads(rows.fetchall()[0][0])
    if found["error"] or not found["statements"]:
        raise ValueError(found.get("error_message", "no query"))
    node: dict[str, Any] = _unplaced(found["statements"][0]["node"])
    return node


def _unplaced(node: Any) -> Any:
    if isinstance(node, list):
        return [_unplaced(child) for child in node]
    if not isinstance(node, dict):
        return node
    return {k: _unplaced(child) for k, child in node.items() if not k.startswith("query_location")}


def text_of(node: Mapping[str, Any]) -> str:
    """The query of a tree."""
    whole = {"error": False, "statements": [{"node": node, "named_param_map": []}]}
    rows = _parser().cursor().execute("select json_deserialize_sql(?)", [json.dumps(whole)])
    text: str = rows.fetchall()[0][0]
    return text


@lru_cache(maxsize=1024)
def names(text: str) -> frozenset[str]:
    """The tables that a query reads, itself or through intermediate models, and those models."""
    own = parse(text).tables
    models = own & {path.stem for path in sql.files(INTERMEDIATE)}
    return own.union(*(names(sql.text(INTERMEDIATE, model)) for model in models))


def mentioned(text: str) -> frozenset[str]:
    """The names of the columns in a query, or in the intermediate models that it reads."""
    models = names(text) & {path.stem for path in sql.files(INTERMEDIATE)}
    texts = [text, *(sql.text(INTERMEDIATE, model) for model in models)]
    return frozenset[str]().union(*(parse(one).mentioned for one in texts))


def datasets(text: str) -> frozenset[str]:
    """The datasets whose rows a query reads, as facts or as they were accepted."""
    return frozenset(
        {name.removeprefix(ACCEPTED) for name in names(text)} & contracts.load().keys()
    )


def rules(text: str) -> frozenset[str]:
    """The metrics by the parameters of whose headers a query is computed."""
    read = (name for name in names(text) if name.startswith(PARAMETERS))
    return frozenset(name.removeprefix(PARAMETERS) for name in read)


@cache
def _parser() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


def _tables(node: Any, hidden: frozenset[str]) -> Iterator[str]:
    """hidden: the `with` entries that stand before a table of the same name here."""
    if isinstance(node, list):
        for one in node:
            yield from _tables(one, hidden)
    elif isinstance(node, dict):
        yield from {_own(node)} - hidden - {""}
        hidden |= {node.get("cte_name", "")}  # a recursive entry reads itself
        for entry in node.get("cte_map", {}).get("map", ()):
            yield from _tables(entry["value"], hidden)
            hidden |= {entry["key"]}
        for key in node.keys() - {"cte_map"}:
            yield from _tables(node[key], hidden)


def _own(node: dict[str, Any]) -> str:
    """The table that a node of the tree itself reads, "" for none."""
    if node.get("type") == "TABLE_FUNCTION":
        called = str(node["function"]["function_name"])
        return _first_text(node["function"]) if called == FILTERED else called
    return str(node["table_name"]) if node.get("type") == "BASE_TABLE" else ""


def _first_text(function: dict[str, Any]) -> str:
    """The text that a function's first argument is, "" where it is bound."""
    return str(function["arguments"][0]["expression"].get("literal", {}).get("text", ""))


def _mentioned(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for one in node:
            yield from _mentioned(one)
    elif isinstance(node, dict):
        if node.get("class") == "COLUMN_REF":
            yield node["column_names"][-1]
        for one in node.values():
            yield from _mentioned(one)


def _columns(node: Any) -> Iterator[str]:
    while node["type"] == "SET_OPERATION_NODE":  # all its parts have the columns of the first
        node = node["children"][0] if node["children"] else node["left"]
    for item in node["select_list"]:
        own = "*" if item["class"] == "STAR" else item.get("column_names", [""])[-1]
        yield item["alias"] or own
