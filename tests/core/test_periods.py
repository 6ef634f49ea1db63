"""Periods by the calendar: whole months, running periods, leap days and month ends."""

from datetime import date as d

import pytest

from governance.core import periods

FIRST = d(2023, 1, 1)


def known(as_of):
    return periods.Known(FIRST, as_of, as_of)


def window(preset, as_of):
    return periods.period(preset, known(as_of)).window


@pytest.mark.parametrize(
    ("preset", "as_of", "expected"),
    [
        ("last_month", d(2025, 11, 17), (d(2025, 10, 1), d(2025, 11, 1))),
        ("last_month", d(2025, 10, 31), (d(2025, 10, 1), d(2025, 11, 1))),  # just finished
        ("last_month", d(2025, 10, 30), (d(2025, 9, 1), d(2025, 10, 1))),
        ("last_month", d(2025, 1, 5), (d(2024, 12, 1), d(2025, 1, 1))),
        ("last_month", d(2024, 2, 29), (d(2024, 2, 1), d(2024, 3, 1))),
        ("last_month", d(2024, 2, 28), (d(2024, 1, 1), d(2024, 2, 1))),  # one day short
        ("month_to_date", d(2025, 11, 17), (d(2025, 11, 1), d(2025, 11, 18))),
        ("month_to_date", d(2025, 11, 1), (d(2025, 11, 1), d(2025, 11, 2))),
        ("last_30_days", d(2025, 3, 1), (d(2025, 1, 31), d(2025, 3, 2))),
        ("last_quarter", d(2025, 11, 17), (d(2025, 7, 1), d(2025, 10, 1))),
        ("last_quarter", d(2025, 12, 31), (d(2025, 10, 1), d(2026, 1, 1))),
        ("last_quarter", d(2025, 1, 1), (d(2024, 10, 1), d(2025, 1, 1))),
        ("year_to_date", d(2025, 11, 17), (d(2025, 1, 1), d(2025, 11, 18))),
        ("last_12_months", d(2025, 11, 17), (d(2024, 11, 1), d(2025, 11, 1))),
        ("last_week", d(2025, 11, 16), (d(2025, 11, 10), d(2025, 11, 17))),  # a Sunday
        ("last_week", d(2025, 11, 15), (d(2025, 11, 3), d(2025, 11, 10))),  # a day short
        ("last_week", d(2026, 1, 1), (d(2025, 12, 22), d(2025, 12, 29))),
        ("quarter_to_date", d(2025, 11, 17), (d(2025, 10, 1), d(2025, 11, 18))),
        ("quarter_to_date", d(2025, 12, 31), (d(2025, 10, 1), d(2026, 1, 1))),
        ("quarter_to_date", d(2026, 1, 1), (d(2026, 1, 1), d(2026, 1, 2))),
        ("all_time", d(2025, 11, 17), (FIRST, d(2025, 11, 18))),
    ],
)
def test_presets_end_with_the_data_and_not_with_the_clock(preset, as_of, expected):
    assert window(preset, as_of) == expected


@pytest.mark.parametrize(
    ("as_of", "last", "running"),
    [
        (d(2025, 10, 25), (d(2025, 9, 26), d(2025, 10, 26)), (d(2025, 9, 26), d(2025, 10, 26))),
        (d(2025, 10, 24), (d(2025, 8, 26), d(2025, 9, 26)), (d(2025, 9, 26), d(2025, 10, 25))),
        (d(2025, 10, 26), (d(2025, 9, 26), d(2025, 10, 26)), (d(2025, 10, 26), d(2025, 10, 27))),
        (d(2026, 1, 5), (d(2025, 11, 26), d(2025, 12, 26)), (d(2025, 12, 26), d(2026, 1, 6))),
    ],
)
def test_an_office_month_runs_from_its_own_day(as_of, last, running):
    own = periods.Known(FIRST, as_of, as_of, 26)
    found = periods.period("last_office_month", own)
    assert found.window == last
    assert found.previous == (periods.add_months(last[0], -1), last[0])
    assert found.last_year == tuple(periods.add_months(day, -12) for day in last)
    assert periods.period("office_month_to_date", own).window == running


