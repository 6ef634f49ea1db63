"""How boundaries fit: overlaps of siblings, gaps between them, parts outside the area above."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import shapely
from duckdb import DuckDBPyConnection
from numpy.typing import NDArray

from governance.core import contracts, sql
from governance.ingest.geo.boundaries import DEGREE

# Two people who draw one border by hand, or to five digits of a degree, differ by some metres. What
# is smaller, or nowhere wider, is a sliver that nobody sees and no point falls into.
LEAST_AREA = 100.0  # square metres
LEAST_WIDTH = 2.0  # metres
REACH = LEAST_WIDTH / 2  # how near a boundary lies to a gap that it borders on

Shapes = NDArray[Any]
# As in a Finding: kind, code, other; and the parts that overlap, lie outside or are missing.
Misfit = tuple[str, str, str, list[Any]]


@dataclass(frozen=True)
class Plot:
    """An area of the register; geometry: GeoJSON in WGS84, or None; parent: "" at the top."""

    code: str
    parent: str
    level: str
    geometry: str | None


@dataclass(frozen=True)
class Finding:
    """kind: boundary_overlap, boundary_gap, boundary_hole or boundary_outside; square metres.

    other: the sibling that overlaps, or that borders on the gap too, or the area above that `code`
    leaves; "" of a hole, which has one neighbour only. longitude, latitude: a point in it.
    """

    kind: str
    code: str
    other: str
    area: float
    longitude: float
    latitude: float


def note(con: DuckDBPyConnection) -> None:
    """Records overlaps and gaps of the boundaries in intake.grounds as problems of their files.

    The rows stay, in doubt: their boundary is flagged.
    """
    rows = con.sql(sql.text("intake", "plots")).fetchall()
    results = findings(Plot(*row) for row in rows)
    columns = {
        "code": [finding.code for finding in results],
        "other": [finding.other for finding in results],
        "problem": [finding.kind for finding in results],
        "detail": [_detail(finding) for finding in results],
    }
    con.register("misfits", pa.table(columns, schema=pa.schema([(c, "string") for c in columns])))
    con.execute(sql.text("intake", "misfits"))
    con.unregister("misfits")
    for dataset in contracts.GROUND:
        con.execute(sql.text_for(dataset, "intake", "doubt"))
        con.execute(sql.text_for(dataset, "intake", "counts"))


def findings(plots: Iterable[Plot]) -> list[Finding]:
    """Everything wider than LEAST_WIDTH and larger than LEAST_AREA, the largest first.

    Siblings are areas of one level with one parent. Gaps are sought where all of them are drawn:
    inside the parent's boundary, else in the holes that the siblings leave between them. An area
    is held against the nearest one above it that is drawn.
    """
    known = {plot.code: plot for plot in plots}
    drawn = {plot.code: plot.geometry for plot in known.values() if plot.geometry}
    if not drawn:
        return []
    scale, shapes = _flat(list(drawn.values()))
    by_code = dict(zip(drawn, shapes, strict=True))
    groups: dict[tuple[str, str], list[str]] = {}
    for plot in known.values():
        groups.setdefault((plot.parent, plot.level), []).append(plot.code)
    results = [
        _measure(misfit, scale)
        for (parent, _level), siblings in groups.items()
        for misfit in _misfits(siblings, by_code, parent, _above(parent, known, by_code))
        if misfit[-1]
    ]
    return sorted(results, key=lambda finding: -finding.area)


def _misfits(
    siblings: Sequence[str], shapes: Mapping[str, Any], parent: str, above: str
) -> Iterator[Misfit]:
    codes = [code for code in siblings if code in shapes]
    own = np.array([shapes[code] for code in codes], dtype=object)
    if not codes:
        return
    yield from _overlaps(codes, own)
    if above:
        yield from _outside(codes, own, above, shapes[above])
    if len(codes) == len(siblings):
        # An area above the parent holds other children too, which are no gap.
        yield from _gaps(codes, own, shapes.get(parent))


def _overlaps(codes: Sequence[str], own: Shapes) -> Iterator[Misfit]:
    first, second = shapely.STRtree(own).query(own, predicate="intersects")
    first, second = first[first < second], second[first < second]
    common = shapely.intersection(own[first], own[second])
    for place, other, shape in zip(first, second, common, strict=True):
        yield "boundary_overlap", codes[place], codes[other], _real(shape)


def _outside(codes: Sequence[str], own: Shapes, above: str, frame: Any) -> Iterator[Misfit]:
    shapely.prepare(frame)
    loose = np.flatnonzero(~shapely.covers(frame, own))
    for place, shape in zip(loose.tolist(), shapely.difference(own[loose], frame), strict=True):
        yield "boundary_outside", codes[place], above, _real(shape)


def _gaps(codes: Sequence[str], own: Shapes, frame: Any | None) -> Iterator[Misfit]:
    union = shapely.union_all(own)
    if frame is None:
        outer = shapely.get_exterior_ring(shapely.get_parts(union))
        frame = shapely.union_all(shapely.polygons(outer))
    for part in _real(shapely.difference(frame, union)):
        near = shapely.length(shapely.intersection(own, shapely.buffer(part, REACH)))
        first, *others = np.argsort(-near, kind="stable").tolist()
        if others and near[others[0]]:
            yield "boundary_gap", codes[first], codes[others[0]], [part]
        else:
            yield "boundary_hole", codes[first], "", [part]


def _measure(misfit: Misfit, scale: Any) -> Finding:
    """One finding for all parts, with a place in the largest of them."""
    kind, code, other, parts = misfit
    largest = max(parts, key=shapely.area)
    lon, lat = shapely.get_coordinates(shapely.point_on_surface(largest))[0] / scale
    return Finding(kind, code, other, float(sum(shapely.area(parts))), float(lon), float(lat))


def _real(shape: Any) -> list[Any]:
    """The parts of a difference that are no slivers."""
    parts = shapely.get_parts(shape)
    large = parts[shapely.area(parts) >= LEAST_AREA]
    return list(large[~shapely.is_empty(shapely.buffer(large, -LEAST_WIDTH / 2))])


def _flat(boundaries: Sequence[str]) -> tuple[NDArray[np.float64], Shapes]:
    """Metres a degree where these lie, and their shapes in metres: good to 1 % in a city."""
    shapes = shapely.from_geojson(np.array(boundaries, dtype=object))
    _west, south, _east, north = shapely.total_bounds(shapes)
    scale = np.array([DEGREE * np.cos(np.radians((south + north) / 2)), DEGREE])
    return scale, shapely.transform(shapes, lambda xy: xy * scale)


def _above(code: str, known: Mapping[str, Plot], shapes: Mapping[str, Any]) -> str:
    """The nearest area from this one upwards that is drawn, "" where none is."""
    while code in known and code not in shapes:
        code = known[code].parent
    return code if code in shapes else ""


def _detail(finding: Finding) -> str:
    return f"{finding.area:,.0f} m² ({finding.longitude:.5f}, {finding.latitude:.5f})"
