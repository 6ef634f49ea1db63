"""Maps of areas: one metric in classes, flat or raised, two metrics at once, and differences.

Every map has all cells in the order of the frame, whatever is filtered: Streamlit knows a clicked
object by its index, so cells that moved would answer for others. Read "area_code" of the object.
"""

from collections.abc import Sequence
from html import escape
from typing import Any, Literal, NamedTuple

import pydeck as pdk

from governance.charts.chart_base import Look
from governance.maps import (
    border_lines,
    camera,
    cell_outlines,
    cell_values,
    colour_ramps,
    deck,
    height_columns,
    name_layers,
)
from governance.maps.cell_values import Known, Shade, Tally
from governance.maps.cells import Cells
from governance.maps.classes import Scale
from governance.maps.deck import CompactDeck, Text
from governance.maps.map_base import Stage
from governance.metrics.catalog import Metric

Shape = Literal["flat", "raised", "columns"]
CELLS = "cells"


class Map(NamedTuple):
    """A map, what its legend counts, and the largest value, which the highest column shows."""

    deck: CompactDeck
    tally: Tally
    most: float


def choropleth(
    stage: Stage, values: Known, metric: Metric, scale: Scale, *, shape: Shape = "flat"
) -> Map:
    """One metric in classes. shape: "raised" cells or "columns" on them are as high as the value.

    values: by area_code; an area that is not among them has no data. scale: `classes.scale` of the
    values of every month that the map may show.
    """
    shades = cell_values.classify(stage.cells.codes, values, metric, scale, stage.look)
    title = stage.look.translate.pick(metric.title)
    return _map(stage, shades, len(scale.colours), title, shape)


def difference(stage: Stage, now: Known, then: Known, metric: Metric, scale: Scale) -> Map:
    """Now minus then. scale: `classes.scale(..., diverging=True)` of `amounts.differences`."""
    shades = cell_values.change_shades(stage.cells.codes, now, then, metric, scale, stage.look)
    _ = stage.look.translate
    title = _("{title}, change", title=_.pick(metric.title))
    return _map(stage, shades, len(scale.colours), title, "flat")


def bivariate(
    stage: Stage, first: tuple[Known, Metric, Scale], second: tuple[Known, Metric, Scale]
) -> Map:
    """Two metrics in three classes each (`classes.scale(..., count=3, apart=False)`)."""
    shades = cell_values.bivariate_shades(stage.cells.codes, first, second, stage.look)
    return _map(stage, shades, 9, "", "flat")


def small_map(
    cells: Cells,
    values: Known,
    metric: Metric,
    scale: Scale,
    look: Look,
    box: tuple[int, int],
    chosen: str = "",
) -> Map:
    """A map for the side of another page: without names, it neither moves nor zooms."""
    width, height = box
    view = camera.fit(cells.bounds, width, height, padding=8)
    bare = Stage(cells, view, look, width, height, chosen=chosen, is_named=False, still=True)
    return choropleth(bare, values, metric, scale)


def _map(stage: Stage, shades: Sequence[Shade], classes: int, title: str, shape: Shape) -> Map:
    faded = sum(code in stage.faded for code in stage.cells.codes)
    tally = cell_values.count_classes(shades, classes, stage.cells.left_out, faded)
    most = max((shade.size for shade in shades), default=0.0)
    return Map(draw(stage, shades, title, shape), tally, most)


def draw(stage: Stage, shades: Sequence[Shade], title: str, shape: Shape) -> CompactDeck:
    """Cells in their shades, with borders, names and base map. title: what their texts tell of."""
    layers = [*stage.below, layer(stage, shades, shape), *border_lines.hatches(stage, shades)]
    layers += [*border_lines.borders(stage), *stage.above]
    if shape == "columns":
        layers.append(height_columns.layer(stage, shades))
    if stage.is_named:
        layers += name_layers.layers(
            stage, shades, height_columns.drop(stage) if shape == "columns" else 0
        )
    return CompactDeck(layers, stage.view, tooltip(stage, title), still=stage.still)


def layer(stage: Stage, shades: Sequence[Shade], shape: Shape) -> pdk.Layer:
    """All cells as the layer "cells", each in the colour of its shade."""
    raised = shape == "raised"
    colours = colour_ramps.marks(stage.look.palette)
    light = stage.look.palette.is_light
    return pdk.Layer(
        "PolygonLayer",
        _data(stage, shades, shape),
        id=CELLS,
        get_polygon="p",
        extruded=raised,
        wireframe=raised,
        **({"get_elevation": "h"} if raised else {}),
        get_line_color=colour_ramps.rgb(colours.outline),
        get_line_width=1,
        line_width_units=deck.word("pixels"),
        line_joint_rounded=True,
        pickable=True,
        auto_highlight=True,
        highlight_color=[0, 0, 0, 60] if light else [255, 255, 255, 80],
        material=height_columns.MATERIAL if raised else None,
        _sub_layer_props={"fill": {"getFillColor": "@@=c"}},
        **deck.grid(cell_outlines.origin(stage.cells)),
    )


def _data(stage: Stage, shades: Sequence[Shade], shape: Shape) -> Text:
    """One object a polygon, cells of several having several, in the order of the cells."""
    height = height_columns.heights(stage, shades)
    drawn = []
    for code, openings, shade in zip(
        stage.cells.codes, cell_outlines.parts(stage.cells), shades, strict=True
    ):
        rest = (
            f',"text":{cell_outlines.quoted(shade.text)},"c":{_colour(stage, code, shade, shape)}'
        )
        if shape == "raised":
            rest += f',"h":{shade.size * height:.0f}'
        drawn += [f"{opening}{rest}}}" for opening in openings]
    return Text(f"[{','.join(drawn)}]")


def _colour(stage: Stage, code: str, shade: Shade, shape: Shape) -> str:
    palette = stage.look.palette
    colour = shade.colour
    if shape == "columns" and shade.kind in ("class", "zero"):
        colour = palette.surface  # the columns have the classes' colours
    if code in stage.faded:
        colour = colour_ramps.faded(colour, palette)
    red, green, blue = colour_ramps.rgb(colour)
    return f"[{red},{green},{blue}]"


def tooltip(stage: Stage, title: str) -> dict[str, Any]:
    """The box at the pointer: name and text of what lies there. title: what the text tells of."""
    palette = stage.look.palette
    html = f"{escape(title)}: <b>{{text}}</b>" if title else "{text}"
    return deck.tooltip(f"<b>{{name}}</b><br>{html}", palette.background, palette.text)
