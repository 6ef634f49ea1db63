"""Presenting a briefing: its pages as the address asks for them, live charts, maps, notes."""

import json
from dataclasses import replace
from typing import Any

import pytest

from governance.app.presenting import keyboard, live_maps, slide_show
from governance.app.presenting.presentation import Talk, inside
from governance.briefings import compose, frozen, minutes, pagination, store
from governance.briefings.model import Briefing, Slide, named
from governance.briefings.slide_content import Map
from governance.charts import plotly
from governance.charts.chart_base import Look
from governance.charts.model import Chart, Series
from governance.charts.traces import Box
from governance.core.i18n import translator
from governance.core.palette import palette
from governance.warehouse import filter_options
from governance.warehouse.reader import Warehouse
from tests.support import tiny
from tests.support.paged import drawn, opened

PRESENTER, NOTES = "pages/present/presenter.py", "pages/present/notes.py"
SLIDES = (
    Slide("text", comment={"zh": "议程", "en": "agenda"}),
    Slide("metric", metrics=("visits",), area=tiny.EAST, notes={"zh": "先问东里", "en": "ask"}),
    Slide("ranking", metrics=("visits",), level="community"),
    Slide("trend", metrics=("visits",)),
)
LOOK = Look(translator("en"), palette(dark=False))


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv(store.VARIABLE, str(tmp_path / "briefings"))
    store.create("例会", Briefing({"zh": "例会", "en": "Meeting"}, named(SLIDES)))
    return tmp_path


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("", "议程"),
        ("2", "走访次数 6 次"),
        ("99", "走访次数"),
        ("x", "议程"),
        ("0", "议程"),
    ],
)
def test_the_address_says_which_page_is_shown(folder, app, asked, said):
    found = opened(app, PRESENTER, lang="zh", briefing="例会", slide=asked)
    assert not found.exception
    assert said in drawn(found)


def test_without_a_name_the_first_briefing_is_shown(folder, app):
    assert "议程" in drawn(opened(app, PRESENTER, lang="zh"))


@pytest.mark.parametrize("page", [PRESENTER, NOTES])
def test_what_is_not_there_is_said_with_a_way_back(folder, app, page):
    found = opened(app, page, lang="zh", briefing="没有")
    assert "没有" in found.error[0].value
    found = found.button(key="to_briefings").click().run()
    assert found.title[0].value == "简报"


def test_a_briefing_without_a_slide_says_so(folder, app):
    store.create("空", Briefing({"zh": "空", "en": "Empty"}))
    found = opened(app, PRESENTER, lang="en", briefing="空")
    assert "No slide yet" in found.info[0].value


def test_an_area_is_looked_inside(folder, app):
    found = opened(app, PRESENTER, lang="zh", briefing="例会", slide="3", inside=tiny.EAST)
    assert "第001网格" in drawn(found)
    assert "东里社区" in drawn(found)


def test_only_a_live_slide_can_be_looked_inside(paged_warehouse):
    briefing = Briefing({"zh": "例会"}, named(SLIDES))
    deck = compose.deck(Warehouse.open(paged_warehouse), "例会", briefing, "zh")
    shown = tuple(pagination.pages(deck))
    assert Talk(deck, shown, 3, briefing).is_live
    assert not Talk(deck, shown, 3).is_live
    kept = replace(shown[0], slide=replace(shown[0].slide, kind="kept"))
    assert not Talk(deck, (kept,), 1, briefing).is_live


def test_a_frozen_briefing_is_presented_with_its_own_numbers(folder, app, paged_warehouse):
    file = frozen.freeze(Warehouse.open(paged_warehouse), store.load("例会"))
    store.change("例会", lambda given: Briefing(given.title, given.slides[:1]))
    found = opened(app, PRESENTER, lang="zh", briefing="例会", frozen=file.name, slide="2")
    assert "走访次数 6 次" in drawn(found)
    assert "东里社区" in drawn(found)


def test_the_speaker_sees_notes_definitions_and_what_comes_next(folder, app):
    found = opened(app, NOTES, lang="zh", briefing="例会", slide="2")
    said = drawn(found)
    assert "先问东里" in said
    assert "下一页： <b>走访次数 12 次" in said
    assert "次），第 1 版" in said


def test_minutes_are_typed_beside_a_slide_and_kept(folder, app):
    found = opened(app, NOTES, lang="zh", briefing="例会", slide="2")
    (keep,) = (button for button in found.button if button.label == "记下")
    found = keep.click().run()
    assert found.error[0].value == "请先写下会上说了什么。"
    found.text_area(key="minutes_text").set_value("<b>一周</b>内清零")
    found.text_input(key="minutes_by").set_value("张三")
    (keep,) = (button for button in found.button if button.label == "记下")
    found = keep.click().run()
    assert found.text_area(key="minutes_text").value == ""
    ((one,), wrong) = minutes.of("例会")
    assert (one.by, one.text, wrong) == ("张三", "<b>一周</b>内清零", [])
    assert one.slide.startswith("走访次数")
    assert "一周" in found.markdown[-1].value
    shown = opened(app, "pages/present/briefings.py", lang="zh", briefing="例会")
    assert any("一周" in part.value for part in shown.markdown)
    assert minutes.of("另一个") == ([], [])


def test_the_page_of_briefings_opens_the_presentation(folder, app):
    found = opened(app, "pages/present/briefings.py", lang="zh", briefing="例会")
    found = found.button(key="present").click().run()
    assert "议程" in drawn(found)


def chart(**changes):
    given: dict[str, Any] = {
        "name": "c",
        "title": "Rate",
        "form": "bars",
        "key": "rate",
        "unit": "%",
        "decimals": 1,
        "categories": ("East", "East", "West"),
        "codes": ("1", "2", "3"),
        "series": (Series("Rate", "value", (81.234567, None, 60.0), ("better", "", "worse")),),
    }
    return Chart(**given | changes)


