"""Tables and cards on a page: no word is broken, and letters are as large as they can be."""

import io

import pytest
from pptx import Presentation
from pptx.enum.text import PP_ALIGN

from governance.briefings import compose, powerpoint, powerpoint_cards, slide_style, table_fitting
from governance.briefings.model import Briefing, Slide
from governance.briefings.slide_content import Column, Table
from governance.core import export_tables
from governance.warehouse.reader import Warehouse

LOTUS = "500113011"
NAMES = ("Area", "Cases", "Raw rate (%)", "Possible places", "Verdict")
ROW = ("花土湾社区第17网格", "30", "100.0%", "181–195", "● cannot be told apart")


def table(rows):
    columns = tuple(Column(name, name) for name in NAMES)
    count = range(rows)
    return Table(
        *("t", "T", columns, tuple(map(str, count)), (ROW,) * rows, tuple(count)),
        *((ROW,) * rows, ("",) * rows),
    )


def test_a_heading_breaks_between_words_and_no_cell_breaks():
    found = table_fitting.fit(table(12), 7.2, 4.4)
    assert found.size >= 11  # 9 points, before headings broke
    letter = found.size * table_fitting.LETTER / 72
    for name, text, width in zip(NAMES, ROW, found.widths, strict=True):
        word = max(name.split(), key=len)
        room = (width - table_fitting.AIR) / letter
        assert room + 1e-9 >= export_tables.letters(text)
        assert room + 1e-9 >= export_tables.letters(word) * table_fitting.BOLD
    assert sum(found.widths) <= 7.2 + 1e-9


@pytest.fixture(scope="module")
def show(sample_warehouse):
    slides = (
        Slide("metric", "m", LOTUS, metrics=("committee_coverage", "visits")),
        Slide("ranking", "r", LOTUS, metrics=("on_time_rate",), level="grid_cell"),
    )
    given = Briefing({"zh": "会", "en": "M"}, slides)
    deck = compose.deck(Warehouse.open(sample_warehouse), "会", given, "en")
    return Presentation(io.BytesIO(powerpoint.pptx_bytes(deck)))


def test_numbers_and_their_headings_stand_on_one_side(show):
    (frame,) = [shape for shape in show.slides[2].shapes if shape.has_table]
    cells = [[cell.text_frame.paragraphs[0] for cell in row.cells] for row in frame.table.rows]
    sides = [[part.alignment for part in row] for row in cells]
    assert all(row == sides[0] for row in sides)
    assert set(sides[0]) == {PP_ALIGN.LEFT, PP_ALIGN.RIGHT}


def test_a_long_title_of_a_card_stays_on_its_line(show):
    """Four cards stand in rows of three, each 4 inches wide: the widest fonts need 0.7 em."""
    width = (slide_style.INSIDE - 2 * slide_style.GAP) / 3
    for title in ("Committee coverage of compounds", "业委会/自管委覆盖率", "Visits"):
        size = powerpoint_cards.heading(title, width)
        assert export_tables.letters(title) * 0.7 * size / 72 <= width - 0.3
        assert size >= 10
    assert powerpoint_cards.heading("Visits", width) == 15
