"""python -m governance bench, as people run it, on a tiny size and one that nothing holds."""

import argparse
import json
from pathlib import Path

import pytest

from governance import __main__ as cli
from governance.bench import command, report

MARKS = "# B\n<!-- bench -->\n<!-- /bench -->\n"


@pytest.mark.slow
def test_a_run_measures_everything_that_it_promises(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document, figures = tmp_path / "b.md", tmp_path / "b.json"
    document.write_text(MARKS, encoding="utf-8")
    asked = ["--rows", "3e3,1e12", "--days", "62", "--runs", "2", "--folder", str(tmp_path)]
    assert cli.main(["bench", *asked, "--json", str(figures), "--markdown", str(document)]) == 0
    text = capsys.readouterr().out
    assert text in document.read_text(encoding="utf-8")
    found = json.loads(figures.read_text(encoding="utf-8"))
    small, large = found["sizes"]
    for lines in report.LINES.values():
        for what, _unit, name in lines:
            value = report.figure(small["figures"], name)
            assert value is not None, what
            assert value > 0, what
    assert small["notes"] == small["left_out"] == []
    assert small["first_view_of"]
    pages = {page["page"]: page for page in small["pages"]}
    assert {"/", "/issues", "/visits", "/map", "/projector", "/upload"} <= pages.keys()
    assert len(pages) > 20
    assert all(page["cold_cpu"]["p50"] > 1 and page["warm"]["p95"] > 1 for page in pages.values())
    assert "/overview" not in pages
    assert pages["/"]["cold_cpu"]["p50"] > pages["/"]["warm_cpu"]["p50"]
    assert "GB of disk" in large["why_not"]
    assert "1,000,000,000,000 rows: not measured; it needs about" in text
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.json", "b.md"]


def test_a_document_without_a_place_is_refused_before_anything_is_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "b.md").write_text("# nothing\n", encoding="utf-8")
    assert cli.main(["bench", "--markdown", str(tmp_path / "b.md")]) == 2
    assert "no place between <!-- bench -->" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "found"), [("1e6", (1_000_000,)), ("2e4,1000", (1_000, 20_000)), ("5e3,5000", (5000,))]
)
def test_sizes_are_read(text: str, found: tuple[int, ...]) -> None:
    assert command.row_counts(text) == found


@pytest.mark.parametrize("text", ["", "many", "1e3,", "999", "1e400"])
def test_a_size_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError):
        command.row_counts(text)
