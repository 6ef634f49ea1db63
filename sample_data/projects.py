"""Projects: the usual ones, that follow from a meeting, and those with published figures."""

import numpy as np
import pandas as pd

from sample_data import targets
from sample_data.published_projects import published_projects
from sample_data.world import World

FOLLOW_UPS = 320
LAST_DAY = pd.Timestamp("2026-10-31")


def build_projects(world: World, meetings: pd.DataFrame) -> pd.DataFrame:
    """All projects but 嘉诚花园's list, in the contract's columns, in order of listing.

    Writes the number of the project that a meeting decided on into the meeting's project_id.
    """
    rng = world.stream("projects")
    follow_ups = _follow_ups(meetings, rng)
    projects = pd.concat([follow_ups, *published_projects(world, rng)], ignore_index=True)
    projects.insert(0, "project_id", [f"XM{n:05d}" for n in range(1, len(projects) + 1)])
    meetings["project_id"] = None
    meetings.loc[follow_ups.index, "project_id"] = projects["project_id"][: len(follow_ups)].array
    projects["households_benefited"] = projects["households_benefited"].astype("Int64")
    return projects.sort_values("listed_on", kind="stable", ignore_index=True)


def _follow_ups(meetings: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """One project for each of FOLLOW_UPS consultations; the index is the meeting's."""
    usable = meetings[
        (meetings["kind"] == "consultation")
        & meetings["compound_code"].isna()
        & ~meetings["area_code"].isin([targets.JIACHENG, targets.WANQUANJIE])
        & (meetings["held_on"] < pd.Timestamp("2026-09-20"))
    ]
    chosen = usable.sample(FOLLOW_UPS, random_state=rng).sort_index()
    listed = chosen["held_on"] + pd.to_timedelta(rng.integers(3, 25, FOLLOW_UPS), unit="D")
    finished = listed + pd.to_timedelta(rng.integers(20, 240, FOLLOW_UPS), unit="D")
    is_done = (finished <= LAST_DAY) & (rng.random(FOLLOW_UPS) < 0.85)
    other = rng.choice(["in_progress", "listed", "dropped"], FOLLOW_UPS, p=[0.65, 0.27, 0.08])
    return pd.DataFrame(
        {
            "name": "居民议定事项：" + chosen["topic"],
            "area_code": chosen["area_code"],
            "programme": "民生微实事",
            "kind": chosen["topic"],
            "status": np.where(is_done, "done", other),
            "listed_on": listed,
            "finished_on": finished.where(is_done),
            "cost_yuan": np.round(rng.lognormal(9.6, 0.8, FOLLOW_UPS), -2),
            "households_benefited": rng.integers(20, 400, FOLLOW_UPS),
        }
    )