def test_an_office_month_is_offered_where_it_is_another_than_the_calendars():
    assert not set(periods.OFFICE) & set(known(FIRST).presets("last_month"))
    assert set(periods.OFFICE) <= set(periods.Known(FIRST, FIRST, FIRST, 26).presets("last_month"))
    assert "last_office_month" in known(FIRST).presets("last_office_month")
    own, calendar = (
        periods.period(key, known(d(2025, 11, 17))).window
        for key in ("last_office_month", "last_month")
    )
    assert own == calendar  # of an office whose months are the calendar's


def test_a_week_is_compared_with_the_week_before_and_the_same_week_of_last_year():
    found = periods.period("last_week", known(d(2025, 11, 16)))
    assert found.previous == (d(2025, 11, 3), d(2025, 11, 10))
    assert found.last_year == (d(2024, 11, 11), d(2024, 11, 18))
    days = (*found.window, *found.previous, *found.last_year)
    assert {day.weekday() for day in days} == {0}


def test_a_running_quarter_is_compared_with_the_same_days_of_the_quarter_before():
    found = periods.period("quarter_to_date", known(d(2025, 11, 17)))
    assert found.previous == (d(2025, 7, 1), d(2025, 8, 18))
    assert found.last_year == (d(2024, 10, 1), d(2024, 11, 18))


def test_every_preset_but_custom_needs_no_days():
    for preset in periods.PRESETS:
        if preset != "custom":
            assert window(preset, d(2025, 11, 17))


def test_custom_days_are_taken_as_they_are():
    given = (d(2025, 2, 3), d(2025, 2, 4))
    assert periods.period("custom", known(d(2025, 11, 17)), given).window == given


@pytest.mark.parametrize("custom", [None, (d(2025, 2, 3), d(2025, 2, 3))])
def test_custom_without_a_day_is_refused(custom):
    with pytest.raises(ValueError, match="custom"):
        periods.period("custom", known(d(2025, 11, 17)), custom)


def test_unknown_preset_is_refused():
    with pytest.raises(ValueError, match="none of"):
        periods.period("yesterday", known(d(2025, 11, 17)))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        # whole months, quarters and years: the ones before, however many days they have
        ((d(2025, 3, 1), d(2025, 4, 1)), (d(2025, 2, 1), d(2025, 3, 1))),
        ((d(2024, 1, 1), d(2024, 4, 1)), (d(2023, 10, 1), d(2024, 1, 1))),
        ((d(2024, 1, 1), d(2025, 1, 1)), (d(2023, 1, 1), d(2024, 1, 1))),
        # anything else: as many days
        ((d(2025, 3, 1), d(2025, 3, 31)), (d(2025, 1, 30), d(2025, 3, 1))),
        ((d(2025, 3, 5), d(2025, 3, 6)), (d(2025, 3, 4), d(2025, 3, 5))),
    ],
)
def test_previous_window(given, expected):
    assert periods.previous(given) == expected


def test_a_running_month_is_compared_with_the_same_days_of_the_month_before():
    found = periods.period("month_to_date", known(d(2025, 11, 17)))
    assert found.previous == (d(2025, 10, 1), d(2025, 10, 18))
    assert found.last_year == (d(2024, 11, 1), d(2024, 11, 18))


def test_a_running_month_longer_than_the_one_before_stops_at_its_end():
    found = periods.period("month_to_date", known(d(2025, 3, 30)))
    assert found.previous == (d(2025, 2, 1), d(2025, 3, 1))


