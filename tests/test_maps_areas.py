"""Maps of areas: what is sent to the page, in what order, and that nothing is asked outside."""

import json

import pytest
from shapely.affinity import translate

from governance import catalog, display, palette
from governance.figures import Look
from governance.i18n import translator
from governance.maps import amounts, areas, camera, classes, ramps
from governance.maps.stage import Stage
from governance.readings import NOTHING, Value
from tests import map_speed, mapped

METRICS = catalog.load()
VISITS, RATE = METRICS["visits"], METRICS["on_time_rate"]
COVERAGE, OVERDUE = METRICS["key_group_coverage"], METRICS["overdue_key_visits"]
LIGHT, DARK = palette.palette(dark=False), palette.palette(dark=True)
LOOK = Look(translator("en"), LIGHT)
BOX = (1000, 700)
CELLS = mapped.voronoi(9)
CODES = CELLS.codes
KNOWN = {code: Value(float(n * 10), True) for n, code in enumerate(CODES) if n != 4}


def stage(cells=CELLS, look=LOOK, **more):
    return Stage(cells, camera.fit(cells.bounds, *BOX), look, *BOX, **more)


def scaled(known, metric=VISITS, **more):
    return classes.scale([value.value for value in known.values()], metric, LOOK, **more)


def drawn(known=KNOWN, metric=VISITS, shape="flat", **more):
    found = areas.choropleth(stage(**more), known, metric, scaled(known, metric), shape=shape)
    return json.loads(found.deck.to_json()), found


def layer(sent, key):
    return next(layer for layer in sent["layers"] if layer["id"] == key)


def keys(sent):
    return [layer["id"] for layer in sent["layers"]]


def test_every_cell_is_there_in_its_order_whatever_is_filtered():
    """Streamlit knows a clicked object by its index."""
    for more in ({}, {"faded": frozenset(CODES[2:5])}, {"chosen": CODES[3]}):
        sent, _found = drawn(**more)
        assert [one["area_code"] for one in layer(sent, "cells")["data"]] == list(CODES)
    sent, _found = drawn({})
    assert [one["area_code"] for one in layer(sent, "cells")["data"]] == list(CODES)


def test_what_is_filtered_keeps_its_text_and_loses_its_colour():
    plain, _found = drawn()
    pale, found = drawn(faded=frozenset([CODES[2]]))
    before, after = (layer(sent, "cells")["data"][2] for sent in (plain, pale))
    assert before["text"] == after["text"] == "20 visits"
    assert before["c"] != after["c"]
    assert found.tally.faded == 1


def test_a_cell_has_the_colour_of_its_class_and_says_its_value():
    sent, found = drawn()
    cells = {one["area_code"]: one for one in layer(sent, "cells")["data"]}
    scale = scaled(KNOWN)
    for code, value in KNOWN.items():
        assert cells[code]["c"] == ramps.rgb(scale.colour(value.value))
    assert cells[CODES[4]]["text"] == "No data"
    assert cells[CODES[4]]["c"] == ramps.rgb(ramps.marks(LIGHT).no_data)
    assert cells[CODES[0]]["c"] == ramps.rgb(ramps.marks(LIGHT).zero)
    assert (sum(found.tally.classes), found.tally.zero, found.tally.no_data) == (7, 1, 1)


def test_large_values_are_said_in_the_readers_scale():
    known = {CODES[0]: Value(238_500.0, True)}
    scale = scaled(known)
    for lang, said in (("zh", "238,500 次 (23.85 万)"), ("en", "238,500 visits (238.5k)")):
        look = Look(translator(lang), LIGHT)
        (shade,) = amounts.shades(CODES[:1], known, VISITS, scale, look)
        assert shade.text.replace("（", " (").replace("）", ")").replace("  (", " (") == said


def test_the_page_asks_nobody_for_a_base_map():
    """map_style stays unset and there is no provider: see DESIGN.md, "Maps, measured"."""
    sent, _found = drawn()
    assert sent["mapStyle"] == "__MAP_STYLE__"
    assert "mapProvider" not in sent
    assert "http" not in json.dumps(sent)
    assert not [key for key in sent if key.lower().endswith("key")]


def test_json_is_compact_and_the_same_each_time():
    _sent, found = drawn()
    text = found.deck.to_json()
    assert "\n" not in text
    assert ": " not in text.replace("  ", "")[:200]
    assert text == drawn()[1].deck.to_json()
    assert found.deck.size == len(text.encode())


def test_coordinates_come_back_within_a_metre():
    sent, _found = drawn()
    cells = layer(sent, "cells")
    (lon, lat), scale = cells["coordinateOrigin"][:2], cells["modelMatrix"][0]
    for polygons, one in zip(CELLS.polygons, cells["data"], strict=True):
        corners = {(round(x, 4), round(y, 4)) for x, y in polygons[0][0]}
        flat = one["p"]
        for x, y in zip(flat[::2], flat[1::2], strict=True):
            near = (round(lon + x * scale, 4), round(lat + y * scale, 4))
            assert min(abs(near[0] - a) + abs(near[1] - b) for a, b in corners) < 3e-4


