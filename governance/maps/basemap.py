"""The base map under and over the areas: roads, water, green and houses, from local files only."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pydeck as pdk

from governance.charts.chart_base import Look
from governance.core.i18n import TranslatedError, Translator
from governance.ingest import settings
from governance.maps import basemap_clip, basemap_files, colour_ramps, deck, static_routes
from governance.maps.basemap_files import Declared, Stamp
from governance.maps.cells import Bounds

SAMPLE = settings.SAMPLE_EXPORTS.parent / "basemap"
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


@dataclass(frozen=True)
class Packed:
    """The GeoJSON of one kind of basemap_kinds.KINDS, compressed, by its digest."""

    kind: str
    digest: str
    content: bytes


@dataclass(frozen=True)
class BaseMap:
    """What there is for one map, the lowest kind first, and what its reader should know."""

    packed: tuple[Packed, ...] = ()
    attribution: str = ""
    notices: tuple[TranslatedError, ...] = ()


def layers(
    bounds: Bounds, synthetic: bool, look: Look, *, wider: float = 1.0
) -> tuple[list[pdk.Layer], list[pdk.Layer]]:
    """Layers below the cells (surfaces and waters) and above them (roads), from the lowest up.

    bounds: west, south, east, north. synthetic: of the sample's own base map, which goes with its
    invented areas. wider: how many times as wide lines are, for a projector. None of the layers can
    be chosen; their data lies on this server, at an address where it never changes.
    """
    drawn = {
        packed.kind: _layer(packed, look, wider) for packed in around(bounds, synthetic).packed
    }
    below = [layer for kind, layer in drawn.items() if kind not in OVER]
    return below, [layer for kind, layer in drawn.items() if kind in OVER]


def describe(bounds: Bounds, synthetic: bool, _: Translator) -> list[str]:
    """Whom the base map is from; files that could not be read; what was too much to draw."""
    base_map = around(bounds, synthetic)
    attribution = _("Base map: {attribution}", attribution=base_map.attribution)
    notices = [notice.translated(_) for notice in base_map.notices]
    return [attribution, *notices] if base_map.attribution else notices


def around(bounds: Bounds, synthetic: bool) -> BaseMap:
    """The base map of these bounds; cached until a file of the folder changes."""
    where = SAMPLE if synthetic else basemap_files.folder()
    return _load(where, basemap_files.stamps(where), basemap_clip.box_of(bounds))


@lru_cache(maxsize=64)
def _load(where: Path, stamps: Sequence[Stamp], box: Bounds) -> BaseMap:
    settings, wrong = basemap_files.read_declarations(where)
    loaded, names = [], []
    for stamp in stamps:
        file = where / stamp[0]
        if file.name != basemap_files.SETTINGS:
            about = settings.get(file.name) or settings.get("") or Declared()
            shapes, file_notices = basemap_files.read(file, stamp, about, box)
            wrong += file_notices
            loaded.append(shapes)
            names += [about.attribution] if len(shapes.geometry) else []
    texts, thinned = basemap_clip.cut(basemap_files.join(loaded), box)
    packed = tuple(Packed(kind, *static_routes.pack(text)) for kind, text in texts.items())
    attribution = " · ".join(dict.fromkeys(name for name in names if name))
    return BaseMap(packed, attribution, (*wrong, *thinned))


def _layer(packed: Packed, look: Look, wider: float) -> pdk.Layer:
    colour = colour_ramps.rgb(COLOURS[packed.kind][0 if look.palette.is_light else 1])
    return pdk.Layer(
        "GeoJsonLayer",
        static_routes.offer(packed.digest, packed.content),
        id=f"base-{packed.kind}",
        filled=True,
        # A layer's own would be faded when an area is clicked (camera.py).
        _sub_layer_props={"polygons-fill": {"getFillColor": colour}},
        # Surfaces have no line: one would show where tiles cut them.
        stroked=packed.kind in OVER,
        get_line_color=colour,
        get_line_width=WIDTHS.get(packed.kind, 1.0) * wider,
        line_width_units=deck.word("pixels"),
        line_joint_rounded=True,
        line_cap_rounded=True,
        pickable=False,
    )
