"""The lanes of a compound's timeline: their order, what comes back, and which row a mark is."""

import pandas as pd
import pytest

from governance.charts import compound_timeline
from governance.charts.chart_base import Look
from governance.charts.subjects import compound_tables
from governance.core.i18n import translator
from governance.core.palette import palette

ROWS = [
    ("complaint", "I1", "2026-01-05", "漏水", None),
    ("result", "I1", "2026-01-20", "漏水", "issues"),
    ("rebound", "I2", "2026-02-01", "漏水", None),
    ("result", "J1", "2026-02-01", "换水管", "projects"),
]


@pytest.fixture
def events() -> pd.DataFrame:
    columns = ["event", "record", "day", "what", "kind"]
    frame = pd.DataFrame(ROWS, columns=columns).astype({"day": "datetime64[us]"})
    return frame.assign(attendance=None, votes_for=None, votes_cast=None)


@pytest.mark.parametrize("dark", [False, True])
def test_marks_lie_on_lanes_in_the_order_of_rows(events: pd.DataFrame, dark: bool) -> None:
    look = Look(translator("zh"), palette(dark))
    drawn = compound_timeline.figure(events, compound_tables.events(events, look.translate), look)
    (marks,) = drawn["data"]
    assert drawn["layout"]["yaxis"]["categoryarray"][::-1] == [
        *("投诉", "走访", "会议", "表决", "项目", "结果", "反弹")
    ]
    assert marks["y"] == ["投诉", "结果", "反弹", "结果"]
    assert marks["x"] == [day for _event, _record, day, _what, _kind in ROWS]
    assert marks["marker"]["symbol"] == ["circle", "circle", "diamond", "circle"]
    assert marks["marker"]["color"].count(look.palette.bad) == 1
    assert marks["hovertext"][3] == "2026年2月1日<br>结果<br>换水管<br>项目完成<br>J1"
