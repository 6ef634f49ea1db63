"""What needs attention: weighed, folded into one entry a matter, and said in one sentence."""

import datetime as dt
from dataclasses import replace
from typing import Any

import duckdb
import pandas as pd
import pytest
from scipy import stats

from governance.attention import attention_words, detection
from governance.attention.detection import Item
from governance.core import sql
from governance.core.area_tree import AreaTree
from governance.core.i18n import Translator, translator
from governance.metrics import catalog
from governance.metrics.targets import Target

METRICS = catalog.load()
OCTOBER = (dt.date(2026, 10, 1), dt.date(2026, 11, 1))
ZH, EN = translator("zh"), translator("en")
PLACES = [("all", "", "all"), ("S", "all", "street_office"), ("C1", "S", "community")]
PLACES += [("C2", "S", "community"), ("G1", "C1", "grid_cell")]
TREE = AreaTree(
    {"area_code": code, "area_name": f"{code}区", "level": level, "parent_code": parent}
    for code, parent, level in PLACES
)
LEVELS = {code: level for code, _parent, level in PLACES}
CHAINS = {code: [area.code for area in TREE.chain(code)] for code in LEVELS}


def item(area: str, **more: Any) -> Item:
    given: dict[str, Any] = {
        "value": 20.8,
        "numerator": 5.0,
        "denominator": 24.0,
        "centre": 75.0,
        "lower": 48.1,
        "upper": 101.9,
        "side": -1,
    }
    given |= {"effect": 6.0, "tail": 4e-8, "cases": 81.0, "since": dt.date(2026, 5, 1)}
    return Item(METRICS["on_time_rate"], area, f"{area}区", OCTOBER, **{**given, **more})


def row(area: str, metric: str = "on_time_rate", **more: Any) -> dict[str, Any]:
    """A row of the table of signals: October's 84 of 100, as in the two years before."""
    given = {
        "state": "none",
        "side": 0,
        "since": pd.NaT,
        "value": 84.0,
        "numerator": 84.0,
        "denominator": 100.0,
        "centre": 85.0,
        "lower": 70.0,
        "upper": 100.0,
        "effect": None,
        "tail": None,
        "cases": None,
        "reference": "level",
        "discovery": 1.0,
        "series": [85.0] * 23 + [84.0],
    }
    place = {"metric": metric, "area_code": area, "area_name": f"{area}区", "level": LEVELS[area]}
    return {**given, **place, "month": pd.Timestamp("2026-10-01"), **more}


def signal(area: str, metric: str = "on_time_rate", **more: Any) -> dict[str, Any]:
    said = {"state": "signal", "side": -1, "since": pd.Timestamp("2026-05-01"), "effect": 6.0}
    return row(area, metric, **{**said, "tail": 4e-8, "cases": 81.0, "discovery": 1e-4, **more})


def found(*rows: dict[str, Any], aims: tuple[Target, ...] = ()) -> list[Item]:
    return detection.find(pd.DataFrame(list(rows)), METRICS, aims, TREE)


def test_the_weight_is_deviations_times_the_digits_of_the_cases() -> None:
    assert item("G1", effect=6.0, cases=90.0).weight == pytest.approx(12)
    assert item("G1", effect=50.0, cases=90.0).weight == pytest.approx(20)
    assert item("G1", effect=4.0, cases=None).weight == pytest.approx(4)


def test_a_part_that_explains_its_area_stands_for_it() -> None:
    given = [item("S", cases=90.0), item("C1", cases=75.0), item("G1", cases=81.0)]
    assert [(one.area, one.inside) for one in detection.fold_into_parents(given, CHAINS)] == [
        ("G1", 0)
    ]


def test_an_area_stands_for_its_parts_where_none_of_them_explains_it() -> None:
    given = [item("S", cases=300.0), item("C1", cases=75.0), item("C2", cases=70.0)]
    assert [(one.area, one.inside) for one in detection.fold_into_parents(given, CHAINS)] == [
        ("S", 2)
    ]


def test_signals_come_before_targets_and_heavier_ones_first() -> None:
    given = [item("C1", is_signal=False), item("C2", cases=5.0), item("G1", cases=500.0)]
    assert [one.area for one in detection.rank(given)] == ["G1", "C2", "C1"]


def test_a_signal_for_the_better_needs_no_attention() -> None:
    assert [one.area for one in found(signal("C1", side=1), signal("C2"))] == ["C2"]
    assert found(signal("C1", "issues_reported", side=1)) == []
    assert [one.area for one in found(signal("C1", "overdue", side=1))] == ["C1"]


