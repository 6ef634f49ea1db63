"""The books of datasets and files: ages, sums, and what is said of a file."""

from datetime import date as d

import pandas as pd
import pytest

from governance.core import i18n
from governance.warehouse import data_health, file_lineage, freshness, rejected_view

EN, ZH = i18n.translator("en"), i18n.translator("zh")
TODAY = d(2026, 11, 20)
NOTHING = dict.fromkeys([*data_health.COUNTS, *data_health.PARTS], 0)


def entry(**counts):
    row = {"dataset": "visits", "files": 1, "last_day": pd.Timestamp(2026, 11, 18)}
    return {**row, "cadences": ["daily"], **NOTHING, **counts}


def ledger(*rows, _=EN):
    return data_health.ledger(pd.DataFrame(rows), TODAY, _).data


@pytest.mark.parametrize(
    ("last", "cadences", "said"),
    [
        (d(2026, 11, 17), ["daily"], "✓ to Nov 17, 2026, on time"),
        (d(2026, 11, 16), ["daily"], "⚠ to Nov 16, 2026, 1 days late"),
        (d(2026, 11, 16), ["daily", "yearly"], "⚠ to Nov 16, 2026, 1 days late"),
        (d(2026, 11, 10), ["weekly"], "✓ to Nov 10, 2026, on time"),
        (d(2026, 11, 9), ["weekly"], "⚠ to Nov 9, 2026, 1 days late"),
        (
            d(2026, 9, 30),
            ["monthly, hourly"],
            "⚠ to Sep 30, 2026, 10 days late",
        ),
        (d(2026, 10, 31), ["monthly"], "✓ to Oct 31, 2026, on time"),
        (d(2020, 1, 1), ["as held"], "to Jan 1, 2020; no cadence declared"),
        (d(2020, 1, 1), ["when I feel like it"], "to Jan 1, 2020; no cadence declared"),
        (d(2020, 1, 1), [], "to Jan 1, 2020; no cadence declared"),
        (d(2026, 11, 25), ["daily"], "✓ to Nov 25, 2026, on time"),
        (None, ["yearly"], "register, no days"),
    ],
)
def test_late_is_told_by_the_shortest_cadence(last, cadences, said):
    assert freshness.describe(freshness.assess(last, cadences, TODAY), EN) == said


def test_a_cadence_is_said_in_the_readers_words():
    assert freshness.cadence("Monthly, hourly for one week", ZH) == "每月"
    assert freshness.cadence("逢五逢十", EN) == "逢五逢十"


def test_a_dataset_has_its_age_and_its_books():
    found = ledger(entry(rows_read=10, accepted=7, flagged=1, rejected=2, excluded=1, left_out=1))
    assert found.iloc[0]["Last day with data"] == d(2026, 11, 18)
    assert found.iloc[0]["State"] == "✓ to Nov 18, 2026, on time"
    assert found.iloc[0][["Rows read", "accepted", "rejected"]].tolist() == [10, 7, 2]
    assert found["Left out by the source"].tolist() == [1]
    assert "Vanished" not in found


def test_a_register_has_no_age():
    found = ledger(entry(dataset="areas", last_day=pd.NaT, cadences=None), entry(), _=ZH)
    assert found["数据最后一天"].tolist() == [None, d(2026, 11, 18)]
    assert found["状态"].tolist() == ["登记册，无日期", "✓ 截至2026年11月18日，按时"]


def test_two_pages_say_the_same_of_how_fresh_the_data_is():
    books = pd.DataFrame([entry(), entry(dataset="areas", last_day=pd.NaT, cadences=None)])
    states = [
        frame["State"].tolist()
        for frame in (
            data_health.table(books, TODAY, EN),
            data_health.ledger(books, TODAY, EN).data,
        )
    ]
    assert states[0] == states[1] == ["✓ to Nov 18, 2026, on time", "register, no days"]


def test_the_ledgers_are_said_as_a_sum():
    row = NOTHING | {"rows_read": 1234, "accepted": 1200, "rejected": 30, "corrected": 1}
    right = row | {"excluded": 3, "repeated": 2, "left_out": 1}
    assert data_health.sums(right, EN) == (
        "1,234 rows read = 1,200 accepted + 30 rejected + 1 corrected + 3 excluded ✓"
    )
    assert data_health.excluded(right, EN) == (
        "Of the excluded: Came again unchanged 2; Left out by the source 1"
    )
    assert data_health.excluded(row, EN) == ""


