"""Plants where one category of issues gathers and where it hardly occurs, and moves nothing else.

Categories change hands between issues of one place that allow as many days; how many issues there
are, when and how they were closed and what rebounded stays as it was drawn.
"""

from collections.abc import Callable

import numpy as np
import pandas as pd

from sample_data.issue_intake import CATEGORIES
from sample_data.stories import COLD_SPOT, HOT_SPOT

# Issues of one spot and category are that far apart, so that none of them rebounds on another.
APART = np.timedelta64(75, "D")


def plant_spots(issues: pd.DataFrame) -> pd.DataFrame:
    """The issues of one place in order of time; HOT_SPOT and COLD_SPOT name community and category.

    At each spot (a compound, else an area) the category trades places with the one that is most
    frequent there, or with the rarest one. Where nothing else would rebound, further issues
    without a compound take on the category, or another one.
    """
    planted = issues.copy()
    spot = issues["compound_code"].fillna(issues["area_code"])
    for story, pick in ((HOT_SPOT, max), (COLD_SPOT, min)):
        inside = issues["area_code"].str.startswith(story.area_code)
        for _, rows in issues[inside].groupby(spot[inside]):
            traded = _traded(rows["category"], story.category, pick)
            planted.loc[rows.index, "category"] = traded
            if story is HOT_SPOT and rows["compound_code"].isna().all():
                more = _gathered(rows.assign(category=traded), story.category)
                planted.loc[more, "category"] = story.category
    changed = planted["category"] != issues["category"]
    departments = planted["category"].map({name: of for name, (of, *_) in CATEGORIES.items()})
    return planted.assign(department=departments.where(changed, issues["department"]))


def _alike(category: str) -> list[str]:
    """The categories that allow as many days, itself included."""
    days = CATEGORIES[category][2]
    return [name for name, (_, _, allowed) in CATEGORIES.items() if allowed == days]


def _traded(categories: pd.Series, category: str, pick: Callable[..., str]) -> pd.Series:
    """The category and the picked one in each other's place."""
    counts = categories.value_counts()
    other = pick(_alike(category), key=lambda name: int(counts.get(name, 0)))
    return categories.replace({category: other, other: category})


def _gathered(rows: pd.DataFrame, category: str) -> list[int]:
    """Rows that may take on the category without making or undoing a rebound."""
    chosen: list[int] = []
    usable = rows["category"].isin(_alike(category)) & rows["duplicate_of"].isna()
    usable &= ~rows["issue_id"].isin(rows["duplicate_of"])
    for row in rows.index[usable]:
        away = (rows["reported_at"] - rows.at[row, "reported_at"]).abs() > APART
        same = rows["category"].isin([category, rows.at[row, "category"]]) | rows.index.isin(chosen)
        if (away | ~same | (rows.index == row)).all():
            chosen.append(row)
    return chosen
