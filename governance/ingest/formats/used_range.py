"""Blank cells far from the table of a sheet: Excel counts them, and so do readers of workbooks.

A reader makes room for every cell up to the last one: 549 GB for a blank in XFD1048576.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

from lxml import etree
from xlsxwriter.utility import xl_cell_to_rowcol, xl_rowcol_to_cell

from governance.core.i18n import mark
from governance.ingest.sources import SourceError

USUAL = 4_000_000  # cells; in a larger sheet, or a wider one, the cells are looked at one by one
WIDE = 256  # columns; the most that the old xls has
MOST = 40_000_000  # cells, 1.3 GB in the reader alone
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
START = 4096  # bytes of a sheet, among which it says how far it reaches
REFERENCE = re.compile(r"[A-Z]{1,3}\d{1,7}")
REACH = re.compile(rb'<(?:\w+:)?dimension ref="(?:[A-Z]+\d+:)?([A-Z]{1,3}\d{1,7})"')


@dataclass(frozen=True)
class StrayCell:
    """How far a sheet reaches, and how far its table does: XFD1048576, D6."""

    cell: str
    end: str


def without_strays(path: Path, name: str) -> tuple[IO[bytes] | None, StrayCell | None]:
    """An xlsx workbook without the blank cells of a sheet, where these make it far too large.

    None for a workbook that can be read as it is. Raises SourceError where the sheet is far too
    large by cells that are not blank.
    """
    if not zipfile.is_zipfile(path):
        return None, None
    with zipfile.ZipFile(path) as book:
        part = _part(book, name)
        if part is None or _is_usual(book, part):
            return None, None
        copy = io.BytesIO()
        with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
            for entry in book.infolist():
                if entry.filename != part:
                    target.writestr(entry.filename, book.read(entry))
            with book.open(part) as rows, target.open(part, "w", force_zip64=True) as output:
                reach, end = _copy(rows, output, _blank_texts(book))
    if end[0] * end[1] > MOST:
        message = mark(
            "{file}: sheet {sheet} reaches to cell {cell}; delete what stands far from the table "
            "and save it again"
        )
        raise SourceError(message, file=path.name, sheet=repr(name), cell=_reference(*end))
    stray = StrayCell(_reference(*reach), _reference(*end)) if reach != end else None
    copy.seek(0)
    return copy, stray


def trim(grid: list[list[str | None]]) -> StrayCell | None:
    """Takes blank columns at the end and blank rows off a sheet that is as wide as any xls is."""
    width, height = max(map(len, grid), default=0), len(grid)
    if width < WIDE:
        return None
    filled = [[place for place, cell in enumerate(row, 1) if cell and cell.strip()] for row in grid]
    end = max((row[-1] for row in filled if row), default=0)
    last = max((number for number, row in enumerate(filled, 1) if row), default=0)
    del grid[last:]
    for row in grid:
        del row[end:]
    if (height, width) == (last, end):
        return None
    return StrayCell(_reference(height, width), _reference(last, end))


def _part(book: zipfile.ZipFile, name: str) -> str | None:
    """The member that holds a sheet; None in formats other than xlsx."""
    if "xl/workbook.xml" not in book.namelist():
        return None
    ids = {
        sheet.get("name"): sheet.get(RELATED)
        for sheet in _xml(book, "xl/workbook.xml").iter(f"{MAIN}sheet")
    }
    for link in _xml(book, "xl/_rels/workbook.xml.rels"):
        if link.get("Id") == ids.get(name):
            target = PurePosixPath("/xl", str(link.get("Target"))).as_posix().lstrip("/")
            return target if target in book.namelist() else None
    return None


def _xml(book: zipfile.ZipFile, part: str) -> Any:
    return etree.fromstring(book.read(part), etree.XMLParser(resolve_entities=False))


def _is_usual(book: zipfile.ZipFile, part: str) -> bool:
    """Whether the sheet says that it is no larger than sheets are."""
    with book.open(part) as stream:
        dimension = REACH.search(stream.read(START))
    if not dimension:
        return False
    row, column = _place(dimension.group(1).decode())
    return row * column <= USUAL and column <= WIDE


def _blank_texts(book: zipfile.ZipFile) -> frozenset[str]:
    """The numbers of the shared texts that are blank."""
    if "xl/sharedStrings.xml" not in book.namelist():
        return frozenset()
    with book.open("xl/sharedStrings.xml") as stream:
        texts = ("".join(item.itertext()) for item in _elements(stream, f"{MAIN}si"))
        return frozenset(str(number) for number, text in enumerate(texts) if not text.strip())


def _copy(
    rows: IO[bytes], target: IO[bytes], blank: frozenset[str]
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Writes the sheet without its blank cells; the last row and column before, and after."""
    reach, end, merged = (0, 0), (0, 0), []
    root = f"{MAIN}worksheet"
    with (
        etree.xmlfile(target, encoding="utf-8") as out,
        out.element(root, nsmap={None: MAIN[1:-1]}),
    ):
        with out.element(f"{MAIN}sheetData"):
            for element in _elements(rows, f"{MAIN}row", f"{MAIN}mergeCell"):
                if element.tag == f"{MAIN}mergeCell":
                    merged.append(element.get("ref"))
                    continue
                for cell in list(element):
                    reach = _further(reach, cell)
                    if _is_blank(cell, blank):
                        element.remove(cell)
                    else:
                        end = _further(end, cell)
                if len(element) or not element.get(
                    "r"
                ):  # the place of the next ones may depend on it
                    out.write(element)
        with out.element(f"{MAIN}mergeCells"):
            for ref in merged:
                out.write(etree.Element(f"{MAIN}mergeCell", ref=ref))
    return reach, end


def _elements(stream: IO[bytes], *tags: str) -> Iterator[Any]:
    """Each such element of a document, which are forgotten on the way."""
    for _event, element in etree.iterparse(stream, tag=tags, resolve_entities=False):
        yield element
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def _is_blank(cell: Any, blank: frozenset[str]) -> bool:
    text = "".join(cell.itertext()).strip()
    is_blank = not text or (cell.get("t") == "s" and text in blank)
    return is_blank and cell.get("r") is not None  # without it, the place of the next depends on it


def _further(known: tuple[int, int], cell: Any) -> tuple[int, int]:
    row, column = _place(cell.get("r", ""))
    return max(known[0], row), max(known[1], column)


def _place(reference: str) -> tuple[int, int]:
    """Row and column of a reference such as D6, both from 1; (0, 0) of what is none."""
    if not REFERENCE.fullmatch(reference):
        return 0, 0
    row, column = xl_cell_to_rowcol(reference)
    return row + 1, column + 1


def _reference(row: int, column: int) -> str:
    return str(xl_rowcol_to_cell(row - 1, column - 1)) if row else "0"
