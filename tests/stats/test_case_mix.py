"""Rates of the same mix of cases, and areas that are like each other."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from governance.metrics import catalog
from governance.metrics.query import Query
from governance.stats.fairness import case_mix, similar_areas
from governance.warehouse.reader import Warehouse

METRICS = catalog.load()
RATE = METRICS["on_time_rate"]


def measured(**cells: tuple[float, float]) -> pd.DataFrame:
    rows = [(code, float(top), float(bottom)) for code, (top, bottom) in cells.items()]
    return pd.DataFrame(rows, columns=["area_code", "numerator", "denominator"])


def test_two_areas_that_differ_by_their_mix_alone_are_alike() -> None:
    """Noise: 60 % on time everywhere, rubbish 90 %; one has 90 of noise, the other of rubbish."""
    frame = measured(noisy=(54 + 9, 100), clean=(6 + 81, 100))
    mix = pd.DataFrame(
        {
            "area_code": ["noisy", "clean"],
            "observed": [63.0, 87.0],
            "cases": [100.0, 100.0],
            "expected": [0.6 * 90 + 0.9 * 10, 0.6 * 10 + 0.9 * 90],
        }
    )
    found = case_mix.standardise(frame, mix)
    assert found["numerator"].tolist() == pytest.approx([75.0, 75.0])


def test_twice_as_many_late_as_expected_are_twice_the_share_of_the_whole() -> None:
    """30 late where 15 are expected; of the whole 20 of 100 are late."""
    mix = pd.DataFrame(
        {
            "area_code": ["a", "b"],
            "observed": [70.0, 90.0],
            "cases": [100.0, 100.0],
            "expected": [85.0, 75.0],
        }
    )
    found = case_mix.standardise(measured(a=(70, 100), b=(90, 100)), mix)
    assert found["numerator"].tolist() == pytest.approx([100 - 2 * 20, 100 - 0.4 * 20])


def test_only_shares_of_cases_have_a_mix() -> None:
    assert case_mix.strata(RATE) == ("category", "channel", "department")
    for key in ("visits", "visit_coverage", "key_group_coverage", "resolution_hours_p50"):
        assert case_mix.strata(METRICS[key]) == ()


def test_the_expected_are_those_of_pandas(sample_warehouse: Path) -> None:
    sample = Warehouse.open(sample_warehouse)
    cursor = sample.cursor()
    (end,) = cursor.execute("select max(last_day) from happened").fetchone() or (None,)
    window = (end.replace(day=1, month=end.month - 3), end.replace(day=1))
    query = Query(("on_time_rate",), "community", "all", (window,))
    found = sample.view("case_mix", case_mix.parameters(RATE, query)).set_index("area_code")
    rows = cursor.execute(
        "select * from metric_on_time_rate where day >= ? and day < ?", [*window]
    ).df()
    rollup = cursor.execute(
        "select area_code, ancestor_code as unit from area_rollup where level = 'community'"
    ).df()
    rows = rows.merge(rollup, on="area_code")
    columns = list(case_mix.STRATA)
    by = rows.groupby(columns, dropna=False)[["numerator", "denominator"]].transform("sum")
    rows["expected"] = rows["denominator"] * by["numerator"] / by["denominator"]
    expected = rows.groupby("unit")["expected"].sum()
    np.testing.assert_allclose(found["expected"], expected.reindex(found.index), rtol=1e-9)
    assert found["expected"].sum() == pytest.approx(found["observed"].sum())


def figures(count: int, kind: str, first: int = 0) -> pd.DataFrame:
    square = '{{"type":"Polygon","coordinates":[[[0,0],[{0},0],[{0},0.01],[0,0.01],[0,0]]]}}'
    return pd.DataFrame(
        {
            "area_code": [f"{kind}{first + n:03d}" for n in range(count)],
            "kind": kind,
            "residents": [1000.0 * (n + 1) for n in range(count)],
            "geometry": [square.format(0.01 * (1 + n % 2)) for n in range(count)],
        }
    )


def test_groups_are_of_one_kind_and_split_where_both_halves_are_groups() -> None:
    groups = similar_areas.group(pd.concat([figures(32, "community"), figures(9, "village")]))
    assert [(one.kind, len(one.codes)) for one in groups] == [
        *[("community", 8)] * 4,
        ("village", 9),
    ]
    assert sorted(code for one in groups for code in one.codes) == sorted(
        [*(f"community{n:03d}" for n in range(32)), *(f"village{n:03d}" for n in range(9))]
    )
    large, small = groups[:2], groups[2:4]
    assert min(one.residents[0] for one in large) > max(one.residents[1] for one in small)
    assert groups[0].density[0] >= groups[1].density[1]


def test_without_figures_the_kind_alone_counts() -> None:
    unknown = figures(40, "community").assign(residents=None, geometry=None)
    (one,) = similar_areas.group(unknown)
    assert (one.residents, one.density, len(one.codes)) == (None, None, 40)


def test_a_square_at_the_equator_has_its_size() -> None:
    shape = figures(1, "a")["geometry"][0]
    assert similar_areas.square_km(shape) == pytest.approx(1.1132**2, rel=1e-3)
    assert np.isnan(similar_areas.square_km(None))
    assert np.isnan(similar_areas.square_km(float("nan")))  # as a frame has it