def test_bars_have_the_unrounded_numbers_and_say_what_they_are_of():
    (bars,) = plotly.figure(chart(), LOOK, Box(400, 600, 16))["data"]
    assert bars["x"] == [81.234567, 60.0]
    assert bars["customdata"] == bars["y"] == ["1", "3"]  # two areas of one name are two rows
    pointed = {"points": [{"customdata": "1", "x": 81.234567, "y": "1"}]}
    assert slide_show._of_chart(chart(), LOOK.translate, pointed) == ("1", "East", "81.2%")
    assert slide_show._of_chart(chart(), LOOK.translate, {"points": []}) is None
    assert bars["marker"]["color"][0] == LOOK.palette.good
    assert bars["marker"]["color"][1] == LOOK.palette.bad


def test_numbers_stand_beside_bars_that_a_line_crosses():
    layout = plotly.figure(chart(rule=70.0, ruled="Whole"), LOOK, Box(400, 600, 16))["layout"]
    beside = {one["y"]: one["text"] for one in layout["annotations"] if one.get("xref") == "paper"}
    assert beside == {2: "81.2%", 1: "No data", 0: "60.0%"}
    assert layout["shapes"][0]["layer"] == "above"
    assert layout["margin"]["r"] > 7 * 16 * 0.6


def test_type_grows_with_the_screen():
    small, large = (
        plotly.figure(chart(), LOOK, Box(*box, letters))["layout"]
        for box, letters in (((400, 600), 16), ((1200, 1800), 48))
    )
    assert (small["font"]["size"], large["font"]["size"]) == (16, 48)
    assert (large["width"], large["height"]) == (1800, 1200)
    assert large["yaxis"]["tickfont"]["size"] == 48


def test_months_keep_their_gaps_and_a_signal_its_shape():
    months = chart(
        form="months",
        series=(
            Series("Rate", "value", (81.0, None, 60.0)),
            Series("Mean", "rule", (70.0,) * 3),
            Series("Signal: low", "dots", (None, None, 60.0), ("worse",) * 3),
        ),
        rule=90.0,
        ruled="Target 90%",
    )
    figure = plotly.figure(months, LOOK, Box(400, 600, 16))
    value, mean, dots = figure["data"]
    assert value["y"] == [81.0, None, 60.0]
    assert value["connectgaps"] is False
    assert mean["line"]["dash"] == "dot"
    assert dots["marker"]["symbol"] == "diamond"
    assert figure["layout"]["shapes"][0]["y0"] == 90
    assert figure["layout"]["annotations"][0]["text"] == "Target 90%"
    low, high = figure["layout"]["yaxis"]["range"]
    assert low < min(60, high)
    assert high > 90


SQUARE = (0.0, 0.0, 1.0, 0.0, 1.0, 1.0, 0.0, 1.0, 0.0, 0.0)
HOLE = (0.2, 0.2, 0.2, 0.4, 0.4, 0.4, 0.4, 0.2, 0.2, 0.2)
BESIDE = tuple(value + (2 if place % 2 == 0 else 0) for place, value in enumerate(SQUARE))


def drawn_map():
    return Map(
        *("areas", "Rate", "rate", "%", 1, "0", "community", ("a", "b", "c")),
        *(("A", "B", "C"), (5.0, None, None), ("5.0%", "No data", "few")),
        ("#112233", "#dedede", "#c4c8ce"),
        ((SQUARE, HOLE, BESIDE), (BESIDE,), ()),
        *((), ()),
    )


def test_a_map_has_the_rings_and_shades_of_its_slide():
    given = drawn_map()
    cells = live_maps.outlines(given)
    assert cells.codes == ("a", "b")
    assert cells.left_out == 1
    first, second = cells.polygons[0]
    assert [len(first), len(second)] == [2, 1]  # the hole belongs to the first square
    shades = live_maps.shades(given, cells, LOOK)
    assert [(one.colour, one.kind) for one in shades] == [
        ("#112233", "class"),
        ("#dedede", "no_data"),
    ]
    deck = live_maps.deck(given, cells, (), LOOK, (600, 400), 16, synthetic=False)
    assert [data["area_code"] for data in cells_of(deck)] == ["a", "a", "b"]


def cells_of(deck):
    return json.loads(next(one for one in deck.layers if one.id == "cells").data.json)


@pytest.mark.parametrize(
    ("slide", "code", "kind", "level"),
    [
        (Slide("ranking", metrics=("visits",), level="community"), "EAST", "ranking", "grid_cell"),
        (Slide("map", metrics=("visits",), level="grid_cell"), "GRID", "trend", ""),
        (Slide("table", metrics=("visits", "visit_coverage")), "GRID", "metric", ""),
        (Slide("trend", metrics=("visits",)), "EAST", "trend", ""),
    ],
)
def test_inside_an_area_the_slide_asks_the_next_question(paged_warehouse, slide, code, kind, level):
    code = {"EAST": tiny.EAST, "GRID": tiny.GRIDS[0]}[code]
    tree = filter_options.load_options(Warehouse.open(paged_warehouse)).tree
    found = inside(replace(slide, words={"zh": "整体", "en": "whole"}), code, tree)
    assert (found.kind, found.level, found.area) == (kind, level, code)
    assert found.metrics == slide.metrics
    assert found.words is None


def test_every_key_does_what_a_button_says():
    assert set(keyboard.LABELS) <= set(keyboard.KEYS.values())
    assert set(keyboard.SIGNS) == set(keyboard.LABELS)
