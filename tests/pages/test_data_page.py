"""The Data page on a small warehouse built of real files, and the gaps that it draws."""

import csv
import datetime as dt
import io
import json

import pandas as pd
import plotly.graph_objects as go
import pytest
from streamlit.testing.v1 import AppTest

from governance.charts import calendar_heatmap
from governance.charts.chart_base import Look
from governance.core import i18n, palette
from governance.ingest import rejected_rows, sources
from governance.warehouse import build, data_gaps
from governance.warehouse.data_gaps import Calendar, Row
from governance.warehouse.reader import VARIABLE, Warehouse
from tests.support import tiny
from tests.support.paged import unfolded

PAGE = "pages/reference/data.py"
EN, ZH = i18n.translator("en"), i18n.translator("zh")
YEAR = (dt.date(2026, 1, 1), dt.date(2027, 1, 1))
SOURCE = """
dataset = "visits"
title = { zh = "走访台账", en = "Visit ledger" }
owner = "网格中心"
cadence = "daily"
limitations = { zh = "二月未报", en = "Nothing in February" }
files = "visits_*.csv"
covers = "community"
columns = { visit_id = "编号", visited_at = "时间", area_code = "网格", persons = "人次" }
exclude = [{ column = "状态", values = ["作废"], reason = { zh = "作废", en = "void" } }]
"""
EAST, WEST = tiny.GRIDS[0], tiny.GRIDS[2]
LEDGER = f"""编号,时间,网格,人次,状态
1,2026-01-05 09:00,{EAST},1,
2,2026-01-06 09:00,{EAST},2,
3,待定,{EAST},1,
4,2026-01-07 09:00,990001999,1,
5,2026-01-08 09:00,{EAST},1,作废
6,2026-02-05 09:00,{EAST},1,
7,2026-03-05 09:00,{EAST},1,
8,2026-01-05 09:00,{WEST},1,
9,2026-03-05 09:00,{WEST},1,
9,2026-03-05 09:00,{WEST},1,
"""
MEETINGS = tiny.from_rows(
    "meetings",
    [{"meeting_id": "1", "held_on": "2026-01-05", "area_code": tiny.EAST, "kind": "joint"}],
)


@pytest.fixture(scope="module")
def target(tmp_path_factory):
    """Visits of both communities; the west has no ledger for February."""
    folder = tmp_path_factory.mktemp("data_page")
    (folder / "visits_2026.csv").write_text(LEDGER, encoding="utf-8")
    given = [tiny.areas(), sources.parse("visits_ledger", SOURCE), MEETINGS]
    build.build(given, folder, folder / "current.duckdb")
    return folder / "current.duckdb"


@pytest.fixture
def app(target, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(target))
    return AppTest.from_file("../../dashboard.py", default_timeout=30)


def opened(app, **parameters):
    for name, value in parameters.items():
        app.query_params[name] = value
    app.run()
    return unfolded(app.switch_page(PAGE).run())


def frames(found):
    return [frame.value for frame in found.dataframe]


def test_the_ledger_has_every_dataset_and_adds_up(app):
    found = opened(app, lang="en")
    assert not found.exception
    ledger = frames(found)[0].set_index("Dataset").loc["Visits"]
    assert ledger[["Rows read", "accepted", "rejected"]].tolist() == [10, 6, 2]
    assert ledger[["excluded", "Twice in the file", "Left out by the source"]].tolist() == [
        *(2, 1, 1)
    ]
    assert any("= 13 accepted + 2 rejected" in text.value for text in found.markdown)
    assert any(text.value.startswith("No export yet: ") for text in found.caption)


def test_the_dataset_with_the_most_rejected_rows_is_in_focus(app):
    assert opened(app, lang="en").selectbox(key="pick_dataset").value == "visits"


def test_a_dataset_is_chosen_by_the_list_or_by_the_address(app):
    found = opened(app, lang="en", dataset="meetings")
    assert found.selectbox(key="pick_dataset").value == "meetings"
    found.selectbox(key="pick_dataset").set_value("visits").run()
    assert found.query_params["dataset"] == "visits"
    assert "Visits" in found.subheader[1].value


