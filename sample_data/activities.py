"""Training, culture and service days, in sessions and person-times."""

import numpy as np
import pandas as pd

from sample_data import targets
from sample_data.calibration import apportion, fit_sum
from sample_data.facts import figure, slightly_above
from sample_data.rhythm import VOLUNTEERING, draw_days
from sample_data.world import World

USUAL_COUNT = 900
USUAL_KINDS = ("健康讲座", "法律咨询", "便民集市", "节庆活动", "安全演练")


def build_activities(world: World) -> pd.DataFrame:
    """All activities in the contract's columns, in order of the day they were held."""
    rng = world.stream("activities")
    parts = [_usual(world, rng), *_lianhua(world, rng), _tiexi(), _may_days()]
    activities = pd.concat(parts, ignore_index=True)
    activities = activities.sort_values("held_on", kind="stable", ignore_index=True)
    activities.insert(0, "activity_id", [f"HD{n:05d}" for n in range(1, len(activities) + 1)])
    return activities.astype({"sessions": "Int64", "person_times": "Int64"})


def _usual(world: World, rng: np.random.Generator) -> pd.DataFrame:
    """Activities outside 莲花街道 and 铁西社区, whose published counts are whole counts."""
    codes = [
        code
        for code in world.codes("", "community")
        if not code.startswith(targets.LIANHUA) and code != targets.TIEXI
    ]
    kind = rng.choice(USUAL_KINDS, USUAL_COUNT)
    return pd.DataFrame(
        {
            "held_on": draw_days(USUAL_COUNT, VOLUNTEERING, rng).astype("datetime64[s]"),
            "area_code": rng.choice(codes, USUAL_COUNT),
            "kind": kind,
            "name": kind,
            "sessions": rng.integers(1, 4, USUAL_COUNT),
            "person_times": rng.integers(15, 160, USUAL_COUNT),
        }
    )


def _row(day: str, area_code: str, kind: str, sessions: int, persons: int) -> dict[str, object]:
    return {
        "held_on": pd.Timestamp(day),
        "area_code": area_code,
        "kind": kind,
        "name": kind,
        "sessions": sessions,
        "person_times": persons,
    }


def _spread(
    sessions: int, rows: int, codes: list[str], kind: str, rng: np.random.Generator
) -> pd.DataFrame:
    """`sessions` split over `rows` activities in `codes` over the two years."""
    return pd.DataFrame(
        {
            "held_on": draw_days(rows, VOLUNTEERING, rng).astype("datetime64[s]"),
            "area_code": [codes[n % len(codes)] for n in range(rows)],
            "kind": kind,
            "name": kind,
            "sessions": apportion(sessions, np.ones(rows), 1),
            "person_times": rng.integers(20, 120, rows),
        }
    )


def _lianhua(world: World, rng: np.random.Generator) -> list[pd.DataFrame]:
    """Training at the street; culture in eight communities; 石洋街 and 万泉街 each its own."""
    culture = [
        code
        for code in world.codes(targets.LIANHUA, "community")
        if code[9] == "0" and code not in (targets.SHIYANGJIE, targets.WANQUANJIE)
    ]
    training = _spread(figure("F038"), figure("F038"), [targets.LIANHUA], "党员教育培训", rng)
    persons = rng.integers(50, 115, len(training))
    training["person_times"] = fit_sum(persons, figure("F039"), 10, rng)
    return [
        training,
        _spread(figure("F064"), 120, culture, "文艺展演", rng),
        _spread(figure("F033"), 25, [targets.SHIYANGJIE], "共驻共建活动", rng),
        _spread(slightly_above("F057"), 500, [targets.WANQUANJIE], "青少年活动", rng),
    ]


def _tiexi() -> pd.DataFrame:
    """Five sessions a year; the sample's full years start in 2025."""
    months = [(year, month) for year in (2025, 2026) for month in (1, 3, 5, 7, 9)]
    per_year = figure("F089")
    chosen = [m for m in months if m[1] <= 2 * per_year]
    return pd.DataFrame(
        [_row(f"{y}-{m:02d}-16", targets.TIEXI, "邻里活动", 1, 60 + 5 * m) for y, m in chosen]
    )


def _may_days() -> pd.DataFrame:
    """乐山's food streets on the May holiday: above 100,000 person-times a day on average."""
    daily = slightly_above("F121")
    return pd.DataFrame(
        [
            _row(f"{year}-05-0{day}", targets.LESHAN, "五一假日接待", 1, daily + shift)
            for year in (2025, 2026)
            for day, shift in zip(range(1, 6), (9200, 21300, 8100, -12400, -26200), strict=True)
        ]
    )
