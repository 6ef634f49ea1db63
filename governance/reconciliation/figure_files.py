"""A folder of published figures: its files, what they say, and what in them is wrong.

One wrong entry costs that entry alone. The folder is the sample's, or the office's own.
"""

import csv
import os
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from governance.core import toml_entries
from governance.core.contracts import PROJECT
from governance.core.i18n import TranslatedError, Translator, mark
from governance.core.toml_entries import EntryError
from governance.metrics.catalog import Catalog
from governance.reconciliation.figure_rows import REQUIRED, RowError, parse_row
from governance.reconciliation.published_figures import Entry, Published, parse_entry
from governance.reconciliation.tolerance_rules import Rules

SAMPLE = PROJECT / "data" / "facts"
VARIABLE = "GOVERNANCE_FACTS"
FILE = "published_figures.csv"
# Line by line: Excel in Chinese writes GB 18030 unless it is told otherwise.
ENCODINGS = ("utf-8-sig", "gb18030")
UNREADABLE = "\N{REPLACEMENT CHARACTER}"
NO_FOLDER = mark("this is no folder; GOVERNANCE_FACTS has to name one")
NOT_READ = mark("the file cannot be read: {reason}")
NO_COLUMN = mark("there is no such column; the first row names the columns, of them {columns}")
ENCODED = mark("this row is neither UTF-8 nor GB 18030; save the file as “CSV UTF-8”")
MORE_CELLS = mark("there are more cells than columns; a text with a comma stands in quotes")
TWICE = mark("{id} stands above already; each figure has an id of its own")
NO_ENTRY = mark("names no metric, and no file of reconciliation/figures/ says what carries {id}")
NO_FIGURE = mark("published_figures.csv has no figure {id}")


@dataclass(frozen=True)
class Complaint:
    """What is wrong with one entry: the file, the row or entry and the column where they are known.

    row: as a spreadsheet counts them, the headings being row 1; of a TOML file, the entry's name.
    """

    file: str
    row: str
    column: str
    error: TranslatedError

    def text(self, _: Translator) -> str:
        """All of it in a sentence."""
        row = _("row {row}", row=self.row) if self.row.isdigit() else self.row
        where = " · ".join(filter(None, (self.file, row, self.column)))
        return _("{where}: {reason}", where=where, reason=self.error.translated(_))


@dataclass(frozen=True)
class FigureSet:
    """Figures and entries by id, as far as they are right; complaints: the others."""

    figures: Mapping[str, Published] = field(default_factory=dict)
    entries: Mapping[str, Entry] = field(default_factory=dict)
    complaints: Sequence[Complaint] = ()
    rows: Mapping[str, int] = field(default_factory=dict)

    def complaint(self, key: str, column: str, error: TranslatedError) -> Complaint:
        """What is wrong with a figure that was read."""
        return Complaint(FILE, str(self.rows.get(key, "")), column, error)


def folder() -> Path:
    """Where published figures lie: GOVERNANCE_FACTS, else those of the sample."""
    return Path(os.environ.get(VARIABLE) or SAMPLE)


def is_own(place: Path) -> bool:
    """Whether the folder is the office's, and not the sample's."""
    return place.resolve() != SAMPLE.resolve()


def state(place: Path) -> tuple[Any, ...]:
    """What changes whenever a file of the folder does."""
    files = [place / FILE, *sorted((place / "reconciliation").rglob("*.toml"))]
    stats = [(file, file.stat()) for file in files if file.is_file()]
    return str(place), *((str(file), one.st_mtime_ns, one.st_size) for file, one in stats)


