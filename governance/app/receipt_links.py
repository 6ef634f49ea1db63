"""The ways from a number on a page to its receipt: which address it has, and what a click does."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from governance.app import context
from governance.app.context import Here
from governance.core.area_tree import DEPTHS
from governance.core.contracts import ROOT
from governance.core.periods import DAY, Window
from governance.metrics import number_format
from governance.metrics.catalog import Metric
from governance.metrics.number_format import LEVELS
from governance.metrics.pivot import Place
from governance.metrics.query import Filter, Query
from governance.metrics.scope import Scope, written
from governance.receipts.table_cells import Cell

# What an address asks for, None where a number has no receipt.
Link = Mapping[str, str] | None
# The receipt of the number in a row and a column, which is named by its heading.
Links = Callable[[int, str], Link]


def of_metric(
    scope: Scope,
    key: str,
    *,
    area: str = "",
    window: Window | None = None,
    filters: Sequence[Filter] = (),
) -> dict[str, str]:
    """The receipt of a metric's value in a scope, or in another area, window or filtered."""
    asked = {"metric": key} | written(scope.narrowed(filters))
    if area:
        asked["area"] = area
    if window and window != scope.window:
        first, last = window[0], window[1] - DAY
        asked |= {"period": "custom", "start": first.isoformat(), "end": last.isoformat()}
    return asked


def of_pivot(scope: Scope, key: str, place: Place) -> dict[str, str]:
    """The receipt of a metric's number in a cell, row or column of a pivot."""
    area, rest, window, filters = place
    kept = tuple(pair for pair in scope.filters if pair[0] not in dict(filters))
    asked = of_metric(replace(scope, filters=kept), key, area=area, window=window, filters=filters)
    return asked | {"rest": rest}


def rest(here: Here) -> str:
    """The level at which the place of the records asked for is not known, "" for all records."""
    level, levels = context.wanted("rest"), here.ground.tree.levels_below(ROOT)
    is_below = level in levels and DEPTHS.index(here.scope.level) < DEPTHS.index(level)
    return level if is_below else ""


def figure(here: Here, metric: Metric) -> Query:
    """The figure that the address asks for: of its scope, or of a rest of its area."""
    asked, level = here.scope.figure(metric), rest(here)
    return asked.at_rest(level) if level else asked


def heading(here: Here, metric: Metric) -> str:
    """The figure's title; of records whose place below the area is not known it says so."""
    _, level = here.translate, rest(here)
    if not level:
        return here.heading(metric)
    named = _("{area}, {level} not specified", area=here.place, level=_(LEVELS[level]))
    return number_format.heading(metric, named, here.days(), _)


def of_cell(
    scope: Scope, view: str, column: str, key: Sequence[Any] = (), area: str = ""
) -> dict[str, str]:
    """The receipt of a number of a view, in a scope or in another area."""
    texts = tuple("" if pd.isna(part) else str(part) for part in key)
    asked = {"metric": "", "cell": Cell(view, column, texts).text}
    return asked | written(scope.filters) | ({"area": area} if area else {})


def of_columns(
    scope: Scope, view: str, columns: Mapping[str, str], keys: Sequence[Sequence[Any]] = ()
) -> Links:
    """The receipts of a view's table: its columns by their headings, the key of each row.

    keys: without them the table has the columns of the view as its rows' numbers.
    """

    def link(row: int, column: str) -> Link:
        name = columns.get(column)
        return of_cell(scope, view, name, keys[row] if keys else ()) if name else None

    return link


def opens(here: Here, links: Links) -> Callable[[int, str], None]:
    """What a click on a number does: it opens the receipt, or says that there is none."""
    _ = here.translate

    def chosen(row: int, column: str) -> None:
        link = links(row, column)
        if link is None or link.get("area", "all") not in here.ground.tree:
            st.toast(_("This is no number that has records of its own."))
        else:
            context.open_page("receipt", **link)

    return chosen
