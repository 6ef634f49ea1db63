"""Small offices that have little, or only some of it: what pages are to bear, one by one."""

from pathlib import Path

from governance.ingest.sources import Source
from tests.support import tiny

DAY, NOON, EVENING, NEXT = "2026-03-05", "2026-03-05 12:00", "2026-03-05 18:00", "2026-03-06"
GRID, OTHER = {"area_code": tiny.GRIDS[0]}, {"area_code": tiny.GRIDS[2]}
SQUARE = '{"type":"Polygon","coordinates":[[[120,36],[120.01,36],[120.01,36.01],[120,36]]]}'
# One row of each dataset, with everything in it that a metric reads.
ROWS = {
    "boundaries": {**GRID, "geometry": SQUARE},
    "issues": {
        **GRID, "issue_id": "I1", "reported_at": f"{DAY} 09:05", "compound_code": "C1",
        "channel": "hotline", "category": "噪音", "department": "城管",
        "contacted_at": f"{DAY} 10:00", "dispatched_at": f"{DAY} 10:30",
        "responded_at": f"{DAY} 11:00", "due_at": f"{NEXT} 18:00", "resolved_at": EVENING,
        "is_returned": "否", "is_deferred": "否",
        "called_back_at": f"{DAY} 20:00", "is_solved": "是", "is_satisfied": "否",
    },
    "visits": {
        **GRID, "visit_id": "V1", "visited_at": f"{DAY} 09:00", "household_id": "H1",
        "visitor_id": "W1", "visitor_role": "full_time_gridder", "persons": "2",
        "purpose": "日常走访", "key_group": "disabled", "issues_found": "1",
    },
    "volunteer_hours": {
        **GRID, "record_id": "R1", "served_on": DAY, "volunteer_id": "P1", "team": "红袖章",
        "service_kind": "巡逻", "hours": "1.5", "persons_served": "3", "points": "15",
    },
    "parking_spaces": {
        **GRID, "facility_id": "F1", "snapshot_at": NOON, "name": "东里停车场",
        "compound_code": "C1", "kind": "lot", "programme": "挖潜", "status": "built",
        "spaces": "20", "ev_spaces": "2", "occupied": "15", "parkings": "40", "opened_on": DAY,
    },
    "meetings": {
        **GRID, "meeting_id": "M1", "held_on": DAY, "compound_code": "C1", "kind": "consultation",
        "platform": "议事亭", "topic": "停车", "step": "branch_deliberates", "attendance": "12",
        "votes_cast": "10", "votes_for": "9", "project_id": "J1",
    },
    "projects": {
        **GRID, "project_id": "J1", "name": "加装电梯", "compound_code": "C1",
        "programme": "老旧小区改造", "kind": "电梯", "status": "done", "listed_on": DAY,
        "finished_on": DAY, "cost_yuan": "5000", "households_benefited": "12",
        "quantity": "1", "quantity_unit": "台", "demand_issue_id": "I1",
    },
    "organisations": {
        **GRID, "organisation_id": "O1", "name": "第一网格党支部", "kind": "grid_party_branch",
        "members": "9", "party_members": "9", "households_linked": "30", "founded_on": DAY,
    },
    "compounds": {
        **GRID, "compound_code": "C1", "name": "东里一区", "kind": "property_managed",
        "is_old": "是", "buildings": "2", "building_units": "4", "households": "10",
        "residents": "25",
    },
    "activities": {
        **GRID, "activity_id": "A1", "held_on": DAY, "kind": "培训", "name": "消防培训",
        "sessions": "1", "person_times": "20",
    },
}  # fmt: skip
# Nobody has called back, resolved or counted anything.
BARE = {
    "issues": {"issue_id": "I2", "reported_at": "2026-01-02 08:00"},
    "visits": {"visit_id": "V2", "visited_at": "2026-02-03 08:00", "persons": "1", **OTHER},
    "parking_spaces": {
        "facility_id": "F2", "snapshot_at": "2026-02-03 08:00", "status": "planned", "spaces": "5",
        **OTHER,
    },
    "meetings": {"meeting_id": "M2", "held_on": "2026-01-05", "kind": "owners", **OTHER},
    "projects": {"project_id": "J2", "name": "补绿", "listed_on": "2026-01-05", **OTHER},
    "organisations": {
        "organisation_id": "O2", "name": "业委会", "kind": "owners_committee", **OTHER,
    },
    "compounds": {"compound_code": "C2", "name": "西里", "kind": "three_no", **OTHER},
}  # fmt: skip


def given(dataset: str, *rows: dict[str, str]) -> Source:
    """Rows of one dataset as a source."""
    return tiny.from_rows(dataset, rows, system="office")


def one_of_each() -> list[Source]:
    """One complete row of every dataset, all of one day."""
    return [given(dataset, row) for dataset, row in ROWS.items()]


def few_of_each() -> list[Source]:
    """One complete row of every dataset, and a second that says as little as it may."""
    return [
        given(dataset, row, *([BARE[dataset]] if dataset in BARE else []))
        for dataset, row in ROWS.items()
    ]


def one_community() -> list[Source]:
    """A community that is all there is: nothing above, nothing below."""
    area = {"area_code": tiny.EAST, "name": "东里社区", "level": "community", "households": "30"}
    days = [f"2026-{month:02d}-05 09:00" for month in (1, 2, 3, 3)]
    at = {"area_code": tiny.EAST}
    return [
        given("areas", area),
        tiny.issues(*({"reported_at": day, **at} for day in days)),
        tiny.visits(*({"visited_at": day, **at} for day in days)),
    ]


OFFICES = {
    "empty": lambda: [tiny.areas(), given("visits", ROWS["visits"])],
    "one_row": lambda: [tiny.areas(), given("issues", ROWS["issues"])],
    "one_community": one_community,
    "one_day": lambda: [tiny.areas(), *one_of_each()],
    "missing_dataset": lambda: [tiny.areas(), tiny.visits(*[{}] * 3, {"visited_at": NOON})],
    "nothing_measured": lambda: [tiny.areas(), given("activities", ROWS["activities"])],
    "few_rows": lambda: [tiny.areas(), *few_of_each()],
}
# What of an office is looked at, where that is not what its pages open with.
ASKED = {"empty": {"period": "custom", "start": "2025-01-01", "end": "2025-01-31"}}


def built(name: str, folder: Path) -> Path:
    """The warehouse of an office, built in the folder."""
    target = folder / f"{name}.duckdb"
    tiny.build_once(target, *OFFICES[name]())
    return target
