"""Boundaries that overlap, leave gaps or leave their parent are found, with area and place."""

import json
from pathlib import Path

import numpy as np
import pytest
import shapely

from governance.cli import build_commands
from governance.core import i18n
from governance.ingest import problem_messages, sources
from governance.ingest.geo import topology
from governance.ingest.geo.topology import LEAST_AREA, LEAST_WIDTH, Plot
from governance.ingest.input_files import Input
from governance.warehouse import rejected_view
from tests.support import tiny

SOUTH, SIDE = 36.0, 100.0  # the corner's latitude; metres
METRES = np.array([111_320 * np.cos(np.radians(SOUTH)), 111_320])


def box(x: float, y: float, width: float = SIDE, height: float = SIDE) -> shapely.Geometry:
    """A rectangle in metres east and north of the corner, in degrees."""
    flat = shapely.box(x, y, x + width, y + height)
    return shapely.transform(flat, lambda xy: xy / METRES + (120, SOUTH))


def plot(code: str, shape: shapely.Geometry | None, parent: str = "P") -> Plot:
    return Plot(code, parent, "grid_cell", shape and shapely.to_geojson(shape))


def parent(shape: shapely.Geometry | None, code: str = "P", above: str = "") -> Plot:
    return Plot(code, above, "community", shape and shapely.to_geojson(shape))


def kinds(*plots: Plot) -> list[tuple[str, str, str, int]]:
    found = topology.findings(plots)
    return [(one.kind, one.code, one.other, 10 * round(one.area / 10)) for one in found]


def test_cells_that_fit_are_no_finding() -> None:
    four = [plot(f"{x}{y}", box(x * SIDE, y * SIDE)) for x in (0, 1) for y in (0, 1)]
    assert topology.findings([parent(box(0, 0, 200, 200)), *four]) == []
    assert topology.findings([]) == []
    assert topology.findings([plot("A", None)]) == []


def test_siblings_that_overlap_are_named_with_area_and_place() -> None:
    found = topology.findings([plot("A", box(0, 0)), plot("B", box(90, 0)), parent(None)])
    assert [(one.kind, one.code, one.other) for one in found] == [("boundary_overlap", "A", "B")]
    assert found[0].area == pytest.approx(1000, rel=0.01)
    inside = shapely.Point(found[0].longitude, found[0].latitude)
    assert box(0, 0).contains(inside)
    assert box(90, 0).contains(inside)


def test_a_cell_inside_another_overlaps_with_all_of_itself() -> None:
    assert kinds(plot("A", box(0, 0)), plot("B", box(20, 20, 30, 30)), parent(None)) == [
        ("boundary_overlap", "A", "B", 900)
    ]


@pytest.mark.parametrize(("width", "is_found"), [(1.9, False), (2.1, True)])
def test_a_narrower_sliver_is_no_overlap(width: float, is_found: bool) -> None:
    both = plot("A", box(0, 0)), plot("B", box(SIDE - width, 0))
    assert LEAST_WIDTH == 2
    assert bool(kinds(*both, parent(None))) == is_found


@pytest.mark.parametrize(("side", "is_found"), [(9.9, False), (10.1, True)])
def test_a_smaller_patch_is_no_gap(side: float, is_found: bool) -> None:
    holed = box(0, 0) - box(40, 40, side, side)
    assert LEAST_AREA == 100
    assert bool(kinds(plot("A", holed), parent(box(0, 0)))) == is_found


def test_gaps_are_sought_inside_the_parent_where_it_is_drawn() -> None:
    cells = [plot("A", box(0, 0)), plot("B", box(120, 0))]
    assert kinds(*cells, parent(box(0, 0, 220))) == [("boundary_gap", "A", "B", 2000)]
    corner = kinds(plot("A", box(0, 0)), parent(box(0, 0, 130)))
    assert corner == [("boundary_hole", "A", "", 3000)]


def test_a_part_of_the_parent_that_no_cell_touches_is_a_hole() -> None:
    two = shapely.union_all([box(0, 0), box(300, 0)])
    assert kinds(plot("A", box(0, 0)), parent(two)) == [("boundary_hole", "A", "", 10_000)]


def test_without_the_parents_boundary_only_holes_are_gaps() -> None:
    ring = [
        plot("S", box(0, 0, 300)),
        plot("N", box(0, 200, 300)),
        plot("W", box(0, 100)),
        plot("E", box(200, 100)),
    ]
    found = kinds(*ring, parent(None))
    assert [(kind, area) for kind, *_, area in found] == [("boundary_gap", 10_000)]
    assert kinds(plot("A", box(0, 0)), plot("B", box(120, 0)), parent(None)) == []


