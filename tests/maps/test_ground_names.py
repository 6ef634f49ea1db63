"""Names of roads and neighbours: once, in the middle, and never on a name of the map's own."""

from dataclasses import replace

import numpy as np
import pytest
import shapely

from governance.maps import ground_names
from governance.maps.basemap_files import Shapes
from governance.maps.label_placement import Constraints
from tests.support import mapped
from tests.support.staged import BOX, CODES, stage

CONSTRAINTS = Constraints(*BOX)
LINES = [
    shapely.LineString([(120.0, 36.0), (120.02, 36.0)]),
    shapely.LineString([(120.0, 36.03), (120.06, 36.03)]),
    shapely.LineString([(120.0, 36.05), (120.06, 36.05)]),
]
SHAPES = Shapes(
    np.array(LINES, dtype=object),
    np.array(["street", "street", "lane"], dtype=object),
    np.array(["长街", "长街", "小巷"], dtype=object),
)


def test_a_road_is_named_once_in_the_middle_of_its_longest_part():
    (found,) = ground_names.find(SHAPES, (119.9, 35.9, 120.1, 36.1))
    assert (found.text, found.latitude) == ("长街", 36.03)
    assert found.longitude == pytest.approx(120.03)
    assert ground_names.find(SHAPES, (120.5, 35.9, 120.6, 36.1)) == ()


def test_a_road_is_not_named_where_something_else_stands():
    made = replace(stage(), ground_names=ground_names.find(SHAPES, (119.9, 35.9, 120.1, 36.1)))
    (layer,) = ground_names.layers(made, (), CONSTRAINTS)
    assert "长街" in layer.data.json
    everywhere = (-BOX[0] / 2, -BOX[1] / 2, BOX[0] / 2, BOX[1] / 2)
    assert ground_names.layers(made, (everywhere,), CONSTRAINTS) == []


def test_neighbours_are_named_but_not_the_area_itself():
    beside = mapped.grouped(mapped.voronoi(40), 3)
    made = replace(stage(), beside=beside, chosen=beside.codes[0])
    (layer,) = ground_names.layers(made, (), CONSTRAINTS)
    assert all(name in layer.data.json for name in beside.names[1:])
    assert beside.names[0] not in layer.data.json
    among = replace(made, chosen=CODES[0])  # the map is of the neighbours themselves
    assert ground_names.layers(among, (), CONSTRAINTS) == []
