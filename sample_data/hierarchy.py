"""Grid cells and micro-grids below the listed communities, and what every place holds.

Figures are set on the leaves (the lowest places); every parent is the sum of its children.
"""

import numpy as np
import numpy.typing as npt
import pandas as pd

from sample_data import targets
from sample_data.calibration import Floats, fit_within
from sample_data.facts import listed_units

FIGURES = ["residents", "households", "key_group_households", "doorways"]
LEVELS = {
    6: "district",
    9: "street_office",
    12: "community",
    15: "grid_cell",
    17: "micro_grid",
}


def build_leaves(rng: np.random.Generator) -> pd.DataFrame:
    """One row per leaf: area_code, name, kind, is_old, the four figures, first_household.

    A leaf is a micro-grid in 莲花街道, a village without grids in 乐山, else a grid cell.
    Households of the leaf are numbered first_household, first_household + 1, …
    """
    units = listed_units()
    communities = units[units["level"] == "community"].reset_index(drop=True)
    leaves = _micro_grids(_grid_cells(communities, rng), rng)
    leaves["residents"] = fit_within(leaves["area_code"], _people(leaves, rng), targets.RESIDENTS)
    per_household = _looked_up(leaves, targets.PERSONS_PER_HOUSEHOLD)
    crowding = rng.normal(1.0, 0.03, len(leaves))
    households = leaves["residents"].to_numpy() / per_household * crowding
    leaves["households"] = fit_within(leaves["area_code"], households, targets.HOUSEHOLDS, 1)
    return _with_household_details(leaves, rng)


def build_areas(leaves: pd.DataFrame) -> pd.DataFrame:
    """All areas from district to micro-grid in the contract's columns, ordered by code."""
    areas = pd.concat([_listed_areas(), _grid_areas(leaves)], ignore_index=True)
    areas = areas.merge(_sums(leaves), on="area_code").sort_values("area_code")
    areas["level"] = areas["area_code"].str.len().map(LEVELS)
    areas["parent_code"] = [_parent(code) for code in areas["area_code"]]
    columns = ["area_code", "name", "level", "parent_code", "kind", *FIGURES]
    return areas[columns].reset_index(drop=True)


