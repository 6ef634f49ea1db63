"""The sample's coordinates: inside their area but where a fault was planted, and told in WGS84."""

import numpy as np
import pandas as pd
import pytest
import shapely
from scipy import sparse

from governance.ingest.geo import datums
from governance.maps import hotspots
from governance.maps.cells import from_frame
from sample_data import SEED, stories, writing
from sample_data.exports import build_exports
from sample_data.ground.astray import ASTRAY
from sample_data.hotspots import plant_spots
from sample_data.issues import build_issues
from sample_data.visits import build_visits
from sample_data.world import World, build_world
from tests.support.sample_exports import LH, NAMES, Sample, clean, current, spec

LOCATED = [name for name in NAMES if "longitude" in spec(name)["columns"]]
# A row that is spoilt on purpose is a copy of a good one: its point may come with it.
PLANTED = {
    "issues_zhongshanlu": ASTRAY["zhongshanlu"].hall + ASTRAY["zhongshanlu"].shifted,
    "issues_beijing": ASTRAY["maizidian"].zero,
    "issues_lianhua": ASTRAY["lianhua"].shifted,
}
SHARES = {
    "issues_lianhua": 0.96,
    "issues_zhongshanlu": 0.90,
    "issues_leshan": 0.92,
    "issues_beijing": 0.94,
    "issues_xinan": 0.93,
    "visits_lianhua": 0.80,
    "visits_leshan": 0.72,
    "visits_beijing": 0.55,
    "parking_lianhua": 1.0,
    "parking_other": 1.0,
    "compounds_register": 1.0,
    "compounds_zhongshanlu": 1.0,
}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return Sample(current(tmp_path_factory))


@pytest.fixture(scope="module")
def shapes(sample) -> pd.Series:
    drawn = sample.rows("boundaries").set_index("area_code")
    return drawn["geometry"].map(shapely.from_geojson)


@pytest.fixture(scope="module")
def world() -> World:
    return build_world(SEED)


def located(sample: Sample, name: str) -> pd.DataFrame:
    """The rows of one source, with x and y in WGS84."""
    rows = clean(sample.exports, name)
    x, y = (pd.to_numeric(rows[c]).to_numpy(float) for c in ("longitude", "latitude"))
    x, y = datums.to_wgs84(x, y, spec(name).get("crs", "WGS84"))
    return rows.assign(x=x, y=y)


def astray(rows: pd.DataFrame, shapes: pd.Series) -> pd.DataFrame:
    """Rows whose point lies outside their area."""
    rows = rows[rows["x"].notna()]
    around = shapes.reindex(rows["area_code"]).to_numpy()
    return rows[~shapely.intersects_xy(around, rows["x"], rows["y"])]


@pytest.mark.parametrize("name", LOCATED)
def test_points_lie_in_their_area_but_the_planted_ones(sample, shapes, name):
    wrong = astray(located(sample, name), shapes)
    # A point at the hall is right for the hall's own grid.
    assert PLANTED.get(name, 0) * 0.97 <= len(wrong) <= PLANTED.get(name, 0)


def test_wrong_points_are_the_hall_nowhere_and_shifted(sample, shapes):
    hall = astray(located(sample, "issues_zhongshanlu"), shapes)
    assert hall.groupby(["x", "y"]).size().max() == pytest.approx(
        ASTRAY["zhongshanlu"].hall, rel=0.03
    )
    nowhere = astray(located(sample, "issues_beijing"), shapes)
    assert (nowhere[["x", "y"]] == 0).all(axis=None)
    assert set(nowhere["area_code"].str[:9]) == {"110105012"}
    shifted = astray(located(sample, "issues_lianhua"), shapes)
    away = shapely.distance(
        shapely.points(shifted["x"], shifted["y"]), shapes[shifted["area_code"]].to_numpy()
    )
    assert (away > 0.02).all()


def test_gcj02_is_declared_and_moves_points_by_some_hundred_metres(sample, shapes):
    assert spec("issues_xinan")["crs"] == "GCJ-02"
    rows = located(sample, "issues_xinan").dropna(subset=["x"])
    metres = (pd.to_numeric(rows["longitude"]) - rows["x"]).abs() * 90_000
    assert metres.between(300, 700).all()
    unmoved = rows.assign(x=pd.to_numeric(rows["longitude"]), y=pd.to_numeric(rows["latitude"]))
    assert len(astray(unmoved, shapes)) > 0.4 * len(rows)


@pytest.mark.parametrize("name", SHARES)
def test_as_many_rows_have_a_point_as_is_told(sample, name):
    assert located(sample, name)["x"].notna().mean() == pytest.approx(SHARES[name], abs=0.015)


@pytest.mark.parametrize(("dataset", "share"), [("issues", 0.93), ("visits", 0.60)])
def test_a_dataset_has_points_for_most_of_its_rows(sample, dataset, share):
    assert sample.rows(dataset)["longitude"].notna().mean() == pytest.approx(share, abs=0.01)


