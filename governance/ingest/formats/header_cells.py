"""From the typed cells of a file to texts, and from its header rows to one name a column."""

import datetime as dt
import json
import math
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

Cells = Sequence[str | None]
# The columns of an export's row numbers, and of the file where the rows of several lie together.
ROW, FILE = "_row", "_file"
EXACT = 2**53  # whole numbers beyond it have lost digits in a float


def text_of(value: Any) -> str | None:
    """A typed cell as the text that a person would have typed: 3.0 → 3, dates in ISO form.

    A number too long for its cell becomes 1.23E+17, as Excel shows it: its last digits are lost,
    and written out they would look like a code.
    """
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def _number(value: float) -> str | None:
    if math.isnan(value):
        return None
    if not value.is_integer():
        return repr(value)
    if abs(value) < EXACT:
        return str(int(value))
    return np.format_float_scientific(value, trim="-").upper()


def one_header(rows: Sequence[Cells]) -> list[str]:
    """The names of the columns from one or more header rows, upper ones in front: 时间 受理.

    A blank beside a name that has others below belongs to it, as merged cells are saved in CSV.
    """
    width = max(map(len, rows), default=0)
    texts = [[(cell or "").strip() for cell in row] for row in rows]
    texts = [row + [""] * (width - len(row)) for row in texts]
    for number, row in enumerate(texts[:-1]):
        _spread(row, texts[number + 1])
    return [_joined(names) for names in zip(*texts, strict=True)]


def _spread(upper: list[str], lower: list[str]) -> None:
    for position in range(1, len(upper)):
        if not upper[position] and lower[position] and lower[position - 1]:
            upper[position] = upper[position - 1]


def _joined(names: Iterable[str]) -> str:
    """Each name once: a cell merged downwards stands in all its rows."""
    return " ".join(dict.fromkeys(" ".join(name.split()) for name in names if name))


def unique(names: Iterable[str]) -> tuple[str, ...]:
    """Blank headers get their position, repeated ones a number, so that each can be named.

    So do the names that the intake gives columns of its own.
    """
    seen = {ROW: 1, FILE: 1}
    result = []
    for position, header in enumerate(names, start=1):
        name = header or f"column {position}"
        seen[name] = seen.get(name, 0) + 1
        result.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(result)
