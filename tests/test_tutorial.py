"""The worked trial of docs/tutorial.md: its files and commands make what it says they make."""

import json
import re
from typing import Any, NamedTuple

import pytest

from governance.ingest.mapping import dataset_detection
from tests.support import trial
from tests.support.trial import ROOT, Block, Trial

BLOCKS = trial.blocks((ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8"))
FILES = [block.path for block in BLOCKS if block.path]
EN = {"lang": "en"}
PAGES = {
    "own": ("pages/monitor/elevators.py", EN),
    "metrics": ("pages/reference/metrics.py", EN),
    "metric": ("pages/reference/metrics.py", {**EN, "metric": "elevator_pass_rate"}),
    "data": ("pages/reference/data.py", {**EN, "dataset": "elevators"}),
    "overview": ("pages/home/overview.py", EN),
    "explore": ("pages/analyse/explore.py", {**EN, "metric": "elevator_pass_rate"}),
    "map": ("pages/analyse/map.py", {**EN, "map": "points", "fact": "elevators"}),
}
# The pages of all metrics are open to any dataset once the registry asks the catalogue for them.


LOOK = f".venv/bin/python -m tests.support.trial_pages '{json.dumps(PAGES)}'"
# What the assistant takes the ledger for, by its content alone and by its file's name, too.
SUGGEST = """.venv/bin/python - <<'END'
from pathlib import Path
from governance.ingest import sources
from governance.ingest.formats import reader
from governance.ingest.mapping import dataset_detection
from governance.ingest.mapping.value_profiles import Gazetteer
(source,) = [one for one in sources.load(Path("office/sources")) if one.name == "elevators"]
export = reader.read(source, Path("office/exports/elevators_2026.csv"))
for name in ("ledger.csv", "Elevators.csv"):
    best = dataset_detection.rank(export, Gazetteer(), name)[0]
    print(best.dataset, best.score)
END"""


class Outcome(NamedTuple):
    """What the trial's commands printed, by the block that says so; the pages; the suggestions."""

    printed: list[tuple[Block, str]]
    pages: dict[str, dict[str, Any]]
    suggested: str


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    folder = tmp_path_factory.mktemp("project")
    trial.project(folder)
    tried = Trial(folder)
    printed = list(tried.carry_out(BLOCKS))
    return Outcome(printed, json.loads(tried.run(LOOK)), tried.run(SUGGEST))


def words(line: str) -> str:
    return " ".join(line.split())


def test_the_commands_print_what_the_tutorial_says(outcome: Outcome) -> None:
    assert len(outcome.printed) == 3
    for block, printed in outcome.printed:
        lines = [words(line) for line in printed.splitlines()]
        assert [one for one in map(words, block.text.splitlines()) if one not in lines] == []


def test_no_page_fails(outcome: Outcome) -> None:
    assert {name: page["errors"] for name, page in outcome.pages.items() if page["errors"]} == {}


def test_the_dataset_and_the_metric_need_no_python() -> None:
    page = FILES.index("pages/monitor/elevators.py")
    assert [name for name in FILES[:page] if name.endswith(".py")] == []
    assert FILES[page:] == ["pages/monitor/elevators.py", "dashboard.py"]


def test_a_file_is_taken_for_the_dataset_by_its_name(outcome: Outcome) -> None:
    by_content, by_name = (line.split() for line in outcome.suggested.splitlines())
    assert by_content[0] == by_name[0] == "elevators"
    assert float(by_name[1]) - float(by_content[1]) == pytest.approx(dataset_detection.HINT)


def test_the_own_page_shows_the_number(outcome: Outcome) -> None:
    page = outcome.pages["own"]
    assert page["titles"][0] == "Elevators"
    assert re.search(r"Elevator pass rate (.* )?75 ?%", page["words"])
    assert any("by maintenance company" in title for title in page["titles"])


def test_the_metrics_page_shows_number_definition_and_case(outcome: Outcome) -> None:
    (row,) = [r for r in outcome.pages["metrics"]["tables"][0] if r["Key"] == "elevator_pass_rate"]
    assert (row["All areas · Mar 2026"], row["Dataset"]) == ("75%", "Elevator inspections")
    page = outcome.pages["metric"]
    assert "Share of the elevator inspections in the period that were passed." in page["texts"]
    assert "66.67" in [row.get("Value") for table in page["tables"] for row in table]


def test_the_data_page_has_the_ledger_and_the_rejected_row(outcome: Outcome) -> None:
    ledger, *_others, rejected = outcome.pages["data"]["tables"]
    (row,) = [row for row in ledger if row["Dataset"] == "Elevator inspections"]
    assert (row["Rows read"], row["accepted"], row["rejected"]) == ("13", "12", "1")
    assert [(row["Row"], row["Value"]) for row in rejected] == [("14", "not finished")]


def test_the_overview_has_its_card(outcome: Outcome) -> None:
    assert re.search(r"Elevator pass rate .* 75 ?%", outcome.pages["overview"]["words"])


def test_explore_opens_with_it(outcome: Outcome) -> None:
    assert re.search(r"Example Street Office .*75%", outcome.pages["explore"]["words"])


def test_the_map_shows_its_points_by_result(outcome: Outcome) -> None:
    said = outcome.pages["map"]["words"] + " ".join(outcome.pages["map"]["texts"])
    assert "Elevator inspections by result" in said
    assert "12 shown" in said
