"""Writes typed frames as sheets of a workbook: a title above the header, typed cells below."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter

from sample_data.descriptions import contract_spec, headers_of, source_spec
from sample_data.spelling import spelled

# A fixed day of creation keeps a workbook the same from one run to the next.
_CREATED = dt.datetime(2026, 11, 1)


@dataclass(frozen=True)
class Sheet:
    """One worksheet: a title in row 1, headers in row 2, then the rows."""

    name: str
    title: str
    headers: Sequence[str]
    rows: Iterable[Sequence[object]]


def write_workbook(folder: Path, frames: dict[str, pd.DataFrame]) -> list[Path]:
    """One xlsx file with a sheet for each source of `frames`; all of them name the same file."""
    path = folder / source_spec(next(iter(frames)))["files"]
    path.parent.mkdir(parents=True, exist_ok=True)
    book = xlsxwriter.Workbook(
        str(path),
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "default_date_format": "yyyy/m/d h:mm",
        },
    )
    book.set_properties({"created": _CREATED})
    for sheet in (_sheet(name, frame) for name, frame in frames.items()):
        page = book.add_worksheet(sheet.name)
        page.write_string(0, 0, sheet.title)
        page.write_row(1, 0, sheet.headers)
        for number, row in enumerate(sheet.rows, start=2):
            page.write_row(number, 0, row)
    book.close()
    return [path]


def _sheet(name: str, frame: pd.DataFrame) -> Sheet:
    spec = source_spec(name)
    types = contract_spec(spec["dataset"])["columns"]
    headers = headers_of(spec, frame)
    cells = [_cells(frame[column], types[column]["type"], column, spec) for column in headers]
    title = f"{spec['title']['zh']}（合成样例数据）"
    return Sheet(spec["sheet"], title, list(headers.values()), zip(*cells, strict=True))


def _cells(column: pd.Series, kind: str, name: str, spec: dict[str, Any]) -> Sequence[object]:
    """Typed cells for datetimes and numbers, texts for the rest."""
    if kind not in ("date", "datetime", "integer", "number"):
        return spelled(column, kind, name, spec)
    blank = spec.get("missing", [""])[0]
    if kind in ("date", "datetime"):
        datetimes = column.dt.to_pydatetime()
        return [blank if pd.isna(moment) else moment for moment in datetimes]
    return [blank if pd.isna(number) else number for number in column.tolist()]
