"""What the registry of pages (dashboard.py) says of each page."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from governance.core.contracts import PROJECT
from governance.ingest import settings
from governance.metrics import catalog

UPLOAD = "upload"  # there without any data, too; GOVERNANCE_UPLOADS=off takes it away


@dataclass(frozen=True)
class Entry:
    """One page: its section and name are its file, pages/<section>/<name>.py.

    needs: datasets of which any must have data, else the page is not in the menu, and says so to
    whoever follows a link to it; () always is.
    needs_metrics: whether it needs any of the datasets that have metrics.
    has_scope: whether area, period and comparison mean anything to it.
    is_bare: whether it fills the screen alone; such a page is not in the menu.
    takes_many_filters: whether it shows a single number with its rows; others take one filter.
    """

    section: str
    name: str
    title: str
    icon: str
    needs: tuple[str, ...] = ()
    needs_metrics: bool = False
    has_scope: bool = True
    is_bare: bool = False
    takes_many_filters: bool = False

    @property
    def script(self) -> Path:
        return PROJECT / "pages" / self.section / f"{self.name}.py"

    @property
    def is_on(self) -> bool:
        """Whether the page is wanted here at all."""
        return self.name != UPLOAD or settings.takes_uploads()

    @property
    def datasets(self) -> tuple[str, ...]:
        """The datasets of which any must have data."""
        return measured() if self.needs_metrics else self.needs

    def has_data(self, present: Collection[str]) -> bool:
        """Whether any of the datasets that it shows is there."""
        return not self.datasets or not set(self.datasets).isdisjoint(present)

    def is_listed(self, present: Collection[str]) -> bool:
        """Whether it stands in the menu."""
        return self.has_data(present) and not self.is_bare


@cache
def measured() -> tuple[str, ...]:
    """The datasets with metrics of dated records, in reading order. Raises CatalogError.

    Without any of them an overview would be empty: registers alone have no days to compare.
    """
    found = catalog.load().values()
    return tuple(dict.fromkeys(one.dataset for one in found if one.time != "register"))
