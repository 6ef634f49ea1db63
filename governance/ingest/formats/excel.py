"""Reads the sheets of workbooks, and the tables of web pages that call themselves workbooks."""

from dataclasses import dataclass
from pathlib import Path

from lxml import etree, html
from python_calamine import CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from governance.core.i18n import mark
from governance.ingest.formats import used_range
from governance.ingest.formats.header_cells import text_of
from governance.ingest.formats.text_files import open_text
from governance.ingest.formats.used_range import StrayCell
from governance.ingest.sources import SourceError

Grid = list[list[str | None]]
WIDEST = 16_384  # columns of an Excel sheet; a span beyond it is a mistake


@dataclass(frozen=True)
class Sheet:
    """The cells of a sheet as texts; blank ones far from the table that were left out."""

    grid: Grid
    stray: StrayCell | None


def sheets(path: Path) -> tuple[str, ...]:
    """The sheets of a workbook, those that people can see first."""
    with CalamineWorkbook.from_path(path) as book:
        hidden = {
            entry.name
            for entry in book.sheets_metadata
            if entry.visible != SheetVisibleEnum.Visible
        }
        return tuple(sorted(book.sheet_names, key=hidden.__contains__))


def sheet(path: Path, name: str, header: slice, rows: int | None = None) -> Sheet:
    """The first `rows` of a sheet ("" means the first sheet), every cell as text.

    header: the rows in which a merged cell's text stands in all the cells that it covers.
    Raises SourceError where the workbook has no such sheet, or one too wide and long for its cells.
    """
    with CalamineWorkbook.from_path(path) as book:
        matched = _named(path, name, tuple(book.sheet_names))
    content, stray = used_range.without_strays(path, matched)
    with CalamineWorkbook.from_object(content or path) as book:
        page = book.get_sheet_by_name(matched)
        cells = page.to_python(skip_empty_area=False, nrows=rows)
        grid = [[text_of(cell) for cell in row] for row in cells]
        _unmerge(grid, page, header)
        return Sheet(grid, stray or used_range.trim(grid))


def _unmerge(grid: Grid, page: CalamineSheet, header: slice) -> None:
    covered = range(*header.indices(len(grid)))
    for (top, left), (bottom, right) in page.merged_cell_ranges or ():
        if top in covered:
            for row in range(top, min(bottom, covered[-1]) + 1):
                grid[row][left : right + 1] = [grid[top][left]] * len(grid[row][left : right + 1])


def tables(path: Path, encoding: str) -> dict[str, Grid]:
    """The tables of a web page: "table 1", "table 2" …, the largest first.

    Merged cells' text stands in all that they cover. Raises SourceError where there is no table.
    """
    with open_text(path, encoding) as stream:
        text = stream.read()
    # The parser rejects a text that declares an encoding; it is decoded already.
    page = html.fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    elements = [
        t for t in page.iter("table") if t.find(".//table") is None and t.find(".//tr") is not None
    ]
    if not elements:
        message = mark(
            "{file}: this web page has no table (perhaps it asks to sign in); export it again"
        )
        raise SourceError(message, file=path.name)
    grids = {f"table {number}": _grid(element) for number, element in enumerate(elements, start=1)}
    return dict(sorted(grids.items(), key=lambda item: -len(item[1])))


def table(path: Path, encoding: str, name: str) -> Grid:
    """The rows of one table ("" means the largest). Raises SourceError where there is none."""
    grids = tables(path, encoding)
    return grids[_named(path, name, tuple(grids))]


def _grid(element: etree._Element) -> Grid:
    """Cells at the places where a browser draws them, rowspan and colspan included."""
    grid: Grid = []
    waiting: dict[int, tuple[int, str | None]] = {}  # column → rows still covered, text
    for line in element.iter("tr"):
        row: list[str | None] = []
        cells = [cell for cell in line if cell.tag in ("td", "th")]
        for cell in cells:
            _fill(row, waiting)
            text = "".join(cell.itertext()).replace("\xa0", " ").strip()
            for _ in range(min(int(cell.get("colspan") or 1), WIDEST)):
                if (span := int(cell.get("rowspan") or 1)) > 1:
                    waiting[len(row)] = (span - 1, text)
                row.append(text)
        _fill(row, waiting)
        grid.append(row)
    return grid


def _fill(row: list[str | None], waiting: dict[int, tuple[int, str | None]]) -> None:
    while (column := len(row)) in waiting:
        left, text = waiting[column]
        row.append(text)
        if left == 1:
            del waiting[column]
        else:
            waiting[column] = (left - 1, text)


def _named(path: Path, name: str, names: tuple[str, ...]) -> str:
    if not names:
        raise SourceError(
            mark("{file}: the workbook has no sheet; export it again"), file=path.name
        )
    if name and name not in names:
        raise SourceError(
            f"{path.name}: no sheet {name!r}; the file has {', '.join(names)}; "
            "correct sheet in its source"
        )
    return name or names[0]
