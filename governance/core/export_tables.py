"""Tables that leave the dashboard: CSV and XLSX that spreadsheets open rightly, and safely."""

import datetime as dt
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from typing import Any

import pandas as pd
import xlsxwriter

from governance.core.exact_sheet import Exact

# Cells that a spreadsheet would take for a formula; "-" and numbers are no danger. The wide forms
# become the narrow ones where the reader's Excel is Chinese or Japanese.
FORMULA = re.compile(r"^(?:[=@＝＠\x00-\x1f]|[+\-＋－](?![\d.,%\s+-]*$))")
# 50,000 rows of ten columns take 7 s of two busy cores to write; the CSV has every row.
MOST_ROWS = 50_000
LONGEST_CELL = 32_767  # characters; of Excel
EXACT = 2**53  # whole numbers beyond it lose digits in a spreadsheet's cell
NARROWEST, WIDEST = 8, 60  # columns of a sheet, in characters
MEASURED = 200  # rows that a column's width is taken from
DAYS = {"zh": 'yyyy"年"m"月"d"日"', "en": "mmm d, yyyy"}
PERCENT, POINTS = "0.0%", "points"
DECIMALS = re.compile(r"%[^%]*?\.(\d)f")
# What a file name must not hold on some system.
UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


@dataclass(frozen=True)
class Table:
    """A table as it is taken away. formats: heading → Excel's number format, or POINTS.

    POINTS: values from 0 to 100 that a sheet shows as percentages.
    """

    frame: pd.DataFrame
    formats: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Words:
    """What a workbook says itself: names of both sheets, where its numbers are from, language."""

    data: str
    about: str
    facts: Mapping[str, str]
    lang: str = "en"


def from_frame(frame: pd.DataFrame, settings: Mapping[str, Any]) -> Table:
    """The table as a page shows it: hidden columns gone, headings for names, formats kept.

    settings: as Streamlit's column_config; None hides a column, a text is its heading.
    """
    shown = frame[[name for name in frame if settings.get(name, "") is not None]]
    known = {name: settings.get(name) or {} for name in shown}
    headings = {name: _heading(name, setting) for name, setting in known.items()}
    formats = {headings[name]: _format(setting) for name, setting in known.items()}
    renamed = shown.rename(columns=headings)
    return Table(renamed, {name: text for name, text in formats.items() if text})


def _heading(name: object, setting: Any) -> str:
    label = setting if isinstance(setting, str) else setting.get("label")
    return str(label or name)


def _format(setting: Any) -> str:
    kind = {} if isinstance(setting, str) else setting.get("type_config") or {}
    text = str(kind.get("format") or "")
    if text == "percent":
        return PERCENT
    if text.endswith("%%"):
        return POINTS
    decimals = DECIMALS.fullmatch(text)
    return _decimals(int(decimals[1])) if decimals else "0" if text == "%d" else ""


def _decimals(count: int) -> str:
    return "#,##0" + ("." + "0" * count if count else "")


def harmless(cell: object) -> object:
    """A text that a spreadsheet would run gets an apostrophe before it; all else stays."""
    return f"'{cell}" if isinstance(cell, str) and FORMULA.search(cell) else cell


def csv_bytes(table: Table) -> bytes:
    """The table as CSV: UTF-8 with a byte order mark (Excel needs it), CRLF, dates in ISO form."""
    frame = table.frame
    cells = [[harmless(cell) for cell in _cells(frame.iloc[:, n])] for n in range(frame.shape[1])]
    safe = pd.DataFrame(dict(enumerate(cells)), dtype=object)
    header = [str(harmless(str(name))) for name in frame.columns]
    text = safe.to_csv(index=False, header=header, lineterminator="\r\n")
    return str(text).encode("utf-8-sig")


def xlsx_bytes(table: Table, words: Words) -> bytes:
    """The table as a workbook with types; its second sheet says where the numbers are from.

    Texts stay texts, whatever they begin with. Beyond MOST_ROWS rows are left out.
    """
    with safe_book() as (stream, book):
        write_rows(book, words.data, table, words.lang)
        write_facts(book, words.about, words.facts)
    return stream.getvalue()


@contextmanager
def safe_book() -> Iterator[tuple[BytesIO, Any]]:
    """A workbook in memory in which texts stay texts."""
    stream = BytesIO()
    safe = dict.fromkeys(("strings_to_formulas", "strings_to_numbers", "strings_to_urls"), False)
    with xlsxwriter.Workbook(stream, {"in_memory": True, **safe}) as book:
        yield stream, book


def book_bytes(sheets: Sequence[tuple[str, Table]], lang: str) -> bytes:
    """A workbook of several tables, a sheet each, under the names given."""
    with safe_book() as (stream, book):
        for name, table in sheets:
            write_rows(book, name, table, lang)
    return stream.getvalue()


def file_name(title: str, build: str, ending: str) -> str:
    """The title as a file name of any system, with the build that the numbers are from."""
    plain = " ".join(UNFIT.sub(" ", title).split())
    return f"{plain[:80].strip(' .')} {build}.{ending}"


