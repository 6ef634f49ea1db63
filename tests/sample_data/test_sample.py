"""The sample's hierarchy, stories, faults and files, read without the warehouse."""

import tomllib

import pandas as pd
import pytest

from sample_data import SEED, faults, is_stale, stories, workbooks, writing
from sample_data.exports import build_exports
from sample_data.facts import CONTRACTS, figure, listed_units
from sample_data.world import build_world
from tests.support.sample_exports import JS, LH, LINKS, NAMES, Sample, clean, current, spec, table

MOMENT = "%Y/%m/%d %H:%M"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return Sample(current(tmp_path_factory))


def test_planned_spaces_are_never_built(sample):
    planned = sample.rows("parking_spaces", JS, compound_code=JS + "X001")
    assert set(planned["status"]) == {"planned"}
    assert set(pd.to_numeric(planned["spaces"])) == {figure("F004")}


def test_a_renovation_is_listed_and_not_begun(sample):
    rows = sample.rows("projects", JS, compound_code=JS + "X001")
    assert rows["status"].tolist() == ["listed"]
    assert rows["programme"].tolist() == ["老旧小区改造"]
    assert rows["finished_on"].isna().all()
    assert rows["listed_on"].tolist() == ["2026/8/17"]


@pytest.mark.parametrize("column", ["residents", "households", "key_group_households", "doorways"])
def test_parents_are_the_sum_of_their_children(sample, column):
    areas = sample.rows("areas").set_index("area_code")
    sums = areas[column].astype(int).groupby(areas["parent_code"]).sum()
    assert sums.equals(areas.loc[sums.index, column].astype(int))


def test_codes_and_names_are_the_listed_ones(sample):
    listed = listed_units().set_index("area_code")["name"]
    areas = sample.rows("areas").set_index("area_code")
    written = areas.loc[areas["level"].isin(["street_office", "community"]), "name"]
    assert written.to_dict() == listed.to_dict()


@pytest.mark.parametrize("name", ["visits", "issues", "parking_spaces"])
def test_lianhua_is_located_at_grids(sample, name):
    assert set(sample.rows(name, LH)["area_code"].str.len()) <= {15, 17}


def test_rebounds_follow_within_30_days(sample):
    story = stories.REBOUND
    rows = sample.rows("issues", compound_code=story.compound_code, category=story.category)
    times = [
        pd.to_datetime(rows[c], format="%Y年%m月%d日 %H:%M") for c in ("reported_at", "resolved_at")
    ]
    waits = times[0].shift(-1) - times[1]
    assert len(rows) == story.size
    assert waits.dropna().between(pd.Timedelta(0), pd.Timedelta(days=30)).sum() >= 4


def test_only_the_gap_lacks_a_month(sample):
    visits = clean(sample.exports, "visits_lianhua")
    month = pd.to_datetime(visits["visited_at"], format=MOMENT).dt.strftime("%Y-%m")
    count = pd.crosstab(visits["area_code"].str[:12], month)
    missing = [(area, m) for area, row in count.iterrows() for m in row.index[row == 0]]
    assert count.shape == (14, 24)
    assert missing == [(stories.DATA_GAP.area_code, m) for m in ("2026-02", "2026-03")]


def test_one_grid_collapses(sample):
    rows = sample.rows("issues", area_code=stories.COLLAPSE.area_code).dropna(subset=["due_at"])
    on_time = rows["resolved_at"].fillna("9999") <= rows["due_at"]
    after = rows["reported_at"] >= str(stories.COLLAPSE.start)
    assert after.sum() > stories.COLLAPSE.size
    assert on_time[after].mean() < 0.5
    assert on_time[~after].mean() > 0.8


def test_one_small_village_is_lucky(sample):
    rows = sample.rows("issues", stories.LUCKY.area_code)
    assert len(rows) == stories.LUCKY.size
    assert (rows["resolved_at"] <= rows["due_at"]).all()


@pytest.mark.parametrize("fault", faults.FAULTS, ids=lambda f: f"{f.source}-{f.outcome}")
def test_faults_are_there_as_often_as_listed(sample, fault):
    rows = table(sample.exports, fault.source)
    if fault.outcome == "superseded":
        assert rows["visit_id"].duplicated().sum() == fault.count
        return
    column, text = next(o for o in fault.overrides.items() if o[0] not in LINKS)
    assert (rows[column].fillna("") == text).sum() == fault.count


@pytest.mark.parametrize("name", NAMES)
def test_source_fits_its_contract_and_export(sample, name):
    source = spec(name)
    contract = tomllib.loads((CONTRACTS / f"{source['dataset']}.toml").read_text())["columns"]
    mapped = {*source["columns"], *source.get("constants", {})}
    mapped |= {"area_code"} & set(contract) if "area" in source else set()
    assert mapped <= set(contract)
    assert {c for c, rule in contract.items() if rule.get("required")} <= mapped
    rows = table(sample.exports, name)
    assert set(source["columns"]) <= set(rows.columns)
    for column, rule in contract.items():
        if "allowed" in rule and column in rows and name not in ("issues_lianhua",):
            assert set(rows[column].dropna()) - {"—"} <= set(rule["allowed"])


def test_same_seed_same_bytes(sample, tmp_path):
    exports = sample.exports
    made = build_exports(build_world(SEED))
    for name in ("areas_register", "visits_lianhua", "issues_xinan", "parking_lianhua"):
        for path in writing.write_export(tmp_path, name, made.plain[name]):
            assert path.read_bytes() == (exports / path.relative_to(tmp_path)).read_bytes()
    for path in workbooks.write_workbook(tmp_path, made.books[-1]):
        sheet = {"sheet_name": None, "engine": "calamine", "dtype": str}
        again, first = (
            pd.read_excel(f, **sheet) for f in (path, exports / path.parent.name / path.name)
        )
        assert all(again[key].equals(first[key]) for key in first)


def test_stamp_tells_a_stale_sample(sample, tmp_path):
    assert is_stale(tmp_path)
    assert not is_stale(sample.exports)
    assert is_stale(sample.exports, SEED + 1)
