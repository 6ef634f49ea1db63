"""The three lists of 嘉诚花园社区: resources, demands, projects, as one workbook has them."""

import numpy as np
import pandas as pd

from sample_data import targets
from sample_data.calibration import apportion
from sample_data.facts import figure

DEMANDS = (
    ("停车秩序", "地面停车位不足"),
    ("养老助残", "老年人活动设施少"),
    ("环境卫生", "垃圾桶站破旧"),
    ("绿化养护", "草坪裸露"),
    ("市政设施", "路灯不亮"),
    ("电梯运行", "电梯老化"),
    ("房屋漏水", "楼顶防水失修"),
    ("噪声扰民", "广场噪声"),
    ("邻里纠纷", "楼道堆物"),
)
PEOPLE = {"网格长": 0.04, "小组长": 0.14, "楼门长": 0.38, "志愿者": 0.44}


def build_resources(teams: pd.DataFrame) -> pd.DataFrame:
    """8 venues, 3 teams and 162 people in four roles; only people have members."""
    own = teams.loc[teams["area_code"] == targets.JIACHENG, "team"]
    people = apportion(figure("F092"), np.array(list(PEOPLE.values())), 1)
    venues = [f"嘉诚花园活动场所{n}" for n in range(1, figure("F090") + 1)]
    kinds = ["venue"] * len(venues) + ["volunteer_team"] * len(own) + ["other"] * len(people)
    rows = pd.DataFrame({"name": [*venues, *own, *PEOPLE], "kind": kinds})
    rows["organisation_id"] = [f"ZY{n:02d}" for n in range(1, len(rows) + 1)]
    rows["area_code"] = targets.JIACHENG
    rows["members"] = pd.array([pd.NA] * (len(rows) - len(people)) + list(people), dtype="Int64")
    return rows


def build_demands() -> pd.DataFrame:
    """The nine demands as issues of their own channel, resolved when their project is done."""
    projects = build_projects()
    reported = pd.date_range("2025-02-17 09:30", periods=len(projects), freq="6D").as_unit("s")
    categories, texts = zip(*DEMANDS[: figure("F093")], strict=True)
    return pd.DataFrame(
        {
            "issue_id": projects["demand_issue_id"],
            "reported_at": reported,
            "area_code": targets.JIACHENG,
            "category": categories,
            "channel": "demand_list",
            "resolved_at": projects["finished_on"] + pd.Timedelta(hours=16),
            "description": texts,
        }
    )


def build_projects() -> pd.DataFrame:
    """Nine projects, six of them done, each answering the demand of the same number."""
    count, done = figure("F094"), figure("F095")
    number = np.arange(1, count + 1)
    finished = pd.date_range("2025-07-15", periods=count, freq="45D").as_unit("s")
    listed = pd.date_range("2025-04-08", periods=count, freq="5D").as_unit("s")
    return pd.DataFrame(
        {
            "project_id": [f"JCXM{n:02d}" for n in number],
            "name": [f"{text}整治" for _, text in DEMANDS[:count]],
            "area_code": targets.JIACHENG,
            "programme": "三个清单",
            "kind": [kind for kind, _ in DEMANDS[:count]],
            "status": np.where(number <= done, "done", "in_progress"),
            "listed_on": listed,
            "finished_on": finished.to_series(index=range(count)).where(number <= done),
            "demand_issue_id": [f"JCXQ{n:02d}" for n in number],
        }
    )
