"""Meetings: the published ones one by one, the usual ones at random around them."""

import numpy as np
import pandas as pd

from sample_data import targets
from sample_data.published_meetings import published_meetings
from sample_data.rhythm import MEETING, draw_days
from sample_data.world import World

USUAL_COUNTS = {
    targets.LIANHUA: 620,
    targets.ZHONGSHANLU: 420,
    targets.LESHAN: 560,
    targets.MAIZIDIAN: 110,
    targets.YANGFANGDIAN: 230,
    targets.TIANTONGYUAN: 240,
    targets.XINAN: 130,
}
PLATFORMS = {
    targets.LIANHUA: "议事亭",
    targets.ZHONGSHANLU: "居民议事会",
    targets.LESHAN: "院坝会",
    targets.XINAN: "1+4+N",
}
KINDS = {
    "consultation": 0.52,
    "branch": 0.22,
    "owners": 0.09,
    "party_lecture": 0.06,
    "joint": 0.05,
    "organisational_life": 0.03,
    "other": 0.03,
}
TOPICS = (
    "停车管理",
    "环境整治",
    "楼道清理",
    "物业费用",
    "公共收益",
    "绿化改造",
    "充电桩建设",
    "养犬管理",
)
STEPS = ("residents_raise", "branch_deliberates", "community_acts")


def build_meetings(world: World) -> pd.DataFrame:
    """All meetings in the contract's columns, in order of the day they were held."""
    rng = world.stream("meetings")
    usual = [_usual(world, prefix, count, rng) for prefix, count in USUAL_COUNTS.items()]
    meetings = pd.concat([*usual, *published_meetings()], ignore_index=True)
    meetings = meetings.sort_values("held_on", kind="stable", ignore_index=True)
    meetings.insert(0, "meeting_id", [f"HY{n:05d}" for n in range(1, len(meetings) + 1)])
    whole = ["attendance", "votes_cast", "votes_for"]
    return meetings.astype(dict.fromkeys(whole, "Int64"))


def place_at_xingang(meetings: pd.DataFrame) -> None:
    """Writes 新港花园 into its community's meetings on the platform that the text tells of there.

    Once projects are drawn, so that it moves no other.
    """
    there = meetings["area_code"].eq(targets.JIANGSHAN) & meetings["platform"].eq("1+4+N")
    meetings.loc[there, "compound_code"] = targets.JIANGSHAN + "X001"


def _usual(world: World, prefix: str, count: int, rng: np.random.Generator) -> pd.DataFrame:
    """Meetings nobody published; none where the published count is the whole count."""
    codes = [c for c in world.codes(prefix, "community") if c != targets.TIEXI]
    kind = rng.choice(list(KINDS), count, p=list(KINDS.values())).astype(object)
    area = rng.choice(codes, count).astype(object)
    kind[(area == targets.SHIYANGJIE) & (kind == "joint")] = "consultation"
    attendance = rng.integers(8, 60, count)
    has_vote = np.isin(kind, ["consultation", "owners"]) & (rng.random(count) < 0.4)
    votes_for = np.round(attendance * rng.beta(9, 2, count))
    platform = PLATFORMS.get(prefix, "社区议事厅")
    usual = pd.DataFrame(
        {
            "held_on": draw_days(count, MEETING, rng).astype("datetime64[s]"),
            "area_code": area,
            "compound_code": None,
            "kind": kind,
            "platform": platform,
            "topic": rng.choice(TOPICS, count),
            "step": rng.choice(STEPS, count, p=[0.45, 0.33, 0.22]),
            "attendance": attendance,
            "votes_cast": np.where(has_vote, attendance, np.nan),
            "votes_for": np.where(has_vote, votes_for, np.nan),
        }
    )
    is_talk = usual["kind"].isin(["consultation", "owners"])
    details = ["platform", "topic", "step"]
    usual[details] = usual[details].where(is_talk, None)
    return usual