def test_a_running_year_is_compared_with_the_same_days_of_the_year_before():
    found = periods.period("year_to_date", known(d(2024, 2, 29)))
    assert found.previous == found.last_year == (d(2023, 1, 1), d(2023, 3, 1))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ((d(2024, 2, 1), d(2024, 3, 1)), (d(2023, 2, 1), d(2023, 3, 1))),
        ((d(2025, 2, 1), d(2025, 3, 1)), (d(2024, 2, 1), d(2024, 3, 1))),  # keeps the 29th
        ((d(2024, 2, 29), d(2024, 3, 1)), (d(2023, 2, 28), d(2023, 3, 1))),  # the 29th alone
        ((d(2024, 2, 10), d(2024, 2, 29)), (d(2023, 2, 10), d(2023, 3, 1))),  # loses no day
        ((d(2025, 10, 3), d(2025, 10, 10)), (d(2024, 10, 3), d(2024, 10, 10))),
    ],
)
def test_same_days_last_year(given, expected):
    assert periods.last_year(given) == expected


def test_all_time_is_compared_with_nothing():
    found = periods.period("all_time", known(d(2025, 11, 17)))
    assert found.previous is None
    assert found.last_year is None


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (d(2025, 1, 31), 1, d(2025, 2, 28)),
        (d(2024, 1, 31), 1, d(2024, 2, 29)),
        (d(2025, 3, 31), -1, d(2025, 2, 28)),
        (d(2025, 12, 15), 1, d(2026, 1, 15)),
        (d(2025, 1, 15), -13, d(2023, 12, 15)),
    ],
)
def test_add_months(day, months, expected):
    assert periods.add_months(day, months) == expected


def test_sparkline_has_thirteen_finished_months():
    found = periods.months_before(d(2025, 11, 18), d(2025, 11, 17))
    assert len(found) == 13
    assert found[0] == (d(2024, 10, 1), d(2024, 11, 1))
    assert found[-1] == (d(2025, 10, 1), d(2025, 11, 1))


def test_sparkline_never_runs_past_the_data():
    found = periods.months_before(d(2027, 1, 1), d(2025, 11, 17))
    assert found[-1] == (d(2025, 10, 1), d(2025, 11, 1))


def test_trend_ends_with_the_running_month_cut_where_the_period_ends():
    found = periods.months_of((d(2025, 11, 1), d(2025, 11, 18)), d(2025, 11, 17))
    assert len(found) == 13
    assert found[-1] == (d(2025, 11, 1), d(2025, 11, 18))
    assert found[-2] == (d(2025, 10, 1), d(2025, 11, 1))


def test_trend_shows_every_month_of_a_long_period():
    found = periods.months_of((d(2023, 10, 1), d(2025, 11, 1)), d(2025, 11, 17))
    assert (found[0], len(found)) == ((d(2023, 10, 1), d(2023, 11, 1)), 25)


def test_trend_of_a_very_long_period_stays_legible():
    assert len(periods.months_of((d(2010, 1, 5), d(2025, 11, 10)), d(2025, 11, 17))) == 36


def test_overlaps_is_half_open():
    october = (d(2025, 10, 1), d(2025, 11, 1))
    assert not periods.overlaps(october, (d(2025, 11, 1), d(2025, 12, 1)))
    assert periods.overlaps(october, (d(2025, 10, 31), d(2025, 12, 1)))
    assert not periods.overlaps(october, None)


def test_all_time_leaves_nothing_out_that_came_after_the_last_record():
    days = periods.Known(FIRST, d(2025, 12, 31), d(2026, 3, 5))
    assert periods.period("all_time", days).window == (FIRST, d(2026, 3, 6))
    assert periods.period("last_month", days).window == (d(2025, 12, 1), d(2026, 1, 1))


def test_months_inside_cuts_at_the_turns():
    assert periods.months_inside((d(2025, 1, 20), d(2025, 3, 2))) == [
        (d(2025, 1, 20), d(2025, 2, 1)),
        (d(2025, 2, 1), d(2025, 3, 1)),
        (d(2025, 3, 1), d(2025, 3, 2)),
    ]
    assert periods.months_inside((d(2025, 1, 1), d(2025, 2, 1))) == [(d(2025, 1, 1), d(2025, 2, 1))]
