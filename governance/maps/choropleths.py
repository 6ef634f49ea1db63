"""Maps of areas: one metric in classes, flat or raised, two metrics at once, and differences.

Every map has all cells in the order of the frame, whatever is filtered: Streamlit knows a clicked
object by its index, so cells that moved would answer for others. Read "area_code" of the object.
"""

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

import pydeck as pdk

from governance.core.palette import Palette
from governance.maps import (
    camera,
    cell_outlines,
    cell_values,
    clusters,
    colour_ramps,
    count_circles,
    deck,
    label_placement,
    name_layers,
)
from governance.maps.cell_values import Known, Shade, Tally
from governance.maps.cells import Cells
from governance.maps.classes import Scale
from governance.maps.deck import CompactDeck, Text
from governance.maps.label_placement import Box
from governance.maps.map_base import Stage
from governance.metrics.catalog import Metric

Shape = Literal["flat", "columns"]
CELLS, BESIDE = "cells", "beside"
# Of 255: how much of a neighbour's grey covers the ground.
DIM = 110
# The highest column, as a share of the map's shorter side.
HIGHEST = 0.4
# deck.gl lights the south brightest: its faces and the tops keep close to the legend's colours.
MATERIAL = {"ambient": 0.72, "diffuse": 0.32, "shininess": 8, "specularColor": [20, 20, 20]}


class Map(NamedTuple):
    """A map, what its legend counts, and the largest value, which the highest column shows."""

    deck: CompactDeck
    tally: Tally
    most: float


def choropleth(
    stage: Stage, values: Known, metric: Metric, scale: Scale, *, shape: Shape = "flat"
) -> Map:
    """One metric in classes. shape: "columns" on the cells are as high as the value.

    values: by area_code; an area that is not among them has no data. scale: `classes.scale` of the
    values of every month that the map may show.
    """
    shades = cell_values.classify(stage.cells.codes, values, metric, scale, stage.look)
    return _map(stage, shades, len(scale.colours), shape)


def counted(
    stage: Stage,
    counts: tuple[Known, Metric],
    rated: tuple[Known, Metric, Scale],
    *,
    shape: Shape = "flat",
) -> Map:
    """Counts as circles, or columns, on areas coloured by a rate of the same.

    rated: rates by area (household_rates); none where they cannot be made: areas are plain then.
    """
    (known, metric), (rates, rate, scale), codes = counts, rated, stage.cells.codes
    colours = cell_values.classify(codes, rates, rate, scale, stage.look) if rates else []
    shades = cell_values.count_shades(known, metric, colours, codes, stage.look)
    if shape == "columns":
        return _map(stage, shades, len(scale.colours), shape)
    circles = count_circles.find(stage, known, shades)
    if stage.still:  # nobody can point at a circle that is too small for its number
        shades = count_circles.numbered(circles, shades, codes, stage.look.translate.lang)
    over = clusters.layers(circles, stage.look, stage.look.palette.text)
    drawn = draw(stage, shades, over=over, taken=circles.boxes(stage.view))
    tally = cell_values.count_classes(shades, len(scale.colours), stage.cells.left_out)
    return Map(drawn, tally, 0.0)


def difference(
    stage: Stage,
    rates: tuple[Known, Known],
    scale: Scale,
    sides: tuple[Known, Known],
    metric: Metric,
) -> Map:
    """Now minus then: coloured by the rates of a count (household_rates), said as they are.

    rates, sides: now and then; the same where the metric is a rate, no rates where none are known.
    scale: `classes.scale(..., diverging=True)` of `cell_values.changed_values` of the rates.
    """
    codes, look = stage.cells.codes, stage.look
    shades = cell_values.change_shades(codes, *sides, metric, scale, look)
    if rates != sides:
        shades = cell_values.change_colours(codes, *rates, shades, scale, look)
    return _map(stage, shades, len(scale.colours), "flat")


def bivariate(
    stage: Stage, first: tuple[Known, Metric, Scale], second: tuple[Known, Metric, Scale]
) -> Map:
    """Two metrics in three classes each (`classes.thirds`)."""
    shades = cell_values.bivariate_shades(stage.cells.codes, first, second, stage.look)
    return _map(stage, shades, 9, "flat")


def _map(stage: Stage, shades: Sequence[Shade], classes: int, shape: Shape) -> Map:
    tally = cell_values.count_classes(shades, classes, stage.cells.left_out)
    most = max((shade.size for shade in shades), default=0.0)
    return Map(draw(stage, shades, shape), tally, most)


