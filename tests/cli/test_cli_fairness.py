"""The command `rank`, on a tiny street and on the stories that were planted in the sample."""

import csv
import io

import pytest

from governance.__main__ import main
from governance.warehouse import build
from sample_data.stories import COLLAPSE, LUCKY
from tests.pages.test_rank_page import issues
from tests.support import tiny


@pytest.fixture(scope="module")
def street(tmp_path_factory):
    place = tmp_path_factory.mktemp("rank_command")
    build.build([tiny.areas(), tiny.issues(*issues())], place, place / "w.duckdb")
    return ["--warehouse", str(place / "w.duckdb")]


def rows(capsys, *arguments):
    assert main(["rank", "on_time_rate", "--format", "csv", *arguments]) == 0
    captured = capsys.readouterr()
    return list(csv.DictReader(io.StringIO(captured.out))), captured.err


def test_it_prints_what_the_page_shows(street, capsys):
    found, said = rows(capsys, *street, "--lang", "zh", "--end", "2026-04-01")
    assert "明显更好 1 个，明显更差 1 个" in said
    assert [row["区域"] for row in found] == ["东里社区", "西里村"]
    assert [row["可能名次"] for row in found] == ["1–1", "2–2"]
    assert float(found[0]["实际比率（%）"]) == 100


def test_a_metric_that_cannot_be_ranked_says_why(street, capsys):
    assert main(["rank", "issues_reported", *street]) == 2
    assert "issues_reported is not ranked. It is a plain count" in capsys.readouterr().err


def test_a_period_without_cases_is_told(street, capsys):
    assert main(["rank", "on_time_rate", *street, "--end", "2026-03-05"]) == 2
    assert "nothing to rank" in capsys.readouterr().err


def test_the_lucky_village_cannot_be_told_apart(sample_warehouse, capsys):
    window = ["--start", LUCKY.start.isoformat(), "--end", LUCKY.end.isoformat()]
    found, _said = rows(capsys, "--warehouse", str(sample_warehouse), *window)
    village = next(row for row in found if row["area_code"] == LUCKY.area_code)
    assert (float(village["Cases"]), float(village["Raw rank"])) == (LUCKY.size, 1)
    assert village["Verdict"] == "● cannot be told apart"
    assert int(village["Possible places"].partition("–")[2]) > 100


def test_the_failing_grid_is_the_last_of_all(sample_warehouse, capsys):
    window = ["--start", COLLAPSE.start.isoformat(), "--end", COLLAPSE.end.isoformat()]
    asked = ["--warehouse", str(sample_warehouse), *window, "--level", "grid_cell"]
    found, said = rows(capsys, *asked)
    worse = [row["area_code"] for row in found if row["Verdict"] == "▼ clearly worse"]
    assert worse[-1] == COLLAPSE.area_code
    assert len(worse) < 10
    assert "Look first at 卧龙凼社区第03网格" in said


def test_like_areas_by_the_same_mix_are_what_the_page_ranks(sample_warehouse, capsys):
    asked = ["--warehouse", str(sample_warehouse), "--start", "2026-08-01", "--end", "2026-11-01"]
    every, _said = rows(capsys, *asked)
    like, said = rows(capsys, *asked, "--like", LUCKY.area_code, "--same-mix")
    assert "similar areas" in said
    assert "residents per km²" in said
    assert 8 <= len(like) < len(every)
    assert "Standardised rate (%)" in like[0]


def test_what_cannot_be_made_alike_says_so(street, capsys):
    assert main(["rank", "on_time_rate", *street, "--like", "9"]) == 2
    assert "no group of similar areas has the area 9" in capsys.readouterr().err
