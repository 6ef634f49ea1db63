"""What an address may ask for: areas, periods, comparisons, targets; and what it gets instead."""

import random
from datetime import date as d
from types import SimpleNamespace
from urllib.parse import parse_qsl, urlencode

import pytest
import streamlit as st

from governance.app import context
from governance.core import periods
from governance.core.area_tree import AreaTree
from governance.core.i18n import translator
from governance.metrics import scope, targets
from governance.metrics.targets import Target

ZH = translator("zh")
OCTOBER = (d(2026, 10, 1), d(2026, 11, 1))


def record(code, level, parent, name=None):
    return {"area_code": code, "area_name": name or code, "level": level, "parent_code": parent}


TREE = AreaTree(
    [
        record("all", "all", None, "All areas 全部"),
        record("D", "district", "all"),
        record("S1", "street_office", "D", "甲街道"),
        record("S2", "street_office", None),  # no parent known: below the root
        record("C1", "community", "S1"),
        record("C2", "community", "D"),  # a district's own, without a street office
        record("G1", "grid_cell", "C1"),
        record("M1", "micro_grid", "G1"),
        record("M2", "micro_grid", "G1"),
    ]
)
KNOWN = periods.Known(d(2024, 11, 1), d(2026, 10, 31), d(2026, 10, 31))
SPLITS = {"visits": ("purpose", "role"), "rate": (), "rate_less": ()}
GROUND = scope.Ground(TREE, KNOWN, has_targets=True, splits=SPLITS)


def read(**parameters):
    return scope.read(parameters, GROUND, ZH)


def test_the_tree_has_ways_up_and_down():
    assert [area.code for area in TREE.chain("G1")] == ["all", "D", "S1", "C1", "G1"]
    assert [area.code for area in TREE.children("D")] == ["S1", "C2"]
    assert TREE.chain("S2")[0].code == "all"


@pytest.mark.parametrize(
    ("area", "level"),
    [
        ("all", "district"),
        ("D", "street_office"),
        ("S1", "community"),
        ("S2", ""),
        ("C1", "grid_cell"),
        ("G1", "micro_grid"),
        ("M1", ""),
    ],
)
def test_the_level_below_is_the_next_that_there_is(area, level):
    assert TREE.level_below(area) == level


def test_the_list_goes_down_to_grids_and_keeps_the_chosen_micro_grid():
    assert TREE.options("all") == ["all", "D", "S1", "C1", "G1", "C2", "S2"]
    assert TREE.options("M2") == ["all", "D", "S1", "C1", "G1", "M2", "C2", "S2"]


def test_the_list_begins_with_the_offices_own_area():
    assert TREE.options("all", "C1") == ["all", "C1", "G1", "D", "S1", "C2", "S2"]
    assert TREE.options("M2", "S2") == ["all", "S2", "D", "S1", "C1", "G1", "M2", "C2"]


def test_names_in_the_list_are_indented_by_depth():
    assert TREE.label("S1") == "\N{EM SPACE}" * 2 + "甲街道"


def test_areas_of_one_name_are_told_apart():
    """Streamlit knows a choice by its text: of two that read the same it takes the last."""
    tree = AreaTree(
        [
            record("all", "all", None, "All areas 全部"),
            record("C1", "community", "all", "东里"),
            record("C2", "community", "all", "西里"),
            record("G1", "grid_cell", "C1", "第一网格"),
            record("G2", "grid_cell", "C2", "第一网格"),
            record("G3", "grid_cell", "C2", "第二网格"),
            record("M1", "micro_grid", "G3", "甲"),
            record("M2", "micro_grid", "G3", "甲"),
        ]
    )
    assert [tree.called(code) for code in tree.everything()] == [
        *("All areas 全部", "东里", "第一网格 · 东里", "西里", "第一网格 · 西里", "第二网格"),
        *("甲 · 第二网格 · M1", "甲 · 第二网格 · M2"),
    ]
    assert tree.label("G2").strip() == "第一网格 · 西里"


def test_a_tree_without_root_is_refused():
    with pytest.raises(ValueError, match="root"):
        AreaTree([record("D", "district", "all")])


def test_nothing_asked_is_the_last_full_month_of_everything():
    found, notices = read()
    assert (found.area, found.level, found.period, found.compare) == (
        "all",
        "all",
        "last_month",
        "previous",
    )
    assert found.window == OCTOBER
    assert found.other == found.previous == (d(2026, 9, 1), d(2026, 10, 1))
    assert notices == []


def test_everything_asked_is_had():
    found, notices = read(
        area="S1", period="custom", start="2026-02-03", end="2026-02-09", compare="last_year"
    )
    assert (found.area, found.level, found.lang) == ("S1", "street_office", "zh")
    assert found.window == (d(2026, 2, 3), d(2026, 2, 10))  # the last day is part of it
    assert found.other == (d(2025, 2, 3), d(2025, 2, 10))
    assert notices == []


def test_against_a_target_there_is_no_other_window():
    assert read(compare="target")[0].other is None


@pytest.mark.parametrize(
    ("parameters", "word"),
    [
        ({"area": "gone"}, "gone"),
        ({"period": "yesterday"}, "时段"),
        ({"period": "custom"}, "时段"),
        ({"period": "custom", "start": "2026-02-30", "end": "2026-03-01"}, "时段"),
        ({"period": "custom", "start": "2026-03-02", "end": "2026-03-01"}, "时段"),
        ({"compare": "neighbours"}, "neighbours"),
        ({"lang": "tlh"}, "tlh"),
    ],
)
def test_what_cannot_be_had_is_told_and_the_default_shown(parameters, word):
    found, notices = read(**parameters)
    assert len(notices) == 1
    assert word in notices[0]
    assert found == read()[0]


