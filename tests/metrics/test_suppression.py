"""Small numbers of people in need: no question tells them, and no subtraction of its answers."""

import datetime as dt
import re
from dataclasses import replace
from itertools import groupby, islice

import pandas as pd
import pytest

from governance.core.contracts import LEVELS, ROOT
from governance.core.periods import months_inside
from governance.metrics import measure, pivot, suppression
from governance.metrics.query import Query
from governance.metrics.suppression_closure import Tree, closed
from governance.receipts import figure_records
from governance.warehouse.reader import Warehouse

OCTOBER = (dt.date(2026, 10, 1), dt.date(2026, 11, 1))
LATELY = (dt.date(2026, 10, 2), dt.date(2026, 11, 1))  # the days that overdue visits look back
QUARTER = (dt.date(2026, 8, 1), dt.date(2026, 11, 1))
TIMES = [QUARTER, *months_inside(QUARTER)]
EVERY = [ROOT, *LEVELS]
FEWEST = suppression.fewest()
KEYS = ("key_group_coverage", "overdue_key_visits")


@pytest.fixture(scope="module")
def opened(sample_warehouse) -> Warehouse:
    return Warehouse(sample_warehouse)


def questions(opened):
    """Every metric and segment that tells of people in need."""
    for metric in opened.catalog.values():
        for segment in ("", *metric.splits):
            if suppression.is_sensitive(metric, [segment]) and opened.available(metric.key):
                yield metric.key, segment


def answers(opened, key, segment, windows=(OCTOBER,), *, raw=False):
    """The cells of a metric in every area of every level: count by level, area, value, window."""
    ask = measure.computed if raw else measure.answer
    found = []
    for level in EVERY:
        query = Query((key,), level, ROOT, windows, split=segment)
        found.append(ask(opened.cursor(), opened.catalog, query).assign(level=level))
    return pd.concat(found, ignore_index=True)


def cells(frame):
    """Numerators by place: None where nothing is shown."""
    whole = frame["denominator"] if frame["numerator"].isna().all() else frame["numerator"]
    place = zip(
        frame["level"], frame["area_code"], frame["segment_value"], frame["window_start"],
        frame["window_end"], strict=True,
    )  # fmt: skip
    few = frame.get("is_few", pd.Series(data=False, index=frame.index))
    shown = [
        None if hidden else amount for amount, hidden in zip(whole.fillna(0), few, strict=True)
    ]
    return dict(zip(place, shown, strict=True))


def recovered(shown, sums):
    """What follows by subtraction: a sum all of whose cells but one are known tells that one.

    sums: cells of which the first is what the others add up to. A cell that is not there is 0.
    """
    known, moved = dict(shown), True
    while moved:
        moved = False
        for sum_ in sums:
            lacking = [cell for cell in sum_ if known.get(cell, 0) is None]
            if len(lacking) == 1:
                (cell,) = lacking
                parts = sum(known.get(one, 0) or 0 for one in sum_[1:])
                known[cell] = parts if cell == sum_[0] else (known.get(sum_[0], 0) or 0) - parts
                moved = True
    # A village without a grid in which nobody was visited is no secret: nothing is counted inside.
    return {cell: known[cell] for cell, n in shown.items() if n is None and known[cell]}


def leftovers(shown, sums):
    """What the hidden cells of each sum hold together, where the sum itself is shown."""
    for whole, *parts in sums:
        if shown.get(whole, 0) is not None and any(shown.get(p, 0) is None for p in parts):
            yield whole, (shown.get(whole, 0) or 0) - sum(shown.get(p, 0) or 0 for p in parts)


def area_sums(opened, places):
    tree = suppression._tree(opened.cursor()).inside
    for value, window in places:
        for parent, inside in tree.items():
            yield [(*parent, value, *window), *((*area, value, *window) for area in inside)]


