"""A map as SVG holds what the page draws: every area, sign and column, at the same pixels."""

import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from shapely import Polygon

from governance.maps import camera, choropleths, hotspots, map_svg, point_maps
from governance.maps.hotspot_layers import Subject
from governance.maps.point_datasets import ShownPoints
from tests.support import mapped
from tests.support.staged import (
    BOX,
    CELLS,
    CODES,
    DARK,
    KNOWN,
    LIGHT,
    LOOK,
    VISITS,
    drawn,
    layer,
    scaled,
    stage,
)

SVG = "{http://www.w3.org/2000/svg}"
KINDS = ("街", "<b>", "c", "d", "e", "f", "g", "h")


def records(count=60):
    dice = np.random.default_rng(3)
    return pd.DataFrame(
        {
            "id": [str(n) for n in range(count)],
            "longitude": dice.uniform(120.005, 120.075, count),
            "latitude": dice.uniform(36.005, 36.055, count),
            "kind": dice.choice(KINDS, count),
            "area_code": dice.choice(CODES, count),
            "day": pd.Timestamp("2026-03-05"),
            "records": 1,
        }
    )


FOUND = ShownPoints(records(), {}, is_apart=True)
SPOTS = hotspots.find(
    CELLS.codes,
    [50.0 if n < 5 else n % 3 for n, _code in enumerate(CELLS.codes)],
    hotspots.find_neighbours(CELLS),
)
MAPS = {
    "points": lambda: point_maps.signs(stage(), FOUND, "issues", "category", "T").deck,
    "clusters": lambda: point_maps.circles(stage(), FOUND, "T").deck,
    "hexes": lambda: point_maps.hexagons(stage(), FOUND, "T").deck,
    "heat": lambda: point_maps.density(stage(), FOUND, "T").deck,
    "spots": lambda: (
        point_maps.cell_spots(stage(), SPOTS, "T", Subject("Issues", "Lotus", "grid_cell")).deck
    ),
    "flat": lambda: drawn()[1].deck,
    "columns": lambda: drawn(shape="columns")[1].deck,
    "above": lambda: drawn(parents=(mapped.grouped(CELLS, 2),), chosen=CODES[3])[1].deck,
}


def printed_of(deck, look=LIGHT, title="T"):
    return ET.fromstring(map_svg.svg(deck, BOX, look, title))


def group(root, key):
    return next(part for part in root.iter(f"{SVG}g") if part.get("id") == key)


def ring(path):
    """The outer ring of a path, in pixels."""
    first = re.match(r"M([^Z]*)Z", path.get("d")).group(1)
    return [tuple(map(float, pair.split(","))) for pair in first.split("L")]


@pytest.mark.parametrize("kind", MAPS)
def test_every_layer_of_every_kind_of_map_is_on_the_picture(kind):
    deck = MAPS[kind]()
    sent = json.loads(deck.to_json())["layers"]
    root = printed_of(deck)
    groups = {part.get("id"): part for part in root.findall(f"{SVG}g")}
    assert list(groups) == [one["id"] for one in sent]
    for one in sent:
        marks = [part for part in groups[one["id"]] if part.tag != f"{SVG}defs"]
        least = 1 if one["@@type"] in ("BitmapLayer", "PathLayer") else len(one["data"])
        assert len(marks) >= least, one["id"]


def test_areas_lie_where_the_page_has_them_and_say_their_values():
    deck = drawn()[1].deck
    cells = group(printed_of(deck), "cells")
    view = stage().view
    said = {part.find(f"{SVG}title").text: part for part in cells}
    for name, code, polygons in zip(CELLS.names, CODES, CELLS.polygons, strict=True):
        text = "No data" if code == CODES[4] else str(int(KNOWN[code].value))
        part = next(part for title, part in said.items() if title.startswith(f"{name} {text}"))
        wanted = [camera.pixels(lon, lat, view) for lon, lat in polygons[0][0]]
        wanted = Polygon([(x + BOX[0] / 2, y + BOX[1] / 2) for x, y in wanted])
        assert Polygon(ring(part)).symmetric_difference(wanted).area < 0.02 * wanted.area
        assert 0 <= min(x for x, _y in ring(part)) <= max(x for x, _y in ring(part)) <= BOX[0]


def test_colours_are_the_legends():
    sent, found = drawn()
    cells = group(printed_of(found.deck), "cells")
    colours = [part.get("fill") for part in cells]
    wanted = [one["c"] for one in layer(sent, "cells")["data"]]
    assert colours == [f"#{red:02x}{green:02x}{blue:02x}" for red, green, blue in wanted]


def test_holes_stay_holes():
    inner = [(120.03, 36.02), (120.05, 36.02), (120.04, 36.04)]
    hole = Polygon(mapped.SQUARE.exterior.coords, [inner])
    cells = mapped.cells_of([("a", "甲", hole)])
    deck = choropleths.choropleth(stage(cells), {}, VISITS, scaled(KNOWN)).deck
    (path,) = group(printed_of(deck), "cells")
    assert path.get("d").count("M") == 2
    assert path.get("fill-rule") == "evenodd"


def test_names_stand_in_their_pills_and_nothing_runs():
    shapes = [("a", "<script>x", mapped.SQUARE)]
    deck = drawn(cells=mapped.cells_of(shapes), known={})[1].deck
    text = map_svg.svg(deck, BOX, LIGHT, "<T>")
    assert "<script" not in text
    root = ET.fromstring(text)
    assert root.find(f"{SVG}title").text == "<T>"
    pill, name = group(root, "labels")
    left, wide = float(pill.get("x")), float(pill.get("width"))
    assert name.text == "<script>x"
    assert left < float(name.get("x")) < left + wide


def test_columns_are_as_high_as_their_values():
    tilted = replace(stage(), view=camera.fit(CELLS.bounds, *BOX, tilted=True))
    deck = choropleths.choropleth(tilted, KNOWN, VISITS, scaled(KNOWN), shape="columns").deck
    columns = group(printed_of(deck), "columns")
    bare = [part for part in columns if part.find(f"{SVG}title") is None]
    fronts = sorted(float(part.get("height")) for part in bare)
    values = sorted(value.value for value in KNOWN.values() if value.value)
    assert len(fronts) == len(values)
    assert 80 < fronts[-1] < BOX[1] / 3
    ratios = [front / value for front, value in zip(fronts, values, strict=True)]
    assert max(ratios) - min(ratios) < 0.03 * max(ratios)


def test_a_dark_page_gives_a_dark_picture():
    root = printed_of(drawn()[1].deck, DARK)
    assert root.find(f"{SVG}rect").get("fill") == DARK.background
    assert LOOK.palette.background != DARK.background
