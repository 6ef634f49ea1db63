"""Parking facilities and their snapshots: month by month, and by the hour one week a quarter."""

import numpy as np
import pandas as pd

from sample_data import targets
from sample_data.calibration import Floats, apportion
from sample_data.facts import END, START, figure
from sample_data.parking_programmes import PROGRAMMES, Programme
from sample_data.world import World

# Occupied share by hour of day: homes fill at night, lots and streets by day.
_HOUR = np.arange(24)
AT_HOME = 0.62 + 0.30 * np.cos((_HOUR - 2) / 24 * 2 * np.pi)
IN_TOWN = 0.52 + 0.34 * np.cos((_HOUR - 14) / 24 * 2 * np.pi)
PLANNED_MONTHS_BEFORE = 6


# Lots and streets that were there before; of how many, and of how many homes, hours are sent.
OLD_FACILITIES = {
    "lianhua": (targets.LIANHUA, 26, 4),
    "zhongshanlu": (targets.ZHONGSHANLU, 64, 4),
    "leshan": (targets.LESHAN, 84, 4),
    "maizidian": (targets.MAIZIDIAN, 24, 3),
    "yangfangdian": (targets.YANGFANGDIAN, 30, 3),
    "tiantongyuan": (targets.TIANTONGYUAN, 34, 3),
    "xinan": (targets.XINAN, 22, 2),
}


def build_parking(world: World) -> dict[str, pd.DataFrame]:
    """Snapshots of each place in the contract's columns, in order of time."""
    return {name: _snapshots(world, name) for name in OLD_FACILITIES}


def _snapshots(world: World, name: str) -> pd.DataFrame:
    rng = world.stream("parking." + name)
    facilities = _facilities(world, name, rng)
    both = pd.concat([_monthly(facilities, rng), _hourly(facilities, rng)], ignore_index=True)
    both["opened_on"] = both["opened_on"].where(both["status"] == "built")
    both = both.sort_values(["snapshot_at", "facility_id"], ignore_index=True)
    whole = ["spaces", "ev_spaces", "occupied", "parkings"]
    return both.astype(dict.fromkeys(whole, "Int64")).drop(columns=["is_hourly", "is_built"])


def _facilities(world: World, name: str, rng: np.random.Generator) -> pd.DataFrame:
    """One row a facility: is_built at the end; opened_on if built within the sample's time."""
    parts = [_existing(world, name, rng)]
    parts += [_added(world, programme, rng) for programme in PROGRAMMES.get(name, ())]
    if name == "xinan":
        parts.append(_planned())
    facilities = pd.concat(parts, ignore_index=True)
    prefix = "TC" + name[:2].upper()
    facilities.insert(0, "facility_id", [f"{prefix}{n:04d}" for n in range(1, len(facilities) + 1)])
    return facilities


def _existing(world: World, name: str, rng: np.random.Generator) -> pd.DataFrame:
    """Facilities older than the sample: most grid cells' compounds, and some lots and streets.

    Nobody noted when they opened, so that they are never counted as added, in no period.
    """
    prefix, count, hourly = OLD_FACILITIES[name]
    inside = world.areas["area_code"].str.startswith(prefix)
    cells = world.areas[inside & (world.areas["level"] == "grid_cell")]
    homes = cells[cells["kind"] == "residential"].sample(frac=0.9, random_state=rng)
    lots = cells.sample(count, random_state=rng)
    lot_kind = rng.choice(["lot", "on_street"], count, p=[0.6, 0.4])
    lot_spaces = np.where(lot_kind == "on_street", 35, 150) * rng.uniform(0.4, 1.6, count)
    per_home = rng.uniform(0.28, 0.78, len(homes))
    spaces = np.concatenate([lot_spaces, homes["households"] * per_home]).astype(int) + 4
    kind = pd.Series([*lot_kind, *["compound"] * len(homes)])
    label = kind.map({"compound": "小区停车位", "lot": "停车场", "on_street": "路内泊位"})
    chosen = pd.concat([lots, homes])
    return pd.DataFrame(
        {
            "name": chosen["name"].to_numpy() + label.to_numpy(),
            "area_code": chosen["area_code"].to_numpy(),
            "kind": kind,
            "programme": None,
            "spaces": spaces,
            "opened_on": np.datetime64("NaT", "s"),
            "is_built": True,
            "ev_spaces": (spaces * rng.uniform(0.0, 0.14, len(spaces))).astype(int),
            "is_hourly": [*(np.arange(count) < hourly), *(np.arange(len(homes)) < hourly)],
        }
    )


