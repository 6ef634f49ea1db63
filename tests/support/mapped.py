"""Cells and values to draw maps of in tests: random Voronoi areas and real streets."""

import json

import numpy as np
import shapely

from governance.core.contracts import PROJECT
from governance.maps.cells import Cells
from governance.metrics.metric_values import Value

STREETS = PROJECT.parent / "shared" / "real" / "beijing_streets" / "streets.geojson"
SQUARE = shapely.box(120.0, 36.0, 120.08, 36.06)


def cells_of(areas):
    """Cells of (code, name, shapely geometry)."""
    areas = sorted(areas)
    polygons = [
        [[_ring(part.exterior), *map(_ring, part.interiors)] for part in shapely.get_parts(shape)]
        for _code, _name, shape in areas
    ]
    points = [shapely.get_coordinates(shape.point_on_surface())[0] for *_rest, shape in areas]
    return Cells(
        codes=tuple(code for code, *_rest in areas),
        names=tuple(name for _code, name, _shape in areas),
        kinds=("",) * len(areas),
        polygons=tuple(polygons),
        points=np.array(points).reshape(-1, 2),
        bounds=tuple(shapely.total_bounds([s for *_rest, s in areas]).tolist())
        if areas
        else (0.0, 0.0, 0.0, 0.0),
    )


def _ring(ring):
    return np.round(np.asarray(ring.coords), 6).tolist()


def voronoi(count, seed=1, inside=SQUARE, name="第{:02d}网格"):
    """So many cells that fill a square of 7 km without gaps."""
    west, south, east, north = inside.bounds
    random = np.random.default_rng(seed)
    points = random.uniform((west, south), (east, north), (count, 2))
    found = shapely.voronoi_polygons(shapely.multipoints(points), extend_to=inside)
    parts = [shapely.intersection(part, inside) for part in shapely.get_parts(found)]
    parts = [shapely.segmentize(part, 0.0008) for part in parts if not part.is_empty]
    return cells_of([(f"{n:06d}", name.format(n + 1), part) for n, part in enumerate(parts)])


def grouped(cells, count, name="第{}社区"):
    """The cells in so many groups by place, each merged to one, as the level above."""
    middles = np.linspace(cells.bounds[0], cells.bounds[2], count + 1)[1:-1]
    groups = np.digitize(cells.points[:, 0], middles)
    shapes = [
        shapely.union_all([shapely.Polygon(p[0], p[1:]) for p in polygons])
        for polygons in cells.polygons
    ]
    merged = [
        (
            f"g{n}",
            name.format("甲乙丙丁戊己庚"[n]),
            shapely.union_all([s for s, g in zip(shapes, groups, strict=True) if g == n]),
        )
        for n in range(count)
    ]
    return cells_of(merged)


def streets():
    """94 real streets of Beijing."""
    features = json.loads(STREETS.read_text(encoding="utf-8"))["features"]
    return cells_of(
        [
            (
                str(feature["properties"]["code"]),
                feature["properties"]["Name"],
                shapely.make_valid(shapely.from_geojson(json.dumps(feature["geometry"]))),
            )
            for feature in features
        ]
    )


def amounts(cells, seed=1, high=40, *, missing=0.04, zeros=0.06):
    """Whole numbers by area, some missing and some zero."""
    random = np.random.default_rng(seed)
    chance = random.random(len(cells))
    values = random.gamma(2, high / 4, len(cells)).round() + 1
    return {
        code: Value() if one < missing else Value(0.0 if one < missing + zeros else value, True)
        for code, one, value in zip(cells.codes, chance, values.tolist(), strict=True)
    }
