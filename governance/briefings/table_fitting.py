"""How a table fits a page: widths of its columns, lines of its rows, size of its letters."""

from dataclasses import dataclass

from governance.briefings.slide_content import Column, Table
from governance.core import export_tables
from governance.core.i18n import Translator

# Points of letters, the largest that fits is taken.
SIZES = (18.0, 16.0, 14.0, 13.0, 12.0, 11.0, 10.0, 9.0)
# A narrow letter is so many of its points wide, with some to spare: fonts differ.
LETTER = 0.61
AIR = 0.2  # inches of a cell that no letter stands in, at both sides together
LEADING = 1.32
BELOW = 0.32  # inches of the line that says which rows are shown
# A heading's letters are bold, and so much wider (DejaVu Sans, the widest that is usual).
BOLD = 1.15


@dataclass(frozen=True)
class Fit:
    """Inches of each column and row (the heading first), points of the letters."""

    size: float
    widths: tuple[float, ...]
    heights: tuple[float, ...]


def drawn(table: Table) -> list[Column]:
    """The columns that a page shows."""
    return [column for column in table.columns if column.is_drawn]


def texts(table: Table) -> list[tuple[str, ...]]:
    """The heading and the rows that a page shows."""
    return [tuple(column.heading for column in drawn(table)), *table.shown]


def counted(table: Table, _: Translator) -> str:
    """Which of a table's rows a page shows, "" where it shows all of them."""
    drawn, total = table.drawn, len(table.rows)
    if len(drawn) == total:
        return ""
    if list(drawn) == list(range(drawn[0], drawn[0] + len(drawn))):
        ends = {"first": drawn[0] + 1, "last": drawn[-1] + 1}
        return _("Rows {first} to {last} of {total}; the workbook has all.", total=total, **ends)
    return _("{n} of {total} rows shown; the workbook has all.", n=len(drawn), total=total)


def fit(table: Table, width: float, height: float) -> Fit:
    """The table in so many inches, in the largest letters for which it is not too high.

    Below a table that does not show all of its rows there is room to say so.
    """
    if len(table.drawn) < len(table.rows):
        height -= BELOW
    fits = [_of_size(table, width, size) for size in SIZES]
    return next((one_size for one_size in fits if sum(one_size.heights) <= height), fits[-1])


def _of_size(table: Table, width: float, size: float) -> Fit:
    widths = _widths(table, width, size)
    lines = [
        max(_lines(text, wide, size) for text, wide in zip(row, widths, strict=True))
        for row in texts(table)
    ]
    return Fit(size, widths, tuple(_height(count, size) for count in lines))


def _height(lines: int, size: float) -> float:
    return (lines * LEADING + 0.55) * size / 72


def _lines(text: str, width: float, size: float) -> int:
    holds = max(int((width - AIR) * 72 / (size * LETTER)), 2)
    return -(-export_tables.letters(text) // holds) or 1


def _widths(table: Table, width: float, size: float) -> tuple[float, ...]:
    """What each column asks for; where that is too much, the wide ones give way."""
    columns = list(zip(*texts(table), strict=True))
    asked = [_letters(*part) * size * LETTER / 72 + AIR for part in columns]
    if sum(asked) <= width:
        spare = (width - sum(asked)) / len(asked)
        return tuple(width + spare for width in asked)
    fair = width / len(asked)
    narrow = sum(width for width in asked if width <= fair)
    wide = sum(width for width in asked if width > fair)
    return tuple(
        width_asked if width_asked <= fair else (width - narrow) * width_asked / wide
        for width_asked in asked
    )


def _letters(heading: str, *cells: str) -> float:
    """Narrow letters that a column needs: a heading may break between its words, a cell may not."""
    word = max(map(export_tables.letters, heading.split()), default=0)
    return max(word * BOLD, *map(export_tables.letters, cells), 1)
