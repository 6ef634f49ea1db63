"""How old what has piled up is: of a stock that rises, the cases that have waited longest."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from governance.attention.detection import Item
from governance.metrics.catalog import Metric
from governance.metrics.query import filter_parameters

# The column of queries/views/backlog_ages.sql that counts a metric's cases.
COUNTED = {"backlog": "issues", "overdue": "overdue"}
View = Callable[[str, Mapping[str, Any]], pd.DataFrame]


def with_ages(items: Iterable[Item], catalog: Mapping[str, Metric], view: View) -> list[Item]:
    """Items of rising stocks with how many of their cases are older than the last age band begins.

    view: what queries/views/ finds in the build, by name and bound values.
    """
    return [_aged(item, catalog, view) if _has_ages(item) else item for item in items]


def _has_ages(item: Item) -> bool:
    return item.is_signal and item.side > 0 and item.metric.key in COUNTED


def _aged(item: Item, catalog: Mapping[str, Metric], view: View) -> Item:
    days = max(catalog["backlog"].numbers["ages"])
    bound = {"area": item.area, "end": item.month[1], **filter_parameters(())}
    ages = view("backlog_ages", bound)
    old = ages.loc[ages["from_days"] > days, COUNTED[item.metric.key]].sum()
    return replace(item, older=(int(old), int(days)))
