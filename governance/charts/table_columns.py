"""How a table stands on a page: which columns, what is held in sight, how days are written."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
from pandas.io.formats.style import Styler

from governance.core import dates, export_tables
from governance.core.palette import Palette

# A pinned column is drawn at 60 % of its strength; black keeps that at a contrast of 5.7:1 where
# the theme's text would have 4.2:1. A Styler of more rows costs more than it is worth.
MOST_STYLED = 300
# Pixels: of a narrow letter, of a cell's edges, and of the widest column.
LETTER, EDGES, WIDEST = 8, 24, 320
# Streamlit writes as many decimals as a column's step has, and cuts zeros off where it has none:
# 1.9 would stand below 1.95. A share from 0 to 1 is written as percent, two digits less.
FINEST, SHARE_STEP = 2, 0.001


def complete_settings(
    table: pd.DataFrame | Styler, settings: Mapping[str, Any], lang: str
) -> dict[str, dict[str, Any] | None]:
    """The settings with days and numbers in the reader's form and the first column held in sight.

    What a Styler says of its numbers stays.
    """
    is_styled = isinstance(table, Styler)
    frame = table.data if is_styled else table
    known = {
        name: {"label": setting} if isinstance(setting, str) else setting
        for name, setting in settings.items()
    }
    shown = [name for name in frame if known.get(name, "") is not None]
    columns = {
        name: _written(frame[name], lang, is_styled) | (known.get(name) or {}) for name in shown
    }
    columns = {name: _even(setting) for name, setting in columns.items()}
    columns |= {name: {**columns[name], "pinned": True} for name in shown[:1]}
    return {**known, **{name: setting for name, setting in columns.items() if setting}}


def _width(texts: Iterable[object]) -> int:
    """Pixels for the longest text: Streamlit measures a column by its first cells, empty or not."""
    most = max(map(export_tables.letters, map(str, texts)))
    return min(most * LETTER + EDGES, WIDEST)


def _written(column: Any, lang: str, is_styled: bool) -> dict[str, Any]:
    """How a column's cells are written where nothing else is said."""
    if export_tables.has_days(column):
        return {"type_config": {"type": "date", "format": dates.COLUMN[lang]}}
    if export_tables.has_times(column):
        return {
            "type_config": {
                "type": "datetime",
                "format": dates.times(bool(column.dt.second.any()), lang),
            }
        }
    if export_tables.has_texts(column) and column.isna().any():
        return {"width": _width([column.name, *column.dropna()])}
    if export_tables.has_numbers(column) and not is_styled:
        return {"type_config": {"type": "number", "format": "localized", **_decimals(column)}}
    return {}


def _decimals(column: Any) -> dict[str, float]:
    """A step as fine as the column's finest number, so that all are written alike."""
    known = column.dropna().astype(float)
    needed = next((n for n in range(FINEST) if (known.round(n) == known).all()), FINEST)
    return {"step": 10.0**-needed} if needed else {}


def _even(setting: dict[str, Any]) -> dict[str, Any]:
    """Shares with one decimal each, unless the setting says otherwise."""
    kind = setting.get("type_config") or {}
    if kind.get("format") != "percent":
        return setting
    return setting | {"type_config": {"step": SHARE_STEP, **kind}}


def emphasise(frame: pd.DataFrame | Styler, settings: Mapping[str, Any], palette: Palette) -> Any:
    """The table as it is shown, its first column's text as dark, or as light, as it can be.

    A frame of numbers stays a frame: a Styler would write them in its own way.
    """
    plain = _rounded(frame, settings) if isinstance(frame, pd.DataFrame) else frame.data
    styled = None if isinstance(frame, pd.DataFrame) else frame
    first = [name for name in plain if settings.get(name, "") is not None][:1]
    fits = plain.index.is_unique and plain.columns.is_unique and len(plain) <= MOST_STYLED
    if styled is None and fits and all(export_tables.has_texts(plain[name]) for name in plain):
        styled = plain.style.format(na_rep="—")
    if styled is None or not first or not fits:
        return plain if styled is None else frame
    colour = "#000000" if palette.is_light else "#ffffff"
    return styled.set_properties(subset=first, color=colour)


def _rounded(frame: pd.DataFrame, settings: Mapping[str, Any]) -> pd.DataFrame:
    """Numbers as they are to be written: Streamlit cuts at a column's step and does not round."""
    rounded = {}
    for name, column in frame.items():
        setting = settings.get(str(name)) or {}
        kind = {} if isinstance(setting, str) else setting.get("type_config") or {}
        if export_tables.has_numbers(column) and column.dtype.kind == "f":
            share = kind.get("format") == "percent"
            if share or not kind:
                rounded[str(name)] = column.round(FINEST + 1 if share else FINEST)
    return frame.assign(**rounded) if rounded else frame
