"""The month that is still running stands beside the last full one, on the overview alone."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from governance.warehouse import build
from governance.warehouse.reader import VARIABLE
from tests.support import tiny
from tests.support.paged import drawn, opened

# So many visits from the first day of each month on, one a day; the data end on 12 March.
JANUARY, FEBRUARY, MARCH = 31, 20, 12


@pytest.fixture
def running(tmp_path: Path, app: AppTest, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    counts = zip(("01", "02", "03"), (JANUARY, FEBRUARY, MARCH), strict=True)
    days = [f"2026-{month}-{day:02d} 09:00" for month, n in counts for day in range(1, n + 1)]
    days += ["2026-03-12 10:00", "2026-03-12 11:00", "2026-03-12 12:00"]
    target = tmp_path / "running.duckdb"
    build.build([tiny.areas(), tiny.visits(*({"visited_at": d} for d in days))], tmp_path, target)
    monkeypatch.setenv(VARIABLE, str(target))
    return app


def test_the_running_month_stands_on_the_card_against_the_same_days(running: AppTest) -> None:
    html = drawn(opened(running, lang="zh"))
    assert f">{FEBRUARY}<" in html
    # 15 by 12 March, against 12 in the first twelve days of February.
    assert '<dt>本月至12日 15</dt><dd><span class="neither">+25.0%</span></dd>' in html


@pytest.mark.parametrize("period", ["month_to_date", "last_quarter", "last_30_days"])
def test_no_other_period_has_it(running: AppTest, period: str) -> None:
    assert "本月至" not in drawn(opened(running, lang="zh", period=period))
