"""The base map under and over the areas: roads, water, green and houses, from local files only."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from governance.core.i18n import Translator, mark
from governance.ingest import settings
from governance.maps import basemap_clip, basemap_files, static_routes
from governance.maps.basemap_files import Declared, Notice, Stamp
from governance.maps.cells import Bounds

SAMPLE = settings.SAMPLE_EXPORTS.parent / "basemap"
WHAT = {
    "water": mark("waters"),
    "green": mark("green spaces"),
    "building": mark("buildings"),
    "lane": mark("lanes"),
    "street": mark("streets"),
    "trunk": mark("main roads"),
}


@dataclass(frozen=True)
class BaseLayer:
    """One kind of governance/maps/basemap_kinds.py, the lowest first.

    url: GeoJSON on this server, which never changes there. attribution: whom the data is from.
    """

    kind: str
    url: str
    attribution: str


@dataclass(frozen=True)
class Packed:
    """One kind's GeoJSON, compressed, by its digest."""

    kind: str
    digest: str
    content: bytes


@dataclass(frozen=True)
class BaseMap:
    """What there is for one map, and what its reader should know."""

    packed: tuple[Packed, ...] = ()
    attribution: str = ""
    notices: tuple[Notice, ...] = ()


def layers(bounds: Bounds, synthetic: bool) -> tuple[BaseLayer, ...]:
    """The layers around these bounds (west, south, east, north), from the lowest up.

    synthetic: of the sample's own base map, which goes with its invented areas.
    """
    base_map = around(bounds, synthetic)
    return tuple(
        BaseLayer(
            packed.kind, static_routes.offer(packed.digest, packed.content), base_map.attribution
        )
        for packed in base_map.packed
    )


def notices(bounds: Bounds, synthetic: bool, _: Translator) -> list[str]:
    """Files that could not be read, and what was too much to draw, in sentences."""
    entries = around(bounds, synthetic).notices
    return [
        Notice(notice.key, {**notice.facts, "what": _(WHAT[str(notice.facts["what"])])}).text(_)
        if "what" in notice.facts
        else notice.text(_)
        for notice in entries
    ]


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
    cuts, thinned = basemap_clip.cut(basemap_files.join(loaded), box)
    packed = tuple(Packed(cut.kind, *static_routes.pack(cut.geojson)) for cut in cuts)
    attribution = " · ".join(dict.fromkeys(name for name in names if name))
    return BaseMap(packed, attribution, (*wrong, *thinned))
