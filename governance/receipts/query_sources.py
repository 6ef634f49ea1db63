"""What a view was asked, and which datasets it reads: where the figures of lists are from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from governance.core import sql
from governance.metrics import statements
from governance.metrics.catalog import Catalog
from governance.receipts import figure_records

# Of the register of areas, whatever its shape: tables, and macros of area_macros.sql.
AREAS = {"area_list", "area_rollup", "inside", "units", "areas_inside"}


@dataclass(frozen=True)
class Source:
    """queries/views/<view>.sql and the values that were bound to it."""

    view: str
    parameters: Mapping[str, Any]

    @property
    def statement(self) -> str:
        """The query as a person can run it: its bound values in a comment above it."""
        return figure_records.statement(self.view, self.parameters)

    def datasets(self, catalog: Catalog) -> set[str]:
        """The datasets that the view reads, itself or through the rows of a metric."""
        text = sql.text("views", self.view)
        tables, found = statements.parse(text).tables, set(statements.datasets(text))
        behind = [one.reads for one in catalog.values() if one.view in tables]
        return found.union(*behind, {"areas"} if tables & AREAS else ())