def test_neighbours_still_share_their_corners():
    """Leaving out corners must not open gaps: every inner corner belongs to three cells."""
    cells = mapped.voronoi(60)
    sent = json.loads(areas.choropleth(stage(cells), {}, VISITS, scaled({})).deck.to_json())
    flat = [one["p"] for one in layer(sent, "cells")["data"]]
    corners = [{*zip(p[::2], p[1::2], strict=True)} for p in flat]
    edge = {value for p in corners for x, y in p for value in (("x", x), ("y", y))}
    low_x, high_x = min(v for a, v in edge if a == "x"), max(v for a, v in edge if a == "x")
    low_y, high_y = min(v for a, v in edge if a == "y"), max(v for a, v in edge if a == "y")
    for number, own in enumerate(corners):
        for x, y in own:
            inside = low_x < x < high_x and low_y < y < high_y
            shared = any((x, y) in other for n, other in enumerate(corners) if n != number)
            assert shared or not inside


def test_holes_stay_holes():
    ring = mapped.SQUARE.difference(mapped.SQUARE.buffer(-0.02))
    cells = mapped.cells_of([("a", "环", ring), ("b", "心", mapped.SQUARE.buffer(-0.02))])
    found = areas.choropleth(stage(cells), {}, VISITS, scaled({}))
    outer, inner = layer(json.loads(found.deck.to_json()), "cells")["data"]
    assert outer["p"]["holeIndices"] == [10]
    assert isinstance(inner["p"], list)


def test_an_area_in_two_parts_is_drawn_twice_under_one_code():
    both = mapped.SQUARE.union(translate(mapped.SQUARE, 0.2))
    cells = mapped.cells_of([("a", "甲", both)])
    found = areas.choropleth(stage(cells), {"a": Value(5.0, True)}, VISITS, scaled({}))
    data = layer(json.loads(found.deck.to_json()), "cells")["data"]
    assert [one["area_code"] for one in data] == ["a", "a"]
    assert sum(found.tally.classes) == 1


def test_texts_run_nothing_on_the_page():
    """deck.gl runs texts that begin with @@=; quotes and brackets stay in their text."""
    name = '@@=alert("x") </script>'
    cells = mapped.cells_of([("a", name, mapped.SQUARE)])
    sent = json.loads(areas.choropleth(stage(cells), {}, VISITS, scaled({})).deck.to_json())
    assert layer(sent, "cells")["data"][0]["name"] == f" {name}"
    assert layer(sent, "labels")["data"][0]["t"] == f" {name}"


def test_selection_fades_no_colour():
    """Streamlit fades getFillColor and getColor of a layer; ours stand on the sub-layers."""
    sent, _found = drawn(parents=(mapped.grouped(CELLS, 2),), chosen=CODES[1])
    for one in sent["layers"]:
        assert not {"getFillColor", "getColor"} & set(one), one["id"]
    assert layer(sent, "cells")["_subLayerProps"] == {"fill": {"getFillColor": "@@=c"}}


def test_layers_lie_in_their_order():
    below = mapped.grouped(CELLS, 2)
    sent, _found = drawn(parents=(below,), chosen=CODES[1])
    assert keys(sent) == ["cells", "hatch", "borders-0", "halo", "chosen", "labels"]
    assert layer(sent, "borders-0")["getLineWidth"] > layer(sent, "cells")["getLineWidth"]
    pickable = [one["id"] for one in sent["layers"] if one["pickable"]]
    assert pickable == ["cells"]


def test_only_cells_without_a_value_are_hatched():
    full = {code: Value(1.0 + n, True) for n, code in enumerate(CODES)}
    assert "hatch" not in keys(drawn(full)[0])
    assert len(layer(drawn()[0], "hatch")["data"]) > 3


@pytest.mark.parametrize(
    ("metric", "value", "small"),
    [
        (OVERDUE, Value(4.0, True), True),
        (OVERDUE, Value(5.0, True), False),
        (OVERDUE, Value(0.0, True), False),
        (OVERDUE, Value(None, True), False),
        (COVERAGE, Value(80.0, True, 4.0, 5.0), True),
        (COVERAGE, Value(100.0, True, 4.0, 4.0), True),
        (COVERAGE, Value(90.0, True, 18.0, 20.0), True),
        (COVERAGE, Value(50.0, True, 10.0, 20.0), False),
        (COVERAGE, Value(100.0, True, 20.0, 20.0), False),
        (VISITS, Value(1.0, True), False),
    ],
)
def test_few_key_households_are_not_told(metric, value, small):
    assert amounts.is_small(value, metric) is small
    scale = classes.scale([1.0, 50.0, 100.0], metric, LOOK)
    (shade,) = amounts.shades(["a"], {"a": value}, metric, scale, LOOK)
    assert (shade.kind == "suppressed") is small
    if small:
        said = LOOK.translate("Suppressed: fewer than {n}", n=5)
        assert (shade.text, shade.short, shade.size) == (said, display.FEW, 0.0)


