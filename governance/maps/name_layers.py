"""Names over a map as layers: of its cells, and of the areas above where those are numbers."""

from collections.abc import Sequence
from dataclasses import replace

import pydeck as pdk

from governance.charts.chart_base import Look
from governance.core.palette import FONTS
from governance.maps import colour_ramps, label_placement
from governance.maps.cell_values import Shade
from governance.maps.cells import Cells
from governance.maps.deck import Text, dumps, harmless, word
from governance.maps.label_placement import LINE, PADDING, Box, Constraints, Label
from governance.maps.map_base import Stage

# Where numbers of fewer cells than this have room, those that do would only cover the map.
LEGIBLE = 0.6


def layers(
    stage: Stage, shades: Sequence[Shade], drop: int = 0, taken: Sequence[Box] = ()
) -> list[pdk.Layer]:
    """The names of a stage's cells that have room; with numbers, those of the areas above as well.

    drop: pixels below its place at which a name stands. taken: boxes that no name may cover.
    """
    constraints = replace(_constraints(stage, shades, drop), taken=tuple(taken))
    cells, view = stage.cells, stage.view
    if not label_placement.are_numbers(cells, view, constraints):
        return [
            _layer(
                "labels",
                label_placement.place_labels(cells, view, constraints),
                stage.look,
                constraints,
            )
        ]
    mine = label_placement.place_labels(cells, view, replace(constraints, only=True))
    heads = _heads(stage, constraints, mine)
    labels = label_placement.place_labels(cells, view, _beside(constraints, heads))
    if len(labels) < LEGIBLE * len(cells):
        labels = mine
    drawn = _layer("labels", labels, stage.look, constraints)
    return [drawn, _layer("heads", heads, stage.look, constraints)] if heads else [drawn]


def _heads(stage: Stage, constraints: Constraints, mine: Sequence[Label]) -> tuple[Label, ...]:
    """Names of the nearest areas above that have more than a number."""
    above = replace(_beside(constraints, mine), numbers=(), drop=0)
    for place, cells in enumerate(stage.parents):
        named = replace(above, below=_names(stage.parents[place + 1 :]))
        if not label_placement.are_numbers(cells, stage.view, named):
            return label_placement.place_labels(cells, stage.view, named)
    return ()


def _beside(constraints: Constraints, others: Sequence[Label]) -> Constraints:
    return replace(constraints, taken=(*constraints.taken, *(label.box for label in others)))


def _constraints(stage: Stage, shades: Sequence[Shade], drop: int) -> Constraints:
    return Constraints(
        width=stage.width,
        height=stage.height,
        size=stage.letters or (label_placement.LARGE if stage.projector else label_placement.SIZE),
        chosen=stage.chosen if stage.is_first else "",
        below=_names(stage.parents),
        numbers=tuple(shade.short for shade in shades) if stage.numbers else (),
        drop=drop,
    )


def _names(parents: Sequence[Cells]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for cells in parents for name in cells.names))


def _layer(key: str, placed: Sequence[Label], look: Look, constraints: Constraints) -> pdk.Layer:
    """Labels that let clicks through; names of areas above stand light on dark, or the reverse.

    The colour of the type is that of the sub-layer: Streamlit fades a layer's own on a selection.
    """
    colours = colour_ramps.marks(look.palette)
    ink, pill = colours.chosen, colours.halo
    if key == "heads":
        ink, pill = pill, colours.border
    data = [
        {
            "p": [round(part, 6) for part in label.point],
            "t": harmless(label.text),
            "o": [0, label.drop],
        }
        for label in placed
    ]
    return pdk.Layer(
        "TextLayer",
        Text(dumps(data)),
        id=key,
        get_position="p",
        get_text="t",
        get_size=constraints.size,
        get_pixel_offset="o",
        line_height=LINE,
        font_family=word(FONTS),
        font_weight=600,
        character_set=word("auto"),
        background=True,
        get_background_color=colour_ramps.rgb(pill, 235),
        background_padding=[PADDING[0], PADDING[1], PADDING[0], PADDING[1]],
        background_border_radius=4,
        pickable=False,
        # Raised cells and columns would hide them.
        parameters={"depthCompare": "always"},
        _sub_layer_props={"characters": {"getColor": colour_ramps.rgb(ink, 255)}},
    )
