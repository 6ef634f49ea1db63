"""Residential compounds: the published ones as printed, the others by kind and number."""

from dataclasses import asdict

import numpy as np
import pandas as pd

from sample_data import targets
from sample_data.calibration import Ints, apportion
from sample_data.facts import figure, slightly_above
from sample_data.known_compounds import KNOWN

# Compounds by (kind, is_old) under a code prefix. Counts without a figure are assumed.
COUNTS = {
    targets.XINAN: {
        ("property_managed", False): slightly_above("F003"),
        ("three_no", True): 14,
        ("resettlement", False): 6,
    },
    targets.ZHONGSHANLU: {
        ("property_managed", False): figure("F008"),
        ("three_no", True): figure("F009"),
        ("resettlement", False): figure("F010"),
    },
    targets.LIANHUA: {
        ("property_managed", False): 96,
        ("three_no", True): 48,
        ("resettlement", False): 6,
    },
    targets.MAIZIDIAN: {("property_managed", False): 38, ("other", True): 16},
    targets.YANGFANGDIAN: {("property_managed", False): 52, ("other", True): 44},
    targets.TIANTONGYUAN: {("property_managed", False): 63, ("resettlement", False): 5},
    targets.LESHAN: {("three_no", True): figure("F109"), ("property_managed", False): 760},
}
OLD_BUILDINGS = slightly_above("F110")
OLD_HOUSEHOLDS = slightly_above("F111")

_FIRST = "安和康福锦翠兰金滨阳怡祥瑞嘉盛景德文星宏"
_SECOND = "居园苑庭湾府"
_THIRD = ("小区", "花园", "家园", "大院", "苑")


def build_compounds(leaves: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """All compounds in the contract's columns, each at its grid cell, ordered by code."""
    known = pd.DataFrame([asdict(k) for k in KNOWN])
    others = pd.concat([_in_place(leaves, prefix, known, rng) for prefix in COUNTS])
    others["compound_code"] = _codes(others["area_code"])
    others["name"] = _names(others["area_code"])
    others = _measured(others, leaves, rng)
    both = pd.concat([known, others], ignore_index=True)
    whole = ["buildings", "building_units", "households", "residents"]
    both[whole] = both[whole].astype("Int64")
    columns = list(known.columns)
    return both[columns].sort_values("compound_code", ignore_index=True)


def _in_place(
    leaves: pd.DataFrame, prefix: str, known: pd.DataFrame, rng: np.random.Generator
) -> pd.DataFrame:
    """Grid cell, kind and is_old of the unpublished compounds under one prefix.

    A published compound keeps its grid cell for itself.
    """
    cells = _cells(leaves, prefix)
    cells = cells[~cells["area_code"].isin(known["area_code"])]
    here = known[known["area_code"].str.startswith(prefix)]
    parts = []
    for (kind, is_old), count in COUNTS[prefix].items():
        rest = count - int(((here["kind"] == kind) & (here["is_old"] == is_old)).sum())
        suited = cells[cells["is_old"] == is_old] if prefix == targets.LESHAN else cells
        per_cell = apportion(rest, rng.uniform(0.6, 1.4, len(suited)))
        codes = suited["area_code"].repeat(per_cell)
        parts.append(pd.DataFrame({"area_code": codes, "kind": kind, "is_old": is_old}))
    return pd.concat(parts).sort_values("area_code", kind="stable", ignore_index=True)


def _cells(leaves: pd.DataFrame, prefix: str) -> pd.DataFrame:
    """Residential grid cells under the prefix with their households."""
    inside = leaves["area_code"].str.startswith(prefix) & (leaves["kind"] == "residential")
    here = leaves[inside]
    cells = here.groupby(here["area_code"].str[:15]).agg(
        is_old=("is_old", "first"), households=("households", "sum")
    )
    return cells.rename_axis("area_code").reset_index()


def _codes(area_codes: pd.Series) -> pd.Series:
    """Community code + X + three digits; 001 is kept for the published compound."""
    community = area_codes.str[:12]
    number = community.groupby(community).cumcount() + 2
    return community + number.map("X{:03d}".format)


def _names(area_codes: pd.Series) -> list[str]:
    """Made-up names, each once in its community, in another order from one to the next."""
    made = [a + b + c for c in _THIRD for b in _SECOND for a in _FIRST if a != b]
    community = area_codes.str[:12]
    number = community.groupby(community).cumcount()
    start = community.astype(int) * 7
    return [made[(s + n * 53) % len(made)] for s, n in zip(start, number, strict=True)]


def _measured(others: pd.DataFrame, leaves: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Households from the grid cell's, then residents, buildings, units and floor area."""
    in_cell = leaves.groupby(leaves["area_code"].str[:15])["households"].sum() * 0.95
    weights = pd.Series(rng.uniform(0.6, 1.4, len(others)), index=others.index)
    share = weights / weights.groupby(others["area_code"]).transform("sum")
    households = (others["area_code"].map(in_cell) * share).astype(int)
    others["households"] = households
    others["buildings"] = (households / rng.uniform(35, 90, len(others))).astype(int) + 1
    _fit_old_in_leshan(others, rng)
    others["building_units"] = others["buildings"] * rng.integers(1, 5, len(others))
    others["residents"] = (others["households"] * rng.normal(2.7, 0.2, len(others))).astype(int)
    area = others["households"] * rng.normal(88, 9, len(others))
    return others.assign(floor_area_m2=area.round(-1))


def _fit_old_in_leshan(others: pd.DataFrame, rng: np.random.Generator) -> None:
    """2,100-odd buildings and 45,000-odd households are printed for the 734 old compounds."""
    old = others["is_old"] & others["area_code"].str.startswith(targets.LESHAN)
    weights = rng.uniform(0.6, 1.4, int(old.sum()))
    households: Ints = apportion(OLD_HOUSEHOLDS, weights)
    others.loc[old, "households"] = households
    others.loc[old, "buildings"] = apportion(OLD_BUILDINGS, weights, 1)
