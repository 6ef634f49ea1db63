"""Visits: who was called on, where, when, why, and how many person-times."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sample_data import targets
from sample_data.calibration import Ints, fit_sum
from sample_data.facts import figure, slightly_above
from sample_data.rhythm import VISITING, draw_datetimes
from sample_data.stories import DATA_GAP
from sample_data.world import World

ROLES = ("full_time_gridder", "part_time_gridder", "cadre", "party_member", "volunteer")
KEY_GROUPS = ("elderly_child", "pregnant", "disabled", "major_illness", "special_hardship")
KEY_GROUP_ODDS = (0.55, 0.05, 0.17, 0.10, 0.13)
KEY_GROUP_PURPOSE = "关爱探访"
SHOP_PURPOSE = "商户走访"


@dataclass(frozen=True)
class Round:
    """The visits of one place: `count` of them.

    purposes: usual purposes with their odds. key_share: share of calls at key-group households.
    persons_total: the published person-times, if any. grid_share: recorded at the grid cell only.
    """

    prefix: str
    count: int
    purposes: dict[str, float]
    roles: tuple[float, ...] = (0.58, 0.12, 0.12, 0.12, 0.06)
    key_share: float = 0.40
    persons_total: int | None = None
    grid_share: float = 0.0


USUAL = {"信息采集": 0.30, "政策宣传": 0.25, "安全检查": 0.25, "矛盾排查": 0.20}
HOME_SERVICE = "上门服务"
ROUNDS = {
    "lianhua": Round(
        targets.LIANHUA,
        92_000,
        {"大走访": 0.55, **USUAL},
        persons_total=figure("F034"),
        grid_share=0.15,
    ),
    "zhongshanlu": Round(targets.ZHONGSHANLU, 15_500, USUAL, (0.50, 0.22, 0.10, 0.12, 0.06)),
    # Every visit of this export is a home service: 25,000-odd of them were printed.
    "leshan": Round(
        targets.LESHAN, slightly_above("F122"), {HOME_SERVICE: 1.0}, (0.40, 0.05, 0.40, 0.10, 0.05)
    ),
    "maizidian": Round(targets.MAIZIDIAN, 5_200, USUAL),
    "yangfangdian": Round(targets.YANGFANGDIAN, 8_400, USUAL),
    "tiantongyuan": Round(targets.TIANTONGYUAN, 9_600, USUAL),
    "xinan": Round(targets.XINAN, 7_200, USUAL),
}


def build_visits(world: World) -> dict[str, pd.DataFrame]:
    """One frame of the contract's columns for each round, in ascending order of time."""
    built = {name: _round(world, name, spec) for name, spec in ROUNDS.items()}
    built["lianhua"] = _elevator_visits(built["lianhua"])
    built["maizidian"] = _opinion_visits(built["maizidian"])
    return built


def _round(world: World, name: str, spec: Round) -> pd.DataFrame:
    rng = world.stream("visits." + name)
    leaves = world.leaves_in(spec.prefix)
    activity = leaves["households"] ** 0.9 * rng.normal(1.0, 0.2, len(leaves)).clip(0.4)
    places = rng.choice(len(leaves), spec.count, p=activity / activity.sum())
    at = draw_datetimes(spec.count, VISITING, rng)
    _keep_gap(leaves["area_code"].to_numpy()[places], at)
    visits = pd.DataFrame({"visited_at": at.astype("datetime64[s]"), "place": places})
    visits = visits.sort_values("visited_at", kind="stable", ignore_index=True)
    prefix = "ZF" + name[:2].upper()
    visits.insert(0, "visit_id", [f"{prefix}{n:06d}" for n in range(1, spec.count + 1)])
    visits = _households(visits, leaves, spec, rng)
    return _located(_people(visits, leaves, spec, rng), leaves, spec, rng)


def _keep_gap(codes: np.ndarray, at: np.ndarray) -> None:
    """Moves the visits that would fall in the planted gap to half a year before, in place."""
    start, end = np.datetime64(DATA_GAP.start), np.datetime64(DATA_GAP.end)
    here = np.char.startswith(codes.astype(str), DATA_GAP.area_code)
    missing = np.flatnonzero(here & (at >= start) & (at < end))
    at[missing] -= np.timedelta64(182, "D")


