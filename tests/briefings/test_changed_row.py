"""A row more in the data changes exactly the slides, and in files the texts, that count it."""

import datetime as dt
import io
import re
from typing import Any

import docx
import pytest
from pptx import Presentation

from governance.briefings import compose, powerpoint, word_file
from governance.briefings.model import Briefing, Slide, named
from tests.support import tiny
from tests.support.briefed import MARCH

# Of builds and files, which differ whatever they hold.
PRINT = re.compile(r"\d{8}T\d+-|[0-9a-f]{16}|UTC")
DAYS: dict[str, Any] = dict(MARCH)
KEPT = {
    "east": Slide("metric", metrics=("visits",), area=tiny.EAST, **DAYS),
    "west": Slide("metric", metrics=("visits",), area=tiny.WEST, **DAYS),
    "areas": Slide("ranking", metrics=("visits",), level="community", **DAYS),
    "issues": Slide("metric", metrics=("issues_reported",), **DAYS),
    "earlier": Slide("metric", metrics=("visits",), **(DAYS | {"start": dt.date(2026, 2, 1)})),
}


def visits(*west_days):
    east = [{"visited_at": f"2026-03-{day:02d} 09:00"} for day in range(1, 13)]
    west = [
        {"visited_at": f"2026-03-{day:02d} 10:00", "area_code": tiny.GRIDS[2]} for day in west_days
    ]
    return tiny.visits(*east, *west)


@pytest.fixture(scope="module")
def decks(tmp_path_factory):
    """The same briefing before and after one more visit in the west on the last day of March."""
    found = []
    for days in ((2, 9, 31), (2, 9, 30, 31)):
        folder = tmp_path_factory.mktemp("row")
        reported = [{"reported_at": "2026-03-05 08:00"}, {"reported_at": "2026-03-31 08:00"}]
        warehouse = tiny.warehouse(folder, visits(*days), tiny.issues(*reported))
        slides = named([*KEPT.values()])
        found.append(compose.deck(warehouse, "", Briefing({"zh": "例会"}, slides), "zh"))
    return found


def told(slide):
    """All that a reader sees of a slide, but for the build's own name."""
    return (
        slide.title, slide.words, slide.comment,
        [(one.value, one.shown, one.compared) for one in slide.figures],
        [one.series for one in slide.charts],
        [(one.rows, one.shown) for one in slide.tables],
    )  # fmt: skip


def test_the_slides_that_count_it_change_and_no_other(decks):
    pairs = zip(KEPT, decks[0].slides, decks[1].slides, strict=True)
    changed = {name for name, before, after in pairs if told(before) != told(after)}
    assert changed == {"west", "areas", "earlier"}
    west = [deck.slides[1].figures[0].value for deck in decks]
    assert west == [3.0, 4.0]


def texts(deck):
    """The paragraphs and cells of the PowerPoint and of the Word file, but for dates and builds."""
    shown = Presentation(io.BytesIO(powerpoint.pptx_bytes(deck)))
    for slide in shown.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                yield shape.text_frame.text
            if shape.has_table:
                yield from (cell.text for row in shape.table.rows for cell in row.cells)
    written = docx.Document(io.BytesIO(word_file.docx_bytes(deck)))
    yield from (paragraph.text for paragraph in written.paragraphs)
    yield from (cell.text for table in written.tables for row in table.rows for cell in row.cells)


def lines(deck):
    return [line for text in texts(deck) for line in text.splitlines()]


def test_files_differ_in_the_texts_that_count_it_alone(decks):
    before, after = (list(lines(deck)) for deck in decks)
    differing = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    # The figures of the west, of the whole, and of the whole of February and March.
    counted = {old: new for old, new in differing if not PRINT.search(old)}
    assert {re.sub("3( 次|$)", r"4\1", old).replace("15", "16") for old in counted} == {
        *counted.values()
    }
    assert all("西里村" in old or "东里社区" not in old for old in counted)
    assert len(counted) >= 5