def test_a_dataset_that_does_not_exist_is_told(app):
    found = opened(app, lang="en", dataset="gone")
    assert any("gone" in warning.value for warning in found.warning)
    assert not found.exception


def test_a_dataset_without_export_says_how_to_have_one(app):
    found = opened(app, lang="en", dataset="issues")
    assert any("no export of this dataset" in info.value for info in found.info)
    assert not found.exception


def test_a_register_has_no_calendar(app):
    found = opened(app, lang="en", dataset="areas")
    assert any("register" in info.value for info in found.info)
    assert any("Nothing was rejected" in info.value for info in found.info)


def test_gaps_are_told_by_the_level_below(app):
    found = opened(app, lang="en", area=tiny.STREET, **spring())
    assert found.subheader[1].value.endswith("records by community and month")
    assert any(text.value.endswith("西里村 Apr 2026; 西里村 Feb 2026") for text in found.caption)
    table = frames(found)[1].set_index("Area")
    assert table.loc["西里村"].tolist() == [1, pd.NA, 1, pd.NA, 2]
    assert table.loc["东里社区"].tolist() == [2, 1, 1, pd.NA, 4]


def spring():
    return {"period": "custom", "start": "2026-01-01", "end": "2026-04-30"}


def test_a_short_period_is_shown_by_day(app):
    found = opened(app, lang="zh", period="custom", start="2026-03-01", end="2026-03-05")
    assert found.subheader[1].value.endswith("按街道和日的记录数")
    assert frames(found)[1].iloc[0].tolist()[1:] == [0, 0, 0, 0, 2, 2]


def test_a_period_that_nothing_speaks_of_is_told(app):
    found = opened(app, lang="en", period="custom", start="2020-01-01", end="2020-01-31")
    assert any("No export says anything of All areas" in info.value for info in found.info)


def test_the_lowest_area_shows_itself(app):
    found = opened(app, lang="en", area=EAST, **spring())
    assert frames(found)[1]["Area"].tolist() == ["第001网格"]


def test_the_files_behind_a_dataset_have_their_hash_and_books(app):
    found = opened(app, lang="en", **spring())
    (row,) = frames(found)[2].to_dict("records")
    assert row["File"] == "visits_2026.csv"
    assert (row["Source"], row["Format"]) == ("Visit ledger", "csv · utf-8")
    assert len(row["SHA-256"]) == 13
    assert (row["Rows read"], row["rejected"]) == (10, 2)


def problem_table(found):
    return frames(found)[-1]


def test_rows_with_a_problem_say_why_in_the_readers_language(app):
    rows = problem_table(opened(app, lang="en"))
    assert rows["What became of it"].tolist() == ["rejected"] * 2 + ["excluded"] * 2
    assert rows["Row"].tolist() == [4, 5, 6, 11]
    assert "待定" in rows["Reason"][0]
    assert "cannot be read" in rows["Reason"][0]


def test_reasons_are_chinese_for_a_chinese_reader(app):
    assert "无法" in problem_table(opened(app, lang="zh"))["原因及改法"][0]


def test_rows_are_chosen_by_problem_and_fate(app):
    found = opened(app, lang="en")
    found.selectbox(key="problem_visits").set_value("unknown_area").run()
    assert problem_table(found)["Row"].tolist() == [5]
    found.selectbox(key="fate_visits").set_value("excluded").run()
    assert any("No row has this" in info.value for info in found.info)


def test_the_rejected_rows_are_offered_as_a_file(app):
    offered = opened(app, lang="en").get("download_button")
    (button,) = [one for one in offered if one.proto.label not in ("CSV", "XLSX")]
    assert button.proto.label == "Download the rejected rows (2)"


