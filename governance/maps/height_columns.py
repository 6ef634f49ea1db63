"""Values as heights: columns on a map, and how high they are."""

from collections.abc import Sequence

import pydeck as pdk

from governance.maps import camera, cell_outlines, colour_ramps, deck, label_placement
from governance.maps.cell_values import Shade
from governance.maps.deck import Text
from governance.maps.map_base import Stage

# The highest column, as a share of the map's shorter side.
HIGHEST = 0.4
DEGREE = 111_320  # metres of latitude
# deck.gl lights the south brightest: its faces and the tops keep close to the legend's colours.
MATERIAL = {"ambient": 0.72, "diffuse": 0.32, "shininess": 8, "specularColor": [20, 20, 20]}


def heights(stage: Stage, shades: Sequence[Shade]) -> float:
    """Metres for each unit of the metric: the largest value is as high as the map allows."""
    most = max((shade.size for shade in shades), default=0.0)
    return highest(stage) / most if most > 0 else 0.0


def highest(stage: Stage) -> float:
    """Metres of the highest column."""
    return HIGHEST * min(stage.width, stage.height) * camera.metres(stage.view)


def layer(stage: Stage, shades: Sequence[Shade]) -> pdk.Layer:
    """Square columns: of all solid layers the one that Streamlit does not fade on a selection."""
    height, width = heights(stage, shades), side(stage)
    data = [
        {
            "area_code": code,
            "name": deck.harmless(name),
            "text": shade.text,
            "p": [round(lon, 6), round(lat, 6)],
            "c": colour_ramps.rgb(shade.colour),
            "h": round(shade.size * height),
        }
        for code, name, (lon, lat), shade in zip(
            stage.cells.codes, stage.cells.names, stage.cells.points.tolist(), shades, strict=True
        )
        if shade.size > 0 and code not in stage.faded
    ]
    return pdk.Layer(
        "GridCellLayer",
        Text(deck.dumps(data)),
        id="columns",
        get_position="p",
        get_elevation="h",
        get_fill_color="c",
        cell_size=width,
        offset=[0, 0],
        extruded=True,
        pickable=True,
        auto_highlight=True,
        material=MATERIAL,
    )


def side(stage: Stage) -> float:
    """Metres of a column's side: a third of a usual cell's, and at least 5 pixels."""
    pixel = camera.metres(stage.view)
    return max(cell_outlines.side(stage.cells) * DEGREE / 3, 5 * pixel)


def drop(stage: Stage) -> int:
    """Pixels by which a name has to stand below its place, to stand below the column."""
    return round(side(stage) / camera.metres(stage.view) / 2 + label_placement.SIZE)