def _added(world: World, programme: Programme, rng: np.random.Generator) -> pd.DataFrame:
    count = len(programme.months)
    cells = world.codes(programme.area_prefix, "grid_cell")
    spaces = apportion(programme.spaces, rng.uniform(0.7, 1.3, count), 1)
    day = rng.integers(2, 27, count).astype("timedelta64[D]")
    opened = np.array(programme.months, dtype="datetime64[D]") + day
    label = (
        [f"{programme.name}{n}号" for n in range(1, count + 1)] if count > 1 else [programme.name]
    )
    return pd.DataFrame(
        {
            "name": label,
            "area_code": cells[1 : count + 1],
            "kind": programme.kind,
            "programme": programme.name,
            "spaces": spaces,
            "opened_on": opened.astype("datetime64[s]"),
            "is_built": True,
            "ev_spaces": (spaces * 0.2).astype(int),
            "is_hourly": programme.kind == "smart_lot",
        }
    )


def _planned() -> pd.DataFrame:
    """新港花园: 150 spaces planned, none of them built."""
    return pd.DataFrame(
        {
            "name": ["新港花园改造停车区"],
            "area_code": [targets.JIANGSHAN + "001"],
            "compound_code": [targets.JIANGSHAN + "X001"],
            "kind": ["compound"],
            "programme": ["新港花园改造"],
            "spaces": [figure("F004")],
            "opened_on": np.array(["NaT"], dtype="datetime64[s]"),
            "is_built": [False],
            "ev_spaces": [0],
            "is_hourly": [False],
        }
    )


def _monthly(facilities: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """The state at 10:00 on the last day of each month, planned up to six months ahead."""
    months = np.arange(START, END, dtype="datetime64[M]") + 1
    datetimes = (months.astype("datetime64[D]") - 1).astype("datetime64[s]") + np.timedelta64(
        10, "h"
    )
    rows = facilities.merge(pd.DataFrame({"snapshot_at": datetimes}), how="cross")
    is_open = rows["is_built"] & ~(rows["opened_on"] > rows["snapshot_at"])
    rows["status"] = np.where(is_open, "built", "planned")
    lead = rows["snapshot_at"] + pd.DateOffset(months=PLANNED_MONTHS_BEFORE)
    rows = rows[rows["opened_on"].isna() | (rows["opened_on"] <= lead)].reset_index(drop=True)
    return _occupied(rows, rng)


def _hourly(facilities: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Every hour of the second week of February, May, August and November, with parkings."""
    weeks = np.arange(START, END, dtype="datetime64[M]")[::3].astype("datetime64[s]")
    datetimes = np.add.outer(
        weeks + np.timedelta64(7, "D"), np.arange(168).astype("timedelta64[h]")
    )
    rows = facilities[facilities["is_hourly"]].merge(
        pd.DataFrame({"snapshot_at": datetimes.ravel()}), how="cross"
    )
    rows = rows[~(rows["opened_on"] > rows["snapshot_at"])].reset_index(drop=True)
    rows = _occupied(rows.assign(status="built"), rng)
    rows["parkings"] = rng.poisson(rows["occupied"].to_numpy(dtype=np.float64) * 0.22)
    return rows


def _occupied(rows: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Occupied spaces by hour of day and kind; none where nothing is built."""
    hour = rows["snapshot_at"].dt.hour.to_numpy()
    share: Floats = np.where(rows["kind"] == "compound", AT_HOME[hour], IN_TOWN[hour])
    share = (share * rng.normal(1.0, 0.07, len(rows))).clip(0.0, 1.0)
    occupied = (rows["spaces"] * share).round().astype("Int64")
    return rows.assign(occupied=occupied.where(rows["status"] == "built"))
