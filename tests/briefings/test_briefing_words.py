"""What slides say at the edges: a leap, a change within chance, areas that stand apart or not."""

import datetime as dt

import pytest

from governance.briefings import key_figures_slide
from governance.core.i18n import translator
from tests.support import tiny
from tests.support.briefed import MARCH, shown


@pytest.fixture(scope="module")
def years(tmp_path_factory):
    """Two years of visits: in the east the last month leaps, in the west nothing happens."""
    rows = []
    for month in range(24):
        year, number = 2024 + (month + 2) // 12, (month + 2) % 12 + 1
        day = f"{year}-{number:02d}-28 09:00"
        east = 60 if month == 23 else (18, 22, 20)[month % 3]
        west = (19, 21)[month % 2]
        rows += [{"visited_at": day, "area_code": tiny.GRIDS[0]}] * east
        rows += [{"visited_at": day, "area_code": tiny.GRIDS[2]}] * west
    return tiny.warehouse(tmp_path_factory.mktemp("years"), tiny.visits(*rows))


def test_a_leap_is_a_signal_and_is_said_with_its_month(years):
    found = shown(years, kind="trend", area=tiny.EAST)
    assert found.figures[0].state == "signal"
    assert found.remarks == (
        (
            "Visits of 东里社区 in Feb 2026: 60 visits, daily avg +201.9% against the previous "
            "period (22 visits)."
        ),
        "Feb 2026: ▲ Signal: better: above the mean of 20 since Feb 2026.",
    )


def test_a_change_within_the_noise_is_said_to_be_no_signal(years):
    found = shown(years, kind="trend", area=tiny.WEST)
    assert found.remarks == (
        (
            "Visits of 西里村 in Feb 2026: 21 visits, daily avg +22.4% against the previous period "
            "(19 visits)."
        ),
        "Feb 2026: No signal: what the months differ by is within what chance does.",
    )
    said = shown(years, "zh", kind="trend", area=tiny.WEST).remarks[1]
    assert said == "2026年2月：属正常波动：各月之间的差别不足以说明有变化。"


def test_several_figures_tell_signals_from_the_rest(years):
    keys = ("visits", "visit_person_times", "volunteer_hours")
    found = shown(years, area=tiny.EAST, metrics=keys)
    assert found.remarks[1:] == (
        "By the last settled month: Visits ▲ Signal: better; Visit person-times ▲ Signal: better.",
        "Not judged: Volunteer hours (No data).",
    )
    calm = shown(years, area=tiny.WEST, metrics=keys[:2])
    assert calm.remarks[1:] == (
        "No signal in 2 figures: their months differ by no more than chance does.",
    )


def test_plain_counts_are_ordered_and_said_to_be_no_judgement(years):
    found = shown(years, kind="ranking", level="community")
    assert found.remarks == (
        "The most: 东里社区 (60 visits); the least: 西里村 (21 visits).",
        "It is a plain count: a large area has more of it, which says nothing of its work.",
    )


def test_areas_that_share_the_first_place_are_not_named_alone(years):
    found = shown(years, kind="ranking", level="grid_cell", area=tiny.EAST)
    assert found.remarks[0] == "The most: 第001网格 (60 visits); the least: 第002网格 (0 visits)."
    before = shown(
        years, kind="ranking", period="custom", level="grid_cell", area=tiny.EAST,
        start=dt.date(2023, 1, 1), end=dt.date(2023, 1, 31),
    )  # fmt: skip
    assert before.remarks[0] == "No area has data on it in this period."


@pytest.fixture(scope="module")
def closed(tmp_path_factory):
    """Issues of a month: the east closes 5 of 6, its second grid all of 3, the west 150 of 400."""

    def issues(grid, done, of):
        return [
            {
                "area_code": grid,
                "due_at": "2026-03-06 18:00",
                "resolved_at": "2026-03-06 09:00" if n < done else "",
            }
            for n in range(of)
        ]

    rows = [
        *issues(tiny.GRIDS[0], 5, 6),
        *issues(tiny.GRIDS[1], 3, 3),
        *issues(tiny.GRIDS[2], 4, 6),
    ]
    folder = tmp_path_factory.mktemp("closed")
    even = tiny.warehouse(
        folder / "even" if (folder / "even").mkdir() is None else folder, tiny.issues(*rows)
    )
    apart = [*issues(tiny.GRIDS[0], 390, 400), *issues(tiny.GRIDS[2], 150, 400)]
    (folder / "apart").mkdir()
    return even, tiny.warehouse(folder / "apart", tiny.issues(*apart))


def test_areas_that_cannot_be_told_apart_are_said_so(closed):
    even, _apart = closed
    found = shown(even, kind="ranking", metrics=("closure_rate",), level="grid_cell", **MARCH)
    assert "None of the 3 areas differs from it by more than chance." in found.remarks[0]
    assert "may be chance: it cannot be told apart." in found.remarks[1]
    assert not any("Look first" in text for text in found.remarks)
    assert found.title.endswith("; no grid stands apart")


def test_areas_that_stand_apart_are_named(closed):
    _even, apart = closed
    found = shown(apart, kind="ranking", metrics=("closure_rate",), level="community", **MARCH)
    assert "1 are clearly better, 1 clearly worse" in found.remarks[0]
    assert found.remarks[1] == "Look first at 西里村."
    assert found.title.endswith("; clearly lower in 西里村 (37.5%)")
    assert found.words == ()
    assert found.tables[0].tones == ("better", "worse")


def test_a_ranking_without_cases_says_so(closed):
    even, _apart = closed
    found = shown(
        even, kind="ranking", metrics=("closure_rate",), level="community", period="custom",
        start=dt.date(2020, 1, 1), end=dt.date(2020, 1, 31),
    )  # fmt: skip
    assert found.words[0] == "No area has any cases in this period: there is nothing to rank."
    assert found.charts == ()


def test_a_change_is_coloured_only_where_it_is_a_signal(years):
    _ = translator("en")
    leap, calm = (shown(years, area=area).figures[0] for area in (tiny.EAST, tiny.WEST))
    assert key_figures_slide.card_lines(leap, _)[0] == (
        "Previous period 22  ▲ daily avg +201.9%",
        "better",
    )
    assert key_figures_slide.card_lines(calm, _)[0] == (
        "Previous period 19  ▲ daily avg +22.4%",
        "",
    )
