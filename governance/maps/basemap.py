"""The base map under and over the areas: roads, water, green and houses, from local files only."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import pydeck as pdk
import shapely

from governance.charts.chart_base import Look
from governance.core.i18n import TranslatedError, Translator, mark
from governance.ingest import settings
from governance.maps import basemap_files, colour_ramps, deck, ground_names, static_routes
from governance.maps.basemap_files import Declared, Shapes, Stamp
from governance.maps.basemap_kinds import KINDS
from governance.maps.cells import Bounds
from governance.maps.map_base import GroundName

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
# A browser draws what it gets: of GeoJSON so much a map, a quarter of it on the wire.
MOST_BYTES = 1_500_000
# Without a graphics card thousands of houses take seconds a frame.
MOST_BUILDINGS = 3_000
PIXELS = 2_000  # the longer side of what a map shows: less than a pixel of it is not drawn
PRINTED, MOST_PRINTED = 800, 80  # points along the side of a printed map; its lines and surfaces
# What stays when there is too much, the most useful first.
IMPORTANCE = {
    "water": mark("waters"),
    "trunk": mark("main roads"),
    "street": mark("streets"),
    "green": mark("green spaces"),
    "lane": mark("lanes"),
    "building": mark("buildings"),
}
THINNED = mark("The base map is too dense here: {n} of the smallest {kind} are left out.")


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
    names: tuple[GroundName, ...] = ()


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
    return _load(where, basemap_files.stamps(where), box_of(bounds))


def printed(bounds: Bounds, synthetic: bool) -> Shapes:
    """What a slide has room for of these bounds: waters, main roads, streets; the largest first."""
    where = SAMPLE if synthetic else basemap_files.folder()
    known, _wrong, _sources = _read(where, basemap_files.stamps(where), box_of(bounds))
    step = max(bounds[3] - bounds[1], 1e-3) / PRINTED
    near = _clipped(known.only(np.isin(known.kinds, list(IMPORTANCE)[:3])), bounds, step)
    return near.only(np.arange(len(near.kinds)) < MOST_PRINTED)


@lru_cache(maxsize=64)
def _load(where: Path, stamps: Sequence[Stamp], box: Bounds) -> BaseMap:
    joined, wrong, sources = _read(where, stamps, box)
    texts, thinned = _cut(joined, box)
    packed = tuple(Packed(kind, *static_routes.pack(text)) for kind, text in texts.items())
    attribution = " · ".join(dict.fromkeys(name for name in sources if name))
    names = ground_names.find(joined, _inner(box))
    return BaseMap(packed, attribution, (*wrong, *thinned), names)


def _read(
    where: Path, stamps: Sequence[Stamp], box: Bounds
) -> tuple[Shapes, list[TranslatedError], list[str]]:
    """All shapes of a folder near a box, what is wrong with its files, whom they are from."""
    settings, wrong = basemap_files.read_declarations(where)
    loaded, sources = [], []
    for stamp in stamps:
        file = where / stamp[0]
        if file.name != basemap_files.SETTINGS:
            about = settings.get(file.name) or settings.get("") or Declared()
            shapes, file_notices = basemap_files.read(file, stamp, about, box)
            wrong += file_notices
            loaded.append(shapes)
            sources += [about.attribution] if len(shapes.geometry) else []
    return basemap_files.join(loaded), wrong, sources


def _inner(box: Bounds) -> Bounds:
    """The middle of a box of box_of, which a map fills."""
    west, south, east, north = box
    across, along = (east - west) / 4, (north - south) / 4
    return west + across, south + along, east - across, north - along


def box_of(bounds: Bounds) -> Bounds:
    """What a map of these bounds may show: a square around their middle, twice as wide.

    Rounded, so that bounds that hardly differ share one base map.
    """
    west, south, east, north = bounds
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    flat = max(0.1, float(np.cos(np.radians(middle_y))))
    reach = max((east - west) * flat, north - south, 1e-3)
    box = (middle_x - reach / flat, middle_y - reach, middle_x + reach / flat, middle_y + reach)
    return tuple(round(edge, 4) for edge in box)  # type: ignore[return-value]


def _cut(shapes: Shapes, box: Bounds) -> tuple[dict[str, str], list[TranslatedError]]:
    """GeoJSON of the kinds that have anything in the box, from the lowest up; what was too much."""
    near = _clipped(shapes, box, (box[3] - box[1]) / 2 / PIXELS)
    room, texts, notices = MOST_BYTES, dict.fromkeys(KINDS, ""), []
    for kind, title in IMPORTANCE.items():
        texts[kind], left_out = _fitted(kind, near.only(near.kinds == kind), room)
        room -= len(texts[kind])
        if left_out:
            notices.append(TranslatedError(THINNED, n=f"{left_out:,}", kind=title))
    return {kind: text for kind, text in texts.items() if text}, notices


def _clipped(whole: Shapes, box: Bounds, step: float) -> Shapes:
    """Valid shapes inside the box, without points that no pixel shows, and without specks."""
    shapes = whole.geometry.copy()
    torn = ~shapely.is_valid(shapes)
    shapes[torn] = shapely.make_valid(shapes[torn])
    shapes = shapely.simplify(shapely.clip_by_rect(shapes, *box), step)
    sizes = np.where(
        shapely.get_dimensions(shapes) == 2,
        np.sqrt(shapely.area(shapes)),
        shapely.length(shapes),
    )
    seen = sizes > 2 * step
    digits = int(np.clip(np.ceil(-np.log10(step)) + 1, 4, 6))
    rounded = shapely.transform(shapes[seen], lambda xy: np.round(xy, digits))
    # The largest first: what is thinned away is the smallest.
    order = np.argsort(-sizes[seen], kind="stable")
    return Shapes(rounded[order], whole.kinds[seen][order], whole.names[seen][order])


def _fitted(kind: str, shapes: Shapes, room: int) -> tuple[str, int]:
    """As many features as there is room for, the first of them, and how many are left out."""
    texts = list(_features(shapes))
    sizes = np.cumsum([len(text) + 1 for text in texts])
    count = int(np.searchsorted(sizes, room - 100, side="right"))
    if kind == "building":
        count = min(count, MOST_BUILDINGS)
    head = '{"type":"FeatureCollection","features":['
    geojson = f"{head}{','.join(texts[:count])}]}}" if count else ""
    return geojson, len(texts) - count


def _features(shapes: Shapes) -> Iterable[str]:
    for shape, name in zip(shapely.to_geojson(shapes.geometry), shapes.names, strict=True):
        about = json.dumps({"name": name} if name else {}, ensure_ascii=False)
        yield f'{{"type":"Feature","properties":{about},"geometry":{shape}}}'


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