@pytest.mark.parametrize("every", [3, pytest.param(1, marks=pytest.mark.slow)])
def test_no_answer_holds_a_small_number_and_none_is_had_from_the_areas(opened, every):
    asked = 0
    for key, segment in islice(questions(opened), 0, None, every):
        frame = answers(opened, key, segment)
        asked += len(frame)
        raw = cells(answers(opened, key, segment, raw=True))
        shown, is_named = cells(frame), segment in suppression.sensitive_columns()
        hidden = [cell for cell, amount in shown.items() if amount is None]
        assert hidden, (key, segment)
        own = opened.catalog[key].has_denominator
        small = {c for c, n in raw.items() if 0 < n < FEWEST and (c[2] or not is_named)}
        if not own:
            assert small <= set(hidden), (key, segment)
        told = frame[frame["is_few"]]
        assert told[["value", "numerator", "denominator"]].isna().all(axis=None)
        places = {(c[2], (c[3], c[4])) for c in hidden}
        sums = list(area_sums(opened, places))
        if not own:
            found = {c for c in recovered(shown, sums) if c[2] or not is_named}
            assert not found, (key, segment, sorted(found)[:3])
            left = {
                w: n for w, n in leftovers(shown, sums) if 0 < n < FEWEST and (w[2] or not is_named)
            }
            assert not left, (key, segment, list(left.items())[:3])
    assert asked > 50_000 / every


@pytest.mark.parametrize("key", ["visits", "visit_person_times"])
def test_rows_and_months_that_add_up_tell_nothing(opened, key):
    parts = cells(answers(opened, key, "key_group", TIMES))
    whole = cells(answers(opened, key, "", TIMES))
    assert all(amount is not None for amount in whole.values())
    sums = []
    by_row = sorted(parts, key=lambda c: (c[:2], c[3:]))
    for (place, window), row in groupby(by_row, key=lambda c: (c[:2], c[3:])):
        sums.append([(*place, "whole", *window), *row])
    months = months_inside(QUARTER)
    sums += [
        [(*place, *QUARTER), *((*place, *month) for month in months)]
        for place in {cell[:3] for cell in parts if cell[3:] == QUARTER}
    ]
    sums += area_sums(opened, {(c[2], (c[3], c[4])) for c, n in parts.items() if n is None})
    totals = {(*cell[:2], "whole", *cell[3:]): n for cell, n in whole.items()}
    assert not recovered(parts | totals, sums)


def test_the_two_metrics_of_one_register_hide_the_same(opened):
    coverage, overdue = (cells(answers(opened, key, "", [OCTOBER, LATELY])) for key in KEYS)
    for cell, amount in coverage.items():
        if cell[3:] == LATELY:
            assert (overdue[(*cell[:3], *OCTOBER)] is None) == (amount is None)


def test_what_is_hidden_does_not_depend_on_the_question(opened):
    for key, segment in ((KEYS[0], ""), ("households_visited", "key_group")):
        whole = cells(answers(opened, key, segment))
        for street in ("500113011", "110105012"):
            query = Query((key,), "grid_cell", street, (OCTOBER,), split=segment)
            part = cells(opened.answer(query).assign(level="grid_cell"))
            assert part
            assert all(whole[cell] == amount for cell, amount in part.items())


def test_a_filter_hides_what_the_split_hides(opened):
    split = cells(answers(opened, "households_visited", "key_group"))
    disabled = (("key_group", "disabled"),)
    query = Query(("households_visited",), "community", ROOT, (OCTOBER,), disabled)
    found = opened.answer(query)
    for row in found.itertuples():
        cell = ("community", row.area_code, "disabled", *OCTOBER)
        if cell in split:
            assert row.is_few == (split[cell] is None)


def test_a_group_crossed_with_another_column_is_not_shown(opened):
    cursor, catalog = opened.cursor(), opened.catalog
    query = Query(("visits",), ROOT, ROOT, (OCTOBER,), split="key_group", beside="purpose")
    found = measure.answer(cursor, catalog, query, every=True)
    assert found["is_few"].all()
    assert found["value"].isna().all()
    shown = measure.answer(cursor, catalog, replace(query, split="visitor_role"))
    assert not shown["is_few"].any()
    disabled = replace(query, filters=(("key_group", "disabled"),), split="visitor_role", beside="")
    assert opened.answer(disabled)["is_few"].all()


@pytest.mark.parametrize("level", ["community", "grid_cell"])
@pytest.mark.parametrize("other", ["key_group", "month"])
def test_no_total_of_a_pivot_gives_a_hidden_number_away(opened, level, other):
    filters = (("key_group", "disabled"),) if other == "month" else ()
    query = Query(("visits",), "street_office", "500113011", (QUARTER,), filters)
    shown = pivot.numbers(opened.tabulate, query, (level, other))

    def unhidden(one):
        found = measure.computed(opened.cursor(), opened.catalog, one, every=True)
        return found.assign(is_few=False)

    raw = pivot.numbers(unhidden, query, (level, other))
    hidden: dict[str, list[float]] = {}
    for (key, area, column), number in shown.items():
        if number.is_few and area is not None and column:  # "" names nobody in need
            hidden.setdefault(column, []).append(raw[key, area, column].value or 0)
    told = {
        column: some for column, some in hidden.items() if not shown["visits", None, column].is_few
    }
    assert hidden
    for amounts in told.values():
        assert len([amount for amount in amounts if amount]) != 1
        assert not any(amounts) or sum(amounts) >= FEWEST


