"""Which area a row belongs to: by code, by the path of names, or by the boundary around a point."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import shapely
from duckdb import DuckDBPyConnection
from pyproj import Transformer
from pyproj.exceptions import CRSError

from governance import sql
from governance.exports import ROW
from governance.reading import SUFFIX
from governance.sources import Source, SourceError

WGS84 = "EPSG:4326"
POINT = ("longitude", "latitude")


def resolve(con: DuckDBPyConnection, source: Source) -> None:
    """Makes row_values of row_parsed: coordinates in WGS84, boundaries mended, areas found.

    Raises SourceError for an unknown coordinate system, or for a search by point in a level
    that has no boundaries.
    """
    columns = source.contract.columns
    if set(POINT) <= set(columns) and source.crs != WGS84:
        _project(con, source.crs)
    if "geometry" in columns:
        _mend_boundaries(con, source.crs)
    if "area_code" in columns and source.dataset != "areas":
        _find_areas(con, source)
    else:
        con.execute("create table intake.row_values as from intake.row_parsed")


def name_areas(con: DuckDBPyConnection) -> None:
    """Makes area_names of accepted_areas: the name paths that lead to exactly one area."""
    con.execute(sql.text("intake", "area_names"), {"suffix": SUFFIX})


def _find_areas(con: DuckDBPyConnection, source: Source) -> None:
    ways = [*source.area.by, "", ""]
    points = {ROW: pa.array([], pa.int64()), "area_code": pa.array([], pa.string())}
    points["point"] = pa.array([], pa.string())
    if "point" in ways:
        points = _areas_of_points(con, source)
    con.register("row_points", pa.table(points))
    order = dict(zip(("first", "second", "third"), ways, strict=False))
    con.execute(sql.text("intake", "place"), {**order, "by_code": "code" in ways})
    con.unregister("row_points")


def _areas_of_points(con: DuckDBPyConnection, source: Source) -> dict[str, pa.Array]:
    cells = con.execute(sql.text("intake", "boundaries"), {"level": source.area.level}).fetchall()
    if not cells:
        raise SourceError(
            f"source {source.name}: [area] by = 'point' needs boundaries of level "
            f"{source.area.level}; load areas with a geometry first"
        )
    rows = _points(con)
    codes, boundaries = zip(*cells, strict=True)
    found = around_points(codes, boundaries, rows["longitude"], rows["latitude"])
    where = [f"{x:.6f}, {y:.6f}" for x, y in zip(rows["longitude"], rows["latitude"], strict=True)]
    return {ROW: pa.array(rows[ROW]), "area_code": found, "point": pa.array(where)}


def _points(con: DuckDBPyConnection) -> dict[str, np.ndarray]:
    rows = con.table("intake.row_parsed").select(ROW, *POINT)
    return rows.filter("longitude is not null and latitude is not null").fetchnumpy()


def _project(con: DuckDBPyConnection, crs: str) -> None:
    rows = _points(con)
    x, y = to_wgs84(rows["longitude"], rows["latitude"], crs)
    con.register("moved", pa.table({ROW: rows[ROW], "x": x, "y": y}))
    con.execute(sql.text("intake", "project"))
    con.unregister("moved")


def _mend_boundaries(con: DuckDBPyConnection, crs: str) -> None:
    rows = con.sql(
        "select _row, geometry from intake.row_parsed where geometry is not null"
    ).fetchall()
    mended = [clean_boundary(boundary, crs) for _, boundary in rows]
    table = pa.table({ROW: pa.array([row for row, _ in rows], pa.int64())})
    con.register("mended", table.append_column("geometry", pa.array(mended, pa.string())))
    con.execute(sql.text("intake", "mend"))
    con.unregister("mended")


def to_wgs84(x: np.ndarray, y: np.ndarray, crs: str) -> tuple[np.ndarray, np.ndarray]:
    """Longitudes and latitudes in degrees of points given in any coordinate system.

    Raises SourceError for a system that the projection library does not know.
    """
    if crs == WGS84:
        return x, y
    try:
        return Transformer.from_crs(crs, WGS84, always_xy=True).transform(x, y)
    except CRSError as error:
        raise SourceError(f"crs {crs!r} is not known; use an EPSG code like EPSG:4490") from error


def clean_boundary(geometry: str, crs: str) -> str | None:
    """A GeoJSON boundary as valid WGS84 polygons, wound as RFC 7946 says; None without area."""
    shape = shapely.make_valid(shapely.from_geojson(geometry, on_invalid="ignore"))
    if shape is None:
        return None
    if crs != WGS84:
        shape = shapely.transform(
            shape, lambda xy: np.column_stack(to_wgs84(xy[:, 0], xy[:, 1], crs))
        )
    polygons = [part for part in shapely.get_parts(shape) if part.geom_type.endswith("Polygon")]
    merged = shapely.union_all(polygons)
    return None if merged.is_empty else shapely.to_geojson(shapely.orient_polygons(merged))


def around_points(
    codes: Sequence[str], boundaries: Sequence[str], x: np.ndarray, y: np.ndarray
) -> pa.Array:
    """The code of the boundary that holds each point; null where none does or a point is NaN.

    On a shared border the first boundary in order wins, so that the answer never changes.
    """
    tree = shapely.STRtree([shapely.from_geojson(boundary) for boundary in boundaries])
    known = ~(np.isnan(x) | np.isnan(y))
    places = shapely.points(x[known], y[known])
    points, cells = tree.query(places, predicate="intersects")
    found = np.full(len(places), len(codes))
    np.minimum.at(found, points, cells)
    result = np.full(len(x), len(codes))
    result[known] = found
    names = pa.array([*codes, None], pa.string())
    return names.take(pa.array(result))
