"""What every page of the registry shows where there is little to show, or nothing."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard import PAGES
from governance.app.registry import Entry
from governance.core import contracts, i18n
from governance.warehouse.reader import VARIABLE
from tests.support import offices, shown
from tests.support.paged import unfolded

Visit = Callable[[str, str, Entry], AppTest]
LANGUAGES = pytest.mark.parametrize("lang", ["zh", pytest.param("en", marks=pytest.mark.slow)])
EVERY_OFFICE = pytest.mark.parametrize("office", offices.OFFICES)
EVERY_PAGE = pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.name)
# What there is in each office; a dataset that is not named has no row.
PRESENT = {
    "missing_dataset": {"areas", "visits"},
    "nothing_measured": {"areas", "activities"},
    "one_row": {"areas", "issues"},
}
# What a program says where it should say "no data"; "None of …" begins an English sentence.
BROKEN = re.compile(r"\b(?:nan|NaN|NaT|inf|Infinity|undefined|null)\b|\bNone\b(?! [a-z])|\{\w*\}")
NOTHING = re.compile("无数据|没有|暂无|尚无|请至少选择")  # or what has to be chosen first
SAYING = ("caption", "dataframe", "info", "markdown", "metric", "plotly_chart", "table", "text")
SHARED = re.compile(r'<style|class="(?:condition|foot)"')  # drawn above and below every page


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    """Goes to a page of an office; one reader for each office and language, as people do."""
    folder = tmp_path_factory.mktemp("offices")

    @cache
    def reader(office: str, lang: str) -> AppTest:
        app = AppTest.from_file("../../dashboard.py", default_timeout=30)
        app.query_params.update({"lang": lang, **offices.ASKED.get(office, {})})
        return app.run()

    built = cache(offices.built)
    with pytest.MonkeyPatch.context() as patch:

        def go(office: str, lang: str, entry: Entry) -> AppTest:
            patch.setenv(VARIABLE, str(built(office, folder)))
            return unfolded(reader(office, lang).switch_page(file_of(entry)).run())

        yield go


def file_of(entry: Entry) -> str:
    return f"pages/{entry.section}/{entry.name}.py"


def says(app: AppTest) -> list[Any]:
    """What the page itself shows."""
    drawn = [element for element in app.get("html") if not SHARED.search(element.proto.body)]
    return [*drawn, *(element for kind in SAYING for element in app.get(kind))]


@LANGUAGES
@EVERY_OFFICE
@EVERY_PAGE
def test_a_page_bears_little_data(visit: Visit, office: str, lang: str, entry: Entry) -> None:
    app = visit(office, lang, entry)
    assert not app.exception
    assert app.title[0].value == i18n.translator(lang)(entry.title)
    assert says(app), "a blank page"
    words = shown.words(app)
    assert [text for text in words if BROKEN.search(text)] == []
    if lang == "zh":
        assert [text for text in words if shown.ENGLISH.search(text)] == []


@pytest.mark.parametrize("entry", [e for e in PAGES if e.has_scope], ids=lambda e: e.name)
def test_a_page_without_anything_in_the_period_says_so(visit: Visit, entry: Entry) -> None:
    words = shown.words(visit("empty", "zh", entry))
    assert [text for text in words if NOTHING.search(text)]


@LANGUAGES
@pytest.mark.parametrize("office", PRESENT)
@EVERY_PAGE
def test_a_link_to_a_page_without_data_says_what_it_lacks(
    visit: Visit, office: str, lang: str, entry: Entry
) -> None:
    app = visit(office, lang, entry)
    lacks = not entry.has_data(PRESENT[office])
    assert [info.value for info in app.info if lacking(entry, lang) == info.value] == (
        [lacking(entry, lang)] if lacks else []
    )
    if lacks:
        # Behind the pages of the same entry of the menu that have data.
        kin = [e.name for e in PAGES if e.is_kin(entry) and e.has_data(PRESENT[office])]
        links = [link.proto.page for link in app.get("page_link")]
        assert links[-1] == "data"
        assert len(links) == 1 + (len(kin) if len(kin) > 1 else 0)


def lacking(entry: Entry, lang: str) -> str:
    """What the page says where nothing that it shows is there."""
    _ = i18n.translator(lang)
    titles = " · ".join(_.pick(contracts.load()[dataset].title) for dataset in entry.datasets)
    return _("This page has no data yet. It shows: {datasets}.", datasets=titles)


@pytest.mark.parametrize("office", PRESENT)
def test_only_pages_with_data_are_in_the_menu(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, office: str
) -> None:
    menus: list[dict[str, str]] = []
    draw = st.navigation

    def draw_and_note(sections: dict[str, list[Any]], **how: Any) -> Any:
        pages = [page for pages in sections.values() for page in pages]
        # The first page stands there twice: by its name, too, which is in no menu.
        menus.append({page.title: page.visibility for page in reversed(pages)})
        return draw(sections, **how)

    monkeypatch.setattr(st, "navigation", draw_and_note)
    visit(office, "en", PAGES[-1])
    # Of pages that share an entry of the menu the first with data has it.
    shown = [e for e in PAGES if e.has_data(PRESENT[office]) and not e.is_bare]
    first = {e.family or e.name: e for e in reversed(shown)}.values()
    expected = {e.menu or e.title if e in first else e.title: e in first for e in PAGES}
    assert {title: way == "visible" for title, way in menus[-1].items()} == expected
    assert sum(expected.values()) <= 12


@pytest.mark.parametrize("office", PRESENT)
def test_the_dashboard_opens_with_the_first_page_that_has_data(visit: Visit, office: str) -> None:
    first = next(entry for entry in PAGES if entry.has_data(PRESENT[office]))
    visit(office, "en", first)  # the warehouse is there, and chosen
    app = AppTest.from_file("../../dashboard.py", default_timeout=30)
    app.query_params["lang"] = "en"
    assert app.run().title[0].value == first.title


@pytest.mark.parametrize(
    "text", ["nan", "nan 件", "None", "12 None", "inf%", "NaT", "{n} areas", "{}"]
)
def test_what_is_broken_is_known_as_such(text: str) -> None:
    assert BROKEN.search(text)


@pytest.mark.parametrize("text", ["None of its 3 rows was accepted", "finance", "information"])
def test_what_only_looks_broken_passes(text: str) -> None:
    assert not BROKEN.search(text)


def test_every_text_of_a_page_is_found() -> None:
    words = shown.words(AppTest.from_function(a_page).run())
    assert set(words) == {
        "in a caption", "in HTML", "in its label", "of a chart", "an axis", "of a trace",
        "name", "east", "None", "whole", "Visits", "12", "in help", "Choose", "first", "second",
    }  # fmt: skip


def a_page() -> None:
    import pandas as pd
    import streamlit as st

    st.caption("in a caption")
    st.html('<style>p{}</style><p aria-label="in its label">in HTML</p>')
    axis = {"title": {"text": "an axis"}}
    trace = {"type": "bar", "name": "of a trace", "x": ["a"], "y": [1]}
    st.plotly_chart({"data": [trace], "layout": {"title": {"text": "of a chart"}, "xaxis": axis}})
    st.dataframe(pd.DataFrame({"name": ["east", None]}), hide_index=True)
    st.dataframe(pd.DataFrame({"name": ["whole"]}), hide_index=True)
    st.metric("Visits", 12, help="in help")
    st.selectbox("Choose", ["first", "second"])
    st.code("not this code")
