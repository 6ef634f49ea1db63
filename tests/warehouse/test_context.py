"""One context for pages and slides: what is asked, and that both are answered the same."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from governance.briefings import compose, slide_view
from governance.briefings.model import Slide
from governance.core import i18n
from governance.metrics.query import Query
from governance.metrics.scope import Scope
from governance.warehouse import filter_options
from governance.warehouse.context import Context
from governance.warehouse.reader import Warehouse
from tests.support import tiny

MARCH = (dt.date(2026, 3, 1), dt.date(2026, 4, 1))
FEBRUARY = (dt.date(2026, 2, 1), dt.date(2026, 3, 1))
ROWS = (
    {"visited_at": "2026-03-02", "visitor_role": "cadre"},
    {"visited_at": "2026-03-03"},
    {"visited_at": "2026-02-03"},
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    sources = tiny.visits(*ROWS), tiny.issues({"channel": "hotline"})
    return tiny.warehouse(tmp_path_factory.mktemp("context"), *sources)


def context(office: Warehouse, **scope: Any) -> Context:
    place = ("all", "all", *MARCH, "custom", "previous", "en")
    ground, words = filter_options.load_options(office), i18n.translator("en")
    return Context(office, replace(Scope(*place), **scope), ground, words, (), office.answer)


def test_windows_that_are_not_there_or_named_before_are_not_asked(office: Warehouse) -> None:
    scope = context(office).scope
    assert scope.query(["visits"], [MARCH, None, FEBRUARY, MARCH]).windows == (MARCH, FEBRUARY)
    assert scope.query(["visits"]).windows == (MARCH,)


def test_a_figure_is_asked_with_the_filters_that_its_records_know(office: Warehouse) -> None:
    known, strange = ("visitor_role", "cadre"), ("channel", "hotline")
    given = context(office, filters=(strange, known))
    figure = given.scope.figure(office.catalog["visits"])
    assert figure.filters == (known,)
    assert given.value(figure).value == 1


def test_a_reading_asks_through_the_way_that_was_given(office: Warehouse) -> None:
    asked = []

    def answer(query: Query) -> pd.DataFrame:
        asked.append(query)
        return office.answer(query)

    heard = replace(context(office), answer=answer)
    (found,) = heard.readings([office.catalog["visits"]], parts=False)
    assert (found.now.value, found.previous and found.previous.value) == (2, 1)
    query, cut = asked  # the data end in March: February is held against up to the same day
    assert query.windows[:2] == (MARCH, FEBRUARY)
    assert len(query.windows) == len(set(query.windows))
    assert found.now.until == dt.date(2026, 3, 5)  # of all data; two visits a month end nowhere
    assert cut.windows[0] == (FEBRUARY[0], dt.date(2026, 2, 6))


@pytest.mark.parametrize("only", ["", "visitor_role:cadre"])
def test_a_slide_has_the_readings_and_the_metrics_of_a_page(office: Warehouse, only: str) -> None:
    slide = Slide("metric", metrics=("visits",), period="custom", only=only)
    slide = replace(slide, start=MARCH[0], end=MARCH[1] - dt.timedelta(days=1))
    view = slide_view.view(compose.reader_of(office, "en"), slide)
    page = context(office, filters=((*only.split(":"),),) if only else ())
    assert view.readings(view.metrics) == page.readings(view.metrics)
    assert view.catalog == page.catalog
    assert ("issues_reported" in view.catalog) == (not only)
