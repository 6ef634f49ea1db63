"""Few key-group households are told nowhere: not on a card, not in a receipt, in no frame."""

import re

import pytest

from governance.warehouse import build
from governance.warehouse.reader import VARIABLE
from tests.ingest.test_boundaries import square
from tests.support import shown, tiny
from tests.support.paged import drawn, opened, unfolded

VISITS, RECEIPT = "pages/monitor/visits.py", "pages/reference/receipt.py"
MAP = "pages/analyse/map.py"
MARCH = {"period": "custom", "start": "2026-03-01", "end": "2026-03-31", "lang": "zh"}
CALLS = [
    {
        "household_id": f"H{number}",
        "key_group": "elderly_child",
        "visited_at": "2026-03-05 09:00",
        "area_code": tiny.GRIDS[1] if number < 6 else tiny.GRIDS[0],
    }
    for number in range(16)
]
BOUNDARIES = [
    {"area_code": code, "geometry": square(west / 100, 30, 0.01)}
    for code, west in zip(tiny.GRIDS, (10_000, 10_001, 10_002), strict=True)
]


def card(app, title):
    body = re.search(rf'aria-label="{title}">(.*?)</article>', drawn(app)).group(1)
    return " ".join(re.sub(r"<[^>]*>", " ", body).split())


@pytest.fixture
def handful(tmp_path, monkeypatch):
    """Of eight registered key-group households six were visited, of twenty beside them ten."""
    registered = {
        code: {"key_group_households": count}
        for code, count in zip(tiny.GRIDS, ("20", "8", "8"), strict=True)
    }
    rows = [{**area, **registered.get(area["area_code"], {})} for area in tiny.AREAS]
    given = [
        tiny.from_rows("areas", rows),
        tiny.visits(*CALLS),
        tiny.from_rows("boundaries", BOUNDARIES),
    ]
    build.build(given, tmp_path, tmp_path / "current.duckdb")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "current.duckdb"))


def test_few_overdue_households_are_told_nowhere(app, handful):
    asked = {"area": tiny.GRIDS[1], "metric": "overdue_key_visits"}
    cards = unfolded(opened(app, VISITS, **MARCH, **asked))
    assert "数值过小，不予显示" in card(cards, "重点人员超期未访")
    assert "数值过小，不予显示" in card(cards, "重点人员走访覆盖率")
    receipt = opened(app, RECEIPT, **MARCH, **asked)
    assert receipt.metric[0].value == "不予显示"
    offered = [one.proto.label for one in receipt.get("download_button")]
    assert not [label for label in offered if label.startswith("全部记录")]
    assert any("户数太少" in note.value for note in receipt.info)
    assert "2 户" not in " ".join(shown.words(receipt))


@pytest.mark.parametrize(("area", "is_listed"), [(tiny.GRIDS[1], False), (tiny.EAST, True)])
def test_no_record_is_listed_beside_a_map_of_few_households(app, handful, area, is_listed):
    asked = {"metric": "key_group_coverage", "level": "grid_cell", "area": area}
    page = opened(app, MAP, **MARCH, **asked)
    assert page.get("deck_gl_json_chart")
    said = " ".join(shown.words(page))
    assert ("重点人员走访覆盖率的明细" in said) is is_listed
    assert any("户数太少" in note.value for note in page.info) is not is_listed


def test_enough_overdue_households_are_told(app, handful):
    asked = {"area": tiny.EAST, "metric": "overdue_key_visits"}
    assert opened(app, RECEIPT, **MARCH, **asked).metric[0].value == "12 户"