def test_a_suppressed_number_is_nowhere_in_what_is_sent():
    known = {code: Value(30.0, True) for code in CODES} | {CODES[0]: Value(4.0, True)}
    for shape in ("flat", "raised", "columns"):
        sent, found = drawn(known, OVERDUE, shape, numbers=True)
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
    now = {"a": Value(9.0, True), "b": Value(4.0, True), "c": Value(9.0, True), "d": NOTHING}
    then = {"a": Value(6.0, True), "b": Value(9.0, True), "c": Value(2.0, True)}
    assert amounts.differences(now, then, OVERDUE) == {"a": 3.0}
    scale = classes.scale([3.0, -3.0], OVERDUE, LOOK, diverging=True)
    kinds = [s.kind for s in amounts.changes(list("abcd"), now, then, OVERDUE, scale, LOOK)]
    assert kinds == ["class", "suppressed", "suppressed", "no_data"]


def test_a_difference_says_both_sides():
    now, then = {"a": Value(98.4, True)}, {"a": Value(95.2, True)}
    scale = classes.scale([3.2, -1.0], RATE, LOOK, diverging=True)
    (shade,) = amounts.changes(["a"], now, then, RATE, scale, LOOK)
    assert shade.text == "+3.2 pp (95.2% → 98.4%)"
    assert shade.colour == scale.colours[-1]
    assert amounts.difference(-3.2, RATE, LOOK.translate) == "−3.2 pp"
    assert amounts.difference(0.0, VISITS, LOOK.translate) == "0 visits"


def test_two_metrics_meet_in_their_square():
    first = {code: Value(float(n), True) for n, code in enumerate(CODES)}
    second = {code: Value(float(9 - n), True) for n, code in enumerate(CODES)}
    scales = [scaled(known, count=3, apart=False) for known in (first, second)]
    found = areas.bivariate(stage(), (first, VISITS, scales[0]), (second, VISITS, scales[1]))
    data = layer(json.loads(found.deck.to_json()), "cells")["data"]
    square = ramps.bivariate(LIGHT)
    assert data[0]["c"] == ramps.rgb(square[2][0])
    assert data[4]["c"] == ramps.rgb(square[1][1])
    assert data[8]["c"] == ramps.rgb(square[0][2])
    assert found.tally.classes == (0, 0, 3, 0, 3, 0, 3, 0, 0)
    assert data[0]["text"] == "Visits: 0 visits\nVisits: 9 visits"


def test_one_metric_missing_is_no_data_of_both():
    first = {code: Value(float(n), True) for n, code in enumerate(CODES)}
    scale = scaled(first, count=3, apart=False)
    found = areas.bivariate(stage(), (first, VISITS, scale), ({}, VISITS, scale))
    assert found.tally.no_data == 9


@pytest.mark.parametrize("shape", ["raised", "columns"])
def test_heights_are_in_proportion(shape):
    sent, found = drawn(shape=shape)
    key = "cells" if shape == "raised" else "columns"
    heights = {one["area_code"]: one["h"] for one in layer(sent, key)["data"]}
    assert heights[CODES[6]] == pytest.approx(2 * heights[CODES[3]], abs=2)
    assert found.most == 80.0
    assert heights.get(CODES[0], 0) == heights.get(CODES[4], 0) == 0


def test_small_maps_stand_still_and_have_no_names():
    found = areas.small(CELLS, KNOWN, VISITS, scaled(KNOWN), LOOK, (300, 200), CODES[1])
    sent = json.loads(found.deck.to_json())
    assert sent["views"][0]["controller"] is False
    assert "labels" not in keys(sent)
    assert "chosen" in keys(sent)


def test_a_map_without_any_cell():
    found = areas.choropleth(stage(mapped.cells_of([])), {}, VISITS, scaled({}))
    assert json.loads(found.deck.to_json())["layers"][0]["data"] == []


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_an_area_unknown_to_the_numbers_is_no_data_in_both_themes(theme):
    look = Look(translator("zh"), theme)
    (shade,) = amounts.shades(["x"], {}, VISITS, scaled(KNOWN), look)
    assert (shade.kind, shade.text) == ("no_data", "无数据")


def test_195_grids_cost_little_each_time_they_are_drawn():
    """Measured 44 KB and 8 ms of CPU (tests/map_speed.py)."""
    size, milliseconds = map_speed.cost(195)
    assert size < 90_000
    assert milliseconds < 20