def test_where_a_sibling_is_not_drawn_its_place_is_no_gap() -> None:
    assert kinds(plot("A", box(0, 0)), plot("B", None), parent(box(0, 0, 200))) == []


def test_what_lies_outside_the_parent_is_named() -> None:
    assert kinds(plot("A", box(0, 0, 130)), parent(box(0, 0))) == [
        ("boundary_outside", "A", "P", 3000)
    ]
    far = plot("A", box(500, 0)), plot("B", box(0, 0)), parent(box(0, 0))
    assert kinds(*far) == [("boundary_outside", "A", "P", 10_000)]


def test_an_area_is_held_against_the_nearest_one_above_that_is_drawn() -> None:
    street = Plot("S", "", "street_office", shapely.to_geojson(box(0, 0)))
    found = kinds(plot("A", box(50, 0)), parent(None, above="S"), street)
    assert found == [("boundary_outside", "A", "S", 5000)]


def test_the_largest_comes_first_and_levels_are_held_apart() -> None:
    micro = Plot("A1", "A", "micro_grid", shapely.to_geojson(box(0, 0, 50)))
    cells = [plot("A", box(0, 0)), plot("B", box(95, 0)), plot("C", box(175, 0))]
    found = kinds(*cells, micro, parent(None))
    assert found == [
        ("boundary_hole", "A1", "", 5000),
        ("boundary_overlap", "B", "C", 2000),
        ("boundary_overlap", "A", "B", 500),
    ]


def rows() -> list[dict[str, str]]:
    return [
        {"area_code": tiny.GRIDS[0], "geometry": shapely.to_geojson(box(0, 0))},
        {"area_code": tiny.GRIDS[1], "geometry": shapely.to_geojson(box(90, 0))},
    ]


def test_the_books_of_the_file_that_drew_it_have_it_as_a_flag() -> None:
    own = {**tiny.AREAS[1], "area_code": "X", "geometry": shapely.to_geojson(box(0, 500))}
    con = tiny.taken(
        tiny.from_rows("areas", [own], name="own"), tiny.from_rows("boundaries", rows())
    )
    problems = con.execute(
        "select row_number, column_name, value, problem, severity from row_problems"
    )
    assert problems.fetchall() == [
        (1, "geometry", f"{tiny.GRIDS[1]} 第002网格", "boundary_overlap", "flag")
    ]
    faults = con.execute("select row_number, faults from accepted_boundaries order by 1").fetchall()
    assert faults == [(1, ",geometry,"), (2, None)]
    flagged = con.execute("select dataset, flagged from files order by file_id").fetchall()
    assert flagged == [("areas", 0), ("areas", 0), ("boundaries", 1)]


def test_check_prints_what_how_much_where_and_how_to_mend(tmp_path: Path) -> None:
    features = [
        {
            "type": "Feature",
            "properties": {"area_code": row["area_code"]},
            "geometry": json.loads(row["geometry"]),
        }
        for row in rows()
    ]
    file = tmp_path / "grids.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    source = sources.parse("grids", 'dataset = "boundaries"\nfiles = "*.geojson"')
    areas = [Input(1, tiny.areas(), "areas.toml", None)]
    _made, lines = build_commands.describe_rows(file, source, areas, 10, shows_rows=False)
    assert lines[-1].startswith(f"{file}:1: flag: Boundary (geometry): the boundary overlaps 990")
    assert "m² (120.00105, 36.000" in lines[-1]
    assert lines[-1].endswith("draw the border that they share once, for both")


@pytest.mark.parametrize("lang", sorted(i18n.LANGUAGES))
def test_each_kind_has_a_sentence_and_a_name(lang: str) -> None:
    _ = i18n.translator(lang)
    hole = problem_messages.sentence(
        "boundary_hole", "geometry", "", "10 m² (1, 2)", _, "boundaries"
    )
    assert "10 m² (1, 2)" in hole
    for kind in ("boundary_overlap", "boundary_gap", "boundary_outside"):
        said = problem_messages.sentence(
            kind, "geometry", "1 东里", "10 m² (1, 2)", _, "boundaries"
        )
        assert "1 东里" in said
        assert "10 m² (1, 2)" in said
        assert rejected_view.problem(kind, "boundaries", _) != kind
