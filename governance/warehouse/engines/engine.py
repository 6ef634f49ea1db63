"""What computes the derived part of a warehouse from its facts."""

from collections.abc import Mapping
from typing import Any, Protocol

from duckdb import DuckDBPyConnection


class EngineError(RuntimeError):
    """An engine is not there or gave up. Says what it lacks."""


class Engine(Protocol):
    """Makes tables of the facts."""

    def create(
        self, con: DuckDBPyConnection, table: str, query: str, given: Mapping[str, Any]
    ) -> None:
        """Makes a table of a query's rows, which lasts as long as the connection.

        query: portable SQL (queries/README.md) that reads facts, intermediate models, areas and
        parameters by name. given: what is bound to its parameters. Raises EngineError.
        """
