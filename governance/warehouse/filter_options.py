"""What a warehouse lets one choose from, found once a build: for pages, commands and briefings."""

import pandas as pd

from governance.core.area_tree import AreaTree
from governance.core.contracts import ROOT
from governance.core.periods import Known
from governance.metrics import office_files, rules
from governance.metrics.scope import Ground
from governance.warehouse.reader import Warehouse


def load_options(opened: Warehouse, home: str = ROOT) -> Ground:
    """Areas, days, targets, and the segments of the metrics that have data.

    home: the area to start with; all areas where the build has none of that code.
    """
    areas = opened.areas()
    records = areas.astype(object).where(areas.notna(), None).to_dict("records")
    splits = {key: metric.splits for key, metric in opened.with_data.items()}
    has_targets = bool(office_files.targets(opened.meta.synthetic))
    tree = AreaTree(records)
    start = home if home in tree else ROOT
    return Ground(tree, known_days(opened), has_targets, splits, start)


def known_days(opened: Warehouse) -> Known:
    """Presets count from the last record of any dataset, not from the last answer to one."""
    start = rules.load().calendar.month_start
    end, days = opened.meta.as_of, opened.datasets()[["first_day", "last_day"]].dropna()
    if days.empty:
        return Known(end, end, end, start)
    first, last = (pd.Timestamp(day).date() for day in (days.min().iloc[0], days.max().iloc[1]))
    return Known(first, last, max(last, end), start)