def test_a_signal_that_misses_its_target_is_told_once() -> None:
    given = signal("G1", value=20.8, numerator=5.0, denominator=24.0)
    (one,) = found(given, aims=(Target("on_time_rate", 90),))
    assert one.is_signal
    assert one.target == Target("on_time_rate", 90)
    assert "且未达目标 90.0%" in attention_words.sentence(one, "第03网格", ZH)


def test_a_target_is_missed_only_beyond_chance() -> None:
    """84 of 100 against 90: chance does as much once in 25; 840 of 1,000 never."""
    aims = (Target("on_time_rate", 90),)
    assert found(row("C1"), aims=aims) == []
    (one,) = found(row("C1", numerator=840.0, denominator=1000.0), aims=aims)
    assert (one.is_signal, one.months, one.since) == (False, 24, dt.date(2024, 11, 1))
    assert one.cases == pytest.approx(60)


def test_a_target_of_a_median_is_missed_after_three_months_in_a_row() -> None:
    aims, none = (Target("resolution_hours_p50", 72),), float("nan")
    given = {"value": 80.0, "numerator": none, "denominator": 20.0, "centre": 70.0}
    given |= {"lower": 55.0, "upper": 85.0}

    def months(*last: float) -> list[Item]:
        series = [70.0] * 20 + list(last)
        return found(row("C1", "resolution_hours_p50", **given, series=series), aims=aims)

    assert months(80.0, 71.0, 80.0, 80.0) == []
    assert months(none, 80.0, none, 80.0) == []
    assert [one.months for one in months(71.0, 80.0, 80.0, 80.0)] == [3]


def test_no_data_misses_no_target() -> None:
    given = row("C1", state="no_data", value=float("nan"), numerator=float("nan"))
    assert found(given, aims=(Target("on_time_rate", 90),)) == []


def test_areas_that_miss_the_same_target_are_one_entry() -> None:
    many: dict[str, Any] = {"numerator": 840.0, "denominator": 1000.0}
    given = (row("C1", **many), row("C2", numerator=8400.0, denominator=10000.0), row("G1", **many))
    (one,) = found(*given, aims=(Target("on_time_rate", 90),))
    assert (one.area, one.beside) == ("C2", 2)


def test_a_signal_is_one_sentence_in_both_languages() -> None:
    one = item("G1", inside=2)
    assert attention_words.headline(one, ZH) == "▼ 异常下降，需关注"
    assert attention_words.sentence(one, "第03网格", ZH) == (
        "第03网格2026年10月按期结案率：20.8%（5/24），自2026年5月起低于往常水平 75.0%，"
        "约相差 81 件。下辖 2 个社区、网格同样如此。"
    )
    assert attention_words.sentence(item("G1"), "Grid 3", EN) == (
        "On-time closure rate of Grid 3 in Oct 2026: 20.8% (5 of 24), below its usual 75.0% "
        "since May 2026, about 81 cases."
    )


def test_a_stock_says_for_how_long_it_has_risen_and_how_old_it_is() -> None:
    more = {"value": 728.0, "numerator": 728.0, "denominator": float("nan"), "side": 1}
    since = dt.date(2024, 11, 1)
    one = replace(item("S", since=since, **more), metric=METRICS["overdue"], older=(666, 30))
    assert attention_words.headline(one, ZH) == "▲ 异常上升，需关注"
    assert attention_words.sentence(one, "S区", ZH) == (
        "S区2026年10月超期未结：728 件，已连续 24 个月上升，728 件中有 666 件受理已超过 30 天。"
    )
    assert attention_words.sentence(one, "S", EN) == (
        "Overdue of S in Oct 2026: 728 issues, up for 24 months in a row; 666 of 728 are older "
        "than 30 days."
    )
    assert attention_words.old_cases(one, ZH) == "查看这 666 件"


def test_a_missed_target_is_one_sentence() -> None:
    target = Target("on_time_rate", 90)
    more = {"value": 84.3, "numerator": 843.0, "denominator": 1000.0}
    one = item("S", is_signal=False, target=target, months=24, **more)
    assert attention_words.sentence(one, "S区", ZH) == (
        "S区2026年10月按期结案率：84.3%（843/1,000），目标 ≥ 90.0%，已连续 24 个月未达标。"
    )


