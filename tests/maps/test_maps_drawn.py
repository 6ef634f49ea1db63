"""What a map of areas sends to the page: shapes, lines, names, and nothing for others to run."""

import json

import pytest
from shapely import LineString, Polygon
from shapely.affinity import translate

from governance.maps import choropleths
from governance.metrics.metric_values import NOTHING, Value
from tests.support import mapped
from tests.support.staged import CELLS, CODES, OVERDUE, VISITS, drawn, keys, layer, scaled, stage


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
    sent = json.loads(choropleths.choropleth(stage(cells), {}, VISITS, scaled({})).deck.to_json())
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
    found = choropleths.choropleth(stage(cells), {}, VISITS, scaled({}))
    outer, inner = layer(json.loads(found.deck.to_json()), "cells")["data"]
    assert outer["p"]["holeIndices"] == [10]
    assert isinstance(inner["p"], list)


def test_an_area_in_two_parts_is_drawn_twice_under_one_code():
    both = mapped.SQUARE.union(translate(mapped.SQUARE, 0.2))
    cells = mapped.cells_of([("a", "甲", both)])
    found = choropleths.choropleth(stage(cells), {"a": Value(5.0, True)}, VISITS, scaled({}))
    data = layer(json.loads(found.deck.to_json()), "cells")["data"]
    assert [one["area_code"] for one in data] == ["a", "a"]
    assert sum(found.tally.classes) == 1


def test_texts_run_nothing_on_the_page():
    """deck.gl runs texts that begin with @@=; quotes and brackets stay in their text."""
    name = '@@=alert("x") </script>'
    cells = mapped.cells_of([("a", name, mapped.SQUARE)])
    sent = json.loads(choropleths.choropleth(stage(cells), {}, VISITS, scaled({})).deck.to_json())
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


def test_heights_are_in_proportion():
    sent, found = drawn(shape="columns")
    heights = {one["area_code"]: one["h"] for one in layer(sent, "columns")["data"]}
    assert heights[CODES[6]] == pytest.approx(2 * heights[CODES[3]], abs=2)
    assert found.most == 80.0
    assert heights.get(CODES[0], 0) == heights.get(CODES[4], 0) == 0


def test_hatching_lies_in_its_cells():
    sent, _found = drawn()
    lines = layer(sent, "hatch")
    (lon, lat), scale = lines["coordinateOrigin"][:2], lines["modelMatrix"][0]
    cell = Polygon(CELLS.polygons[4][0][0]).buffer(3e-5)
    for one in lines["data"]:
        x, y = one["p"][::2], one["p"][1::2]
        path = [(lon + a * scale, lat + b * scale) for a, b in zip(x, y, strict=True)]
        assert cell.contains(LineString(path))


def test_suppressed_is_hatched_both_ways_and_no_data_one_way():
    known = {code: Value(30.0, True) for code in CODES}
    known[CODES[0]] = Value(has_data=True, is_few=True)
    few = layer(drawn(known, OVERDUE)[0], "hatch")["data"]
    none = layer(drawn({**known, CODES[0]: NOTHING}, OVERDUE)[0], "hatch")["data"]
    slopes = [
        {(one["p"][3] > one["p"][1]) == (one["p"][2] > one["p"][0]) for one in data}
        for data in (few, none)
    ]
    assert slopes == [{True, False}, {True}]


def numbered(count):
    """Communities of 20 grids or so, whose grids are all numbered from 01."""
    cells = mapped.voronoi(count, name="第{:02d}网格")
    return cells, mapped.grouped(cells, 5, name="{}社区")


def test_cells_with_numbers_have_the_names_of_the_areas_above():
    cells, above = numbered(150)
    found = choropleths.choropleth(stage(cells, parents=(above,)), {}, VISITS, scaled({}))
    sent = json.loads(found.deck.to_json())
    assert {one["t"] for one in layer(sent, "heads")["data"]} == set(above.names)
    assert all(one["t"].isdigit() for one in layer(sent, "labels")["data"])


def test_numbers_that_have_no_room_are_left_away():
    cells, above = numbered(1000)
    given = stage(cells, parents=(above,), chosen=cells.codes[500])
    sent = json.loads(choropleths.choropleth(given, {}, VISITS, scaled({})).deck.to_json())
    assert layer(sent, "labels")["data"] == []
    assert len(layer(sent, "heads")["data"]) == 5
