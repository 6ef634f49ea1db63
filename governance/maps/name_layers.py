"""Names over a map as layers: of its cells, and of the areas above where those are numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import pydeck as pdk

from governance.charts.chart_base import Look
from governance.maps import colour_ramps, ground_names, label_placement
from governance.maps.cells import Cells
from governance.maps.deck import Text, dumps, harmless, text_layer
from governance.maps.label_placement import LINE, PADDING, Box, Constraints, Label
from governance.maps.map_base import Stage

# Where numbers of fewer cells than this have room, those that do would only cover the map.
LEGIBLE = 0.6


def layers(
    stage: Stage, marks: Mapping[str, str], drop: int = 0, taken: Sequence[Box] = ()
) -> list[pdk.Layer]:
    """The names of a stage's cells that have room; with numbers, those of the areas above as well.

    marks: what stands below a name where it has room, by area. drop: pixels below its place at
    which a name stands. taken: boxes that no name may cover.
    """
    usual = label_placement.LARGE if stage.projector else label_placement.SIZE
    constraints = Constraints(
        width=stage.width,
        height=stage.height,
        size=stage.letters or usual,
        below=_names((*stage.parents, *([stage.beside] if stage.beside else []))),
        drop=drop,
        taken=tuple(taken),
        # Months and metrics have other values, but their names stay where they are.
        mark="0" * max(map(len, marks.values()), default=0),
    )
    cells, view, look = stage.cells, stage.view, stage.look
    if not label_placement.are_numbers(cells, view, constraints):
        labels = label_placement.place_labels(cells, view, constraints)
        boxes = (*taken, *(label.box for label in labels))
        named = ground_names.layers(stage, boxes, constraints)
        return [*named, _layer("labels", labels, look, constraints, marks)]
    constraints = replace(constraints, mark="")
    heads = _heads(stage, constraints)
    beside = (*constraints.taken, *(label.box for label in heads))
    labels = label_placement.place_labels(cells, view, replace(constraints, taken=beside))
    if len(labels) < LEGIBLE * len(cells):
        labels = ()
    drawn = _layer("labels", labels, look, constraints)
    return [drawn, _layer("heads", heads, look, constraints)] if heads else [drawn]


def _heads(stage: Stage, constraints: Constraints) -> tuple[Label, ...]:
    """Names of the nearest areas above that have more than a number."""
    for place, cells in enumerate(stage.parents):
        named = replace(constraints, below=_names(stage.parents[place + 1 :]), drop=0)
        if not label_placement.are_numbers(cells, stage.view, named):
            return label_placement.place_labels(cells, stage.view, named)
    return ()


def _names(parents: Sequence[Cells]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for cells in parents for name in cells.names))


def _layer(
    key: str,
    placed: Sequence[Label],
    look: Look,
    constraints: Constraints,
    marks: Mapping[str, str] = MappingProxyType({}),
) -> pdk.Layer:
    """Labels on pills; names of areas above stand light on dark, or the reverse."""
    data = [
        {
            "p": [round(part, 6) for part in label.point],
            "t": harmless(_written(label, marks)),
            "o": [0, label.drop],
        }
        for label in placed
    ]
    return _pills(key, Text(dumps(data)), look, constraints.size)


def _pills(key: str, data: Text, look: Look, size: int) -> pdk.Layer:
    """Texts (t) at places (p), so many pixels beside and below them (o)."""
    colours = colour_ramps.marks(look.palette)
    ink, pill = colours.chosen, colours.halo
    if key == "heads":
        ink, pill = pill, colours.border
    return text_layer(
        key,
        data,
        size,
        ink,
        get_pixel_offset="o",
        line_height=LINE,
        font_weight=600,
        background=True,
        get_background_color=colour_ramps.rgb(pill, 235),
        background_padding=[PADDING[0], PADDING[1], PADDING[0], PADDING[1]],
        background_border_radius=4,
        # Raised cells and columns would hide them.
        parameters={"depthCompare": "always"},
    )


def _written(label: Label, marks: Mapping[str, str]) -> str:
    """A name, and its value in the line below where there is room for both."""
    mark = marks.get(label.code, "") if label.has_mark else ""
    return "\n".join(filter(None, (label.text, mark)))