def test_persons_and_households_have_no_point(sample):
    rows = sample.rows("organisations")
    where = rows["longitude"].notna().groupby(rows["kind"]).mean()
    private = ["full_time_gridder", "party_household", "doorway_leader", "alliance_member", "other"]
    assert (where[private] == 0).all()
    assert (
        where[["volunteer_team", "owners_committee", "arts_team", "grid_party_branch"]] > 0.95
    ).all()


def test_a_facility_does_not_move(sample):
    for name in ("parking_lianhua", "parking_other"):
        points = located(sample, name).groupby("facility_id")[["x", "y"]].nunique()
        assert (points == 1).all(axis=None)


def test_rebounding_issues_are_at_their_compound(sample):
    story = stories.REBOUND
    home = located(sample, "compounds_register").set_index("compound_code").loc[story.compound_code]
    rows = located(sample, "issues_xinan")
    rows = rows[(rows["compound_code"] == story.compound_code)]
    assert (np.hypot(rows["x"] - home["x"], rows["y"] - home["y"]) < 2e-6).all()
    assert (rows["category"] == story.category).sum() == story.size


def test_issues_gather_around_compounds(sample):
    homes = located(sample, "compounds_zhongshanlu").set_index("compound_code")
    rows = located(sample, "issues_zhongshanlu").dropna(subset=["compound_code", "x"])
    home = homes.loc[rows["compound_code"]]
    metres = np.hypot(
        (rows["x"].to_numpy() - home["x"]) * 97_000, (rows["y"].to_numpy() - home["y"]) * 111_320
    )
    assert np.median(metres) < 45


def test_same_seed_same_points(sample, world, tmp_path):
    made = build_exports(world).plain
    for name in ("issues_xinan", "visits_beijing", "organisations_register"):
        for path in writing.write_export(tmp_path, name, made[name]):
            assert path.read_bytes() == (sample.exports / path.relative_to(tmp_path)).read_bytes()


def gi_star(sample: Sample, shapes: pd.Series, issues: pd.DataFrame) -> pd.DataFrame:
    """Hot and cold grids of 莲花街道 for the stories' category, by count."""
    codes = [code for code in shapes.index if code.startswith(LH) and len(code) == 15]
    frame = pd.DataFrame({"area_code": codes, "area_name": codes, "kind": ""})
    touching: sparse.csr_matrix = hotspots.find_neighbours(
        from_frame(frame.assign(geometry=[shapely.to_geojson(shapes[code]) for code in codes]))
    )
    chosen = issues[
        (issues["category"] == stories.HOT_SPOT.category) & issues["duplicate_of"].isna()
    ]
    counts = chosen["area_code"].str[:15].value_counts().reindex(codes).fillna(0)
    return hotspots.find(codes, counts.to_numpy(), touching).frame


def test_the_hot_and_the_cold_community_are_found(sample, shapes):
    found = gi_star(sample, shapes, clean(sample.exports, "issues_lianhua"))
    community = found["area_code"].str[:12]
    for story, side in ((stories.HOT_SPOT, "hot"), (stories.COLD_SPOT, "cold")):
        sure = found["spot"] == f"{side}_99"
        assert sure[community == story.area_code].mean() > 0.6
        assert community[sure].eq(story.area_code).mean() > 0.8


def test_planting_spots_moves_nothing_but_categories(world, sample, shapes):
    drawn = build_issues(world, build_visits(world))["lianhua"]
    planted = plant_spots(drawn)
    same = ["issue_id", "area_code", "compound_code", "reported_at", "due_at", "resolved_at"]
    assert planted[same].equals(drawn[same])
    assert planted.drop(columns=["category", "department"]).equals(
        drawn.drop(columns=["category", "department"])
    )
    assert rebounds(planted) == rebounds(drawn)
    elsewhere = ~drawn["area_code"].str.startswith(
        (stories.HOT_SPOT.area_code, stories.COLD_SPOT.area_code)
    )
    assert planted[elsewhere].equals(drawn[elsewhere])
    assert (gi_star(sample, shapes, drawn)["spot"] == hotspots.NONE).all()


def rebounds(issues: pd.DataFrame) -> int:
    """Closed issues that came again at their place within 30 days."""
    issues = issues[issues["duplicate_of"].isna()]
    matter = issues["compound_code"].fillna(issues["area_code"]) + issues["category"]
    pairs = issues.assign(matter=matter).merge(
        issues.assign(matter=matter)[["matter", "reported_at"]], on="matter", suffixes=("", "_next")
    )
    wait = pairs["reported_at_next"] - pairs["resolved_at"]
    again = pairs[(wait > pd.Timedelta(0)) & (wait <= pd.Timedelta(days=30))]
    return int(again["issue_id"].nunique())