def _grid_cells(communities: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Grid cells of the communities; a community that gets none stays a leaf itself."""
    codes = communities["area_code"]
    weights = rng.uniform(0.7, 1.3, len(codes))
    weights[codes.str.startswith(targets.LESHAN) & (communities["kind"] == "村")] = 0.0
    minimum = 2
    count = fit_within(codes, weights, targets.GRID_CELLS, minimum)
    count[weights == 0.0] = 0
    cells = communities.loc[communities.index.repeat(np.maximum(count, 1))].copy()
    number = cells.groupby("area_code").cumcount() + 1
    has_grids = np.repeat(count, np.maximum(count, 1)) > 0
    suffix = number.map("{:03d}".format).where(has_grids, "")
    label = number.map("第{:02d}网格".format).where(has_grids, "")
    cells["kind"] = np.where(cells["kind"] == "村", "rural", "residential")
    cells["area_code"] = cells["area_code"] + suffix
    cells["name"] = cells["name"] + label
    cells["is_old"] = _old_grids(cells, rng)
    return _business_districts(cells.reset_index(drop=True))


def _old_grids(cells: pd.DataFrame, rng: np.random.Generator) -> npt.NDArray[np.bool_]:
    """Which grid cells of 乐山 consist of old compounds; only there the rule knows two sizes."""
    inside = cells["area_code"].str.startswith(targets.LESHAN)
    gridded = cells["area_code"].str.len() == 15
    drawn = rng.random(len(cells)) < targets.OLD_GRID_SHARE
    return np.asarray(inside & gridded & drawn, dtype=np.bool_)


def _business_districts(cells: pd.DataFrame) -> pd.DataFrame:
    """The last grid cell of the first six communities of 中山路街道 is a business district."""
    inside = cells[cells["area_code"].str.startswith(targets.ZHONGSHANLU + "0")]
    last = inside.groupby(inside["area_code"].str[:12]).tail(1)
    chosen = last.index[: targets.BUSINESS_DISTRICT_GRIDS]
    cells.loc[chosen, "kind"] = "business_district"
    return cells


def _micro_grids(cells: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """The cells of 莲花街道 replaced by their micro-grids."""
    inside = cells["area_code"].str.startswith(targets.LIANHUA)
    parents = cells[inside].reset_index(drop=True)
    weights = rng.uniform(0.8, 1.2, len(parents))
    count = fit_within(parents["area_code"], weights, targets.MICRO_GRIDS, 2)
    micro = parents.loc[parents.index.repeat(count)].copy()
    number = micro.groupby("area_code").cumcount() + 1
    micro["area_code"] = micro["area_code"] + number.map("{:02d}".format)
    micro["name"] = micro["name"] + number.map("第{:02d}微网格".format)
    both = pd.concat([cells[~inside], micro], ignore_index=True)
    return both.sort_values("area_code", ignore_index=True)


def _people(leaves: pd.DataFrame, rng: np.random.Generator) -> Floats:
    mean = _looked_up(leaves, targets.RESIDENTS_PER_LEAF)
    gridded = leaves["area_code"].str.startswith(targets.LESHAN) & (
        leaves["area_code"].str.len() == 15
    )
    mean[gridded] = targets.GRID_RESIDENTS_PROPERTY
    mean[leaves["is_old"].to_numpy(dtype=bool)] = targets.GRID_RESIDENTS_OLD
    mean[leaves["kind"] == "business_district"] *= 0.35
    mean *= _looked_up(leaves, targets.GRID_SIZE)
    return np.asarray(mean * rng.normal(1.0, 0.11, len(leaves)).clip(0.7, 1.35))


def _looked_up(leaves: pd.DataFrame, table: dict[str, float], default: float = 1.0) -> Floats:
    values = [targets.by_place(code, table, default) for code in leaves["area_code"]]
    return np.asarray(values, dtype=np.float64)


def _with_household_details(leaves: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    households = leaves["households"].to_numpy()
    share = _looked_up(leaves, targets.KEY_GROUP_SHARE, targets.USUAL_KEY_GROUP_SHARE)
    leaves["key_group_households"] = rng.binomial(households, share)
    doorways = np.maximum(households / rng.uniform(12, 26, len(leaves)), 1.0)
    leaves["doorways"] = fit_within(leaves["area_code"], doorways, targets.DOORWAYS, 1)
    leaves["first_household"] = np.cumsum(households) - households
    return leaves


def _listed_areas() -> pd.DataFrame:
    """Districts, street offices, communities and villages as areas.csv names them."""
    units = listed_units()
    kinds = units["kind"].map({"社区": "community", "村": "village"})
    listed = pd.DataFrame({"area_code": units["area_code"], "name": units["name"], "kind": kinds})
    streets = units[units["level"] == "street_office"].drop_duplicates("parent_code")
    districts = pd.DataFrame(
        {"area_code": streets["parent_code"], "name": streets["parent_name"], "kind": None}
    )
    return pd.concat([districts, listed], ignore_index=True)


def _grid_areas(leaves: pd.DataFrame) -> pd.DataFrame:
    """Grid cells and micro-grids: the leaves below community level and the micro-grids' cells."""
    below = leaves.loc[leaves["area_code"].str.len() > 12, ["area_code", "name", "kind"]]
    micro = below[below["area_code"].str.len() == 17]
    cell_names = micro["name"].str.replace("第..微网格", "", regex=True)
    cells = micro.assign(area_code=micro["area_code"].str[:15], name=cell_names)
    cells = cells.drop_duplicates("area_code")
    return pd.concat([below, cells], ignore_index=True)


def _sums(leaves: pd.DataFrame) -> pd.DataFrame:
    """The figures of every code, as the sum of the leaves at or below it."""
    per_length = [
        leaves[leaves["area_code"].str.len() >= length]
        .groupby(leaves["area_code"].str[:length])[FIGURES]
        .sum()
        for length in LEVELS
    ]
    return pd.concat(per_length).rename_axis("area_code").reset_index()


def _parent(code: str) -> str | None:
    shorter = [length for length in LEVELS if length < len(code)]
    return code[: shorter[-1]] if shorter else None