def test_other_metrics_are_shown_as_they_were(opened):
    keys = tuple(key for key, m in opened.catalog.items() if not suppression.is_sensitive(m))
    query = Query(keys, "community", ROOT, (OCTOBER,))
    shown = opened.answer(query)
    raw = measure.computed(opened.cursor(), opened.catalog, query)
    assert not shown["is_few"].any()
    order = ["metric", "area_code"]
    pd.testing.assert_frame_equal(
        shown.drop(columns=["is_few", "side"]).sort_values(order, ignore_index=True),
        raw.sort_values(order, ignore_index=True),
    )


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([3, 9, 20], {0, 1}),  # a second one, the smallest
        ([1, 2, 9, 20], {0, 1, 2}),  # two that are 3 together
        ([4, 4, 9], {0, 1}),
        ([8, 9], set()),
        ([3, 0, 20], {0, 2}),  # a zero hides nothing
    ],
)
def test_a_second_cell_is_hidden_and_no_more(counts, expected):
    areas = [("grid_cell", str(number)) for number in range(len(counts))]
    amounts = {area: {"": float(n)} for area, n in zip(areas, counts, strict=True)}
    tree = Tree({("all", "all"): areas})
    small = {area for area, row in amounts.items() if 0 < row[""] < FEWEST}
    sizes = {area: row[""] for area, row in amounts.items()}
    found = closed(tree, amounts, sizes, small, FEWEST)
    assert {areas.index(area) for area in found} == expected


def test_a_hidden_area_hides_one_inside_it_and_one_beside_it():
    tree = Tree({("all", "all"): [("a", "1"), ("a", "2")], ("a", "1"): [("b", "1"), ("b", "2")]})
    amounts = {("all", "all"): {"": 19.0}, ("a", "1"): {"": 15.0}, ("a", "2"): {"": 4.0}}
    amounts |= {("b", "1"): {"": 7.0}, ("b", "2"): {"": 8.0}}
    sizes = {area: row[""] for area, row in amounts.items()}
    assert closed(tree, amounts, sizes, {("a", "2")}, FEWEST) == {
        ("a", "1"),
        ("a", "2"),
        ("b", "1"),
    }


def test_records_of_key_groups_say_neither_when_exactly_nor_where(opened):
    figure = Query((KEYS[0],), "district", "500113", (OCTOBER,))
    rows = figure_records.listed(opened.cursor(), opened.catalog, figure, 50)
    assert len(rows) == 50
    lacking = {"visited_at", "longitude", "latitude", "key_group", "visitor_role", "compound_code"}
    assert not lacking & set(rows)
    assert set(rows["area_code"]) == {"500113"}
    assert rows[["entity", "row_number"]].isna().all(axis=None)
    other = replace(figure, metrics=("visits",))
    assert "key_group" not in figure_records.listed(opened.cursor(), opened.catalog, other, 5)


def test_the_commands_show_no_small_number(opened, sample_warehouse, capsys):
    from governance.__main__ import main

    found = opened.answer(Query((KEYS[0],), "grid_cell", ROOT, (OCTOBER,)))
    few = found[found["is_few"] & ~found["area_code"].str.contains("unspec")]["area_code"].iloc[0]
    days = ["--start", "2026-10-01", "--end", "2026-11-01", "--warehouse", str(sample_warehouse)]
    place = ["--level", "grid_cell", "--area", few, "--format", "csv"]
    assert main(["metric", KEYS[0], *place, *days]) == 0
    said = capsys.readouterr()
    assert re.search(rf"{few},[^,]*,,,,1,1$", said.out, re.MULTILINE)
    assert "1 numbers are suppressed" in said.err
    assert main(["receipt", KEYS[0], "--area", few, *days]) == 0
    said = capsys.readouterr().out
    assert "Suppressed" in said
    assert "Proved" in said
    assert not re.search(r"^(Numerator|Denominator|Records):", said, re.MULTILINE)
    assert "2026-10-" not in said.split("order by")[-1].split("sha256")[-1]
