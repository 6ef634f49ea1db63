"""A deck.gl map as compact JSON that requests nothing from outside this machine.

Streamlit's page parses it with JSON5, many times slower than JSON, and pydeck indents: each byte
costs the reader twice. So coordinates are whole hundred-thousandths of a degree (1.1 m at most)
from an origin, in flat lists, and what does not change between two drawings is kept as text.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pydeck as pdk
from pydeck.bindings.json_tools import lower_camel_case_keys
from pydeck.types.base import PydeckType

from governance.core.palette import FONTS
from governance.maps import colour_ramps
from governance.maps.camera import View

STEP = 1e-5  # degrees
# A double click would zoom; waiting whether one comes, deck.gl tells every click 300 ms late.
CONTROLLER = {"doubleClickZoom": False}
# What pydeck keeps beside a layer's or deck's own properties.
PRIVATE = {"mapbox_key", "google_maps_key", "carto_key", "maplibre_key", "deck_widget"}
MARK = "\x00{}\x00"


@dataclass(frozen=True)
class Text:
    """JSON that is written already: it goes into the deck's as it stands."""

    json: str


class CompactDeck(pdk.Deck):  # type: ignore[misc]  # pydeck has no types
    """A pydeck map without a base map of others: map_style stays unset, else one is fetched."""

    def __init__(
        self,
        layers: Sequence[pdk.Layer],
        view: View,
        tooltip: Mapping[str, Any] | None = None,
        *,
        still: bool = False,
    ) -> None:
        """Layers from the lowest up. still: a picture that neither moves nor zooms."""
        super().__init__(
            layers=list(layers),
            # Without perspective equal columns are equally high, and `camera.pixels` is exact.
            views=[
                pdk.View(type="MapView", controller=not still and CONTROLLER, orthographic=True)
            ],
            initial_view_state=view.state(),
            map_provider=None,
            tooltip=dict(tooltip) if tooltip else False,
        )

    def to_json(self) -> str:
        """The whole map as JSON without blanks."""
        texts: list[str] = []
        dumped = dumps(self, texts)
        for place, text in enumerate(texts):
            dumped = dumped.replace(json.dumps(MARK.format(place)), text, 1)
        return dumped


def dumps(value: object, texts: list[str] | None = None) -> str:
    """Compact JSON of pydeck objects; every Text goes to `texts`, its place held by a token."""

    def plain(item: object) -> object:
        if isinstance(item, Text) and texts is not None:
            texts.append(item.json)
            return MARK.format(len(texts) - 1)
        return _properties(item)

    return json.dumps(value, default=plain, ensure_ascii=False, separators=(",", ":"))


def _properties(item: object) -> object:
    """A pydeck object as deck.gl's properties, in camel case."""
    if isinstance(item, PydeckType):
        return repr(item)
    properties = {
        name: value
        for name, value in vars(item).items()
        if value is not None
        and name not in PRIVATE
        and (not name.startswith("_") or name in ("_data", "_sub_layer_props"))
    }
    lower_camel_case_keys(properties)
    return properties


def word(text: str) -> pdk.types.String:
    """A setting that is a word: pydeck takes plain texts for names of columns."""
    return pdk.types.String(text)


def harmless(text: str) -> str:
    """A text that deck.gl shows: one that it would run as an expression gets a blank in front."""
    return f" {text}" if text.startswith("@@") else text


def grid(origin: tuple[float, float]) -> dict[str, Any]:
    """Settings of a layer whose positions are `flat()` around the origin."""
    scale = [STEP, 0, 0, 0, 0, STEP, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]
    return {
        "coordinate_system": word("lnglat-offsets"),
        "coordinate_origin": [*origin, 0],
        "model_matrix": scale,
        "position_format": word("XY"),
    }


def text_layer(name: str, data: object, size: float, ink: str, **more: Any) -> pdk.Layer:
    """Texts that let clicks through; each datum has p (its place) and t (the text).

    ink: #rrggbb, the sub-layer's: Streamlit fades a layer's own colour on a selection. more: what
    else deck.gl's TextLayer takes.
    """
    return pdk.Layer(
        "TextLayer",
        data,
        id=name,
        pickable=False,
        get_position="p",
        get_text="t",
        get_size=size,
        font_family=word(FONTS),
        character_set=word("auto"),
        _sub_layer_props={"characters": {"getColor": colour_ramps.rgb(ink, 255)}},
        **more,
    )


def flat(points: Sequence[Sequence[float]], origin: tuple[float, float]) -> list[int]:
    """Degrees as x, y, x, y … in steps from the origin."""
    (west, south) = origin
    return [round(part / STEP) for lon, lat in points for part in (lon - west, lat - south)]


def tooltip(html: str, background: str, text: str) -> dict[str, Any]:
    """A box at the pointer; {name} is filled with the datum's own, escaped by Streamlit."""
    style = {
        "backgroundColor": background,
        "color": text,
        "border": f"1px solid {text}",
        "borderRadius": "6px",
        "padding": "6px 10px",
        "fontSize": "14px",
        "lineHeight": "1.45",
        "maxWidth": "280px",
        "whiteSpace": "pre-line",
    }
    return {"html": html, "style": style}
