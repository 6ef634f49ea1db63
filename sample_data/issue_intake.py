"""Which issues come in: how many, where, through which channel, about what."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sample_data import targets
from sample_data.facts import figure, slightly_above
from sample_data.rhythm import COMPLAINING, draw_datetimes
from sample_data.stories import COLLAPSE, LUCKY, REBOUND
from sample_data.world import World

# category: (department, odds, days allowed). 乐山 has exactly these eleven: its "hot topics".
CATEGORIES = {
    "环境卫生": ("城市管理局", 0.16, 5),
    "停车秩序": ("交通管理支队", 0.14, 7),
    "噪声扰民": ("综合行政执法队", 0.11, 3),
    "市政设施": ("住房和城乡建设局", 0.11, 7),
    "供水供热": ("住房和城乡建设局", 0.07, 3),
    "房屋漏水": ("住房和城乡建设局", 0.09, 7),
    "邻里纠纷": ("司法所", 0.08, 7),
    "电梯运行": ("市场监督管理局", 0.06, 5),
    "违法建设": ("综合行政执法队", 0.05, 15),
    "养老助残": ("民政局", 0.06, 7),
    "绿化养护": ("园林中心", 0.07, 7),
}
DISPUTE = ("物业纠纷", "住房和城乡建设局", 15)
HEATING = "供水供热"
HEATING_MONTHS = (11, 12, 1, 2, 3)


@dataclass(frozen=True)
class Intake:
    """The issues of one place before duplicates.

    on_time: usual share closed on time. resolved: the published number closed, if any;
    then `count` must leave a few to spare. exact: (category, number resolved in it).
    """

    prefix: str
    count: int
    channels: dict[str, float]
    on_time: float
    heating: bool = False
    resolved: int | None = None
    exact: tuple[str, int] | None = None


HOTLINE_FIRST = {
    "hotline": 0.58,
    "grid": 0.17,
    "visit": 0.06,
    "snapshot": 0.10,
    "online": 0.09,
}
INTAKES = {
    "lianhua": Intake(
        targets.LIANHUA,
        9_260,
        {"visit": 0.52, "grid": 0.26, "hotline": 0.16, "snapshot": 0.06},
        0.89,
        resolved=figure("F035"),
        exact=(DISPUTE[0], figure("F044")),
    ),
    "zhongshanlu": Intake(targets.ZHONGSHANLU, 11_800, HOTLINE_FIRST, 0.86),
    # The community office day's closed loop alone; the hotline is not part of this export.
    "leshan": Intake(
        targets.LESHAN,
        2_450,
        {"office_day": 0.7, "visit": 0.2, "grid": 0.1},
        0.91,
        resolved=slightly_above("F107"),
        exact=("违法建设", slightly_above("F115")),
    ),
    "maizidian": Intake(targets.MAIZIDIAN, 2_600, HOTLINE_FIRST, 0.87, heating=True),
    "yangfangdian": Intake(targets.YANGFANGDIAN, 5_200, HOTLINE_FIRST, 0.84, heating=True),
    "tiantongyuan": Intake(targets.TIANTONGYUAN, 6_400, HOTLINE_FIRST, 0.85, heating=True),
    "xinan": Intake(targets.XINAN, 3_000, HOTLINE_FIRST, 0.85, heating=True),
}


def take_in(world: World, name: str, spec: Intake, visits: pd.DataFrame) -> pd.DataFrame:
    """Issues in order of time, not yet handled.

    Columns: reported_at, area_code, compound_code, channel, visit_id, category, department,
    days (allowed) and chance (of closing on time).
    """
    rng = world.stream("issues." + name)
    from_visits = round(spec.count * spec.channels.get("visit", 0.0))
    issues = pd.concat(
        [_reported(world, spec, spec.count - from_visits, rng), _raised(visits, from_visits, rng)],
        ignore_index=True,
    )
    issues["compound_code"] = _compounds(world.compounds, issues["area_code"], rng)
    issues["category"] = _categories(issues, spec, rng)
    issues["chance"] = _chances(issues, spec, rng)
    issues = pd.concat([issues, _planted(spec.prefix)], ignore_index=True)
    departments = {key: value[0] for key, value in CATEGORIES.items()}
    days = {key: value[2] for key, value in CATEGORIES.items()}
    issues["department"] = issues["category"].map({**departments, DISPUTE[0]: DISPUTE[1]})
    issues["days"] = issues["category"].map({**days, DISPUTE[0]: DISPUTE[2]})
    return issues.sort_values("reported_at", kind="stable", ignore_index=True)


def _reported(world: World, spec: Intake, count: int, rng: np.random.Generator) -> pd.DataFrame:
    """Issues that did not come from a visit."""
    leaves = world.leaves_in(spec.prefix)
    weights = leaves["residents"] * rng.lognormal(0.0, 0.25, len(leaves))
    weights = weights.where(leaves["kind"] != "business_district", weights * 3)
    weights = weights.where(leaves["area_code"] != COLLAPSE.area_code, weights * 16)
    weights = weights.where(~leaves["area_code"].str.startswith(LUCKY.area_code), 0.0)
    place = rng.choice(len(leaves), count, p=weights / weights.sum())
    odds = {key: value for key, value in spec.channels.items() if key != "visit"}
    channel = rng.choice(len(odds), count, p=np.array(list(odds.values())) / sum(odds.values()))
    return pd.DataFrame(
        {
            "reported_at": draw_datetimes(count, COMPLAINING, rng),
            "area_code": leaves["area_code"].to_numpy(dtype=object)[place],
            "channel": np.array(list(odds), dtype=object)[channel],
            "visit_id": None,
        }
    )


def _raised(visits: pd.DataFrame, count: int, rng: np.random.Generator) -> pd.DataFrame:
    """Issues written down within the two hours after a visit, at the visit's place."""
    usable = visits[~visits["area_code"].str.startswith(LUCKY.area_code)]
    chosen = usable.iloc[rng.choice(len(usable), count, replace=False)]
    delay = rng.integers(5, 120, count).astype("timedelta64[m]")
    return pd.DataFrame(
        {
            "reported_at": chosen["visited_at"].to_numpy().astype("datetime64[m]") + delay,
            "area_code": chosen["area_code"].to_numpy(),
            "channel": "visit",
            "visit_id": chosen["visit_id"].to_numpy(),
        }
    )


