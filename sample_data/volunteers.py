"""Volunteer service: one row a volunteer, day and team; hours and person-times apart."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sample_data import targets
from sample_data.calibration import Ints, apportion, fit_within
from sample_data.facts import figure, slightly_above
from sample_data.rhythm import VOLUNTEERING, draw_days
from sample_data.world import World

KINDS = {
    "环境清洁": 0.24,
    "助老陪护": 0.22,
    "平安巡逻": 0.20,
    "文明劝导": 0.14,
    "青少年辅导": 0.10,
    "便民维修": 0.10,
}
TEAM_NAMES = (
    "红袖标巡逻队",
    "银龄互助队",
    "巧手维修队",
    "邻里调解队",
    "四点半课堂队",
    "绿色环保队",
    "文明引导队",
    "爱心陪护队",
    "党员先锋队",
    "巾帼服务队",
    "青春志愿队",
    "法律服务队",
    "健康义诊队",
    "应急救援队",
)


@dataclass(frozen=True)
class Corps:
    """Service records of one place. teams: number of teams under a code prefix, nested."""

    prefix: str
    count: int
    teams: dict[str, int]
    volunteers_per_team: int
    has_points: bool = False
    persons_served: dict[str, int] | None = None


CORPS = {
    "lianhua": Corps(
        targets.LIANHUA,
        16_000,
        {targets.LIANHUA: figure("F041"), targets.WANQUANJIE: 3},
        62,
        persons_served={targets.WANQUANJIE: slightly_above("F059")},
    ),
    "zhongshanlu": Corps(targets.ZHONGSHANLU, 7_500, {targets.ZHONGSHANLU: 30}, 34),
    "leshan": Corps(targets.LESHAN, 12_500, {targets.LESHAN: 88}, 26, has_points=True),
    "maizidian": Corps(targets.MAIZIDIAN, 2_400, {targets.MAIZIDIAN: 12}, 24),
    "yangfangdian": Corps(
        targets.YANGFANGDIAN,
        5_200,
        {targets.YANGFANGDIAN: 50, targets.TIEXI: figure("F087")},
        22,
    ),
    "tiantongyuan": Corps(
        targets.TIANTONGYUAN,
        4_600,
        {targets.TIANTONGYUAN: 28, targets.JIACHENG: figure("F091")},
        26,
    ),
    "xinan": Corps(targets.XINAN, 2_600, {targets.XINAN: 16}, 24),
}


def build_teams(world: World) -> pd.DataFrame:
    """The registered teams: place (key of CORPS), team, area_code (community) and members."""
    return pd.concat([_teams(world, name, spec) for name, spec in CORPS.items()], ignore_index=True)


def build_service(world: World, teams: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Service records of each place in the contract's columns, in order of time."""
    return {
        name: _service(world, name, spec, teams[teams["place"] == name].reset_index(drop=True))
        for name, spec in CORPS.items()
    }


def _teams(world: World, name: str, spec: Corps) -> pd.DataFrame:
    rng = world.stream("teams." + name)
    communities = world.areas[
        world.areas["area_code"].str.startswith(spec.prefix) & (world.areas["kind"] == "community")
    ]
    per_community = fit_within(
        communities["area_code"], rng.uniform(0.8, 1.2, len(communities)), spec.teams
    )
    teams = communities.loc[communities.index.repeat(per_community), ["area_code", "name"]]
    number = teams.groupby("area_code").cumcount().to_numpy()
    teams["team"] = [
        community + TEAM_NAMES[n] for community, n in zip(teams["name"], number, strict=True)
    ]
    members = rng.integers(spec.volunteers_per_team // 2, spec.volunteers_per_team * 2, len(teams))
    return teams.drop(columns="name").assign(place=name, members=members)


def _service(world: World, name: str, spec: Corps, teams: pd.DataFrame) -> pd.DataFrame:
    rng = world.stream("service." + name)
    days = draw_days(spec.count, VOLUNTEERING, rng)
    size = teams["members"].to_numpy()
    team = rng.choice(len(teams), spec.count, p=size / size.sum())
    # Every team serves at least once: its first turn is the row of its own number.
    team[: len(teams)] = rng.permutation(len(teams))
    kind = rng.choice(len(KINDS), spec.count, p=np.array(list(KINDS.values())))
    hours = np.clip(np.round(rng.gamma(4.0, 0.55, spec.count) * 2) / 2, 0.5, 8.0)
    service = pd.DataFrame(
        {
            "record_id": [f"FW{name[:2].upper()}{n:06d}" for n in range(1, spec.count + 1)],
            "served_on": days.astype("datetime64[s]"),
            "area_code": teams["area_code"].to_numpy()[team],
            "volunteer_id": _volunteers(days, team, teams, spec, rng),
            "team": teams["team"].to_numpy()[team],
            "service_kind": np.array(list(KINDS), dtype=object)[kind],
            "hours": hours,
            "points": hours * 10 if spec.has_points else np.nan,
        }
    )
    return _served(service, spec, rng)


def _volunteers(
    days: np.ndarray, team: Ints, teams: pd.DataFrame, spec: Corps, rng: np.random.Generator
) -> list[str]:
    """Pseudonyms; a team's roster moves on over the two years, so that some leave and some join."""
    size = teams["members"].to_numpy()[team]
    first = (np.cumsum(teams["members"]) - teams["members"]).to_numpy()[team]
    progress = (days - days[0]).astype(int) / 730
    regular = rng.beta(0.9, 1.8, len(team)) * size * 0.7
    number = first + ((regular + progress * size * 0.3).astype(int) % size)
    return [f"Z{spec.prefix[-3:]}{n:06d}" for n in number]


def _served(service: pd.DataFrame, spec: Corps, rng: np.random.Generator) -> pd.DataFrame:
    """People served: none on patrols and cleaning; 万泉街 comes to its published total."""
    helps = ~service["service_kind"].isin(["环境清洁", "平安巡逻"])
    served = rng.poisson(3.0, len(service)) * helps
    for prefix, total in (spec.persons_served or {}).items():
        here = service["area_code"].str.startswith(prefix) & helps
        served[here] = apportion(total, rng.uniform(0.5, 1.5, int(here.sum())))
    return service.assign(persons_served=served)
