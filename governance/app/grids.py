"""A table on a page: how it is shown, how high it is, and how a number in it is opened."""

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from typing import Any, Literal, TypedDict

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from governance.core.i18n import Translator
from governance.receipts.figure_records import Source

# A row of Streamlit's tables and the height at which a table scrolls inside, pixels.
ROW, TALLEST, BORDERS = 35, 620, 3
# Of the container of a table whose cells open something: page.js keeps arrows from opening them.
OPENS = "opens_"


class Options(TypedDict, total=False):
    """How a table is shown.

    settings: Streamlit's column_config; None hides a column, and `type_config` with a format
    gives the downloads theirs ("percent": of 0 to 1; "%.1f%%": of 0 to 100; "%d": a number
    that is a name, like a row's). Days and numbers need none.
    chosen: gets the row's number and the column of a cell that was clicked, in a callback.
    height: at most so many pixels. width: of the page, or of its cells.
    heading: whether the title stands above the table. ticked: whether a row can be ticked.
    source: the view that found it, where it is no metric.
    slide: the fields of a slide of a briefing that shows the same; without, it is kept as it is.
    """

    settings: Mapping[str, Any] | None
    chosen: Callable[[int, str], None] | None
    height: int | Literal["content"]
    width: Literal["stretch", "content"]
    heading: bool
    ticked: bool
    source: Source | None
    slide: Mapping[str, Any] | None


def show(
    frame: pd.DataFrame | Styler,
    title: str,
    key: str,
    options: Options,
    settings: Mapping[str, Any],
) -> int | None:
    """Streamlit's own table, as wide and as high as the options say; the row that is ticked."""
    chosen, ticked = options.get("chosen"), options.get("ticked", False)
    asked: Any = "rerun" if ticked else "ignore"

    def select() -> None:
        cells = st.session_state[key]["selection"]["cells"]
        if cells and chosen:
            chosen(*cells[0])

    rows = len(frame if isinstance(frame, pd.DataFrame) else frame.data)
    with st.container(key=f"{OPENS}{key}") if chosen else nullcontext():
        event: Any = st.dataframe(
            frame,
            hide_index=True,
            placeholder="—",
            height=_height(rows, options.get("height", "content")),
            width=options.get("width", "stretch"),
            column_config=settings,
            key=key,
            on_select=select if chosen else asked,
            selection_mode="single-cell" if chosen else "single-row",
            alt=title,
        )
    ticks = event["selection"]["rows"] if ticked else []
    return ticks[0] if ticks else None


def offer_cells(
    frame: pd.DataFrame, key: str, settings: Mapping[str, Any], options: Options, _: Translator
) -> None:
    """The way to a number without a mouse: its row and its column are chosen by their names."""
    chosen = options.get("chosen")
    if not chosen or frame.empty:
        return
    columns = {
        name: _label(name, settings) for name in frame if settings.get(name, name) is not None
    }
    first, *_others = columns
    names = frame[first].astype(str)
    st.caption(_("Open the records behind a number"))
    row = st.selectbox(
        _("Which row"), range(len(frame)), format_func=lambda n: names.iloc[n], key=f"row_{key}"
    )
    column = st.selectbox(
        _("Which column"),
        list(columns),
        format_func=lambda name: columns[name],
        key=f"column_{key}",
    )
    st.button(_("Open the records"), key=f"open_cell_{key}", on_click=chosen, args=(row, column))


def _label(name: str, settings: Mapping[str, Any]) -> str:
    given = settings.get(name)
    return str((given or {}).get("label") or name) if isinstance(given, Mapping) else str(name)


def _height(rows: int, most: int | Literal["content"]) -> int:
    """As high as its rows, up to the height asked for; then it scrolls inside.

    In pixels: what is below would move once Streamlit has measured a table by itself.
    """
    most = TALLEST if most == "content" else most
    return min(ROW * (rows + 1) + BORDERS, most)