def _households(
    visits: pd.DataFrame, leaves: pd.DataFrame, spec: Round, rng: np.random.Generator
) -> pd.DataFrame:
    """Draws household, key group and purpose; key-group households have the lowest numbers."""
    count = len(visits)
    leaf = leaves.iloc[visits["place"].to_numpy()]
    key_households = leaf["key_group_households"].to_numpy()
    is_key = (rng.random(count) < spec.key_share) & (key_households > 0)
    usual = key_households + rng.random(count) * (leaf["households"].to_numpy() - key_households)
    number = np.where(is_key, rng.random(count) * key_households, usual).astype(np.int64)
    household = leaf["first_household"].to_numpy() + number
    is_shop = ~is_key & (rng.random(count) < 0.08)
    names = pd.Series([f"H{n:06d}" for n in household])
    visits["household_id"] = names.where(~is_shop, None)
    visits["key_group"] = pd.Series(_key_group(household)).where(is_key, None)
    purpose = _purposes(count, spec, rng)
    if HOME_SERVICE not in spec.purposes:
        purpose = np.where(is_key, KEY_GROUP_PURPOSE, np.where(is_shop, SHOP_PURPOSE, purpose))
    return visits.assign(purpose=purpose)


def _key_group(household: Ints) -> np.ndarray:
    """A household stays in one group: the choice hangs on its number alone."""
    spread = (household * 7919 % 1000) / 1000
    chosen = np.searchsorted(np.cumsum(KEY_GROUP_ODDS)[:-1], spread, side="right")
    return np.array(KEY_GROUPS, dtype=object)[chosen]


def _purposes(count: int, spec: Round, rng: np.random.Generator) -> np.ndarray:
    odds = np.array(list(spec.purposes.values()))
    names = np.array(list(spec.purposes), dtype=object)
    return names[rng.choice(len(odds), count, p=odds / odds.sum())]


def _people(
    visits: pd.DataFrame, leaves: pd.DataFrame, spec: Round, rng: np.random.Generator
) -> pd.DataFrame:
    """Person-times, role and pseudonym of the visitor: one full-time gridder a grid cell."""
    count = len(visits)
    mean = 1.35 if spec.persons_total is None else spec.persons_total / count - 1
    persons = 1 + rng.poisson(mean, count)
    if spec.persons_total is not None:
        persons = fit_sum(persons, spec.persons_total, 1, rng)
    role = rng.choice(len(ROLES), count, p=spec.roles)
    cell = pd.factorize(leaves["area_code"].str[:15])[0][visits["place"].to_numpy()]
    visitor = cell * 12 + role * 2 + ((role > 0) & (rng.random(count) < 0.3))
    visits["visitor_id"] = [f"V{spec.prefix[-3:]}{n:05d}" for n in visitor]
    visits["visitor_role"] = np.array(ROLES, dtype=object)[role]
    return visits.assign(persons=persons, issues_found=0, compound_code=None)


def _located(
    visits: pd.DataFrame, leaves: pd.DataFrame, spec: Round, rng: np.random.Generator
) -> pd.DataFrame:
    code = leaves["area_code"].to_numpy(dtype=object)[visits.pop("place").to_numpy()]
    at_grid = rng.random(len(visits)) < spec.grid_share
    return visits.assign(area_code=np.where(at_grid, pd.Series(code).str[:15], code))


def _elevator_visits(visits: pd.DataFrame) -> pd.DataFrame:
    """20 visits on site about the elevators of 万泉街, spread evenly over its visits."""
    here = visits.index[
        visits["area_code"].str.startswith(targets.WANQUANJIE) & visits["key_group"].isna()
    ]
    chosen = here[np.linspace(0, len(here) - 1, figure("F047")).astype(int)]
    visits.loc[chosen, "purpose"] = "电梯加装现场走访"
    return visits


def _opinion_visits(visits: pd.DataFrame) -> pd.DataFrame:
    """12 visits at 霞光里35号院 to hear opinions on the rebuilding."""
    here = visits.index[visits["area_code"] == targets.XIAGUANGLI + "001"]
    chosen = here[np.linspace(0, len(here) - 1, figure("F079")).astype(int)]
    visits.loc[chosen, "purpose"] = "征求意见"
    visits.loc[chosen, "compound_code"] = targets.XIAGUANGLI + "X001"
    return visits
