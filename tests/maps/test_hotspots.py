"""Gi*: equal to esda's on its own examples, its chances counted, corrected and said in words."""

import libpysal
import numpy as np
import pyogrio
import pytest
import shapely
from esda.getisord import G_Local
from libpysal.weights import DistanceBand, Queen, fill_diagonal, lat2W
from scipy import stats
from statsmodels.stats.multitest import multipletests

from governance.core.i18n import translator
from governance.maps import hotspot_layers, hotspots
from governance.maps.cells import Cells
from governance.maps.hotspot_layers import Subject

GRID = fill_diagonal(lat2W(14, 14, rook=False), 1).sparse
# The points, values and results of the example in the docstring of esda's G_Local.
POINTS = [(10, 10), (20, 10), (40, 10), (15, 20), (30, 20), (30, 30)]
VALUES = np.array([2, 3, 3.2, 5, 8, 7])
Z_STAR = [-1.39727626, -0.28917762, 0.65064964, -0.28917762, 1.23452088, 2.02424331]


def cells_of(shapes):
    polygons = tuple(
        [[[list(p) for p in ring.coords] for ring in (part.exterior, *part.interiors)]
         for part in shapely.get_parts(shape)]
        for shape in shapes
    )  # fmt: skip
    codes = tuple(str(number) for number in range(len(shapes)))
    points = shapely.get_coordinates(shapely.point_on_surface(shapes))
    return Cells(codes, codes, ("",) * len(codes), polygons, points, (0, 0, 1, 1))


def squares(rows, columns, gap=0.0):
    return [
        shapely.box(column, row, column + 1 - gap, row + 1 - gap)
        for row in range(rows)
        for column in range(columns)
    ]


def example(name, column):
    """A data set that libpysal brings along: shapes and one column."""
    path = libpysal.examples.get_path(f"{name}.shp")
    _, _, geometry, fields = pyogrio.raw.read(path, columns=[column])
    return list(shapely.from_wkb(geometry)), fields[0]


def test_gi_star_is_that_of_esdas_documented_example():
    weights = fill_diagonal(DistanceBand(POINTS, threshold=15, silence_warnings=True), 1).sparse
    assert hotspots.gi_star(VALUES, weights) == pytest.approx(Z_STAR, abs=1e-8)


@pytest.mark.parametrize(("name", "column"), [("stl_hom", "HR7984"), ("columbus", "CRIME")])
def test_gi_star_is_esdas_on_the_data_it_brings(name, column):
    """St. Louis homicide rates and Columbus crime, with our own neighbours from the shapes."""
    shapes, values = example(name, column)
    ours = hotspots.find_neighbours(cells_of(shapes))
    theirs = Queen.from_iterable(shapes)
    assert (ours != fill_diagonal(theirs, 1).sparse).nnz == 0
    expected = G_Local(values, theirs, transform="B", star=True, permutations=0)
    found = hotspots.find(range(len(values)), values, ours)
    assert found.frame["z"].to_numpy() == pytest.approx(expected.Zs, abs=1e-9)


def test_chances_of_normal_values_are_esdas_two_sided_ones():
    values = np.random.default_rng(3).normal(100, 9, 196)
    normal = 2 * stats.norm.sf(np.abs(hotspots.gi_star(values, GRID)))
    assert hotspots.chance(values, GRID) == pytest.approx(normal, abs=0.02)


def test_chances_are_the_same_at_each_draw():
    values = np.random.default_rng(4).gamma(0.5, 1, 196)
    assert (hotspots.chance(values, GRID) == hotspots.chance(values, GRID)).all()


def test_chance_is_the_share_of_all_choices_where_these_can_be_counted():
    """Of ten cells one is 1: of three drawn it is among them in 3 of 10 choices, on one side."""
    row = lat2W(1, 10)
    values = np.array([0, 1, *[0] * 8], dtype=float)
    found = hotspots.chance(values, fill_diagonal(row, 1).sparse)
    assert found[2] == pytest.approx(0.6, abs=0.01)


def test_correction_is_that_of_statsmodels():
    chances = np.random.default_rng(5).beta(0.4, 2, 400)
    expected = multipletests(chances, method="fdr_bh")[1]
    assert hotspots.correct_for_tests(chances) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("draw", ["gamma", "poisson", "lognormal"])
def test_maps_of_chance_have_hardly_ever_a_spot(draw):
    """The normal distribution's p calls 29 of 100 such maps hot; 5 % are meant."""
    random = np.random.default_rng(6)
    makers = {
        "gamma": lambda: random.gamma(0.5, 1, 196),
        "poisson": lambda: random.poisson(0.3, 196).astype(float),
        "lognormal": lambda: random.lognormal(0, 1, 196),
    }
    maps = [hotspots.find(range(196), makers[draw](), GRID) for _ in range(60)]
    hot = sum(bool((found.frame["q"] <= 0.05).any()) for found in maps)
    assert hot <= 8  # more than 8 of 60 at 5 % happen once in 500 times


