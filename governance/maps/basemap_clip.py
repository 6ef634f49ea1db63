"""The part of a base map that one map shows: cut to its box, simplified, thinned to a size."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

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


@dataclass(frozen=True)
class Cut:
    """GeoJSON of one kind; left_out: how many of its features are not in it."""

    kind: str
    geojson: str
    left_out: int


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


def cut(shapes: Shapes, box: Bounds) -> tuple[list[Cut], list[TranslatedError]]:
    """The kinds that have anything in the box, from the lowest up, and what was too much."""
    step = (box[3] - box[1]) / 2 / PIXELS
    near = _clipped(shapes, box, step)
    room, cuts = MOST_BYTES, []
    for kind in IMPORTANCE:
        of_kind = near.only(near.kinds == kind)
        if len(of_kind.geometry):
            fitted = _fitted(kind, of_kind, room)
            room -= len(fitted.geojson)
            cuts.append(fitted)
    notices = [
        TranslatedError(THINNED, n=f"{fitted.left_out:,}", kind=IMPORTANCE[fitted.kind])
        for fitted in cuts
        if fitted.left_out
    ]
    cuts = [fitted for fitted in cuts if fitted.geojson]
    return sorted(cuts, key=lambda fitted: KINDS.index(fitted.kind)), notices


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


def _fitted(kind: str, shapes: Shapes, room: int) -> Cut:
    texts = list(_features(shapes))
    sizes = np.cumsum([len(text) + 1 for text in texts])
    count = int(np.searchsorted(sizes, room - 100, side="right"))
    if kind == "building":
        count = min(count, MOST_BUILDINGS)
    head = '{"type":"FeatureCollection","features":['
    geojson = f"{head}{','.join(texts[:count])}]}}" if count else ""
    return Cut(kind, geojson, len(texts) - count)


def _features(shapes: Shapes) -> Iterable[str]:
    for shape, name in zip(shapely.to_geojson(shapes.geometry), shapes.names, strict=True):
        about = json.dumps({"name": name} if name else {}, ensure_ascii=False)
        yield f'{{"type":"Feature","properties":{about},"geometry":{shape}}}'