def draw(
    stage: Stage,
    shades: Sequence[Shade],
    shape: Shape = "flat",
    *,
    ground: Sequence[pdk.Layer] = (),
    over: Sequence[pdk.Layer] = (),
    taken: Sequence[Box] = (),
) -> CompactDeck:
    """Cells in their shades, with borders, names and base map.

    ground, over: layers under and over the borders. taken: boxes in which no name may stand.
    """
    has_columns = shape == "columns"
    layers = [*stage.below, *_beside(stage), _cells(stage, shades, shape)]
    layers += cell_outlines.hatches(stage, shades)
    layers += [*ground, *cell_outlines.borders(stage), *stage.above, *over]
    if has_columns:
        layers.append(_columns(stage, shades))
    if stage.is_named:
        marks = {code: s.mark for code, s in zip(stage.cells.codes, shades, strict=True)}
        layers += name_layers.layers(stage, marks, _drop(stage) if has_columns else 0, taken)
    return CompactDeck(layers, stage.view, _tooltip(stage), still=stage.still)


def _cells(stage: Stage, shades: Sequence[Shade], shape: Shape) -> pdk.Layer:
    """All cells as the layer "cells", each in the colour of its shade."""
    return _surfaces(CELLS, stage.cells, _data(stage, shades, shape), stage.look.palette)


def _surfaces(key: str, cells: Cells, data: Text, palette: Palette) -> pdk.Layer:
    """Areas in their own colours, which light up under the pointer and can be clicked."""
    return pdk.Layer(
        "PolygonLayer",
        data,
        id=key,
        get_polygon="p",
        extruded=False,
        wireframe=False,
        get_line_color=colour_ramps.rgb(colour_ramps.marks(palette).outline),
        get_line_width=1,
        line_width_units=deck.word("pixels"),
        line_joint_rounded=True,
        pickable=True,
        auto_highlight=True,
        highlight_color=[0, 0, 0, 60] if palette.is_light else [255, 255, 255, 80],
        _sub_layer_props={"fill": {"getFillColor": "@@=c"}},
        **deck.grid(cell_outlines.origin(cells)),
    )


def _beside(stage: Stage) -> list[pdk.Layer]:
    """The neighbours of the area that the cells lie in: dim, and to go to by a click."""
    cells = stage.beside
    if cells is None or len(cells) < 2:
        return []
    _ = stage.look.translate
    said = cell_outlines.quoted(_("Click to go there"))
    colour = deck.dumps([*colour_ramps.rgb(colour_ramps.marks(stage.look.palette).no_data), DIM])
    drawn = [
        f'{opening},"text":{said},"c":{colour}}}'
        for code, openings in zip(cells.codes, cell_outlines.parts(cells), strict=True)
        if code != stage.chosen
        for opening in openings
    ]
    return [_surfaces(BESIDE, cells, Text(f"[{','.join(drawn)}]"), stage.look.palette)]


def _data(stage: Stage, shades: Sequence[Shade], shape: Shape) -> Text:
    """One object a polygon, cells of several having several, in the order of the cells."""
    drawn = []
    for openings, shade in zip(cell_outlines.parts(stage.cells), shades, strict=True):
        colour = shade.colour
        if shape == "columns" and shade.kind in ("class", "zero"):
            colour = stage.look.palette.surface  # the columns have the classes' colours
        text, channels = cell_outlines.quoted(shade.text), deck.dumps(colour_ramps.rgb(colour))
        drawn += [f'{opening},"text":{text},"c":{channels}}}' for opening in openings]
    return Text(f"[{','.join(drawn)}]")


def _tooltip(stage: Stage) -> dict[str, Any]:
    """The box at the pointer: name and text of what lies there."""
    palette = stage.look.palette
    return deck.tooltip("<b>{name}</b><br>{text}", palette.background, palette.text)


def _columns(stage: Stage, shades: Sequence[Shade]) -> pdk.Layer:
    """Square columns: of all solid layers the one that Streamlit does not fade on a selection."""
    # Metres for each unit of the metric: the largest value is as high as the map allows.
    most = max((shade.size for shade in shades), default=0.0)
    highest = HIGHEST * min(stage.width, stage.height) * camera.metres(stage.view)
    height = highest / most if most > 0 else 0.0
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
        if shade.size > 0
    ]
    return pdk.Layer(
        "GridCellLayer",
        Text(deck.dumps(data)),
        id="columns",
        get_position="p",
        get_elevation="h",
        get_fill_color="c",
        cell_size=_side(stage),
        offset=[0, 0],
        extruded=True,
        pickable=True,
        auto_highlight=True,
        material=MATERIAL,
    )


def _side(stage: Stage) -> float:
    """Metres of a column's side: a third of a usual cell's, and at least 5 pixels."""
    pixel = camera.metres(stage.view)
    return max(cell_outlines.side(stage.cells) * cell_outlines.DEGREE / 3, 5 * pixel)


def _drop(stage: Stage) -> int:
    """Pixels by which a name has to stand below its place, to stand below the column."""
    return round(_side(stage) / camera.metres(stage.view) / 2 + label_placement.SIZE)
