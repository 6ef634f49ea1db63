"""Maps of areas: which colour and which text each cell has, and what is not told."""

import json

import pytest

from governance.charts.chart_base import Look
from governance.core.i18n import translator
from governance.maps import cell_values, choropleths, classes, colour_ramps
from governance.metrics.metric_values import NOTHING, Value
from tests.bench import map_speed
from tests.support import mapped
from tests.support.staged import (
    CODES,
    COVERAGE,
    DARK,
    KNOWN,
    LIGHT,
    LOOK,
    OVERDUE,
    RATE,
    VISITS,
    drawn,
    keys,
    layer,
    scaled,
    stage,
)


def test_every_cell_is_there_in_its_order_whatever_is_filtered():
    """Streamlit knows a clicked object by its index."""
    for more in ({}, {"chosen": CODES[3]}):
        sent, _found = drawn(**more)
        assert [one["area_code"] for one in layer(sent, "cells")["data"]] == list(CODES)
    sent, _found = drawn({})
    assert [one["area_code"] for one in layer(sent, "cells")["data"]] == list(CODES)


def test_a_cell_has_the_colour_of_its_class_and_says_its_value():
    sent, found = drawn()
    cells = {one["area_code"]: one for one in layer(sent, "cells")["data"]}
    scale = scaled(KNOWN)
    for code, value in KNOWN.items():
        assert cells[code]["c"] == colour_ramps.rgb(scale.colour(value.value))
    assert cells[CODES[4]]["text"] == "No data"
    assert cells[CODES[4]]["c"] == colour_ramps.rgb(colour_ramps.marks(LIGHT).no_data)
    assert cells[CODES[0]]["c"] == colour_ramps.rgb(scale.colours[0])  # none is worst
    assert (sum(found.tally.classes), found.tally.zero, found.tally.no_data) == (8, 0, 1)


def test_large_values_are_said_in_the_readers_scale():
    known = {CODES[0]: Value(238_500.0, True)}
    scale = scaled(known)
    for lang, said in (("zh", "238,500 次 (23.85 万)"), ("en", "238,500 visits (238.5k)")):
        look = Look(translator(lang), LIGHT)
        (shade,) = cell_values.classify(CODES[:1], known, VISITS, scale, look)
        assert shade.text.replace("（", " (").replace("）", ")").replace("  (", " (") == said


@pytest.mark.parametrize("is_few", [True, False])
def test_a_suppressed_value_is_said_to_be(is_few):
    value = Value(None if is_few else 80.0, True, is_few=is_few)
    scale = classes.scale([1.0, 50.0, 100.0], COVERAGE, LOOK)
    (shade,) = cell_values.classify(["a"], {"a": value}, COVERAGE, scale, LOOK)
    assert (shade.kind == "suppressed") is is_few
    if is_few:
        assert (shade.text, shade.size) == (LOOK.translate("Suppressed: a small number"), 0.0)


def test_a_suppressed_number_is_nowhere_in_what_is_sent():
    known = {code: Value(30.0, True) for code in CODES} | {CODES[0]: Value(None, True, is_few=True)}
    for shape in ("flat", "columns"):
        sent, found = drawn(known, OVERDUE, shape)
        mine = [
            one
            for key in keys(sent)
            for one in layer(sent, key)["data"]
            if one.get("area_code") == CODES[0] or "01" in one.get("t", "")
        ]
        assert "4" not in json.dumps([one.get("text", one.get("t")) for one in mine])
        assert all(not one.get("h") for one in mine)
        assert found.tally.suppressed == 1


def test_a_difference_is_none_where_one_side_is_missing_or_few():
    few = Value(None, True, is_few=True)
    now = {"a": Value(9.0, True), "b": few, "c": Value(9.0, True), "d": NOTHING}
    then = {"a": Value(6.0, True), "b": Value(9.0, True), "c": few}
    assert cell_values.changed_values(now, then) == {"a": 3.0}
    scale = classes.scale([3.0, -3.0], OVERDUE, LOOK, diverging=True)
    kinds = [
        s.kind for s in cell_values.change_shades(list("abcd"), now, then, OVERDUE, scale, LOOK)
    ]
    assert kinds == ["class", "suppressed", "suppressed", "no_data"]


def test_a_difference_says_both_sides():
    now, then = {"a": Value(98.4, True)}, {"a": Value(95.2, True)}
    scale = classes.scale([3.2, -1.0], RATE, LOOK, diverging=True)
    (shade,) = cell_values.change_shades(["a"], now, then, RATE, scale, LOOK)
    assert shade.text == "+3.2 pp (95.2% → 98.4%)"
    assert shade.colour == scale.colours[-1]
    assert cell_values.difference(-3.2, RATE, LOOK.translate) == "−3.2 pp"
    assert cell_values.difference(0.0, VISITS, LOOK.translate) == "0 visits"


def thirds(known):
    return classes.thirds([value.value for value in known.values()], VISITS, LOOK)


def test_two_metrics_meet_in_their_square():
    first = {code: Value(float(n), True) for n, code in enumerate(CODES)}
    second = {code: Value(float(9 - n), True) for n, code in enumerate(CODES)}
    scales = [thirds(known) for known in (first, second)]
    found = choropleths.bivariate(stage(), (first, VISITS, scales[0]), (second, VISITS, scales[1]))
    data = layer(json.loads(found.deck.to_json()), "cells")["data"]
    square = colour_ramps.bivariate(LIGHT)
    assert data[0]["c"] == colour_ramps.rgb(square[2][0])
    assert data[4]["c"] == colour_ramps.rgb(square[1][1])
    assert data[8]["c"] == colour_ramps.rgb(square[0][2])
    assert found.tally.classes == (0, 0, 3, 0, 3, 0, 3, 0, 0)
    assert data[0]["text"] == "Visits: 0 visits\nVisits: 9 visits"


def test_one_metric_missing_is_no_data_of_both():
    first = {code: Value(float(n), True) for n, code in enumerate(CODES)}
    scale = thirds(first)
    found = choropleths.bivariate(stage(), (first, VISITS, scale), ({}, VISITS, scale))
    assert found.tally.no_data == 9


def test_a_map_without_any_cell():
    found = choropleths.choropleth(stage(mapped.cells_of([])), {}, VISITS, scaled({}))
    assert json.loads(found.deck.to_json())["layers"][0]["data"] == []


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_an_area_unknown_to_the_numbers_is_no_data_in_both_themes(theme):
    look = Look(translator("zh"), theme)
    (shade,) = cell_values.classify(["x"], {}, VISITS, scaled(KNOWN), look)
    assert (shade.kind, shade.text) == ("no_data", "无数据")


def test_195_grids_cost_little_each_time_they_are_drawn():
    """Measured 44 KB and 8 ms of CPU (tests/bench/map_speed.py)."""
    size, milliseconds = map_speed.cost(195)
    assert size < 90_000
    assert milliseconds < 20
