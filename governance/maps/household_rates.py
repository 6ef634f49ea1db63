"""Counts by 1,000 households, so that a large area is not dark for being large."""

from collections.abc import Mapping
from dataclasses import replace
from statistics import median

import pandas as pd

from governance.core.i18n import Translator
from governance.maps.cell_values import RATE, UNCOMPARED, Known
from governance.metrics import rules
from governance.metrics.catalog import Metric
from governance.metrics.metric_values import Value

PER = 1000  # households
NO_UNIT = {"zh": "", "en": ""}  # the title says it
Households = Mapping[str, float]


def is_counted(metric: Metric) -> bool:
    """Whether a metric is a number of things, whose rate has to be made for a map."""
    return metric.is_count and not metric.per


def of_frame(frame: pd.DataFrame) -> Households:
    """Households by area of queries/views/areas_at_level.sql; none where any area's are unknown."""
    areas = frame[~frame["is_rest"]].set_index("area_code")["households"].fillna(0)
    return areas.astype(float).to_dict() if len(areas) and (areas > 0).all() else {}


def rates(known: Known, households: Households) -> Known:
    """The counts of areas by 1,000 of their households; what has no number keeps why.

    UNCOMPARED where an area has too few households beside the others.
    """
    least = fewest(households)

    def rate(code: str, value: Value) -> Value:
        if value.value is None or code not in households:
            return value
        if households[code] < least:
            return UNCOMPARED
        return replace(value, value=value.value / households[code] * PER)

    return {code: rate(code, value) for code, value in known.items()}


def fewest(households: Households) -> float:
    """The smallest number of households with which an area is compared."""
    middle = median(households.values()) if households else 0.0
    return rules.load().household_rates.compared * middle


def metric(counted: Metric, _: Translator) -> Metric:
    """What the rates of a count are called, and with how many decimals they are said."""
    title = _("{metric} per 1,000 households", metric=_.pick(counted.title))
    return replace(
        counted, title=dict.fromkeys(("zh", "en"), title), unit_title=NO_UNIT, decimals=RATE
    )