@pytest.mark.parametrize("lang", [ZH, EN])
def test_no_sentence_speaks_of_chance(lang: Translator) -> None:
    target = Target("on_time_rate", 90)
    for one in (item("S"), item("S", is_signal=False, target=target, months=3)):
        said = attention_words.sentence(one, "S", lang)
        assert not [word for word in ("chance", "limit", "偶然", "可能", "sigma") if word in said]


def test_an_entry_is_escaped_and_leads_on() -> None:
    links = [("Trend", "trend?a=1&b=2"), ("See", "issues?x=1")]
    said = attention_words.entry(item("G1"), "<b>x</b>", links, EN)
    assert "<b>x</b>" not in said
    assert said.count("<a href=") == 2
    assert "trend?a=1&amp;b=2" in said


def test_only_so_many_are_listed_and_few_of_them_are_false() -> None:
    """Of the same odds: a signal that is found among all that was judged, and one that is not."""
    listed = found(signal("C1", discovery=0.09), signal("C2", "visits", discovery=0.2))
    assert [one.area for one in listed] == ["C1"]
    many = [replace(METRICS["on_time_rate"], key=f"m{n}") for n in range(12)]
    catalog = {metric.key: replace(metric, dataset=f"d{n}") for n, metric in enumerate(many)}
    rows = pd.DataFrame([signal("C1", key, effect=(n + 1) / 2) for n, key in enumerate(catalog)])
    items = detection.find(rows, catalog, (), TREE)
    assert [one.effect for one in items] == [6, 5.5, 5, 4.5, 4, 3.5, 3]


def test_metrics_of_one_cause_are_one_entry() -> None:
    rows = (
        signal("G1"),
        signal("C1", "closure_rate", effect=4.0),
        signal("C2", "closure_rate", effect=5.0),
    )
    listed = found(*rows)
    assert [(one.metric.key, one.area) for one in listed] == [
        ("on_time_rate", "G1"),
        ("closure_rate", "C2"),
    ]
    assert [metric.key for metric in listed[0].with_it] == ["closure_rate"]
    assert "同时变化的还有：结案率。" in attention_words.sentence(listed[0], "G", ZH)


def test_discoveries_are_those_of_benjamini_and_hochberg() -> None:
    """Their example (1995, section 4.1): of 15 odds four are found at 5 %, three by Bonferroni."""
    odds = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459]
    odds += [0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000]
    with duckdb.connect() as con:
        con.execute(sql.text("warehouse", "signals"))
        for n, one in enumerate(odds):
            con.execute(
                "insert into signals (metric, area_code, tail) values ('m', ?, ?)", [n, one]
            )
        con.execute("insert into signals (metric, area_code) values ('m', 'few')")
        con.execute(sql.text("warehouse", "signal_discoveries"))
        rows = con.execute(
            "select discovery from signals where tail is not null order by tail"
        ).fetchall()
    adjusted = [row[0] for row in rows]
    assert sum(one <= 0.05 for one in adjusted) == 4
    assert adjusted == pytest.approx(stats.false_discovery_control(odds))


def test_what_is_not_judged_is_said() -> None:
    states = {"signal": 3, "none": 90, "no_data": 5, "few": 2}
    assert attention_words.unjudged(states, ZH) == (
        "共检查 100 项指标数值，其中未作判断：5 项无数据、2 项件数太少。"
    )
    assert attention_words.unjudged({"none": 4}, EN) == "4 figures looked at."


def test_what_improved_is_signals_for_the_better_alone():
    """As sure as what is worse; a metric of which neither direction is better never improves."""
    rows = [
        signal("C1", "on_time_rate", side=1),
        signal("C2", "on_time_rate", side=-1),
        signal("C2", "overdue", side=-1),
        signal("S", "issues_reported", side=1),
        signal("G1", "visit_coverage", side=1, discovery=0.5),
    ]
    found = detection.find_improved(pd.DataFrame(rows), METRICS, TREE)
    assert {(one.metric.key, one.area) for one in found} == {
        ("on_time_rate", "C1"),
        ("overdue", "C2"),
    }
    said = {one.metric.key: attention_words.headline(one, ZH) for one in found}
    assert said == {"on_time_rate": "▲ 明显上升，有改善", "overdue": "▼ 明显下降，有改善"}
    own = detection.find_improved(pd.DataFrame(rows), METRICS, TREE, "G1")
    assert "visit_coverage" in {one.metric.key for one in own}
