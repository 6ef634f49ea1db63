"""Charts of visits: what is suppressed has no bar, and breaks none."""

import datetime as dt

import pandas as pd

from governance.charts.subjects import amount_bars, visit_charts
from governance.core import i18n
from governance.metrics import catalog
from governance.metrics.metric_values import Values

ZH = i18n.translator("zh")
MONTH = (dt.date(2026, 3, 1), dt.date(2026, 4, 1))


def test_a_suppressed_area_has_no_bar_and_breaks_no_chart() -> None:
    rows = [
        ("overdue_key_visits", "a", "甲", *MONTH, None, True, True),
        ("overdue_key_visits", "b", "乙", *MONTH, 8.0, True, False),
    ]
    names = ["metric", "area_code", "area_name", "window_start", "window_end", "value"]
    frame = pd.DataFrame(rows, columns=[*names, "has_data", "is_few"])
    values = Values(frame.assign(numerator=frame["value"], denominator=None, is_mixed=False))
    bars = visit_charts.overdue(values, catalog.load()["overdue_key_visits"], MONTH, ZH)
    found = [(bar.code, bar.value, bar.text) for bar in bars]
    assert found == [("b", 8.0, "8"), ("a", 0.0, "不予显示")]
    assert amount_bars.chart(bars, ZH).decimals == 0
