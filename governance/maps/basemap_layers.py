"""The base map as layers of a deck: surfaces under the cells, lines over them."""

from collections.abc import Sequence

import pydeck as pdk

from governance.charts.chart_base import Look
from governance.maps import colour_ramps, deck
from governance.maps.basemap import BaseLayer

# On light and on dark ground: they stay behind the cells' colours, and apart from each other.
COLOURS = {
    "green": ("#dcebd3", "#24362a"),
    "water": ("#b9d9ee", "#1d3a52"),
    "building": ("#d9d5cf", "#3a3f45"),
    "lane": ("#a39b92", "#5b626a"),
    "street": ("#8d857c", "#7a828b"),
    "trunk": ("#c9822f", "#c08a4a"),
}
WIDTHS = {"lane": 0.8, "street": 1.6, "trunk": 2.8, "water": 1.5}
OVER = ("lane", "street", "trunk")


def draw(
    layers: Sequence[BaseLayer], look: Look, *, wider: float = 1.0
) -> tuple[list[pdk.Layer], list[pdk.Layer]]:
    """Layers below the cells (surfaces and waters) and above them (roads), from the lowest up.

    wider: how many times as wide lines are, for a projector. None of them can be chosen.
    """
    by_kind = {layer.kind: _layer(layer, look, wider) for layer in layers}
    below = [layer for kind, layer in by_kind.items() if kind not in OVER]
    return below, [layer for kind, layer in by_kind.items() if kind in OVER]


def _layer(layer: BaseLayer, look: Look, wider: float) -> pdk.Layer:
    colour = colour_ramps.rgb(COLOURS[layer.kind][0 if look.palette.is_light else 1])
    return pdk.Layer(
        "GeoJsonLayer",
        layer.url,
        id=f"base-{layer.kind}",
        filled=True,
        # A layer's own would be faded when an area is clicked (camera.py).
        _sub_layer_props={"polygons-fill": {"getFillColor": colour}},
        # Surfaces have no line: one would show where tiles cut them.
        stroked=layer.kind in OVER,
        get_line_color=colour,
        get_line_width=WIDTHS.get(layer.kind, 1.0) * wider,
        line_width_units=deck.word("pixels"),
        line_joint_rounded=True,
        line_cap_rounded=True,
        pickable=False,
    )
