"""The part of a base map that one map shows: cut to its box, simplified, thinned to a size."""

import json
from collections.abc import Iterable

import numpy as np
import shapely

from governance.core.i18n import TranslatedError, mark
from governance.maps.basemap_files import Shapes
from governance.maps.basemap_kinds import KINDS
from governance.maps.cells import Bounds

# A browser draws what it gets: of GeoJSON so much a map, a quarter of it on the wire.
MOST_BYTES = 1_500_000
# Without a graphics card thousands of houses take seconds a frame.
MOST_BUILDINGS = 3_000
PIXELS = 2_000  # the longer side of what a map shows: less than a pixel of it is not drawn
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


def cut(shapes: Shapes, box: Bounds) -> tuple[dict[str, str], list[TranslatedError]]:
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
