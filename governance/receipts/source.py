"""What a view was asked, and which datasets it reads: where the figures of lists are from."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from governance import contracts, sql
from governance.catalog import Catalog
from governance.receipts import origin

# Of the register of areas, whatever its shape.
AREAS = {"area_list", "area_rollup"}
# DuckDB itself names the tables of queries without parameters only.
NAMED = re.compile(r"\b(?:from|join)\s+(\w+)")


@dataclass(frozen=True)
class Source:
    """queries/views/<view>.sql and the values that were bound to it."""

    view: str
    parameters: Mapping[str, Any]

    @property
    def statement(self) -> str:
        """The query as a person can run it: its bound values in a comment above it."""
        return origin.statement_of(self.view, self.parameters)

    def datasets(self, catalog: Catalog) -> set[str]:
        """The datasets that the view reads, itself or through the rows of a metric."""
        tables = set(NAMED.findall(sql.text("views", self.view)))
        metrics = {one.dataset for one in catalog.values() if one.view in tables}
        named = {d for d in contracts.load() if tables & {d, f"accepted_{d}"}}
        return metrics | named | ({"areas"} if tables & AREAS else set())
