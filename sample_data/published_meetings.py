"""Meetings with published counts, each on a day of its own."""

import numpy as np
import pandas as pd

from sample_data import targets
from sample_data.facts import figure, slightly_above

ELEVATORS = "加装电梯"
REBUILDING = "拆建改造"


def published_meetings() -> list[pd.DataFrame]:
    """All of them in the contract's columns but the number."""
    return [*_xiaguangli(), *_lianhua(), _tiexi(), _kangqiao()]


def _series(
    count: int, first: str, last: str, area_code: str, kind: str, **columns: object
) -> pd.DataFrame:
    """`count` meetings of one kind, evenly spread over [first, last]."""
    days = pd.date_range(first, last, periods=count).normalize().as_unit("s")
    frame = pd.DataFrame({"held_on": days, "area_code": area_code, "kind": kind})
    return frame.assign(attendance=18 + np.arange(count) % 7 * 4, **columns)


def _xiaguangli() -> list[pd.DataFrame]:
    """霞光里35号院: meetings by kind, 18 of them on the rebuilding within a year, one vote."""
    at = {"area_code": targets.XIAGUANGLI + "001", "compound_code": targets.XIAGUANGLI + "X001"}
    about, talks = figure("F080"), figure("F077")
    rebuilding = _series(
        about,
        "2025-09-04",
        "2026-08-06",
        kind="consultation",
        topic=REBUILDING,
        platform="社区议事厅",
        step="residents_raise",
        **at,
    )
    households = figure("F071")
    last = rebuilding.index[-1]
    rebuilding.loc[last, ["attendance", "votes_cast", "votes_for"]] = households
    rest = _series(
        talks - about,
        "2024-11-21",
        "2025-08-14",
        kind="consultation",
        topic="环境整治",
        platform="社区议事厅",
        step="residents_raise",
        **at,
    )
    party = [("branch", "F078"), ("party_lecture", "F075"), ("organisational_life", "F076")]
    others = [
        _series(figure(key), "2024-11-12", "2026-10-20", kind=kind, **at) for kind, key in party
    ]
    return [rebuilding, rest, *others]


def _lianhua() -> list[pd.DataFrame]:
    """石洋街's joint meetings; 万泉街's talks about elevators, one in each of its pavilions."""
    joint = _series(figure("F031"), "2025-05-20", "2026-04-22", targets.SHIYANGJIE, "joint")
    talks = _series(
        figure("F046"),
        "2025-01-09",
        "2026-09-10",
        targets.WANQUANJIE,
        "consultation",
        topic=ELEVATORS,
        step="branch_deliberates",
    )
    pavilions = [f"万泉街议事亭{n:02d}号" for n in range(1, figure("F045") + 1)]
    return [joint, talks.assign(platform=pavilions)]


def _tiexi() -> pd.DataFrame:
    return _series(
        slightly_above("F085"),
        "2024-11-14",
        "2026-10-15",
        targets.TIEXI,
        "consultation",
        topic="楼道清理",
        platform="社区议事厅",
    )


def _kangqiao() -> pd.DataFrame:
    """康桥生活公园: some twenty owners were heard before the property contract was mended."""
    meeting = _series(
        1,
        "2025-03-18",
        "2025-03-18",
        "500118001009001",
        "consultation",
        compound_code="500118001009X001",
        topic="物业整改",
        platform="居民议事会",
    )
    return meeting.assign(attendance=slightly_above("F014"))
