"""Gives the rows of the sample a point: longitude and latitude in WGS84, beside their area."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from sample_data.calibration import Floats
from sample_data.ground.astray import ASTRAY, HALLS, Astray, misplace_points
from sample_data.ground.spots import Spots
from sample_data.stories import REBOUND
from sample_data.world import World

POINT = ["longitude", "latitude"]
# Share of the rows that have a point, by place; a place not named here sends none.
ISSUES = {
    "lianhua": 0.96,
    "zhongshanlu": 0.90,
    "leshan": 0.92,
    "maizidian": 0.94,
    "yangfangdian": 0.94,
    "tiantongyuan": 0.94,
    "xinan": 0.93,
}
# The visitors' apps note where they stand; ledgers typed in the office do not.
VISITS = {"lianhua": 0.80, "leshan": 0.72, "maizidian": 0.55, "yangfangdian": 0.55}
# Persons and households have no point on any map; a member unit or a talent is no place.
UNLOCATED = ("full_time_gridder", "party_household", "doorway_leader", "alliance_member", "other")
AT_COMPOUND, AT_GATE, BY_PHONE = 26.0, 20.0, 7.0  # metres around
GATE_SHARE = 0.45  # of the issues without a compound, at the busiest corner of their area


def locate_compounds(world: World, spots: Spots) -> pd.DataFrame:
    """The compounds, each with a point in its grid cell."""
    rng = world.stream("points.compounds")
    return _with(world.compounds, spots.anywhere(world.compounds["area_code"], rng))


def locate_issues(
    world: World, spots: Spots, compounds: pd.DataFrame, name: str, issues: pd.DataFrame
) -> pd.DataFrame:
    """The issues of one place: around their compound or the area's busiest corner, some astray."""
    rng = world.stream("points.issues." + name)
    codes = issues["area_code"]
    points = spots.anywhere(codes, rng)
    at = _compound_points(compounds, issues)
    points = _preferred(spots.near(codes, at, AT_COMPOUND, rng), points)
    gates = _once_each(spots, codes, rng)
    is_there = issues["compound_code"].isna().to_numpy() & (rng.random(len(issues)) < GATE_SHARE)
    gates = np.where(is_there[:, None], gates, np.nan)
    points = _preferred(spots.near(codes, gates, AT_GATE, rng), points)
    is_story = (issues["compound_code"] == REBOUND.compound_code).to_numpy()
    points[is_story] = at[is_story]
    points = _of_originals(issues, points)
    is_known = (rng.random(len(issues)) < ISSUES.get(name, 0.0)) | is_story
    points = np.where(is_known[:, None], points, np.nan)
    wrong = ASTRAY.get(name, Astray())
    hall = spots.anywhere([HALLS.get(name, codes.iloc[0])], rng)[0]
    return _with(issues, misplace_points(points, wrong, hall, is_known & ~is_story, rng))


def locate_visits(
    world: World, spots: Spots, visits: Mapping[str, pd.DataFrame]
) -> dict[str, pd.DataFrame]:
    """Visits where the visitor's telephone noted a point: the household's own, and some metres."""
    return {
        name: _visited(spots, rows, VISITS[name], world.stream("points.visits." + name))
        if name in VISITS
        else rows
        for name, rows in visits.items()
    }


def locate_parking(
    world: World, spots: Spots, compounds: pd.DataFrame, name: str, rows: pd.DataFrame
) -> pd.DataFrame:
    """Snapshots with their facility's point: the compound's, else one in the area."""
    facilities = rows.drop_duplicates("facility_id")
    points = spots.anywhere(facilities["area_code"], world.stream("points.parking." + name))
    if "compound_code" in facilities:
        points = _preferred(_compound_points(compounds, facilities), points)
    at = pd.DataFrame(points, index=facilities["facility_id"]).reindex(rows["facility_id"])
    return _with(rows, at.to_numpy())


def locate_organisations(
    world: World, spots: Spots, compounds: pd.DataFrame, name: str, rows: pd.DataFrame
) -> pd.DataFrame:
    """Branches, committees, teams and centres with a point; persons and households without."""
    points = spots.anywhere(rows["area_code"], world.stream("points.organisations." + name))
    points = _preferred(_compound_points(compounds, rows), points)
    is_located = ~rows["kind"].isin(UNLOCATED) & (rows["area_code"].str.len() > 6)
    return _with(rows, np.where(is_located.to_numpy()[:, None], points, np.nan))


def _visited(
    spots: Spots, rows: pd.DataFrame, share: float, rng: np.random.Generator
) -> pd.DataFrame:
    homes = _once_each(spots, rows["area_code"], rng, rows["household_id"].fillna(""))
    points = _preferred(spots.near(rows["area_code"], homes, BY_PHONE, rng), homes)
    is_known = rng.random(len(rows)) < share
    return _with(rows, np.where(is_known[:, None], points, np.nan))


def _once_each(
    spots: Spots, codes: pd.Series, rng: np.random.Generator, within: pd.Series | None = None
) -> Floats:
    """A point for each different area, or for each different value of `within` in an area."""
    keys = codes if within is None else codes + "/" + within
    number, different = pd.factorize(keys)
    return np.asarray(spots.anywhere(different.str.split("/").str[0], rng)[number])


def _of_originals(issues: pd.DataFrame, points: Floats) -> Floats:
    """A duplicate is where its original was."""
    first = pd.Index(issues["issue_id"]).get_indexer(pd.Index(issues["duplicate_of"]))
    return np.asarray(np.where((first >= 0)[:, None], points[first], points))


def _compound_points(compounds: pd.DataFrame, rows: pd.DataFrame) -> Floats:
    known = compounds.set_index("compound_code")[POINT].reindex(rows["compound_code"])
    return np.asarray(known.to_numpy(dtype=np.float64))


def _preferred(first: Floats, second: Floats) -> Floats:
    return np.asarray(np.where(np.isnan(first), second, first))


def _with(frame: pd.DataFrame, points: Floats) -> pd.DataFrame:
    return frame.assign(longitude=points[:, 0], latitude=points[:, 1])