def test_a_mended_download_corrects_its_rows(target, tmp_path):
    """What the page hands out, mended, makes the next build's books right."""
    content = rejected_rows.csv_bytes(rejected(target))
    lines = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    lines[0]["时间"] = "2026-01-09 09:00"
    (tmp_path / "visits_2026.csv").write_text(LEDGER, encoding="utf-8")
    with (tmp_path / "visits_mended.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, lines[0])
        writer.writeheader()
        writer.writerow(lines[0])
    given = [tiny.areas(), sources.parse("visits_ledger", SOURCE), MEETINGS]
    build.build(given, tmp_path, tmp_path / "w.duckdb")
    books = Warehouse.open(tmp_path / "w.duckdb").view("files", {"dataset": "visits"})
    books = books.set_index("path")
    assert books.loc["visits_2026.csv", ["rejected", "corrected"]].tolist() == [1, 1]
    assert books.loc["visits_mended.csv", "accepted"] == 1


def rejected(target):
    opened = Warehouse.open(target)
    (file,) = opened.view("files", {"dataset": "visits"}).to_dict("records")
    asked = {"file": file["file_id"], "fate": "rejected", "row": None}
    rows = opened.view("rejected_rows", asked)
    problems = opened.view("file_problems", {"file": file["file_id"]})
    return rejected_rows.frame(rows, problems, file["sha256"], EN)


def drawn(given, lang="en"):
    look = Look(i18n.translator(lang), palette.palette(dark=False))
    return calendar_heatmap.figure(given, look)


def months(*rows):
    given = [Row(name, name, False, tuple(records)) for name, records in rows]
    return Calendar(given, data_gaps.buckets(YEAR, "month"), "month")


def test_the_calendar_marks_what_is_missing_and_not_only_by_colour():
    figure = drawn(months(("a", [0, None, *range(1, 11)]), ("b", [5] * 12)))
    json.dumps(figure)
    go.Figure(figure)
    heat, crosses, *legend = figure["data"]
    assert heat["z"][0][:3] == [0, None, 1]
    assert (crosses["x"], crosses["y"]) == ([1], [0])
    assert crosses["showlegend"]
    assert legend[0]["name"] == "0"
    assert "No data" in heat["customdata"][0][1]
    assert heat["text"][0][:3] == ["0", "", "1"]


def test_a_calendar_without_gaps_has_no_cross_in_its_legend():
    _heat, crosses, *_legend = drawn(months(("a", [1] * 12)))["data"]
    assert not crosses["showlegend"]


def test_every_count_falls_in_the_class_that_the_legend_names():
    counts = [1, 2, 3, 5, 8, 13, 40, 100, 250, 900, 1200, 7000]
    heat, _crosses, *legend = drawn(months(("a", counts)))["data"]
    for count, level in zip(counts, heat["z"][0], strict=True):
        low, _dash, high = legend[level - 1]["name"].replace(",", "").partition("–")
        least = int(low.removeprefix("≥ "))
        most = int(high) if high else 10**9 if low.startswith("≥") else least
        assert least <= count <= most


def test_too_many_areas_are_cut_to_those_with_the_most_gaps():
    full = [(f"{n:03d}", [1] * 12) for n in range(100)]
    given = months(*full[:99], ("zzz", [None] * 12))
    assert given.is_cut
    assert len(given.drawn) == data_gaps.MOST_ROWS
    assert given.drawn[-1].code == "zzz"
    assert len(data_gaps.table(given, EN)) == 100


def test_long_gaps_come_first_and_the_rest_is_counted():
    lost = [None, *[1] * 11]
    given = months(*((f"{n}", lost) for n in range(5)), ("z", [1, *[None] * 11]))
    said = data_gaps.describe_gaps(given, EN)
    assert said.startswith("⚠ No data: z Feb – Dec 2026; 0 Jan 2026;")
    assert said.endswith(" and 2 more")
    assert data_gaps.describe_gaps(months(("a", [1] * 12)), EN) == ""


@pytest.mark.parametrize(("days", "by"), [(1, "day"), (92, "day"), (93, "month")])
def test_up_to_a_quarter_is_shown_by_day(days, by):
    window = (YEAR[0], YEAR[0] + dt.timedelta(days=days))
    assert data_gaps.grain(window) == by
    assert data_gaps.buckets(window, by)[-1][1] == window[1]


def test_day_labels_name_the_month_at_its_turn():
    window = (dt.date(2026, 1, 28), dt.date(2026, 2, 12))
    given = Calendar([Row("a", "a", False, (1,) * 15)], data_gaps.buckets(window, "day"), "day")
    axis = drawn(given, "zh")["layout"]["xaxis"]
    assert axis["ticktext"] == ["1月28日", "2月1日", "5", "10"]
    assert axis["tickvals"] == [0, 4, 8, 13]
