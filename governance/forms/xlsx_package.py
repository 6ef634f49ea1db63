"""The parts of an .xlsx file as they are: what is not changed is written back to the byte.

By hand, for a library that reads and writes whole workbooks loses what it does not know: shapes,
pictures, rules of an office's own form.
"""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any

from lxml import etree

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
WORKBOOK, WORKBOOK_LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
STRINGS, STYLES, CONTENTS = "xl/sharedStrings.xml", "xl/styles.xml", "[Content_Types].xml"
# What stands before the settings of calculation in a workbook, as its schema orders it.
BEFORE = ("definedNames", "externalReferences", "functionGroups", "sheets")
PERCENTS = (9, 10)  # built-in formats of numbers
QUOTED = re.compile(r'"[^"]*"|\\.')
LARGEST = 50_000_000  # bytes of a form, unpacked


def tag(name: str) -> str:
    """A tag of a sheet or workbook."""
    return f"{{{MAIN}}}{name}"


class Package:
    """The parts of a workbook, and its sheets by name. Raises KeyError, ValueError, BadZipFile."""

    def __init__(self, file: Path) -> None:
        with zipfile.ZipFile(file) as archive:
            if sum(info.file_size for info in archive.infolist()) > LARGEST:
                raise ValueError("it is too large for a form")
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.workbook, self.links = self._tree(WORKBOOK), self._tree(WORKBOOK_LINKS)
        targets = {link.get("Id"): link.get("Target") for link in self.links}
        self.sheets = {
            sheet.get("name"): _path(targets[sheet.get(f"{{{LINK}}}id")])
            for sheet in self.workbook.iter(tag("sheet"))
        }
        self.trees = {path: self._tree(path) for path in self.sheets.values()}
        if not all(cell.get("r") for tree in self.trees.values() for cell in _addressed(tree)):
            raise ValueError("a cell or row has no address")
        self.texts = list(self._shared())
        self.percents = self._percents()

    def _tree(self, name: str) -> Any:
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        return etree.fromstring(self.parts[name], parser)

    def _shared(self) -> Iterator[str]:
        if STRINGS in self.parts:
            for item in self._tree(STRINGS).findall(tag("si")):
                yield _text(item)

    def _percents(self) -> set[str]:
        """The styles of cells that show a number as percent, by their numbers."""
        if STYLES not in self.parts:
            return set()
        styles = self._tree(STYLES)
        own = {form.get("numFmtId"): form.get("formatCode") for form in styles.iter(tag("numFmt"))}
        found, forms = set(), styles.find(tag("cellXfs"))
        for place, form in enumerate(() if forms is None else forms):
            number = form.get("numFmtId", "0")
            if int(number) in PERCENTS or "%" in QUOTED.sub("", own.get(number) or ""):
                found.add(str(place))
        return found

    def text(self, cell: Any) -> str:
        """What a cell says as text, "" for a number."""
        value = cell.find(tag("v"))
        if cell.get("t") == "s" and value is not None:
            return self.texts[int(value.text)]
        return _text(cell) if cell.get("t") == "inlineStr" else ""

    def add_sheet(self, name: str, tree: Any) -> None:
        """A further sheet, behind all others."""
        number = 1 + max((int(sheet.get("sheetId")) for sheet in self._listed()), default=0)
        path = f"worksheets/form_sources{number}.xml"
        known = {link.get("Id") for link in self.links}
        link = next(f"rIdForm{n}" for n in range(len(known) + 1) if f"rIdForm{n}" not in known)
        kind = f"{LINK}/worksheet"
        etree.SubElement(self.links, f"{{{LINKS}}}Relationship", Id=link, Type=kind, Target=path)
        sheet = etree.SubElement(self.workbook.find(tag("sheets")), tag("sheet"), name=name)
        sheet.set("sheetId", str(number))
        sheet.set(f"{{{LINK}}}id", link)
        contents = self._tree(CONTENTS)
        override = etree.SubElement(contents, f"{{{TYPES}}}Override", PartName=f"/xl/{path}")
        override.set("ContentType", SHEET_TYPE)
        self.parts[CONTENTS] = etree.tostring(contents, xml_declaration=True, encoding="UTF-8")
        self.trees[f"xl/{path}"] = tree

    def _listed(self) -> list[Any]:
        return list(self.workbook.iter(tag("sheet")))

    def saved(self) -> bytes:
        """The workbook; its formulas are calculated when somebody opens it."""
        self._calculate_on_opening()
        changed = {WORKBOOK: self.workbook, WORKBOOK_LINKS: self.links, **self.trees}
        written = {
            name: etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
            for name, tree in changed.items()
        }
        stream = BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in (self.parts | written).items():
                archive.writestr(name, content)
        return stream.getvalue()

    def _calculate_on_opening(self) -> None:
        for tree in self.trees.values():
            for formula in tree.iter(tag("f")):
                for result in formula.getparent().findall(tag("v")):  # of the numbers before
                    formula.getparent().remove(result)
        settings = self.workbook.find(tag("calcPr"))
        if settings is None:
            settings = etree.Element(tag("calcPr"))
            found = (self.workbook.find(tag(name)) for name in BEFORE)
            next(place for place in found if place is not None).addnext(settings)
        settings.set("fullCalcOnLoad", "1")


def _addressed(tree: Any) -> Iterator[Any]:
    yield from tree.iter(tag("row"), tag("c"))


def _path(target: str) -> str:
    """The part that a relation of the workbook names."""
    return target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl", target))


def _text(element: Any) -> str:
    """The text of a string, without how its Chinese is spoken."""
    spoken = {id(one) for part in element.iter(tag("rPh")) for one in part.iter(tag("t"))}
    return "".join(one.text or "" for one in element.iter(tag("t")) if id(one) not in spoken)
