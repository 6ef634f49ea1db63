"""Tables of a slide as HTML, each number with its exact value beside the text that people read."""

import datetime as dt
from collections.abc import Sequence
from html import escape

from governance.briefings import table_fitting
from governance.briefings.slide_content import Cell, Table
from governance.core import export_tables
from governance.core.i18n import Translator

NUMBER = ' class="number"'
# The columns whose text is a judgement, in the judgement's colour.
TONED = ("verdict", "kind", "change")
SHORT = 24  # narrow letters of a judgement that is not broken into lines


def table(content: Table, size: float, _: Translator) -> str:
    """The rows and columns that a page shows, in letters of so many points."""
    columns = table_fitting.drawn(content)
    places = [place for place, column in enumerate(content.columns) if column.is_drawn]
    rows = []
    for text, place, tone in zip(content.shown, content.drawn, content.tones, strict=True):
        exact = [content.rows[place][number] for number in places]
        cells = zip(text, exact, columns, strict=True)
        rows.append(
            "".join(
                _cell(said, cell, column.kind, tone if column.name in TONED else "")
                for said, cell, column in cells
            )
        )
    style, heads = f"font-size:{size / 12:.3f}em", [(c.heading, c.kind) for c in columns]
    return as_html(heads, rows, style, table_fitting.counted(content, _))


def _cell(said: str, exact: Cell, kind: str, tone: str) -> str:
    is_number = isinstance(exact, int | float) and not isinstance(exact, bool)
    value = f' data-value="{exact!r}"' if is_number else ""
    is_short = bool(tone) and export_tables.letters(said) <= SHORT
    whole = "whole" if isinstance(exact, dt.date) or is_short else ""
    css = " ".join(filter(None, (whole, "" if kind == "text" else "number", tone)))
    named = f' class="{escape(css)}"' if css else ""
    return f"<td{named}{value}>{escape(said)}</td>"


def as_html(
    heads: Sequence[tuple[str, str]], rows: Sequence[str], style: str = "", below: str = ""
) -> str:
    """Rows of cells under headings with their kinds. below: what is said of them."""
    head = "".join(
        f'<th scope="col"{"" if kind == "text" else NUMBER}>{escape(name)}</th>'
        for name, kind in heads
    )
    styled = f' style="{style}"' if style else ""
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    said = f"<caption>{escape(below)}</caption>" if below else ""
    return f"<table{styled}>{said}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def plain(cell: Cell) -> str:
    """A cell of a whole table as it is."""
    said = "" if cell is None else str(cell).strip()
    return _cell(said, cell, "number" if isinstance(cell, int | float) else "text", "")
