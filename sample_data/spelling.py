"""How one system writes a value: dates, yes and no, numbers, its own words, blanks."""

from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from sample_data.facts import START

ISO = {"date": "%Y-%m-%d", "datetime": "%Y-%m-%d %H:%M"}


def spelled(column: pd.Series, kind: str, name: str, spec: dict[str, Any]) -> list[str]:
    """The column's texts as the source file `spec` declares them; blanks as its first `missing`.

    kind: the contract's type. Raises KeyError for a value the source has no word for.
    """
    blank = spec.get("missing", [""])[0]
    if kind in ISO:
        texts = _moments(column, spec.get("formats", {}).get(name, [ISO[kind]])[0])
    elif kind == "boolean":
        texts = column.map({True: "是", False: "否"}).tolist()
    elif kind in ("integer", "number"):
        texts = _numbers(column)
    else:
        texts = _words(column, spec.get("values", {}).get(name, {}))
    return [
        blank if is_blank else text for text, is_blank in zip(texts, column.isna(), strict=True)
    ]


def _moments(column: pd.Series, form: str) -> list[str]:
    """Formats each distinct day and minute once and looks the rest up: far faster than strftime."""
    day, _, clock = form.partition(" ")
    minutes = column.fillna(START).to_numpy().astype("datetime64[m]")
    days, position = np.unique(minutes.astype("datetime64[D]"), return_inverse=True)
    day_texts = [_plain(d.strftime(day), day) for d in days.tolist()]
    texts = np.array(day_texts, dtype=object)[position]
    if clock:
        texts = texts + _clock_texts(clock, day)[(minutes - days[position]).astype(int)]
    return list(texts)


@cache
def _clock_texts(clock: str, day: str) -> npt.NDArray[np.object_]:
    """The 1,440 minutes of a day in the format `clock`, with the space before."""
    minutes = pd.date_range("2000-01-01", periods=1440, freq="min")
    return np.array([" " + _plain(m.strftime(clock), day) for m in minutes], dtype=object)


def _plain(text: str, day_format: str) -> str:
    """Slashes are how a spreadsheet shows dates, and it does so without leading zeros: 2026/3/5."""
    if "/" not in day_format:
        return text
    head, colon, minutes = text.partition(":")
    return "/".join(part.lstrip("0") or "0" for part in head.split("/")) + colon + minutes


def _numbers(column: pd.Series) -> list[str]:
    return [f"{n:.10g}" if isinstance(n, float) else str(n) for n in column.tolist()]


def _words(column: pd.Series, values: dict[str, str]) -> list[str]:
    if not values:
        return list(column)
    words: dict[str, str] = {}
    for word, value in values.items():
        words.setdefault(value, word)
    return [
        words[text] if there else "" for text, there in zip(column, column.notna(), strict=True)
    ]
