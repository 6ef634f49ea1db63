"""Shapes that are drawn on a map: an address leads back to them, and what lies inside is inside."""

import numpy as np
import pytest
import shapely

from governance.core.palette import palette
from governance.maps import drawn_shapes
from governance.maps.drawn_shapes import DrawnShape

RING = (
    "106.50000,29.40000,106.54000,29.41000,106.51500,29.42000,106.53000,29.45000,106.50000,29.44000"
)
CIRCLE = "106.52000,29.42000,1500"
WRONG = [
    "",
    "x",
    "1,2",
    "1,2,5",
    "1,2,3,4",
    "1,2,nan",
    "181,2,100",
    "1,86,100",
    "1,2,3,4,5",
    "1,2,inf",
]


@pytest.fixture(scope="module")
def places():
    dice = np.random.default_rng(4)
    return dice.uniform(106.48, 106.56, 5000), dice.uniform(29.38, 29.47, 5000)


@pytest.mark.parametrize("text", [RING, CIRCLE])
def test_an_address_leads_back_to_the_shape(text):
    assert drawn_shapes.parse(text).text == text


@pytest.mark.parametrize("text", [*WRONG, ",".join(["1"] * 82)])
def test_what_is_no_shape_is_none(text):
    assert drawn_shapes.parse(text) is None


def test_places_inside_a_ring_are_those_that_shapely_finds(places):
    shape = drawn_shapes.parse(RING)
    found = shape.contains(*places)
    assert (found == shapely.contains_xy(shapely.Polygon(shape.corners), *places)).all()
    assert 500 < found.sum() < 4500


def test_places_inside_a_circle_are_no_farther_than_its_radius(places):
    """By the law of cosines, which the product does not use."""
    shape = drawn_shapes.parse(CIRCLE)
    (east, north), (lon, lat) = np.radians(places), np.radians(shape.corners[0])
    cosine = np.sin(lat) * np.sin(north) + np.cos(lat) * np.cos(north) * np.cos(east - lon)
    assert (shape.contains(*places) == (np.arccos(cosine) * 6_371_008.8 <= 1500)).all()


def test_a_circle_is_drawn_where_its_edge_lies():
    shape = drawn_shapes.parse(CIRCLE)
    east, north = np.array(shape.ring).T
    assert drawn_shapes.metres(shape.corners[0], east, north) == pytest.approx(1500, rel=1e-3)


def test_the_outline_lies_over_the_map_and_lets_clicks_through():
    layers = drawn_shapes.layers(
        DrawnShape(((1.0, 2.0), (1.1, 2.0), (1.0, 2.1))), palette(dark=False)
    )
    assert [(layer.id, layer.pickable) for layer in layers] == [
        ("shape-halo", False),
        ("shape", False),
    ]
