"""What became of figures after follow-ups, in the sample: which months, which verdict, in words."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pytest

from governance.briefings import compose
from governance.briefings.model import Slide
from governance.briefings.slide_view import View, view
from governance.core.i18n import translator
from governance.metrics import followups
from governance.metrics.followups import FollowUp, Line
from governance.warehouse import followup_table, followup_verdicts
from governance.warehouse.followup_verdicts import Verdict
from governance.warehouse.reader import Warehouse

LOTUS, COLLAPSED = "500113011", "500118001005003"  # its grid's on-time rate has lain low since May


@pytest.fixture(scope="module")
def shown(sample_warehouse) -> View:
    reader = compose.reader_of(Warehouse.open(sample_warehouse), "zh")
    return view(reader, Slide("trend", area=COLLAPSED, metrics=("on_time_rate",)))


def closed(metric: str, area: str, opened: dt.date, day: dt.date | None) -> FollowUp:
    """A follow-up that was opened and closed on these days."""
    at = dt.datetime.combine(opened, dt.time(8), tzinfo=dt.UTC)
    line = Line(at, "", "x", "open")
    return FollowUp("x", metric, area, "王某", dt.date(2026, 12, 1), "清零", (line,), day)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


CASES: Mapping[str, Any] = {
    "not moved": ("visits", LOTUS, "2026-06-03", "2026-06-30", "within", 4, ""),
    "still low": ("on_time_rate", COLLAPSED, "2026-05-20", "2026-06-10", "below", 4, "worse"),
    "closed on a first day": ("visits", LOTUS, "2026-08-03", "2026-09-01", "within", 1, ""),
    "closed this month": ("visits", LOTUS, "2026-09-03", "2026-10-30", "early", 0, ""),
    "six months at most": ("visits", LOTUS, "2026-02-03", "2026-02-20", "within", 6, ""),
    "a register": ("compounds", LOTUS, "2026-06-03", "2026-06-30", "unknown", 0, ""),
    "no such metric": ("nothing", LOTUS, "2026-06-03", "2026-06-30", "unknown", 0, ""),
    "no such area": ("visits", "9", "2026-06-03", "2026-06-30", "unknown", 0, ""),
}


@pytest.mark.parametrize("case", CASES)
def test_whole_months_after_the_closing_are_judged(shown: View, case: str) -> None:
    metric, area, opened, ended, state, months, tone = CASES[case]
    found = shown.verdict(closed(metric, area, day(opened), day(ended)))
    assert (found.state, found.months, found.tone) == (state, months, tone)


def test_verdicts_are_said_in_words(shown: View) -> None:
    def said(verdict: Verdict) -> str:
        return followup_verdicts.describe(verdict, translator("zh"))

    rate, stock = (shown.warehouse.catalog[key] for key in ("on_time_rate", "overdue"))
    assert said(Verdict("early")) == "办结后还没有完整的月份"
    assert said(Verdict("above", 2, rate)) == "办结后 2 个月：高于预期，超出正常波动"
    assert said(Verdict("below", 2, stock)) == "办结后 2 个月：增长低于预期，超出正常波动"
    assert said(Verdict("within", 1, stock)) == "办结后 1 个月：增长尚在正常波动内"
    assert Verdict("above", 2, rate).tone == "better"


def test_a_trend_shows_the_closing_with_what_came_of_it(shown: View, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv(followups.VARIABLE, str(tmp_path / "followups.jsonl"))
    for area in (COLLAPSED, COLLAPSED[:-3]):
        asked = ("on_time_rate", area, "王某", day("2026-06-10"), "逐件回访", "")
        line = followups.opening(*asked)
        followups.append(line, followups.file())
        ((one, *_), _wrong) = followups.load(followups.file())
        followups.append(followups.remark(one, "办结", "", closes=True), followups.file())
    today = dt.datetime.now(dt.UTC).date()
    notes = shown.notes("on_time_rate", [(today.replace(day=1), today + dt.timedelta(1))])
    texts = [text for note in notes if "督办" in (text := note.text["zh"])]
    assert texts == ["督办办结：逐件回访", "督办办结：逐件回访（办结后还没有完整的月份）"]


def test_only_follow_ups_of_the_area_and_inside_it_are_named(shown: View) -> None:
    known = [
        closed("on_time_rate", area, day("2026-05-20"), day("2026-10-10"))
        for area in (COLLAPSED, LOTUS, "9")
    ]
    found = followup_table.lately_closed(shown, known, day("2026-11-30"))
    assert [one.area for one in found] == [COLLAPSED]
    assert followup_table.lately_closed(shown, known, day("2027-06-01")) == []
    assert followup_table.matter(shown, known[2]) == "按期结案率 · 9"
