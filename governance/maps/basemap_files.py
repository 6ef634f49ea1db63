"""The files of a base map: what an office dropped into its folder, read as shapes in WGS84."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import floor, log2
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import pyogrio
import shapely
from numpy.typing import NDArray
from pyogrio.errors import CRSError, DataLayerError, DataSourceError, FeatureError

from governance.core import toml_entries
from governance.core.contracts import PROJECT
from governance.core.i18n import TranslatedError, mark
from governance.core.toml_entries import Table, choice
from governance.ingest.geo import datums
from governance.maps.basemap_kinds import COLUMNS, KINDS, NAME, kind_of
from governance.maps.cells import Bounds

FOLDER = PROJECT / "data" / "basemap"
VARIABLE = "GOVERNANCE_BASEMAP"
SETTINGS = "basemap.toml"
SUFFIXES = (".geojson", ".json", ".pmtiles")
MOST_BYTES = 200_000_000  # of one GeoJSON file, which is read whole; tiles are read by their place
TILES = 8  # tiles of a PMTiles file along the longer side of a map: what its zoom is chosen by
HEADER = b"PMTiles\x03"
MERCATOR = "EPSG:3857"  # of all vector tiles
DEEPEST = 101  # the byte of a PMTiles header that holds the largest zoom
UNREADABLE = mark("Base map file {file} cannot be read and is left out: {error}")
LARGE = mark("Base map file {file} is larger than {size} MB: convert it to PMTiles.")
WRONG = mark("The base map's settings {file} are wrong and ignored: {error}")
NOTHING = mark("Base map file {file} has no road, water, green or building that is known.")
BROKEN = (
    CRSError,
    DataLayerError,
    DataSourceError,
    FeatureError,
    shapely.errors.ShapelyError,
    OSError,
    ValueError,
)


@dataclass(frozen=True)
class Declared(Table):
    """What basemap.toml says of one file: crs ("" for the file's own), attribution, one kind."""

    crs: str = ""
    attribution: str = ""
    kind: Annotated[str, choice("", *KINDS)] = ""


@dataclass(frozen=True, eq=False)
class Shapes:
    """Lines and surfaces in WGS84 with their kind and name, "" where none is known."""

    geometry: NDArray[Any]
    kinds: NDArray[Any]
    names: NDArray[Any]

    def only(self, which: NDArray[Any]) -> "Shapes":
        return Shapes(self.geometry[which], self.kinds[which], self.names[which])


NONE = Shapes(*(np.array([], dtype=object) for _ in range(3)))
Stamp = tuple[str, int, int]


def folder() -> Path:
    """Where an office drops its files: GOVERNANCE_BASEMAP, else data/basemap."""
    return Path(os.environ.get(VARIABLE) or FOLDER)


def stamps(where: Path) -> tuple[Stamp, ...]:
    """Name, size and time of change of every file that counts; () where there is no folder."""
    files = sorted(where.iterdir()) if where.is_dir() else []
    wanted = [f for f in files if f.suffix.lower() in SUFFIXES or f.name == SETTINGS]
    return tuple((f.name, f.stat().st_size, f.stat().st_mtime_ns) for f in wanted if f.is_file())


def read_declarations(where: Path) -> tuple[dict[str, Declared], list[TranslatedError]]:
    """The settings by file name, "" for every other file; a wrong file of settings is reported."""
    file = where / SETTINGS
    if not file.is_file():
        return {}, []
    try:
        common = toml_entries.parse(file.read_text(encoding="utf-8"), SETTINGS)
        files = common.pop("files", {})
        whole = toml_entries.structure(Declared, common)
        own = {
            name: toml_entries.structure(Declared, {**common, **own}) for name, own in files.items()
        }
    except (OSError, ValueError, TypeError, AttributeError) as error:
        return {}, [TranslatedError(WRONG, file=SETTINGS, error=_reason(error))]
    return {"": whole, **own}, []


def _reason(error: Exception) -> object:
    """Why a file is wrong, to be kept: without the frames, and all that they hold."""
    return error.with_traceback(None) if isinstance(error, TranslatedError) else str(error)


def read(
    file: Path, stamp: Stamp, about: Declared, box: Bounds
) -> tuple[Shapes, list[TranslatedError]]:
    """What of a file lies in a box of WGS84, and what is wrong with the file."""
    _name, size, _modified = stamp
    try:
        if file.suffix.lower() == ".pmtiles":
            shapes = _tiles(file, about, box)
        elif size > MOST_BYTES:
            return NONE, [TranslatedError(LARGE, file=file.name, size=MOST_BYTES // 10**6)]
        else:
            shapes = _whole(file, stamp, about)
    except BROKEN as error:
        return NONE, [TranslatedError(UNREADABLE, file=file.name, error=_reason(error))]
    if not len(shapes.geometry) and file.suffix.lower() != ".pmtiles":
        return NONE, [TranslatedError(NOTHING, file=file.name)]
    west, south, east, north = shapely.bounds(shapes.geometry).T
    is_near = (west <= box[2]) & (east >= box[0]) & (south <= box[3]) & (north >= box[1])
    return shapes.only(is_near), []


@lru_cache(maxsize=16)
def _whole(file: Path, _stamp: Stamp, about: Declared) -> Shapes:
    """A GeoJSON file, read once for as long as it stays as it is."""
    with file.open("rb") as stream:
        start = stream.read(512).removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start.startswith(b"{"):  # GDAL would open what else it knows, by whatever name
        raise TranslatedError(mark("it is no GeoJSON"))
    return _layer(file, file.stem, about)


def _tiles(file: Path, about: Declared, box: Bounds) -> Shapes:
    """The tiles of a box, at the zoom that a map of it has pixels for, or the deepest there is."""
    with file.open("rb") as stream:
        header = stream.read(DEEPEST + 1)
    if not header.startswith(HEADER) or len(header) <= DEEPEST:
        raise TranslatedError(mark("it is no PMTiles of version 3, or was cut off"))
    span = max(box[2] - box[0], box[3] - box[1])
    zoom = max(0, min(header[DEEPEST], floor(log2(TILES * 360 / span))))
    corners = datums.from_wgs84(np.array(box[::2]), np.clip(np.array(box[1::2]), -85, 85), MERCATOR)
    near = tuple(float(corner[place]) for place in (0, 1) for corner in corners)
    layers = [str(name) for name, _kind in pyogrio.list_layers(file)]
    declared = Declared(about.crs or MERCATOR, about.attribution, about.kind)
    parts = [
        _layer(file, name, declared, bbox=near, ZOOM_LEVEL=zoom, layer=name) for name in layers
    ]
    return join(parts)


def join(parts: list[Shapes]) -> Shapes:
    """All shapes of several files or layers, in their order."""
    columns = ("geometry", "kinds", "names")
    return Shapes(*(np.concatenate([getattr(p, c) for p in (NONE, *parts)]) for c in columns))


def _layer(file: Path, name: str, about: Declared, **how: Any) -> Shapes:
    """One layer's lines and surfaces, in WGS84, with what they are."""
    about_layer = {key: how[key] for key in ("layer", "ZOOM_LEVEL") if key in how}
    fields = [str(field) for field in pyogrio.read_info(file, **about_layer)["fields"]]
    wanted = [field for field in fields if field.lower() in COLUMNS]
    meta, _fids, shapes, values = pyogrio.raw.read(file, columns=wanted, **how)
    geometry = shapely.force_2d(shapely.from_wkb(shapes))
    lower = [str(field).lower() for field in meta["fields"]]
    rows = [dict(zip(lower, row, strict=True)) for row in zip(*values, strict=True)]
    rows = rows or [{}] * len(geometry)
    area = shapely.get_dimensions(geometry) == 2
    kinds = [
        about.kind or kind_of(facts, name, is_surface=bool(flat))
        for facts, flat in zip(rows, area, strict=True)
    ]
    names = [_name(facts) for facts in rows]
    joined = Shapes(geometry, np.array(kinds, dtype=object), np.array(names, dtype=object))
    joined = joined.only((joined.kinds != "") & (shapely.get_dimensions(geometry) > 0))
    return _in_wgs84(joined, about.crs or str(meta["crs"] or datums.WGS84))


def _in_wgs84(shapes: Shapes, crs: str) -> Shapes:
    if datums.canonical_crs(crs) == datums.WGS84:
        return shapes
    moved = shapely.transform(
        shapes.geometry, lambda xy: np.column_stack(datums.to_wgs84(xy[:, 0], xy[:, 1], crs))
    )
    return Shapes(moved, shapes.kinds, shapes.names)


def _name(facts: Mapping[str, object]) -> str:
    values = (facts.get(column) for column in NAME)
    return next((str(text) for text in values if isinstance(text, str) and text), "")
