"""Names of roads, waters and neighbours on a map, small, where the areas' own names leave room."""

from collections.abc import Iterator, Sequence

import numpy as np
import pydeck as pdk
import shapely

from governance.maps import camera, colour_ramps, label_placement
from governance.maps.basemap_files import Shapes
from governance.maps.cells import Bounds
from governance.maps.deck import Text, dumps, harmless, text_layer
from governance.maps.label_placement import Box, Constraints
from governance.maps.map_base import GroundName, Stage

NAMED = ("water", "trunk", "street")
MOST = 40  # names that are looked for on one base map, the longest roads first
SMALLER = 0.85  # than the areas' own


def find(shapes: Shapes, box: Bounds) -> tuple[GroundName, ...]:
    """The named roads and waters in a box, each once, in the middle of its longest part there."""
    wanted = shapes.only(np.isin(shapes.kinds, NAMED) & (shapes.names != ""))
    found: dict[str, tuple[float, shapely.Point]] = {}
    for shape, name in zip(shapely.clip_by_rect(wanted.geometry, *box), wanted.names, strict=True):
        for part in shapely.get_parts(shape):
            size = float(shapely.length(part))
            if size > found.get(name, (0.0, None))[0]:
                found[name] = size, _middle(part)
    longest = sorted(found.items(), key=lambda entry: -entry[1][0])[:MOST]
    return tuple(GroundName(name, at.x, at.y) for name, (_size, at) in longest)


def _middle(part: shapely.Geometry) -> shapely.Point:
    if shapely.get_dimensions(part) == 1:
        return shapely.line_interpolate_point(part, 0.5, normalized=True)
    return shapely.point_on_surface(part)


def layers(stage: Stage, occupied: Sequence[Box], constraints: Constraints) -> list[pdk.Layer]:
    """One layer of the names that have room beside what is written already, none where none has."""
    size = round(constraints.size * SMALLER)
    placed = list(_fitting(stage, list(occupied), size, constraints))
    if not placed:
        return []
    palette = stage.look.palette
    data = [
        {"p": [round(name.longitude, 6), round(name.latitude, 6)], "t": harmless(name.text)}
        for name in placed
    ]
    halo = colour_ramps.rgb(palette.background, 225)
    return [
        text_layer(
            "ground-names",
            Text(dumps(data)),
            size,
            palette.text,
            background=True,
            get_background_color=halo,
            background_padding=[2, 0, 2, 0],
        )
    ]


def _fitting(
    stage: Stage, occupied: list[Box], size: int, constraints: Constraints
) -> Iterator[GroundName]:
    """Neighbours first: who they are is asked more often than what a road is called."""
    for name in (*_neighbours(stage), *stage.ground_names):
        x, y = camera.pixels(name.longitude, name.latitude, stage.view)
        width, height = label_placement.measure(name.text, size)
        box = (x - width / 2, y - height / 2, x + width / 2, y + height / 2)
        free = not any(label_placement.touch(box, other) for other in occupied)
        if free and label_placement.is_inside(box, constraints):
            occupied.append(box)
            yield name


def _neighbours(stage: Stage) -> list[GroundName]:
    """The areas beside the one that the cells lie in."""
    cells = stage.beside
    if cells is None or stage.chosen in stage.cells.codes:
        return []
    above = tuple(name for parent in stage.parents for name in parent.names)
    return [
        GroundName(label_placement.shorten(name, above)[0], *point)
        for code, name, point in zip(cells.codes, cells.names, cells.points.tolist(), strict=True)
        if code != stage.chosen
    ]
