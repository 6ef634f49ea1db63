"""The benchmark's tables and JSON: ratios, what is missing, and their place in a document."""

import json
from pathlib import Path

import pytest

from governance.bench import report
from governance.bench.pages import PageCost, Spread
from governance.bench.sizes import Size

FIGURES = {"build_cpu": 30.0, "intake_process_cpu": 12.0, "copy_cpu": 4.0, "scan_cpu": 0.5}
QUICK, SLOW = Spread(40.0, 60.0, 70.0), Spread(400.0, 600.0, 700.0)
SIZES = [
    Size(
        1_000, FIGURES, [PageCost("/", SLOW, SLOW, QUICK, QUICK, 12.0, ())], left_out=["copy: odd"]
    ),
    Size(10_000, why_not="needs about 9 GB of disk"),
]


def row(text: str, what: str) -> str:
    cells = [[cell.strip() for cell in line.split("|")] for line in text.splitlines()]
    (found,) = [line[2] for line in cells if line[1:2] == [what]]
    return found


def test_a_table_has_ratios_of_one_run_and_says_what_is_missing() -> None:
    text = report.as_text(SIZES, {"cores": 2})
    assert row(text, "build ÷ typed COPY, CPU") == "7.50 x"
    assert row(text, "marts and signals (the rest of the build), CPU") == "18.0 s"
    assert row(text, "marts and signals ÷ bare scan, CPU") == "36.00 x"
    assert row(text, "the whole overview, cold, CPU p50") == "400 ms"
    assert row(text, "warehouse") == report.MISSING
    assert "- 10,000 rows: not measured; it needs about 9 GB of disk." in text
    assert "- 1,000 rows: copy: odd" in text
    (page,) = [line for line in text.splitlines() if line.startswith("| /")]
    assert [cell.strip() for cell in page.split("|")[2:6]] == ["400", "600", "400", "600"]


def test_every_figure_of_the_table_is_in_the_json() -> None:
    first, second = json.loads(report.as_json(SIZES, {"cores": 2}))["sizes"]
    assert first["figures"]["derived_cpu"] == 18.0
    assert first["pages"][0]["cold"] == {"p50": 400.0, "p95": 600.0, "most": 700.0}
    assert (second["why_not"], second["figures"]) == ("needs about 9 GB of disk", {})


def test_tables_replace_what_stands_between_their_marks(tmp_path: Path) -> None:
    file = tmp_path / "b.md"
    file.write_text("a\n<!-- x -->\nold\n<!-- /x -->\nz\n", encoding="utf-8")
    for _time in range(2):
        report.put_between(file, "x", "new\n")
    assert file.read_text("utf-8") == "a\n<!-- x -->\nnew\n<!-- /x -->\nz\n"
    with pytest.raises(ValueError, match="no place between <!-- y -->"):
        report.put_between(file, "y", "new\n")
