"""One metric of several areas over time: a line an area, distinguished by colour, mark and dash."""

from collections.abc import Sequence

import pandas as pd

from governance.charts import roles
from governance.charts.model import Chart, Series
from governance.core import dates
from governance.core.area_tree import Area
from governance.core.i18n import Translator
from governance.core.periods import Window
from governance.metrics import number_format
from governance.metrics.catalog import Metric
from governance.metrics.metric_values import Values


def chart(
    areas: Sequence[Area],
    values: Sequence[Values],
    metric: Metric,
    months: Sequence[Window],
    _: Translator,
) -> Chart:
    """A line an area over the months; gaps where there is no data. values: of each area."""
    labels = [dates.window(month, _.lang) for month in months]
    series = []
    for number, (area, measured) in enumerate(zip(areas, values, strict=True)):
        amounts = tuple(measured.at(metric.key, area.code, month).value for month in months)
        hovers = tuple(
            f"{area.name}<br>{month}<br><b>{number_format.amount(value, metric, _)}</b>"
            for month, value in zip(labels, amounts, strict=True)
        )
        series.append(Series(area.name, "value", amounts, **roles.line(number), hovers=hovers))
    known = [0.0, *(value for line in series for value in line.values if value is not None)]
    return Chart(
        name="months",
        title="",
        form="months",
        key=metric.key,
        unit=number_format.unit(metric, _),
        decimals=metric.decimals,
        categories=tuple(labels),
        codes=tuple(start.isoformat() for start, _end in months),
        series=tuple(series),
        labels=tuple(dates.ticks(tuple(months), _.lang)),
        reach=(min(known), max(known) * 1.06 or 1.0),
    )


def table(
    areas: Sequence[Area],
    values: Sequence[Values],
    metric: Metric,
    months: Sequence[Window],
    _: Translator,
) -> pd.DataFrame:
    """The chart's numbers: a month a row, an area a column."""
    columns = {
        area.name: [known.at(metric.key, area.code, month).value for month in months]
        for area, known in zip(areas, values, strict=True)
    }
    labels = [dates.window(month, _.lang) for month in months]
    return pd.DataFrame({_("Period"): labels, **columns})