def _compounds(compounds: pd.DataFrame, codes: pd.Series, rng: np.random.Generator) -> np.ndarray:
    """A compound of the issue's grid cell for six issues in ten, else None."""
    ordered = compounds.sort_values("area_code", kind="stable")
    cells = ordered["area_code"].to_numpy(dtype=str)
    wanted = codes.str[:15].to_numpy(dtype=str)
    first = np.searchsorted(cells, wanted, side="left")
    there = np.searchsorted(cells, wanted, side="right") - first
    draw = rng.random(len(codes))
    chosen = np.minimum(first + (rng.random(len(codes)) * there).astype(int), len(cells) - 1)
    compound_codes = ordered["compound_code"].to_numpy(dtype=object)[chosen]
    return np.asarray(
        pd.Series(compound_codes).where((there > 0) & (draw < 0.6), None), dtype=object
    )


def _categories(issues: pd.DataFrame, spec: Intake, rng: np.random.Generator) -> np.ndarray:
    """A category each; places with heating complain about it in winter.

    The rebounding category comes up at its compound only where the story plants it.
    """
    odds = {key: value[1] for key, value in CATEGORIES.items()}
    if spec.exact is None:
        odds[DISPUTE[0]] = 0.05
    else:
        odds.pop(spec.exact[0], None)
    chance = np.array(list(odds.values()))
    drawn = rng.choice(len(odds), len(issues), p=chance / chance.sum())
    category = np.array(list(odds), dtype=object)[drawn]
    is_cold = issues["reported_at"].dt.month.isin(HEATING_MONTHS).to_numpy() & spec.heating
    category = np.where(is_cold & (rng.random(len(category)) < 0.16), HEATING, category)
    at_story = (issues["compound_code"] == REBOUND.compound_code).to_numpy()
    return np.where(at_story & (category == REBOUND.category), HEATING, category)


def _chances(issues: pd.DataFrame, spec: Intake, rng: np.random.Generator) -> np.ndarray:
    """Chance of closing on time: the place's own, rising by five points over the two years."""
    community = pd.factorize(issues["area_code"].str[:12])
    cell = pd.factorize(issues["area_code"].str[:15])
    own = rng.normal(spec.on_time, 0.045, len(community[1])).clip(0.80, 0.96)[community[0]]
    own = own + rng.normal(0.0, 0.015, len(cell[1]))[cell[0]]
    own = own + np.linspace(-0.025, 0.025, len(issues))
    at_story = (issues["area_code"] == COLLAPSE.area_code).to_numpy()
    after = (issues["reported_at"] >= pd.Timestamp(COLLAPSE.start)).to_numpy()
    return np.where(at_story, np.where(after, 0.32, 0.90), own)


def _planted(prefix: str) -> pd.DataFrame:
    """The rebound cycle and the lucky village; a chance of 1 is closed on time for certain."""
    if REBOUND.area_code.startswith(prefix):
        first, step, cell = np.datetime64("2026-01-06T09:20"), 26, REBOUND.area_code + "001"
        story, categories = REBOUND, [REBOUND.category]
    elif LUCKY.area_code.startswith(prefix):
        first, step, cell = np.datetime64("2024-11-12T10:05"), 31, LUCKY.area_code + "001"
        story, categories = LUCKY, ["环境卫生", "市政设施", "停车秩序"]
    else:
        return pd.DataFrame()
    number = np.arange(story.size)
    at = first + (number * step).astype("timedelta64[D]")
    planted = pd.DataFrame({"reported_at": at, "area_code": cell, "channel": "hotline"})
    category = [categories[n % len(categories)] for n in number]
    return planted.assign(
        compound_code=story.compound_code or None, category=category, chance=1.0, visit_id=None
    )