def test_a_sum_that_does_not_come_out_says_so():
    said = data_health.sums(NOTHING | {"rows_read": 5, "accepted": 4}, EN)
    assert said.startswith("⚠")
    assert said.endswith("4")


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "0 B"), (999, "999 B"), (1000, "1 kB"), (765988, "766 kB"), (2.5e9, "2.5 GB")],
)
def test_sizes(count, said):
    assert file_lineage.size(count) == said


def test_a_moment_is_told_in_the_time_zone_of_the_data():
    taken = pd.Timestamp(2026, 11, 20, 22, 24)
    assert file_lineage.ingested_at(taken, "Asia/Shanghai", "zh") == "2026年11月21日 06:24"
    assert file_lineage.ingested_at(taken, "Asia/Shanghai", "en") == "Nov 21, 2026 06:24"
    assert file_lineage.ingested_at(None, "Asia/Shanghai", "en") == "—"


def test_days_and_sizes_are_said_in_the_readers_form_over_what_sorts():
    rows = pd.DataFrame([entry(), entry(dataset="areas", last_day=pd.NaT)])
    assert "2026年11月18日" in data_health.ledger(rows, TODAY, ZH).to_html()
    rows = [file(bytes=765988, rows_read=12345), file(taken_at=None)]
    table = file_lineage.table(pd.DataFrame(rows), "Asia/Shanghai", EN)
    assert table.data["Size"].tolist() == [765988, 5]
    assert table.data["Taken in"].tolist() == [pd.Timestamp(2026, 1, 1, 8), pd.NaT]
    assert "12,345" in table.to_html()
    assert "766 kB" in table.to_html()
    assert "Jan 1, 2026 08:00" in table.to_html()


def file(**more):
    texts = ("title_zh", "title_en", "owner", "cadence", "limitations_zh", "limitations_en")
    row = {**NOTHING, **dict.fromkeys(texts), "path": "a.csv", "source": "visits_a", "bytes": 5}
    days = {"first_day": None, "last_day": None, "warnings": 0, "format": "csv", "encoding": ""}
    return {**row, **days, "taken_at": pd.Timestamp(2026, 1, 1), "sha256": "ab" * 32, **more}


def test_a_file_of_a_source_without_words_has_at_least_its_name():
    facts = file_lineage.facts(file(), "UTC", EN)
    assert facts["Source"] == "visits_a"
    assert "Owner" not in facts
    assert file_lineage.facts(file(title_zh="走访台账"), "UTC", ZH)["来源"] == "走访台账"


def test_warnings_are_a_column_only_where_there_are_any():
    assert "Warnings" not in file_lineage.table(pd.DataFrame([file()]), "UTC", EN).data
    found = file_lineage.table(pd.DataFrame([file(), file(warnings=2)]), "UTC", EN).data
    assert found["Warnings"].tolist() == [0, 2]


def test_a_suspected_coordinate_system_is_said_with_its_figures():
    detail = (
        '{"declared": "EPSG:4326", "better": "GCJ-02", "share_declared": 0.41,'
        ' "share_better": 0.97, "points": 812}'
    )
    (said,) = file_lineage.warnings([{"warning": "crs", "detail": detail}], EN)
    assert "as EPSG:4326, 41% of 812" in said
    assert "as GCJ-02, 97%" in said


def test_a_warning_of_another_kind_is_shown_as_it_is():
    assert file_lineage.warnings([{"warning": "new", "detail": '{"a": 1}'}], EN) == [
        'new: {"a": 1}'
    ]


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("type", "cannot be read"),
        ("resolved_before_reported", "Resolved before it was reported"),
        ("unheard_of", "unheard_of"),
    ],
)
def test_a_problem_has_a_short_name(key, said):
    assert rejected_view.problem(key, "issues", EN) == said


def test_a_row_that_does_not_fit_is_shown_cell_by_cell():
    found = rejected_view.cells('["A1", null, "x"]', EN)
    assert found["Column"].tolist() == ["1", "2", "3"]
    assert found["Value"].tolist() == ["A1", "", "x"]
