"""Every number that a page shows leads to its receipt, which has the very same number."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from governance.app import context, figure_panel
from governance.app.context import Here
from governance.core.i18n import translator
from governance.metrics import scope as scopes
from governance.receipts import table_cells
from governance.receipts.proof import prove
from governance.receipts.table_cells import CellReceipt
from governance.warehouse.reader import VARIABLE
from tests.support.paged import opened, unfolded

PAGES = (
    *("monitor/issues", "monitor/visits", "monitor/volunteers", "monitor/parking"),
    *("monitor/consultation", "monitor/organisation", "monitor/compound"),
    *("analyse/trend", "analyse/compare"),
)
QUARTER = {"period": "custom", "start": "2026-07-01", "end": "2026-09-30"}
ROWS = 3  # of each table: its first, middle and last
# Lists of single records: what stands there is the record itself, and nothing is counted.
LISTS = {
    *("compounds", "lacking", "audit", "red", "facilities", "projects", "resources", "demands"),
    *("cases",),
}
# What is made of two numbers that have receipts beside it, or is no number of records at all.
DERIVED = {
    *("For one of those above", "Residents each", "Change", "Months with data", "Property company"),
    *("Of these known, visited", "Cycles", "Mean", "Lower limit", "Upper limit"),
    *("change", "mean", "covered", "Not visited for 30 days"),
}
# Their receipts are of what they are shares of, or of all of which they are a part.
SHARES = {"Of those reported", "In favour", "Returned"}


@dataclass
class Shown:
    """A table, or the numbers of a chart, as a page gave it to the panel."""

    key: str
    frame: pd.DataFrame
    chosen: Callable[[int, str], None] | None


@pytest.fixture
def app(sample_warehouse, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(sample_warehouse))
    return AppTest.from_file("../../dashboard.py", default_timeout=120)


@pytest.fixture
def shown(monkeypatch) -> list[tuple[Here, Shown]]:
    """What the pages show from now on."""
    found: list[tuple[Here, Shown]] = []
    table, chart = figure_panel.table, figure_panel.chart

    def show_table(here: Here, frame: Any, title: str, key: str, **options: Any) -> Any:
        plain = frame if isinstance(frame, pd.DataFrame) else frame.data
        found.append((here, Shown(key, plain, options.get("chosen"))))
        return table(here, frame, title, key, **options)

    def show_chart(here: Here, given: Any, title: str, key: str, **options: Any) -> None:
        if options.get("frame") is not None:
            found.append((here, Shown(key, options["frame"], options.get("receipts"))))
        chart(here, given, title, key, **options)

    monkeypatch.setattr(figure_panel, "table", show_table)
    monkeypatch.setattr(figure_panel, "chart", show_chart)
    return found


def cells(frame: pd.DataFrame) -> Iterator[tuple[int, str, float]]:
    """Numbers of some rows: row, column, value."""
    places = sorted({0, len(frame) // 2, len(frame) - 1} & set(range(len(frame))))
    for column in frame.columns:
        for place in places:
            value = frame[column].iloc[place]
            is_number = isinstance(value, int | float) or hasattr(value, "__index__")
            if is_number and not isinstance(value, bool) and not pd.isna(value):
                yield place, str(column), float(value)


def numbers_of(here: Here, link: dict[str, str]) -> tuple[list[float | None], bool]:
    """The numbers that the receipt at an address names, and whether it is proved."""
    asked = {"area": here.scope.area, "lang": "en", **QUARTER, **link}
    scope, notices = scopes.read(asked, here.ground, translator("en"))
    assert notices == [], (link, notices)
    if cell := table_cells.parse(link.get("cell", "")):
        proof = CellReceipt(here.warehouse, scope, here.ground, cell).prove()
        return [proof.shown], proof.holds
    figure = scope.figure(here.warehouse.catalog[link["metric"]])
    assert len(figure.filters) == len(scope.filters), (link, "a filter that does not apply")
    whole = prove(here.warehouse.cursor(), here.warehouse.catalog, figure)
    numbers = [whole.shown, whole.numerator, whole.denominator, float(whole.records)]
    return numbers, whole.holds and whole.agrees is not False


def is_same(value: float, number: float | None) -> bool:
    """Whether a page shows the number, as it is or rounded."""
    return number is not None and math.isclose(value, number, rel_tol=1e-6, abs_tol=0.051)


@pytest.mark.parametrize(
    "area", ["500113011", pytest.param("all", marks=pytest.mark.slow)], ids=["street", "all"]
)
@pytest.mark.parametrize("page", PAGES)
def test_every_number_leads_to_its_receipt(app, shown, monkeypatch, page, area):
    links: list[dict[str, str]] = []
    monkeypatch.setattr(context, "open_page", lambda _page, **asked: links.append(asked))
    monkeypatch.setattr(context, "filter_by", lambda *_asked: None)
    monkeypatch.setattr(context, "go", lambda **_asked: None)
    opened(app, lang="en", area=area, **QUARTER)
    shown.clear()
    found = unfolded(app.switch_page(f"pages/{page}.py").run())
    assert not found.exception
    without, wrong, right = [], [], 0
    for here, one in shown:
        for row, column, value in cells(one.frame) if one.key not in LISTS else ():
            links.clear()
            if one.chosen:
                one.chosen(row, column)
            if not links:
                without += [] if column in DERIVED else [(one.key, column)]
                continue
            numbers, is_proved = numbers_of(here, links[0])
            if is_proved and (column in SHARES or any(is_same(value, n) for n in numbers)):
                right += 1
            else:
                wrong.append((one.key, row, column, value, numbers, links[0], is_proved))
    assert (sorted(set(without)), wrong) == ([], [])
    assert right >= 5
