"""Numbers belong to a system: the same number in another one is something else."""

import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from governance.ingest.sources import Source
from governance.metrics.query import Query
from governance.warehouse.reader import Warehouse
from tests.support import tiny

MARCH = ((dt.date(2026, 3, 1), dt.date(2026, 4, 1)),)
EAST, WEST = tiny.EAST, tiny.WEST
LEVELS = {EAST: "community", WEST: "community", tiny.STREET: "street_office"}


def service(area: str, **settings: Any) -> Source:
    row = {
        "record_id": area, "volunteer_id": "3号", "team": "巡逻队", "hours": "2",
        "served_on": "2026-03-05", "area_code": area,
    }  # fmt: skip
    return tiny.from_rows("volunteer_hours", [row], f"service_{area}", **settings)


def visit(area: str, **settings: Any) -> Source:
    row = {**tiny.VISIT, "visit_id": area, "area_code": area, "household_id": "1号"}
    return tiny.from_rows("visits", [row], f"visits_{area}", **settings)


def matter(area: str, *, is_answered: bool, system: str) -> list[Source]:
    """A demand, a project of the same numbers everywhere, and the meeting that decided it."""
    issue = {"area_code": area, "channel": "demand_list"}
    project = {
        "project_id": "X1", "name": "车棚", "area_code": area, "listed_on": "2026-03-06",
        "status": "done", "finished_on": "2026-03-20",
    }  # fmt: skip
    meeting = {
        "meeting_id": "M1", "area_code": area, "held_on": "2026-03-10", "kind": "consultation",
        "project_id": "X1",
    }  # fmt: skip
    if is_answered:
        project["demand_issue_id"] = "I1"
    rows = {"issues": {"issue_id": "I1", **tiny.ISSUE, **issue}, "projects": project}
    rows |= {"meetings": meeting} if is_answered else {}
    return [tiny.from_rows(key, [row], f"{key}_{area}", system=system) for key, row in rows.items()]


def value(opened: Warehouse, metric: str, area: str) -> float | None:
    (row,) = opened.answer(Query((metric,), LEVELS[area], area, MARCH)).to_dict("records")
    return None if pd.isna(row["value"]) else float(row["value"])


@pytest.mark.parametrize(("settings", "expected"), [({}, 2), ({"system": "street"}, 1)])
def test_the_same_number_is_one_only_within_a_system(
    tmp_path: Path, settings: Any, expected: int
) -> None:
    given = [make(area, **settings) for make in (visit, service) for area in (EAST, WEST)]
    opened = tiny.warehouse(tmp_path, *given)
    for metric in ("households_visited", "active_volunteers", "volunteer_teams"):
        assert value(opened, metric, tiny.STREET) == expected, metric


def test_what_names_a_number_of_another_system_names_nothing(tmp_path: Path) -> None:
    """The west has no project for its demand and no meeting on its project: the east has both."""
    east = matter(EAST, is_answered=True, system="east")
    opened = tiny.warehouse(tmp_path, *east, *matter(WEST, is_answered=False, system="west"))
    assert value(opened, "demand_match_rate", EAST) == 100
    assert value(opened, "decision_to_action_days", EAST) == 10
    assert value(opened, "demand_match_rate", WEST) is None
    assert value(opened, "decision_to_action_days", WEST) is None
    parameters = {"area": WEST, "end": MARCH[0][1], "most": 9}
    assert opened.view("demand_list", parameters)["project"].tolist() == [None]
