"""Which cells a map shows: the same ones while a reader goes from area to area."""

from datetime import date

import pytest

from governance.core.area_tree import AreaTree
from governance.maps import frames
from governance.maps.frames import Frame

AREAS = {
    "all": ("all", None),
    "D1": ("district", None),
    "D1S1": ("street_office", "D1"),
    "D1S1C1": ("community", "D1S1"),
    "D1S1C1G1": ("grid_cell", "D1S1C1"),
    "D1S1C1G1M1": ("micro_grid", "D1S1C1G1"),
    "D1S1C1G1M2": ("micro_grid", "D1S1C1G1"),
    "D1S1C1G2": ("grid_cell", "D1S1C1"),
    "D1S1C2": ("community", "D1S1"),
    "D1S2": ("street_office", "D1"),
    "D1S2V1": ("community", "D1S2"),
    "D2": ("district", None),
    "S9": ("street_office", None),
}
TREE = AreaTree(
    {"area_code": code, "area_name": code, "level": level, "parent_code": parent}
    for code, (level, parent) in AREAS.items()
)
# area, wanted level, the frame
FRAMES = [
    ("all", "", Frame("all", "district")),
    ("all", "grid_cell", Frame("all", "grid_cell")),
    ("all", "nonsense", Frame("all", "district")),
    ("D1", "", Frame("D1", "street_office")),
    ("D1S1", "", Frame("D1S1", "community")),
    ("D1S1", "grid_cell", Frame("D1S1", "grid_cell")),
    ("D1S1", "street_office", Frame("D1", "street_office")),
    ("D1S1C1", "community", Frame("D1S1", "community")),
    ("D1S1C1", "", Frame("D1S1C1", "grid_cell")),
    ("D1S1C1G1", "grid_cell", Frame("D1S1C1", "grid_cell")),
    ("D1S1C1G1", "", Frame("D1S1C1G1", "micro_grid")),
    ("D1S1C1G1M2", "", Frame("D1S1C1G1", "micro_grid")),
    ("D1S1C1G2", "", Frame("D1S1C1", "grid_cell")),
    ("D1S2V1", "grid_cell", Frame("D1S2", "community")),
    ("D2", "", Frame("all", "district")),
    ("S9", "", Frame("all", "street_office")),
]


@pytest.mark.parametrize(("area", "wanted", "expected"), FRAMES)
def test_a_map_shows_what_lies_in_an_area(area: str, wanted: str, expected: Frame) -> None:
    assert frames.choose_frame(TREE, area, wanted) == expected


def test_every_area_inside_is_drawn_and_none_beside() -> None:
    """A map of an area has all areas of its level inside it, in whatever way it was opened."""
    for area, wanted, frame in FRAMES:
        assert frame.area in {a.code for a in TREE.chain(area)}
        inside = {
            code
            for code, (level, _parent) in AREAS.items()
            if level == frame.level and frame.area in {a.code for a in TREE.chain(code)}
        }
        assert inside, (area, wanted)


def test_neighbours_share_what_is_above() -> None:
    assert frames.among(TREE, "D1S1C1") == Frame("D1S1", "community")
    assert frames.among(TREE, "all") is None


def test_an_office_without_areas_has_no_map() -> None:
    bare = AreaTree([{"area_code": "all", "area_name": "", "level": "all", "parent_code": None}])
    assert frames.choose_frame(bare, "all") is None


@pytest.mark.parametrize(
    ("code", "level", "cell"),
    [
        ("D1S1C1G1M2", "grid_cell", "D1S1C1G1"),
        ("D1S1C1G1M2", "community", "D1S1C1"),
        ("D1S1C1G1", "grid_cell", "D1S1C1G1"),
        ("D1S1C1", "grid_cell", "D1S1C1"),
        ("gone", "grid_cell", ""),
    ],
)
def test_what_lies_in_a_cell_answers_for_it(code: str, level: str, cell: str) -> None:
    assert frames.cell(TREE, code, level) == cell


def test_places_in_several_cities_are_scattered() -> None:
    assert not frames.is_scattered((120.0, 36.0, 121.5, 36.4))
    assert frames.is_scattered((120.0, 36.0, 121.51, 36.4))


def test_a_month_is_stepped_among_twelve_that_are_over() -> None:
    as_of, month = date(2026, 10, 31), (date(2026, 9, 1), date(2026, 10, 1))
    found = frames.choose_months(month, as_of)
    assert (found[0], found[-1]) == (
        (date(2025, 11, 1), date(2025, 12, 1)),
        (date(2026, 10, 1), date(2026, 11, 1)),
    )
    assert len(found) == 12
    assert frames.neighbouring_window(found, month, 1) == found[-1]
    assert frames.neighbouring_window(found, found[-1], 1) is None
    assert frames.neighbouring_window(found, found[0], -1) is None


def test_an_old_month_is_the_last_of_its_twelve() -> None:
    month = (date(2024, 2, 1), date(2024, 3, 1))
    assert frames.choose_months(month, date(2026, 10, 31))[-1] == month


@pytest.mark.parametrize(
    "window",
    [
        (date(2026, 1, 1), date(2026, 4, 1)),
        (date(2026, 9, 2), date(2026, 10, 2)),
        (date(2026, 11, 1), date(2026, 12, 1)),  # not over
    ],
)
def test_what_is_no_month_is_not_stepped(window: tuple[date, date]) -> None:
    assert frames.choose_months(window, date(2026, 10, 31)) == ()
    assert frames.neighbouring_window((), window, 1) is None
