"""Rows that did not enter the facts, as they came, to be corrected and loaded again."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from governance.core import export_tables
from governance.core.i18n import Translator
from governance.ingest import problem_messages

# Where a row stands in the file that it came from, and why it was rejected. The intake recognises
# a corrected row by the first two.
FILE, ROW, REASON = "governance:file", "governance:row", "governance:reason"
TRACKING = (FILE, ROW, REASON)
ROW_NUMBER = "_row"


def frame(
    rows: pd.DataFrame,
    problems: pd.DataFrame,
    sha256: str,
    translate: Translator,
    headers: Sequence[str] = (),
    dataset: str = "",
) -> pd.DataFrame:
    """A row per rejected row of ONE file, all cells texts (None if empty), in the file's order.

    rows: row_number, content (JSON of rejected_rows); problems: row_number, column_name, value,
    problem, detail (of row_problems; those of other rows are left alone). sha256: of the file.
    headers: of the file, where they are known; dataset: names its columns in the reasons.

    Columns: the file's own, then governance:file, governance:row and governance:reason. A cell to
    which no header belongs stands in a column with the number of its place in the row.
    """
    rows = rows.sort_values("row_number")
    contents = [json.loads(content) for content in rows["content"]]
    names = _names(headers, contents)
    known = problems[problems["row_number"].isin(rows["row_number"])]
    why = _reasons(known, dataset, translate)
    records = [
        {**_cells(content, names), FILE: sha256, ROW: str(number), REASON: why.get(number, "")}
        for number, content in zip(rows["row_number"], contents, strict=True)
    ]
    headings = dict.fromkeys([*names, *(name for record in records for name in record)])
    columns = [name for name in headings if name not in TRACKING]
    return pd.DataFrame(records, columns=[*columns, *TRACKING], dtype=object)


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """The frame as a CSV that spreadsheets open rightly: UTF-8 with a byte order mark, CRLF.

    A cell that a spreadsheet would run as a formula has an apostrophe before it.
    """
    safe = frame.map(export_tables.harmless, na_action="ignore")
    return str(safe.to_csv(index=False, lineterminator="\r\n")).encode("utf-8-sig")


def _names(headers: Sequence[str], contents: Iterable[Any]) -> list[str]:
    """The file's columns: as its header says, else as the rows that fit it say."""
    names = dict.fromkeys(headers)
    for content in contents:
        if isinstance(content, dict):
            names |= dict.fromkeys(content)
    return [name for name in names if name not in (ROW_NUMBER, *TRACKING)]


def _cells(content: Mapping[str, Any] | list[Any], names: Sequence[str]) -> dict[str, str | None]:
    if isinstance(content, dict):
        return {name: _text(content.get(name)) for name in names}
    beyond = [str(place) for place in range(len(names) + 1, len(content) + 1)]
    return {name: _text(cell) for name, cell in zip([*names, *beyond], content, strict=False)}


def _text(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else json.dumps(value)


def _reasons(problems: pd.DataFrame, dataset: str, _: Translator) -> dict[int, str]:
    """Everything that is wrong with each row, in one text."""
    sentences = pd.Series(problem_messages.sentences(problems, _, dataset), dtype=object)
    by_row = sentences.groupby(problems["row_number"].to_numpy(), sort=False)
    return {int(number): " | ".join(texts) for number, texts in by_row}
