"""The engine of one machine: DuckDB, in the warehouse itself."""

from collections.abc import Mapping
from typing import Any

from duckdb import DuckDBPyConnection

from governance.core import sql


class DuckDBEngine:
    """Computes where the facts lie."""

    def create(
        self, con: DuckDBPyConnection, table: str, query: str, given: Mapping[str, Any]
    ) -> None:
        """See Engine."""
        con.execute(_making(table, query), given)


def _making(table: str, query: str) -> str:
    return sql.text_for(table, "warehouse", "make_table") + query
