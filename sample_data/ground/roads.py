"""Roads along the borders of communities and grids, some through the whole place and beyond."""

import numpy as np
import shapely

from sample_data.calibration import Floats
from sample_data.ground.lie_of_land import lie_of_land
from sample_data.ground.plots import Plots
from sample_data.ground.seats import Seat
from sample_data.ground.water import Feature, outer

FIRST = "安和康福锦翠金滨阳怡祥瑞嘉盛景德文星宏新春青云秋林"
SECOND = "宁平泰明华丰源泉山桥城塘荷松竹"
SUFFIXES = {"trunk": ("大道", "路"), "street": ("路", "街"), "lane": ("巷", "巷", "里")}
THROUGH = 5  # one community border in so many is a main road: the longest ones
BEYOND = 0.55  # a main road goes on outside for this share of the place's side
STEP = 150.0  # metres between the points of it there, so that it can bend
SIDES = {"东": (1, 0), "北": (0, 1), "西": (-1, 0), "南": (0, -1)}


def roads(
    seat: Seat, plots: Plots, waters: list[Feature], rng: np.random.Generator
) -> list[Feature]:
    """All roads of one seat in metres around its middle: kind, name and line."""
    points = np.array(plots.mesh.points)
    lines = [points[chain] for chain in plots.mesh.chains]
    kinds = _kinds(lines, plots.levels)
    sea, lakes, river = (
        shapely.union_all([shape for kind, _, shape in waters if kind == wanted])
        for wanted in ("sea", "lake", "river")
    )
    edge = {tuple(point) for point in outer(plots)}
    names = {kind: _names(kind, rng) for kind in SUFFIXES}
    features: list[Feature] = []
    for line, kind in zip(lines, kinds, strict=True):
        if kind:
            is_main = kind == "trunk"
            path = _through(_bridged(line, river, seat), edge, seat, sea) if is_main else line
            wet = lakes if is_main else lakes.union(river)
            features += _on_land(kind, names[kind].pop(), path, wet)
    return features + (_ring(seat, plots) if seat.ringed else [])


def _on_land(kind: str, name: str, path: Floats, wet: shapely.Geometry) -> list[Feature]:
    """The road without the stretch through water."""
    parts = shapely.get_parts(shapely.difference(shapely.LineString(path), wet))
    return [(kind, name, part) for part in parts]


def _kinds(lines: list[Floats], levels: list[str]) -> list[str]:
    """The kind of road on each cut; none along a river and within a grid."""
    kinds = {"street_office": "trunk", "community": "street", "grid_cell": "lane"}
    road_kinds = [kinds.get(level, "") for level in levels]
    streets = [number for number, kind in enumerate(road_kinds) if kind == "street"]
    streets.sort(key=lambda number: -shapely.LineString(lines[number]).length)
    for number in streets[: len(streets) // THROUGH + 1]:
        road_kinds[number] = "trunk"
    return road_kinds


def _bridged(line: Floats, river: shapely.Geometry, seat: Seat) -> Floats:
    """The line, carried over to the other bank where it ends in the middle of the river."""
    for _ in range(2):
        line = line[::-1]
        if river.intersects(shapely.Point(line[-1])):
            line = np.vstack([line, _onward(line, seat.width)])
    return line


def _through(
    line: Floats, edge: set[tuple[float, ...]], seat: Seat, sea: shapely.Geometry
) -> Floats:
    """The line, carried on where it ends at the edge of the place and not in the sea."""
    reach = BEYOND * float(np.sqrt(seat.km2)) * 1000
    for _ in range(2):
        line = line[::-1]
        onward = _onward(line, reach)
        if tuple(line[-1]) in edge and not sea.intersects(shapely.Point(onward)):
            steps = np.linspace(line[-1], onward, max(int(reach / STEP), 1) + 1)
            steps += lie_of_land(seat, steps) - lie_of_land(seat, steps[:1])
            line = np.vstack([line, steps[1:]])
    return line


def _onward(line: Floats, reach: float) -> Floats:
    """The point that far behind the end of a line, straight on."""
    ahead = line[-1] - line[-2]
    return np.asarray(line[-1] + ahead / np.hypot(*ahead) * reach)


def _ring(seat: Seat, plots: Plots) -> list[Feature]:
    """The main road around a place, in four sides."""
    ring = outer(plots)
    turn = np.radians(seat.turn)
    corners = [
        int(np.argmax(ring @ np.array([np.cos(turn + a), np.sin(turn + a)])))
        for a in np.pi * (np.arange(4) / 2 - 0.25)
    ]
    sides = []
    for (sign, _), start, end in zip(
        SIDES.items(), corners, [*corners[1:], corners[0]], strict=True
    ):
        size = (end - start) % len(ring)
        side = np.roll(ring, -start, axis=0)[: size + 1]
        sides.append(("trunk", f"{seat.water[0]}{sign}环路", shapely.LineString(side)))
    return sides


def _names(kind: str, rng: np.random.Generator) -> list[str]:
    """Made-up names of one kind of road, each once."""
    pairs = [a + b for a in FIRST for b in SECOND if a != b]
    suffix = SUFFIXES[kind]
    order = rng.permutation(len(pairs))
    return [pairs[n] + suffix[n % len(suffix)] for n in order]
