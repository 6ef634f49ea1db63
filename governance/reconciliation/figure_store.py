"""An office's own figures are added, changed and deleted: rows of its CSV file, written whole."""

import csv
import io
from collections.abc import Callable, Mapping
from pathlib import Path

from governance.core import atomic_write
from governance.core.i18n import mark
from governance.core.toml_entries import EntryError
from governance.metrics.catalog import Catalog
from governance.reconciliation import figure_files
from governance.reconciliation.figure_files import ENCODED, FILE, TWICE, UNREADABLE
from governance.reconciliation.figure_rows import COLUMNS, RowError, parse_row
from governance.reconciliation.tolerance_rules import Rules

Row = Mapping[str, str]
# What a spreadsheet that opens the file would take for the beginning of a formula.
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
SIGN = mark("begins with {sign}, which a spreadsheet takes for a formula; begin with a word")
SAMPLE = mark("these are the sample's figures; set GOVERNANCE_FACTS to a folder for your own")
NO_METRIC = mark("choose the metric that the figure is held against")
MEANWHILE = mark("somebody has changed this figure meanwhile; look at it again first")
NOT_WRITTEN = mark(
    "{folder} cannot be written to: {reason}. Whoever runs the dashboard needs the right to write "
    "there, or GOVERNANCE_FACTS names another folder"
)


def rows(place: Path) -> dict[str, dict[str, str]]:
    """Every row of the file by its id, right or wrong, as it is. Raises EntryError."""
    _header, found = figure_files.read(place)
    return {row.get("id") or "": _plain(row) for row in reversed(found)}


def _plain(row: Mapping[str | None, str]) -> dict[str, str]:
    return {name: value or "" for name, value in row.items() if name is not None}


def save(place: Path, row: Row, seen: Row | None, catalog: Catalog, rules: Rules) -> None:
    """Writes the row of a figure in place of the one that was seen, None for a new one.

    Raises RowError naming the column that is wrong, EntryError where it cannot be written.
    """
    for column, text in row.items():
        if column != "value" and text.startswith(FORMULA) and text != (seen or {}).get(column):
            raise RowError(column, SIGN, sign=text[0])
    _figure, entry = parse_row(row, catalog, rules)
    is_carried = seen is not None and not seen.get("metric")  # by a file of reconciliation/figures
    if entry is None and not is_carried:
        raise RowError("metric", NO_METRIC)

    def put(known: list[dict[str, str]]) -> list[dict[str, str]]:
        if seen is None and any(one.get("id") == row["id"] for one in known):
            raise RowError("id", TWICE, id=row["id"])
        whole = {**(seen or {}), **row}
        if seen is None:
            return [*known, whole]
        at = _place_of(known, seen)
        return [*known[:at], whole, *known[at + 1 :]]

    _change(place, put)


def remove(place: Path, seen: Row) -> None:
    """Deletes the row of a figure that is still as it was seen. Raises EntryError."""

    def take(known: list[dict[str, str]]) -> list[dict[str, str]]:
        at = _place_of(known, seen)
        return [*known[:at], *known[at + 1 :]]

    _change(place, take)


def _place_of(known: list[dict[str, str]], seen: Row) -> int:
    if seen not in known:
        raise EntryError(MEANWHILE)
    return known.index(dict(seen))


def _change(place: Path, edit: Callable[[list[dict[str, str]]], list[dict[str, str]]]) -> None:
    if not figure_files.is_own(place):
        raise EntryError(SAMPLE)
    try:
        with atomic_write.turn(place):
            header, found = figure_files.read(place)
            known = [_plain(row) for row in found]
            if any(UNREADABLE in text for row in known for text in row.values()):
                raise EntryError(ENCODED)
            columns = [*header, *(name for name in COLUMNS if name not in header)]
            atomic_write.put(place / FILE, _csv(columns, edit(known)))
    except OSError as error:
        reason = error.strerror or error
        raise EntryError(NOT_WRITTEN, folder=place, reason=reason) from error


def _csv(columns: list[str], known: list[dict[str, str]]) -> bytes:
    """As Excel reads it right: UTF-8 that says so, and lines as on Windows."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="")
    writer.writeheader()
    writer.writerows(known)
    return text.getvalue().encode("utf-8-sig")
