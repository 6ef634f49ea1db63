"""The command line gives the same numbers as the pages, and behaves as a Unix tool does."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from tomllib import loads

import pytest

from governance.__main__ import main
from governance.metrics import catalog
from tests.support import tiny

ROOT = Path(__file__).resolve().parents[2]
LIANHUA = "500113011"
SOURCE = """
dataset = "visits"
title = { zh = "走访", en = "Visits" }
files = "visits*.csv"
[columns]
visit_id = "编号"
visited_at = "时间"
area_code = "网格"
persons = "人次"
"""
AREAS = (
    'dataset = "areas"\n[constants]\nlevel = "community"\n[[rows]]\narea_code = "A"\nname = "甲"\n'
)


@pytest.fixture
def office(tmp_path: Path) -> list[str]:
    """Options of an office with one area and one export of three rows, one of them wrong."""
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "visits.toml").write_text(SOURCE, encoding="utf-8")
    (folder / "areas.toml").write_text(AREAS, encoding="utf-8")
    rows = "编号,时间,网格,人次\n1,2026-03-05 09:05,A,2\n2,2026-03-06,A,x\n3,2026-03-07,A,3\n"
    (tmp_path / "visits.csv").write_text(rows, encoding="utf-8")
    warehouse = ["--warehouse", str(tmp_path / "w.duckdb")]
    return [*warehouse, "--sources", str(folder), "--exports", str(tmp_path)]


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A warehouse of the tiny street with two visits and an issue."""
    folder = tmp_path_factory.mktemp("cli")
    tiny.warehouse(folder, tiny.visits({"visitor_role": "cadre"}, {}), tiny.issues({}))
    return str(folder / "tiny.duckdb")


