"""Killed builds hurt no reader; a short run of the command tests.bench.crash, and of its eyes."""

import argparse
from pathlib import Path

import pytest

from tests.bench import crash
from tests.bench.crash_office import Figures, Office, Seen
from tests.bench.crash_readers import Report

KNOWN: dict[Figures, str] = {(1, 10): "A", (2, 20): "B"}


@pytest.mark.parametrize("kills", [2, pytest.param(100, marks=pytest.mark.slow)])
def test_readers_of_a_killed_build_see_the_last_good_one(tmp_path: Path, kills: int) -> None:
    options = argparse.Namespace(kills=kills, readers=2, seed=1, only_kills=True)
    found = list(crash.findings(tmp_path, options))
    assert [one for one in found if not one.is_right] == []
    assert len(found) == 6


def test_a_mixed_page_is_an_error() -> None:
    report = Report()
    for seen in (Seen("1", (1, 10)), Seen("2", (2, 20)), Seen("2", (2, 20))):
        report.note(seen, KNOWN)
    assert (report.pages, report.errors) == ({"A": 1, "B": 2}, [])
    report.note(Seen("2", (1, 20)), KNOWN)
    report.note(Seen("2", (1, 10)), KNOWN)
    assert [error.partition(":")[0] for error in report.errors] == ["mixed", "mixed"]


def test_readers_are_held_together() -> None:
    report, other = Report(builds={"1": "A"}), Report(builds={"1": "B"})
    report.add(other)
    assert report.errors == ["mixed: two readers saw build 1 as A and as B"]


@pytest.mark.parametrize("name", [".unfinished-1", ".pointer", "warehouse.duckdb.wal", "x.tmp"])
def test_a_leftover_is_seen(tmp_path: Path, name: str) -> None:
    office = Office(tmp_path, tmp_path / "place")
    office.scratch.mkdir()
    office.builds.mkdir(parents=True)
    assert office.leftovers() == []
    (office.builds / name).touch()
    assert office.leftovers() == [name]


def test_too_many_builds_are_leftovers(tmp_path: Path) -> None:
    office = Office(tmp_path, tmp_path / "place")
    office.scratch.mkdir()
    for number in range(4):
        (office.builds / str(number)).mkdir(parents=True)
    assert office.leftovers() == ["4 builds"]
