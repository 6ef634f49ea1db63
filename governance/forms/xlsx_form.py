"""A form of Excel: its placeholders and cells, and the same workbook with what stands there."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lxml import etree

from governance.briefings.powerpoint_text import clean
from governance.briefings.xlsx_file import unique
from governance.core.i18n import TranslatedError, mark
from governance.forms.bindings import PLACEHOLDER, FormError
from governance.forms.form_values import Annex, Entry
from governance.forms.xlsx_package import MAIN, Package, tag

CELL = re.compile(r"(?:'?(?P<sheet>.+?)'?!)?(?P<column>[A-Z]{1,3})(?P<row>[1-9]\d{0,6})")
NO_BOOK = mark("this is no workbook of Excel (.xlsx)")
NO_CELL = mark("“{name}”: there is no cell {cell!r}; write it as {sheet}!B4")
HAS_FORMULA = mark("“{name}”: the cell {cell} holds a formula, which stays; choose another cell")
WIDTHS = (16, 34, 44, 90)  # letters of the annex's columns


class XlsxForm:
    """A form's workbook. places: the cells in which each placeholder stands, by its name."""

    def __init__(self, file: Path) -> None:
        try:
            self._package = Package(file)
        except (zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError) as error:
            raise FormError(file.name, [TranslatedError(NO_BOOK)]) from error
        self._cells: dict[str, Any] = {}
        self.places: dict[str, str] = {}
        for sheet, cell in self._texts():
            for name in PLACEHOLDER.findall(self._package.text(cell)):
                self.places.setdefault(name, f"{sheet}!{cell.get('r')}")

    def _texts(self) -> Iterator[tuple[str, Any]]:
        for sheet, path in self._package.sheets.items():
            for cell in self._package.trees[path].iter(tag("c")):
                yield sheet, cell

    def bind(self, cells: Mapping[str, str]) -> list[TranslatedError]:
        """Finds the cells that are bound by their address; says which cannot be."""
        first, troubles = next(iter(self._package.sheets)), []
        for name, address in cells.items():
            match = CELL.fullmatch(address)
            path = self._package.sheets.get((match["sheet"] or first) if match else "")
            if match is None or path is None:
                troubles.append(TranslatedError(NO_CELL, name=name, cell=address, sheet=first))
                continue
            cell = _cell(self._package.trees[path], int(match["row"]), match["column"])
            if cell.find(tag("f")) is not None:
                troubles.append(TranslatedError(HAS_FORMULA, name=name, cell=address))
            self._cells[name] = cell
            self.places[name] = address
        return troubles

    def filled(self, found: Mapping[str, Entry], annex: Annex) -> bytes:
        """The workbook with its values, and its annex on a sheet of its own."""
        package = self._package
        for name, cell in self._cells.items():
            self._put(cell, found[name])
        for _sheet, cell in list(self._texts()):
            text = package.text(cell)
            if whole := PLACEHOLDER.fullmatch(text.strip()):
                self._put(cell, found[whole[1]])
            elif PLACEHOLDER.search(text):
                _write(cell, PLACEHOLDER.sub(lambda match: found[match[1]].text, text))
        names = unique([*package.sheets, annex.title])
        package.add_sheet(names[-1], _sheet_of(annex))
        return package.saved()

    def _put(self, cell: Any, entry: Entry) -> None:
        """A number as a number, in the cell's own format; a text as such."""
        if entry.number is None:
            _write(cell, entry.text)
            return
        is_share = entry.is_percent and cell.get("s") in self._package.percents
        _empty(cell)
        value = etree.SubElement(cell, tag("v"))
        value.text = repr(entry.number / 100 if is_share else entry.number)


def _cell(sheet: Any, row: int, column: str) -> Any:
    """The cell of a sheet, made where there is none; rows and cells stay in order."""
    rows = sheet.find(tag("sheetData"))
    line = _in_order(rows, "row", str(row), int)
    return _in_order(line, "c", f"{column}{row}", _place)


def _place(address: str) -> tuple[int, str]:
    column = address.rstrip("0123456789")
    return len(column), column


def _in_order(parent: Any, name: str, address: str, place: Any) -> Any:
    """The child of this address, put before the first that comes after it."""
    for child in parent.findall(tag(name)):
        if child.get("r") == address:
            return child
        if place(child.get("r")) > place(address):
            made = etree.Element(tag(name), r=address)
            child.addprevious(made)
            return made
    return etree.SubElement(parent, tag(name), r=address)


def _empty(cell: Any) -> None:
    """Takes what a cell says away; its style stays."""
    for child in list(cell):
        cell.remove(child)
    cell.attrib.pop("t", None)


def _write(cell: Any, text: str) -> None:
    """A text that stays one, whatever it begins with."""
    _empty(cell)
    cell.set("t", "inlineStr")
    said = etree.SubElement(etree.SubElement(cell, tag("is")), tag("t"))
    said.text = clean(text)
    said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _sheet_of(annex: Annex) -> Any:
    sheet = etree.Element(tag("worksheet"), nsmap={None: MAIN})
    columns = etree.SubElement(sheet, tag("cols"))
    for number, width in enumerate(WIDTHS, start=1):
        place = {"min": str(number), "max": str(number), "width": str(width), "customWidth": "1"}
        etree.SubElement(columns, tag("col"), place)
    etree.SubElement(sheet, tag("sheetData"))
    for row, texts in enumerate([*annex.rows, (), *((text,) for text in annex.definitions)], 1):
        for column, text in zip("ABCD", texts, strict=False):
            _write(_cell(sheet, row, column), text)
    return sheet
