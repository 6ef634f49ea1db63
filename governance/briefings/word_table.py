"""Native tables of Word: a heading repeated on every page, numbers on the right, rows never cut."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Inches, Pt

from governance.briefings import html_table, slide_style, table_fitting, word_text
from governance.briefings.slide_content import Column, Table
from governance.briefings.word_private import cell_properties, row_properties

SIZES = {4: 10.5, 8: 9.0}  # so many columns at most: points of their letters
SMALLEST = 8.0
TOGETHER = 9  # rows of a table that stand on one page
JUDGED = ("better", "worse", "missed")


@dataclass(frozen=True)
class Cell:
    """A text as a cell has it. tone, fill: #rrggbb, "" for the style's."""

    text: str
    is_number: bool = False
    tone: str = ""
    fill: str = ""


def add(document: Any, table: Table) -> None:
    """The rows and columns that a slide shows of a table."""
    columns = table_fitting.drawn(table)
    heads = [Cell(column.heading, column.kind != "text") for column in columns]
    rows = [
        [_cell(text, column, tone) for text, column in zip(texts, columns, strict=True)]
        for texts, tone in zip(table.shown, table.tones, strict=True)
    ]
    add_rows(document, [heads, *rows], fitted(table))


def _cell(text: str, column: Column, tone: str) -> Cell:
    is_judged = tone in JUDGED and column.name in html_table.TONED
    return Cell(text, column.kind != "text", slide_style.tone(tone) if is_judged else "")


def fitted(table: Table) -> tuple[float, ...]:
    """Inches of each column, which together are a line."""
    # They are measured in the largest letters, on a line that is as much wider as those are.
    wide = word_text.WIDTH * table_fitting.SIZES[0] / _points(len(table_fitting.drawn(table)))
    widths = table_fitting.fit(table, wide, float("inf")).widths
    return tuple(width * word_text.WIDTH / sum(widths) for width in widths)


def add_rows(document: Any, rows: Sequence[Sequence[Cell]], widths: Sequence[float]) -> Any:
    """A table of these rows, the first its heading; widths: inches of its columns."""
    made = document.add_table(len(rows), len(widths), style="Table Grid")
    made.autofit, made.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    for place, width in enumerate(widths):
        made.columns[place].width = Inches(width)
    for number, (row, cells) in enumerate(zip(made.rows, rows, strict=True)):
        _keep_whole(row, is_head=number == 0)
        for native, cell, width in zip(row.cells, cells, widths, strict=True):
            native.width = Inches(width)
            _fill(native, cell, _points(len(widths)), is_head=number == 0)
    if len(rows) <= TOGETHER:
        _keep_together(made)
    document.add_paragraph(style="Caption")
    return made


def _points(columns: int) -> float:
    return next((size for most, size in SIZES.items() if columns <= most), SMALLEST)


def _keep_together(made: Any) -> None:
    """No page ends inside a short table."""
    for row in made.rows:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True


def _keep_whole(row: Any, *, is_head: bool) -> None:
    properties = row_properties(row)
    names = ("cantSplit", "tblHeader") if is_head else ("cantSplit",)
    for name in names:
        properties.append(parse_xml(f"<w:{name} {nsdecls('w')}/>"))


def _fill(native: Any, cell: Cell, points: float, *, is_head: bool) -> None:
    for number, line in enumerate(cell.text.splitlines() or [""]):
        paragraph = native.paragraphs[0] if number == 0 else native.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        if cell.is_number:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        word_text.write(paragraph, line, cell.tone, bold=is_head or bool(cell.tone), size=points)
    fill = slide_style.light().surface if is_head else cell.fill
    if fill:
        shade = f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{fill.lstrip("#")}"/>'
        cell_properties(native).append(parse_xml(shade))
    # Behind the shade, as the schema has it.
    native.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
