"""Which area a row belongs to: by code, by the path of names, or by the boundary around a point."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from duckdb import (
    CoalesceOperator,
    DuckDBPyConnection,
    DuckDBPyRelation,
    Expression,
    StarExpression,
)

from governance.core import sql
from governance.core.i18n import mark
from governance.ingest import record_keys
from governance.ingest.formats.header_cells import FILE, ROW
from governance.ingest.geo import boundaries, datums
from governance.ingest.geo.datums import Array
from governance.ingest.geo.place_names import Gazetteer
from governance.ingest.parsing import NAMES, OUTLINE, SOUGHT, STATED, col, const, without_told_texts
from governance.ingest.sources import Source, SourceError

POINT = ("longitude", "latitude")
# A wrong datum shows where the right one would put more points where they belong, and nearly all.
ENOUGH, BETTER, GOOD = 30, 0.1, 0.8
LOOKED_AT = 5_000  # different points that the datums are compared by
KEYS = [(FILE, pa.int32()), (ROW, pa.int64())]
NO_POINTS = pa.schema([*KEYS, ("area_code", pa.string()), ("point", pa.string())]).empty_table()
NONE_INSIDE = pa.schema([*KEYS, ("_in_area", pa.bool_())]).empty_table()


@dataclass(frozen=True)
class Suspicion:
    """Coordinates that fit the boundaries as `declared` worse than as `better`.

    Shares are those of `points` different points that lie within 50 m of the area that the row
    names.
    """

    declared: str
    better: str
    share_declared: float
    share_better: float
    points: int


def resolve(con: DuckDBPyConnection, source: Source, parsed: DuckDBPyRelation) -> DuckDBPyRelation:
    """The rows with coordinates in WGS84, boundaries repaired and areas found, to be kept.

    Beside the contract's columns stand _point (text by which an area was sought), _stated (the
    area that code or names tell) and the system. Raises SourceError for an unknown coordinate
    system, or for a search by point in a level that has no boundaries.
    """
    columns = source.contract.columns
    if set(POINT) <= set(columns):
        parsed = _project(con, source.crs, parsed)
    if "geometry" in columns:
        parsed = _repair_boundaries(con, source.crs, parsed)
    if source.dataset != "areas" and "area_code" in columns:
        return _find_areas(con, source, parsed)
    unknown = const(None).cast("varchar")
    return parsed.select(*_known(source, {SOUGHT: unknown, STATED: unknown}))


def _known(source: Source, found: Mapping[str, Expression]) -> list[Expression]:
    """What is kept of each row: how it was parsed, and what was found of its place."""
    keys = {name: col(name) for name in (FILE, ROW)}
    outline = {OUTLINE: col(OUTLINE)} if "geometry" in source.contract.columns else {}
    known = {**keys, **without_told_texts(source.contract), **outline, **found}
    named = [expression.alias(name) for name, expression in known.items()]
    return [*named, const(record_keys.system_of(source)).alias("system")]


def note_rows_inside(con: DuckDBPyConnection, files: Sequence[int]) -> None:
    """Makes row_inside of row_values, of contracts with points.

    It says of each row of the files whether its point lies within 50 m of its area's boundary, or
    of the nearest above it that has one; rows of which either is unknown are not in it.
    """
    query = sql.text("intake", "placed_points")
    rows = con.sql(query, params={"files": files}).to_arrow_table()
    inside = NONE_INSIDE
    if len(rows):
        are_within = _boundaries_of(con, rows["around"])(*(rows[name].to_numpy() for name in POINT))
        inside = pa.table({FILE: rows[FILE], ROW: rows[ROW], "_in_area": are_within})
    con.register("row_inside", inside)


def name_areas(con: DuckDBPyConnection) -> None:
    """Makes grounds and area_names of the areas and boundaries held so far.

    grounds: each area with its boundary. area_names: its name, and the nearest area from it
    upwards that has a boundary.
    """
    con.execute(sql.text("intake", "grounds"))
    con.execute(sql.text("intake", "area_names"))


def suspected_crs(con: DuckDBPyConnection, source: Source, file_id: int) -> Suspicion | None:
    """Whether the points of a file in row_values look as if its source declared the wrong datum.

    Compares WGS84, GCJ-02 and BD-09 by the share of points in the area that the row's code or
    names tell; areas found by point prove nothing. It can only compare: where the boundaries
    themselves were loaded in a wrong datum, the right points are the ones that look shifted.
    """
    if not set(POINT) <= set(source.contract.columns) or source.dataset == "areas":
        return None
    parameters = {"file": file_id, "most": LOOKED_AT}
    rows = con.sql(sql.text("intake", "stated_points"), params=parameters).to_arrow_table()
    if len(rows) < ENOUGH:
        return None
    x, y = (rows[name].to_numpy() for name in POINT)
    declared = datums.canonical_crs(source.crs)
    if declared in (datums.GCJ02, datums.BD09):
        x, y = datums.from_wgs84(x, y, declared)  # as they stood in the export
    are_within = _boundaries_of(con, rows["around"])

    def share(crs: str) -> float:
        return float(are_within(*datums.to_wgs84(x, y, crs)).mean())

    known = (datums.WGS84, datums.GCJ02, datums.BD09)
    now = share(declared if declared in known else datums.WGS84)
    if now + BETTER > 1:
        return None
    better, most = max(((crs, share(crs)) for crs in known), key=lambda entry: entry[1])
    if most < max(GOOD, now + BETTER):
        return None
    return Suspicion(source.crs, better, now, most, len(rows))


def _find_areas(
    con: DuckDBPyConnection, source: Source, parsed: DuckDBPyRelation
) -> DuckDBPyRelation:
    ways = source.area.by
    con.register("row_parsed", parsed)
    con.register("row_names", _areas_of_names(con, "name_path" in ways))
    con.register("row_points", _areas_of_points(con, source) if "point" in ways else NO_POINTS)
    code, names, point = (col(f"_by_{way}") for way in ("code", "names", "point"))
    found = {"code": code, "name_path": names, "point": point}
    has_code = "code" in ways
    text = [col("area_code.text")] if has_code else []
    areas = {
        "area_code": CoalesceOperator(*(found[way] for way in ways), const(None)),
        "area_code.text": CoalesceOperator(*text, col(NAMES)),
        SOUGHT: col(SOUGHT),
        STATED: CoalesceOperator(*([code] if has_code else []), names),
    }
    return con.sql(sql.text("intake", "place")).select(*_known(source, areas))


def _areas_of_names(con: DuckDBPyConnection, is_sought: bool) -> pa.Table:
    """Each different path of names is looked up once, however many rows have it."""
    paths: list[str] = []
    if is_sought:
        rows = con.table("row_parsed").filter("_names is not null").select("_names")
        paths = [path for (path,) in rows.distinct().fetchall()]
    names = con.table("intake.area_names").select("area_code", "parent_code", "name")
    gazetteer = Gazetteer(names.fetchall() if paths else ())
    codes = pa.array([gazetteer.find(path) for path in paths], pa.string())
    return pa.table({"path": pa.array(paths, pa.string()), "area_code": codes})


def _areas_of_points(con: DuckDBPyConnection, source: Source) -> pa.Table:
    cells = con.execute(sql.text("intake", "boundaries"), {"level": source.area.level}).fetchall()
    if not cells:
        message = mark(
            "source {source}: [area] by = 'point' needs boundaries of level {level}; "
            "load areas with a geometry first"
        )
        raise SourceError(message, source=source.name, level=source.area.level)
    rows = _points(con.table("row_parsed"))
    codes, shapes = zip(*cells, strict=True)
    areas = boundaries.around_points(codes, shapes, rows["longitude"], rows["latitude"])
    where = [f"{x:.6f}, {y:.6f}" for x, y in zip(rows["longitude"], rows["latitude"], strict=True)]
    return pa.table({FILE: rows[FILE], ROW: rows[ROW], "area_code": areas, "point": where})


def _points(parsed: DuckDBPyRelation) -> dict[str, np.ndarray]:
    rows = parsed.select(FILE, ROW, *POINT)
    return rows.filter("longitude is not null and latitude is not null").fetchnumpy()


def _project(con: DuckDBPyConnection, crs: str, parsed: DuckDBPyRelation) -> DuckDBPyRelation:
    """The rows with the coordinates of the export moved into WGS84."""
    if datums.canonical_crs(crs) == datums.WGS84:
        return parsed
    rows = _points(parsed)
    x, y = datums.to_wgs84(rows["longitude"], rows["latitude"], crs)
    moved = pa.table({FILE: rows[FILE], ROW: rows[ROW], "x": x, "y": y})
    con.register("moved", moved)
    joined = parsed.join(con.table("moved"), [FILE, ROW], how="left")
    places = [
        CoalesceOperator(col(now), col(name)).alias(name)
        for now, name in zip(("x", "y"), POINT, strict=True)
    ]
    return joined.select(StarExpression(exclude=["x", "y", *POINT]), *places)


def _repair_boundaries(
    con: DuckDBPyConnection, crs: str, parsed: DuckDBPyRelation
) -> DuckDBPyRelation:
    """The rows with boundaries as valid WGS84 polygons, null where refused, and what was wrong.

    Their text is thousands of numbers: where one lies stands for it wherever a person is told of
    it.
    """
    rows = parsed.filter("geometry is not null").select(FILE, ROW, "geometry").fetchall()
    outlines = [boundaries.read(boundary, crs) for *_, boundary in rows]
    table = {
        FILE: pa.array([file for file, *_ in rows], pa.int32()),
        ROW: pa.array([row for _, row, _ in rows], pa.int64()),
        "repaired": pa.array([outline.geometry for outline in outlines], pa.string()),
        "problem": pa.array([outline.problem for outline in outlines], pa.string()),
        "about": pa.array([outline.about for outline in outlines], pa.string()),
    }
    con.register("outlines", pa.table(table))
    return parsed.join(con.table("outlines"), [FILE, ROW], how="left").select(
        StarExpression(exclude=["geometry", "geometry.text", "repaired", "problem", "about"]),
        col("repaired").alias("geometry"),
        col("problem").alias(OUTLINE),
        col("about").alias("geometry.text"),
    )


def _boundaries_of(
    con: DuckDBPyConnection, around: pa.ChunkedArray
) -> Callable[[Array, Array], np.ndarray]:
    """What says of points whether each lies within 50 m of the boundary of the area in `around`."""
    coded = around.combine_chunks().dictionary_encode()
    codes: Sequence[str] = coded.dictionary.to_pylist()
    cells = dict(con.execute(sql.text("intake", "boundaries_of"), {"codes": codes}).fetchall())
    shapes = [cells[code] for code in codes]
    return lambda x, y: boundaries.are_within(shapes, coded.indices.to_numpy(), x, y)