def write_rows(book: Any, name: str, table: Table, lang: str) -> None:
    """A sheet of the rows with their types, under headings that stay in sight."""
    frame = table.frame.head(MOST_ROWS)
    sheet = book.add_worksheet(name, worksheet_class=Exact)
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    days = DAYS[lang]
    datetime_formats: dict[type[object], Any] = {
        dt.datetime: book.add_format({"num_format": f"{days} hh:mm", "align": "left"}),
        dt.date: book.add_format({"num_format": days, "align": "left"}),
    }
    for place, heading in enumerate(frame.columns):
        cells = _cells(frame.iloc[:, place])
        number_format = table.formats.get(str(heading), "")
        if number_format == POINTS:
            cells, number_format = [_hundredth(cell) for cell in cells], PERCENT
        number = book.add_format({"num_format": number_format or _number_format(cells)})
        sheet.write_string(0, place, str(heading), bold)
        sheet.set_column(place, place, _width([heading, *cells[:MEASURED]]))
        for row, cell in enumerate(cells, start=1):
            _write(sheet, (row, place), cell, datetime_formats.get(type(cell), number))
    sheet.freeze_panes(1, 1)
    if len(frame.columns):
        sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)


def write_facts(book: Any, name: str, facts: Mapping[str, str]) -> None:
    """A sheet of facts, heading by heading."""
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for row, (heading, text) in enumerate(facts.items()):
        sheet.write_string(row, 0, heading, bold)
        sheet.write_string(row, 1, text[:LONGEST_CELL], wrapped)
    sheet.set_column(0, 0, _width(facts))
    sheet.set_column(1, 1, 80)


def _write(sheet: Any, place: tuple[int, int], cell: object, form: Any) -> None:
    if cell is None:
        return
    if isinstance(cell, bool):
        sheet.write_boolean(*place, cell)
    elif isinstance(cell, dt.date):
        sheet.write_datetime(*place, cell, form)
    elif isinstance(cell, int | float):
        sheet.write_number(*place, cell, form)
    else:
        sheet.write_string(*place, str(cell)[:LONGEST_CELL])


def has_texts(column: Any) -> bool:
    """Whether a column holds nothing but texts."""
    return bool(pd.api.types.infer_dtype(column, skipna=True) in ("string", "empty"))


def has_numbers(column: Any) -> bool:
    """Whether a column holds numbers, missing ones aside."""
    kind = column.dtype
    return bool(pd.api.types.is_numeric_dtype(kind) and not pd.api.types.is_bool_dtype(kind))


def has_days(column: Any) -> bool:
    """Whether a column holds nothing but days, as dates or as times that are all midnight."""
    known = column.dropna()
    if pd.api.types.is_datetime64_any_dtype(known):
        return bool(len(known) and (known == known.dt.normalize()).all())
    return bool(pd.api.types.infer_dtype(known, skipna=True) == "date")


def has_times(column: Any) -> bool:
    """Whether a column holds moments that are not all midnight."""
    return bool(pd.api.types.is_datetime64_any_dtype(column)) and not has_days(column)


def _cells(column: Any) -> list[object]:
    """A column's cells, without what pandas made of them.

    Times that are all midnight are days, as DuckDB's dates come; floats that are all whole are
    whole numbers, as missing values turn them into floats.
    """
    cells = [_plain(cell) for cell in column]
    times = [cell.time() for cell in cells if isinstance(cell, dt.datetime)]
    floats = [cell for cell in cells if isinstance(cell, float)]
    if times and not any(time != dt.time() for time in times):
        return [cell.date() if isinstance(cell, dt.datetime) else cell for cell in cells]
    if floats and all(cell.is_integer() for cell in floats):
        return [int(cell) if isinstance(cell, float) else cell for cell in cells]
    return cells


def _plain(cell: Any) -> object:
    """A cell as Python has it: None where missing, texts for what a sheet has no type for."""
    if isinstance(cell, list | tuple):
        return "; ".join(map(str, cell))
    if cell is None or pd.isna(cell):
        return None
    if isinstance(cell, pd.Timestamp):
        return cell.tz_localize(None).to_pydatetime()
    if isinstance(cell, Decimal):
        return float(cell)
    cell = cell.item() if hasattr(cell, "item") else cell
    is_too_big = isinstance(cell, int) and abs(cell) > EXACT
    is_endless = isinstance(cell, float) and math.isinf(cell)
    return str(cell) if is_too_big or is_endless else cell


def _hundredth(cell: object) -> object:
    is_number = isinstance(cell, int | float) and not isinstance(cell, bool)
    return cell / 100 if is_number and isinstance(cell, int | float) else cell


def _number_format(cells: Iterable[object]) -> str:
    """Thousands, and decimals only where the column has any."""
    broken = any(isinstance(cell, float) and not cell.is_integer() for cell in cells)
    return "#,##0.0###" if broken else "#,##0"


def _width(cells: Iterable[object]) -> int:
    widest = max((letters(str(cell)) for cell in cells if cell is not None), default=0)
    return min(max(widest + 2, NARROWEST), WIDEST)


def letters(text: str) -> int:
    """How many narrow letters wide a text is: a Chinese one counts for two."""
    return sum(2 if ord(letter) > 0x2E80 else 1 for letter in text)