def records(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_build_prints_the_books_and_metric_the_number(
    office: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", *office]) == 0
    output = capsys.readouterr()
    assert output.out.splitlines()[2].split() == [
        *("visits", "1", "3", "2", "0", "1", "0", "2026-03-05", "2026-03-07")
    ]
    assert "published build" in output.err
    options = ["--level", "community", "--format", "csv", *office]
    assert main(["metric", "visit_person_times", *options]) == 0
    assert capsys.readouterr().out == (
        "area_code,area_name,numerator,denominator,value\nA,甲,5,,5\n"
    )


def test_metric_says_of_how_many_months_and_up_to_which_day(
    office: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    main(["build", *office])
    capsys.readouterr()
    options = ["--start", "2026-02-01", "--end", "2026-03-08", "--format", "csv", *office]
    assert main(["metric", "visit_person_times", *options]) == 0
    (found,) = records(capsys.readouterr().out)
    assert (found["known"], found["months"]) == ("1", "2")
    assert "until" not in found  # up to the last day of all


def test_what_no_export_records_is_named(
    office: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    main(["build", *office])
    capsys.readouterr()
    assert main(["metric", "visit_coverage", "--warehouse", office[1]]) == 2
    said = capsys.readouterr().err
    assert "visit_coverage needs households of areas, household_id of visits" in said
    assert "no export here records all of that" in said


def test_build_says_that_nothing_changed_unless_all_is_to_be_read_again(
    office: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    main(["build", *office])
    capsys.readouterr()
    assert main(["build", *office]) == 0
    output = capsys.readouterr()
    assert (output.out, output.err.split(":")[0]) == ("", "up to date")
    assert main(["build", "--full", *office]) == 0
    assert "published build" in capsys.readouterr().err


def test_check_names_file_row_column_value_and_mend(
    office: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "visits.csv"
    assert main(["check", str(file), *office]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == (
        f"{file}:3: reject: Person-times (persons): “x” cannot be read as a whole number; "
        "correct it, or declare its format in the source"
    )
    assert not (tmp_path / "w.duckdb").exists()


def test_check_without_a_source_suggests_one_and_saves_it(
    office: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Text with tabs in GB18030 that calls itself .xls, below a title."""
    file = tmp_path / "入户走访.xls"
    header = "统计表\n走访单号\t入户时间\t网格代码\t人次\n"
    rows = "Z1\t2026年3月5日\tA\t2\nZ2\t2026年3月6日\tB\t1\n"
    file.write_bytes((header + rows).encode("gb18030"))
    rejected = tmp_path / "rejected.csv"
    asked = ["check", str(file), *office, "--save", "入户", "--rejected", str(rejected)]
    assert main(asked) == 1
    said = capsys.readouterr().out
    for words in ("gb18030", "tab", "dataset: visits", "走访单号", "First rows as understood"):
        assert words in said
    assert f"{file}:4: reject: Area code (area_code): “B” is no known area" in said
    assert "“B”" in rejected.read_text(encoding="utf-8-sig")
    assert main(asked) == 2
    assert "exists; choose another name" in capsys.readouterr().err
    assert main(["check", str(file), *office]) == 1
    assert "read as visits by source 入户" in capsys.readouterr().out


def test_check_names_a_known_source_with_the_same_columns(
    office: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "april.csv"
    file.write_text("编号,时间,网格,人次\n9,2026-03-05 09:05,A,2\n", encoding="utf-8")
    assert main(["check", str(file), *office]) == 0
    assert "it has every column of source visits: --source visits" in capsys.readouterr().out


def test_check_of_what_is_no_table_says_what_it_is(
    office: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "scan.csv"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    assert main(["check", str(file), *office]) == 1
    assert "image" in capsys.readouterr().err


def test_check_of_a_clean_file_succeeds(office: list[str], tmp_path: Path) -> None:
    file = tmp_path / "visits_2.csv"
    file.write_text("编号,时间,网格,人次\n9,2026-03-05 09:05,A,2\n", encoding="utf-8")
    assert main(["check", str(file), *office]) == 0


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["metric", "nope"], 2, "no metric 'nope'; there are: "),
        (["metric", "visits", "--area", "1"], 2, "no area '1'"),
        (["metric", "visits", "--level", "district"], 2, "there are: all, community, grid_cell"),
        (["metric", "visits", "--level", "all", "--area", tiny.EAST], 2, "lies above area"),
        (["metric", "visits", "--by", "colour"], 2, "has no segment 'colour'"),
        (["metric", "spaces_built"], 2, "needs parking_spaces, which this warehouse does not hold"),
        (["metric", "visits", "--start", "2026-03-02", "--end", "2026-03-02"], 2, "is empty"),
        (["check", "nowhere.csv"], 2, "no file nowhere.csv"),
        (["build", "--sources", "nowhere"], 1, "nowhere: no source file"),
        (["build", "--exports", "nowhere"], 1, "no file matches"),
    ],
)
def test_misuse_and_failure_are_told_in_one_line(
    warehouse: str,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    status: int,
    message: str,
) -> None:
    assert main([*arguments, "--warehouse", warehouse]) == status
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.startswith("governance: ")
    assert message in output.err
    assert output.err.count("\n") == 1


def test_a_missing_warehouse_says_how_to_make_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["metrics", "--warehouse", str(tmp_path / "none")]) == 1
    assert "python -m governance build" in capsys.readouterr().err


def test_the_environment_names_the_warehouse_too(
    warehouse: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GOVERNANCE_WAREHOUSE", warehouse)
    assert main(["metric", "visits", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["value"] == 2


def test_segments_have_a_column_of_their_own(
    warehouse: str, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--by", "visitor_role", "--format", "csv", "--warehouse", warehouse]
    assert main(["metric", "visits", *options]) == 0
    rows = [(row["segment"], row["value"]) for row in records(capsys.readouterr().out)]
    assert rows == [("", "1"), ("cadre", "1")]


def test_metrics_says_which_have_data(warehouse: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["metrics", "--format", "csv", "--warehouse", warehouse]) == 0
    rows = {row["key"]: row["has_data"] for row in records(capsys.readouterr().out)}
    assert set(rows) == set(catalog.load())
    assert (rows["visits"], rows["spaces_built"]) == ("True", "False")


def test_sources_says_which_files_each_finds(
    office: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sources", "--format", "csv", *office]) == 0
    rows = records(capsys.readouterr().out)
    assert [(row["name"], row["files"]) for row in rows] == [("areas", "0"), ("visits", "1")]


def test_a_closed_pipe_is_no_error(warehouse: str) -> None:
    command = [sys.executable, "-m", "governance", "metrics", "--warehouse", warehouse]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.parametrize(
    ("key", "total"),
    [("issues_resolved", 8804), ("visit_person_times", 238_500), ("spaces_added", 849)],
)
def test_published_figures_come_out_and_their_grids_add_up(
    sample_warehouse: Path, capsys: pytest.CaptureFixture[str], key: str, total: int
) -> None:
    options = ["--area", LIANHUA, "--format", "csv", "--warehouse", str(sample_warehouse)]
    assert main(["metric", key, "--level", "street_office", *options]) == 0
    assert records(capsys.readouterr().out)[0]["value"] == str(total)
    assert main(["metric", key, "--level", "grid_cell", *options]) == 0
    grids = records(capsys.readouterr().out)
    assert len(grids) == 195
    assert sum(int(grid["value"]) for grid in grids) == total


def test_the_version_is_the_projects(capsys):
    with pytest.raises(SystemExit) as left:
        main(["--version"])
    project = loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert (left.value.code, capsys.readouterr().out) == (0, f"governance {project['version']}\n")