def test_target_cannot_be_chosen_where_there_is_none():
    ground = scope.Ground(TREE, KNOWN, has_targets=False)
    assert "target" not in ground.comparisons
    assert scope.read({"compare": "target"}, ground, ZH)[0].compare == "previous"


def test_the_default_leaves_the_address(monkeypatch):
    state: dict[str, str] = {}
    monkeypatch.setattr(st, "session_state", state)
    context.go(area="S1", period="last_quarter")
    assert state == {"area": "S1", "period": "last_quarter"}
    context.go(area="all", period="last_month", compare="previous")
    # An area stays: where none is asked for, the office's own is shown.
    assert state == {"area": "all", "period": "", "compare": ""}


def test_drilling_goes_to_areas_and_stays_where_there_is_none(monkeypatch):
    state: dict[str, str] = {}
    monkeypatch.setattr(st, "session_state", state)
    context.drill(GROUND, "S1/unspecified")
    context.drill(GROUND, "")
    assert state == {}
    context.drill(GROUND, "C1")
    assert state == {"area": "C1"}


def test_the_most_specific_target_holds():
    wide = Target("visits", 1)
    level = Target("visits", 2, level="community")
    place = Target("visits", 3, area="C1")
    known = (place, wide, level)
    assert targets.find(known, "visits", "C1", "community", OCTOBER) is place
    assert targets.find(known, "visits", "C2", "community", OCTOBER) is level
    assert targets.find(known, "visits", "D", "district", OCTOBER) is wide
    assert targets.find(known, "backlog", "D", "district", OCTOBER) is None


def test_a_target_holds_in_its_time_and_for_its_length():
    monthly = Target("visits", 1, months=1, since=d(2026, 10, 1), until=d(2026, 11, 1))
    assert monthly.holds("all", "all", OCTOBER)
    assert not monthly.holds("all", "all", (d(2026, 10, 1), d(2026, 10, 31)))
    assert not monthly.holds("all", "all", (d(2026, 9, 1), d(2026, 10, 1)))
    assert not monthly.holds("all", "all", (d(2026, 11, 1), d(2026, 12, 1)))


@pytest.mark.parametrize(
    ("value", "better", "gap"),
    [(90, "up", 0), (89.5, "up", 0.5), (91, "up", 0), (90, "down", 0), (90.5, "down", 0.5)],
)
def test_a_target_is_missed_by_what_is_lacking(value, better, gap):
    assert Target("x", 90).missed_by(value, better) == gap


@pytest.mark.parametrize(
    ("text", "filters"),
    [
        ("", ()),
        ("purpose:走访: 慰问", (("purpose", "走访: 慰问"),)),
        ("purpose:", (("purpose", ""),)),
        ("purpose:a;purpose:;role:b", (("purpose", "a"), ("purpose", ""), ("role", "b"))),
        ("purpose:a;purpose:a", (("purpose", "a"),)),
        ("purpose:甲;乙", (("purpose", "甲;乙"),)),  # of a version that had one filter
        ("purpose:停车; a:b, 100%", (("purpose", "停车; a:b, 100%"),)),
    ],
)
def test_filters_name_a_segment_and_a_value_each(text, filters):
    found, notices = read(only=text)
    assert (found.filters, notices) == (filters, [])


def test_links_with_a_second_filter_of_an_older_version_go_on_working():
    found, notices = read(only="purpose:走访", also="role%3A%E4%B9%99%3B%2520;purpose%3Ab")
    assert found.filters == (("purpose", "走访"), ("role", "乙;%20"), ("purpose", "b"))
    assert notices == []


VALUES = [
    "",
    "a",
    "走访: 慰问",
    "甲;role:乙",
    ";",
    "100%",
    "%3B",
    "%25",
    "a&b=c",
    "+ ",
    "“”",
    "purpose:",
]


def test_what_is_written_into_an_address_is_read_from_it():
    chance = random.Random(15)
    for _turn in range(200):
        pairs = [(chance.choice(["purpose", "role"]), chance.choice(VALUES)) for _ in range(4)]
        filters = tuple(dict.fromkeys(pairs[: chance.randint(0, 4)]))
        address = urlencode(scope.written(filters))
        found, notices = read(**dict(parse_qsl(address)))
        assert (found.filters, notices) == (filters, [])


@pytest.mark.parametrize("text", ["colour:red", "purpose"])
def test_a_filter_that_cannot_be_had_is_told(text):
    found, notices = read(only=text)
    assert found.filters == ()
    assert text.partition(":")[0] in notices[0]


def test_definitions_that_exist_are_put_in_force():
    found, _notices = read(rules="rate_less,gone")
    assert found.rules == ("rate_less",)


def test_a_filter_is_added_beside_others_and_taken_away_again(monkeypatch):
    found, _notices = read(only="role:甲")
    state = {"here": SimpleNamespace(scope=found.leaving_out(found.filters))}
    monkeypatch.setattr(st, "session_state", state)
    context.filter_by("purpose", "走访")
    assert state["only"] == "role:甲;purpose:走访"
    state["here"] = SimpleNamespace(scope=read(only=state["only"])[0])
    context.filter_by("purpose", "走访", "b")
    assert state["only"] == "role:甲;purpose:走访;purpose:b"
    state["here"] = SimpleNamespace(scope=read(only=state["only"])[0])
    context.filter_by("purpose", "走访", "b")
    assert state["only"] == "role:甲"