def load(place: Path, catalog: Catalog, rules: Rules) -> FigureSet:
    """Every figure and entry that is right, in the order of the file, and the complaints."""
    told: list[Complaint] = []
    figures: dict[str, Published] = {}
    entries: dict[str, Entry] = {}
    rows: dict[str, int] = {}
    for number, row in _rows(place, told):
        try:
            figure, entry = parse_row(_whole(row, rows), catalog, rules)
        except RowError as error:
            told.append(Complaint(FILE, str(number), error.column, error))
            continue
        figures[figure.id], rows[figure.id] = figure, number
        if entry:
            entries[figure.id] = entry
    named = dict(_entries(place, told))
    told += [
        Complaint(named[key][0], key, "", EntryError(NO_FIGURE, id=key))
        for key in sorted(named.keys() - figures.keys())
    ]
    entries = {key: entry for key, (_file, entry) in named.items() if key in figures} | entries
    told += [
        Complaint(FILE, str(rows[key]), "metric", EntryError(NO_ENTRY, id=key))
        for key in sorted(figures.keys() - entries.keys() - {one.row for one in told})
    ]
    figures = {key: figure for key, figure in figures.items() if key in entries}
    return FigureSet(figures, entries, tuple(told), rows)


def _whole(row: Mapping[str | None, Any], known: Container[str]) -> Mapping[str, str]:
    """The cells of a row as texts. Raises RowError."""
    if None in row:
        raise RowError("", MORE_CELLS)
    texts = {str(name): value or "" for name, value in row.items()}
    if any(UNREADABLE in text for text in texts.values()):
        raise RowError("", ENCODED)
    if texts["id"].strip() in known:
        raise RowError("id", TWICE, id=texts["id"].strip())
    return texts


def _rows(
    place: Path, complaints: list[Complaint]
) -> Iterator[tuple[int, Mapping[str | None, Any]]]:
    """The rows that say anything, with their numbers."""
    try:
        header, rows = read(place)
    except EntryError as error:
        complaints.append(Complaint(FILE, "", "", error))
        return
    missing = [column for column in REQUIRED if column not in header]
    columns = ", ".join(REQUIRED)
    complaints += [
        Complaint(FILE, "1", column, EntryError(NO_COLUMN, columns=columns))
        for column in (missing if header else ())
    ]
    if not missing:
        yield from ((n, row) for n, row in enumerate(rows, start=2) if any(row.values()))


def read(place: Path) -> tuple[list[str], list[dict[str | None, Any]]]:
    """Headings and rows of the folder's CSV file as they are; none where there is no file.

    Raises EntryError.
    """
    if place.exists() and not place.is_dir():
        raise EntryError(NO_FOLDER)
    try:
        content = (place / FILE).read_bytes() if (place / FILE).exists() else b""
    except OSError as error:
        raise EntryError(NOT_READ, reason=error.strerror or error) from error
    reader: csv.DictReader[Any] = csv.DictReader(map(_text, content.splitlines(keepends=True)))
    try:
        return list(reader.fieldnames or ()), list(reader)
    except csv.Error as error:
        raise EntryError(NOT_READ, reason=error) from error


def _text(line: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            return line.decode(encoding)
        except UnicodeDecodeError:
            continue
    return line.decode(ENCODINGS[0], errors="replace")


def _entries(place: Path, complaints: list[Complaint]) -> Iterator[tuple[str, tuple[str, Entry]]]:
    """The entries of the TOML files by id, each with its file."""
    known: set[str] = set()
    for path in sorted((place / "reconciliation" / "figures").glob("*.toml")):
        for key, spec in parse_toml(path, complaints).items():
            try:
                entry = parse_entry(key, spec)
            except EntryError as error:
                complaints.append(Complaint(path.name, key, "", error))
                continue
            if key in known:
                complaints.append(Complaint(path.name, key, "", EntryError(TWICE, id=key)))
                continue
            known.add(key)
            yield key, (path.name, entry)


def parse_toml(path: Path, complaints: list[Complaint]) -> Mapping[str, Any]:
    """The tables of a TOML file; none where it cannot be read, which becomes a complaint."""
    try:
        return toml_entries.parse(path.read_text(encoding="utf-8"), path.name)
    except EntryError as error:
        complaints.append(Complaint(path.name, "", "", error))
    except (OSError, UnicodeDecodeError) as error:
        complaints.append(Complaint(path.name, "", "", EntryError(NOT_READ, reason=error)))
    return {}
