"""What was planted in the sample, so that tests and demonstrations can find it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Story:
    """One planted story: `metric` in `area_code` moves as `expected` says in [start, end)."""

    key: str
    metric: str
    area_code: str
    start: date
    end: date
    expected: str
    compound_code: str = ""
    category: str = ""
    size: int = 0


# Six complaint-close-complaint cycles: seven complaints, each within 30 days of the last closing.
REBOUND = Story(
    "rebound_cycle",
    "rebound_rate",
    "370211002046",
    date(2026, 1, 1),
    date(2026, 10, 1),
    "up",
    compound_code="370211002046X001",
    category="房屋漏水",
    size=7,
)
# The community's ledger was not handed in for two whole months: no data, not zero visits.
DATA_GAP = Story(
    "data_gap",
    "visits",
    "500113011008",
    date(2026, 2, 1),
    date(2026, 4, 1),
    "missing",
)
# From May 2026 on the grid cell closes late, with many cases: a special cause.
COLLAPSE = Story(
    "special_cause",
    "on_time_rate",
    "500118001005003",
    date(2026, 5, 1),
    date(2026, 11, 1),
    "down",
    size=150,
)
# A village with 22 cases, all on time: lucky rather than better than its neighbours.
LUCKY = Story(
    "lucky_unit",
    "on_time_rate",
    "110114009201",
    date(2024, 11, 1),
    date(2026, 11, 1),
    "perfect",
    size=22,
)
# 乌洋街社区 has several times its share of parking complaints, 南园社区 hardly any.
HOT_SPOT = Story(
    "hot_spot",
    "issues_reported",
    "500113011006",
    date(2024, 11, 1),
    date(2026, 11, 1),
    "hot",
    category="停车秩序",
)
COLD_SPOT = Story(
    "cold_spot",
    "issues_reported",
    "500113011010",
    date(2024, 11, 1),
    date(2026, 11, 1),
    "cold",
    category="停车秩序",
)
STORIES = (REBOUND, DATA_GAP, COLLAPSE, LUCKY, HOT_SPOT, COLD_SPOT)