def planted():
    values = np.random.default_rng(7).gamma(4, 1, 196)
    block = [14 * row + column for row in (4, 5, 6) for column in (8, 9, 10)]
    values[block] += 8
    return values, block


def test_a_planted_spot_is_found_and_its_other_side_is_not():
    values, block = planted()
    found = hotspots.find(range(196), values, GRID)
    around = {9 + 14 * 5 + step for step in (0, -1, 1, -14, 14)}  # the corners have cooler sides
    assert around <= set(found.spots("hot")["area_code"])
    assert around <= set(block)
    assert found.spots("cold").empty
    assert found.frame["spot"][14 * 5 + 9] == "hot_99"


def test_a_cell_without_data_is_neither_zero_nor_tested():
    values, _ = planted()
    values[100] = np.nan
    found = hotspots.find(range(196), values, GRID)
    others = np.delete(np.arange(196), 100)
    whole = hotspots.gi_star(values[others], GRID[others][:, others])
    assert found.frame.loc[100, "spot"] == "untested"
    assert found.frame.loc[others, "z"].to_numpy() == pytest.approx(whole)


def test_an_island_is_not_tested():
    shapes = [*squares(3, 4), shapely.box(20, 20, 21, 21)]
    matrix = hotspots.find_neighbours(cells_of(shapes))
    found = hotspots.find(range(13), np.arange(13.0), matrix)
    assert list(found.frame["spot"]).count("untested") == 1
    assert found.frame.loc[12, "spot"] == "untested"
    assert found.tested == 12


def test_cells_whose_corners_meet_no_corner_are_neighbours():
    """One wide cell above two narrow ones: the corner between these lies in the wide one's side."""
    shapes = [shapely.box(0, 1, 2, 2), shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)]
    assert hotspots.find_neighbours(cells_of(shapes)).toarray().tolist() == [[1, 1, 1]] * 3


def test_cells_a_street_apart_are_no_neighbours():
    assert hotspots.find_neighbours(cells_of(squares(1, 3, gap=0.001))).nnz == 3


def test_seven_cells_are_too_few():
    found = hotspots.find(
        range(7), np.arange(7.0), hotspots.find_neighbours(cells_of(squares(1, 7)))
    )
    assert not found.is_enough
    assert set(found.frame["spot"]) == {"untested"}
    assert found.frame["z"].isna().all()


def test_equal_values_are_no_spots():
    found = hotspots.find(range(196), np.full(196, 3.0), GRID)
    assert found.is_enough
    assert set(found.frame["spot"]) == {"none"}


def test_the_sentence_counts_and_names_the_clearest():
    values, _ = planted()
    found = hotspots.find([str(n) for n in range(196)], values, GRID)
    names = {str(n): f"G{n}" for n in range(196)}
    subject = Subject("Water complaints per household", "Lotus", "grid_cell")
    lines = hotspot_layers.describe(found, subject, names, translator("en"))
    count = len(found.spots("hot"))
    assert lines[0].startswith(
        f"Hot spots of Water complaints per household: {count} grids of 196 in Lotus."
    )
    first = found.frame.sort_values("z", ascending=False)["area_code"].iloc[0]
    assert f"The clearest: G{first}, " in lines[0]
    assert "false discoveries" in lines[1]
    chinese = hotspot_layers.describe(
        found, Subject("每户水诉求", "莲花街道", "grid_cell"), names, translator("zh")
    )
    assert f"{count} 个网格" in chinese[0]
    assert "莲花街道" in chinese[0]


WEAK = {True: "hot_90", False: hotspots.NONE}


def test_nothing_found_and_too_few_are_said():
    subject = Subject("Visits", "Lotus", "community")
    nothing = hotspots.find(range(196), np.random.default_rng(8).normal(9, 1, 196), GRID)
    (line,) = hotspot_layers.describe(nothing, subject, {}, translator("en"))
    assert line == (
        "No hot or cold spot of Visits in Lotus: high and low values lie among 196 communities as "
        "they would by chance."
    )
    q = nothing.frame["q"].where(nothing.frame.index > 1, 0.08)
    weak = hotspots.Hotspots(nothing.frame.assign(q=q, spot=q.lt(0.1).map(WEAK)), nothing.tested)
    (line,) = hotspot_layers.describe(weak, subject, {}, translator("en"))
    assert line.endswith(" Marked at 90 % only, too little to go by: 2.")
    few = hotspots.find(range(3), [1, 2, 3], hotspots.find_neighbours(cells_of(squares(1, 3))))
    assert "at least 8 areas" in hotspot_layers.describe(few, subject, {}, translator("en"))[0]
