"""Lines over the cells: hatching of what has no value, borders of levels, the chosen area."""

from collections.abc import Sequence

import pydeck as pdk

from governance.maps import camera, cell_outlines, colour_ramps, deck
from governance.maps.cell_values import Shade
from governance.maps.cells import Cells
from governance.maps.deck import Text
from governance.maps.height_columns import DEGREE
from governance.maps.map_base import Stage

HATCH = 11  # pixels between lines
# More cells without a value than this stay plain: their lines would be most of the page's bytes.
MOST_HATCHED = 400


def hatches(stage: Stage, shades: Sequence[Shade]) -> list[pdk.Layer]:
    """Lines across cells without a value: one way for no data, both ways for suppressed ones.

    Their colour is deck.gl's own black: one that is set would be faded on a selection.
    """
    kinds = {
        kind: frozenset(
            code
            for code, shade in zip(stage.cells.codes, shades, strict=True)
            if shade.kind == kind and code not in stage.faded
        )
        for kind in ("no_data", "suppressed")
    }
    if len(kinds["no_data"]) > MOST_HATCHED:
        kinds["no_data"] = frozenset()
    if not any(kinds.values()):
        return []
    gap = HATCH * camera.metres(stage.view) / DEGREE
    lines = cell_outlines.hatching(
        stage.cells, kinds["no_data"], kinds["suppressed"], round(gap, 6)
    )
    start = cell_outlines.origin(stage.cells)
    return [_lines("hatch", lines, start, width=1, opacity=0.28)]


def _lines(
    key: str, data: Text, start: cell_outlines.Origin, *, width: float, opacity: float
) -> pdk.Layer:
    return pdk.Layer(
        "PathLayer",
        data,
        id=key,
        get_path="p",
        get_width=width,
        width_units=deck.word("pixels"),
        opacity=opacity,
        pickable=False,
        **deck.grid(start),
    )


def borders(stage: Stage) -> list[pdk.Layer]:
    """The borders of the levels above, the higher the thicker, and the chosen area's over all."""
    colours = colour_ramps.marks(stage.look.palette)
    wider = 2 if stage.projector else 1
    drawn = [
        _outline(f"borders-{number}", cells, "", colours.border, wider * (2.0 + 1.2 * number))
        for number, cells in enumerate(stage.parents)
    ]
    around = next((c for c in (stage.cells, *stage.parents) if stage.chosen in c.codes), None)
    if around is None:
        return drawn
    marked = [("halo", colours.halo, 7.0), ("chosen", colours.chosen, 3.5)]
    return drawn + [
        _outline(key, around, stage.chosen, colour, wider * width) for key, colour, width in marked
    ]


def _outline(key: str, cells: Cells, only: str, colour: str, width: float) -> pdk.Layer:
    """Borders as polygons that are not filled, whose lines Streamlit does not fade."""
    start = cell_outlines.origin(cells)
    return pdk.Layer(
        "PolygonLayer",
        cell_outlines.outlines(cells, start, only),
        id=key,
        get_polygon="p",
        filled=False,
        stroked=True,
        get_line_color=colour_ramps.rgb(colour),
        get_line_width=width,
        line_width_units=deck.word("pixels"),
        line_joint_rounded=True,
        pickable=False,
        **deck.grid(start),
    )
