"""The slide of follow-ups: who does what until when, what came of it; none where nothing is."""

import datetime as dt
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from python_calamine import CalamineWorkbook

from governance.briefings import compose, html_file, pagination, powerpoint, xlsx_file
from governance.briefings.model import Briefing, Slide
from governance.briefings.slide_content import Deck
from governance.core import json_lines
from governance.metrics import followups
from governance.metrics.followups import Line
from governance.warehouse.reader import Warehouse

LOTUS = "500113011"
AGENDA = Slide("text", "agenda", comment={"zh": "议程", "en": "Agenda"})
SLIDES = (AGENDA, Slide("followups", "f", LOTUS))
SHORT = Briefing({"zh": "例会", "en": "Meeting"}, SLIDES)


@pytest.fixture(scope="module")
def sample(sample_warehouse: Path) -> Warehouse:
    return Warehouse.open(sample_warehouse)


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "followups.jsonl"
    monkeypatch.setenv(followups.VARIABLE, str(path))
    return path


def write(key: str, days_ago: int, **given: Any) -> None:
    """A line of so many days ago."""
    at = dt.datetime.now(dt.UTC).replace(microsecond=0) - dt.timedelta(days_ago)
    line = Line(at, "王某", key, given.pop("action", "open"), given.pop("note", key), **given)
    json_lines.append(line, followups.file())


def agree(key: str, days_ago: int, due_in: int, metric: str = "visits", area: str = LOTUS) -> None:
    due = dt.datetime.now(dt.UTC).date() + dt.timedelta(due_in)
    write(key, days_ago, metric=metric, area=area, owner="城管办", due=due)


def deck(sample: Warehouse, lang: str = "zh") -> Deck:
    return compose.deck(sample, "例会", SHORT, lang)


def test_where_nothing_is_followed_up_there_is_no_slide(sample: Warehouse) -> None:
    agree("elsewhere", 3, 9, area="500118001")
    made = deck(sample)
    assert [slide.is_silent for slide in made.slides] == [False, True]
    assert [page.slide.kind for page in pagination.pages(made)] == ["text"]
    assert "督办" not in html_file.html(made)
    book = CalamineWorkbook.from_filelike(BytesIO(xlsx_file.xlsx_bytes(made)))
    assert len(book.get_sheet_by_index(0).to_python()) == 2
    assert made.slides[1].words == ("本区域没有督办事项，演示和导出时略过这一页。",)


def test_what_somebody_wrote_on_it_stands_without_any(sample: Warehouse) -> None:
    told = replace(SLIDES[1], comment={"zh": "无", "en": "None"})
    made = compose.deck(sample, "例会", Briefing(SHORT.title, (told,)), "zh")
    assert [slide.is_silent for slide in made.slides] == [False]


def test_a_silent_slide_alone_is_shown_with_why(sample: Warehouse) -> None:
    alone = Briefing(SHORT.title, SLIDES[1:])
    (page,) = pagination.pages(compose.deck(sample, "例会", alone, "zh"))
    assert page.sentences == ("本区域没有督办事项，演示和导出时略过这一页。",)


def test_those_past_due_come_first_and_what_came_of_the_closed_ones_last(sample: Warehouse) -> None:
    agree("later", 9, 20)
    agree("late", 40, -5, metric="overdue")
    agree("done", 60, -30)
    write("done", 1, action="close")
    agree("long ago", 500, -400)
    write("long ago", 300, action="close")
    slide = deck(sample).slides[1]
    (table,) = slide.tables
    assert table.codes == ("late", "later", "done")
    assert table.tones == ("missed", "", "")
    states = [row[-1] for row in table.shown]
    assert states[:2] == ["⚠ 已到期", "未办结"]
    assert states[2].endswith("办结；办结后还没有完整的月份")
    assert [definition.key for definition in slide.definitions] == ["overdue", "visits"]
    assert slide.words[0].endswith("：督办未办结 2 项，其中 1 项已到期；近六个月办结 1 项。")
    assert slide.where == "莲花街道"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_goes_on_over_pages_and_into_files(sample: Warehouse, lang: str) -> None:
    for n in range(8):
        agree(f"约定 {n}", 9, n + 1)
    made = deck(sample, lang)
    assert [page.parts for page in pagination.pages(made)] == [1, 2, 2]
    show = Presentation(BytesIO(powerpoint.pptx_bytes(made)))
    texts = [
        cell.text
        for slide in show.slides
        for shape in slide.shapes
        if shape.has_table
        for cell in shape.table.iter_cells()
    ]
    assert {f"约定 {n}" for n in range(8)} <= set(texts)
    assert html_file.html(made).count("城管办") >= 8
