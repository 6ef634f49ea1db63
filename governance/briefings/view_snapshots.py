"""Views that are kept as they were: for charts and tables that no slide computes by itself."""

import hashlib
import json
import sys
from dataclasses import dataclass, replace
from typing import Any

from governance.briefings import json_codec, slide_cells, store
from governance.briefings.model import PLAIN, BriefingError
from governance.briefings.slide_content import Column, Table
from governance.charts.model import Chart
from governance.core import atomic_write, export_tables
from governance.core.i18n import mark

ROWS = 13  # that a slide has room for


@dataclass(frozen=True)
class Kept:
    """A chart or table of a page as somebody saw it. where: its scope; sources: of its build."""

    title: str
    where: str
    charts: tuple[Chart, ...]
    tables: tuple[Table, ...]
    sources: tuple[str, ...]


def keep(snapshot: Kept) -> str:
    """Writes a view into the folder of briefings; returns the name that a slide calls it by."""
    text = json.dumps(
        json_codec.to_json(snapshot), ensure_ascii=False, allow_nan=False, sort_keys=True
    )
    name = hashlib.sha256(text.encode()).hexdigest()[:20]
    folder = store.folder() / "kept"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.json"
    if not file.exists():
        atomic_write.put(file, text)
    return name


def load(name: str) -> Kept:
    """The view of this name. Raises BriefingError."""
    file = store.folder() / "kept" / f"{name}.json"
    if not PLAIN.fullmatch(name) or not file.is_file():
        raise BriefingError(name, mark("the view that was kept is not there any more"))
    try:
        snapshot: Kept = json_codec.from_json(Kept, json.loads(file.read_text(encoding="utf-8")))
    except (ValueError, KeyError, TypeError) as error:
        message = mark("the view that was kept cannot be read: {error}")
        raise BriefingError(name, message, error=error) from error
    return snapshot


def table(
    export: export_tables.Table, title: str, shown: int = ROWS, across: int = sys.maxsize
) -> Table:
    """A table as it is taken away, with every row; so many rows and columns of them are shown."""
    frame = export.frame
    columns = tuple(
        replace(
            _column(str(name), frame.iloc[:, place], export.formats.get(str(name), "")),
            is_drawn=place < across,
        )
        for place, name in enumerate(frame.columns)
    )
    codes = tuple(map(str, frame.index))
    whole = Table("view", title, columns, codes, slide_cells.rows(frame))
    return slide_cells.draw(whole, range(len(frame))[:shown])


def _column(name: str, cells: Any, form: str) -> Column:
    if not export_tables.has_numbers(cells):
        return Column(name, name)
    if form == export_tables.PERCENT:
        return Column(name, name, "share")
    whole = all(float(cell).is_integer() for cell in cells.dropna())
    kind = "points" if form == export_tables.POINTS else "number"
    return Column(name, name, kind, 0 if whole and kind == "number" else 1)
