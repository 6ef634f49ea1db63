"""One metric of several areas over time: a line an area, told apart by colour, mark and dash."""

from collections.abc import Sequence

import pandas as pd

from governance import dates, display, figures, palette
from governance.areas import Area
from governance.catalog import Metric
from governance.figures import Figure, Look
from governance.i18n import Translator
from governance.periods import Window
from governance.readings import Values

HEIGHT = 380
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "cross", "x", "star", "pentagon")
DASHES = ("solid", "dash", "dot", "dashdot")


def figure(
    areas: Sequence[Area],
    values: Sequence[Values],
    metric: Metric,
    months: Sequence[Window],
    look: Look,
) -> Figure:
    """A line an area over the months; gaps where there is no data. values: of each area."""
    labels = dates.ticks(tuple(months), look.translate.lang)
    places = {"tickmode": "array", "tickvals": list(range(len(labels))), "ticktext": labels}
    amounts = [
        [found.at(metric.key, area.code, month).value for month in months]
        for area, found in zip(areas, values, strict=True)
    ]
    known = [value for line in amounts for value in line if value is not None]
    layout = figures.layout(look, HEIGHT) | {
        "xaxis": figures.axis(
            look, **places, showgrid=False, range=[-0.4, len(labels) - 0.6], autotickangles=[0, 90]
        ),
        "yaxis": figures.value_axis(look, metric, known),
    }
    series = [
        _line(number, area, line, (metric, months), look)
        for number, (area, line) in enumerate(zip(areas, amounts, strict=True))
    ]
    return {"data": series, "layout": layout}


def table(
    areas: Sequence[Area],
    values: Sequence[Values],
    metric: Metric,
    months: Sequence[Window],
    _: Translator,
) -> pd.DataFrame:
    """The chart's numbers: a month a row, an area a column."""
    found = {
        area.name: [known.at(metric.key, area.code, month).value for month in months]
        for area, known in zip(areas, values, strict=True)
    }
    said = [dates.window(month, _.lang) for month in months]
    return pd.DataFrame({_("Period"): said, **found})


def _line(
    number: int,
    area: Area,
    amounts: Sequence[float | None],
    given: tuple[Metric, Sequence[Window]],
    look: Look,
) -> Figure:
    metric, months = given
    colours = palette.series(look.palette)
    colour = colours[number % len(colours)]
    said = [
        f"{area.name}<br>{dates.window(month, look.translate.lang)}"
        f"<br><b>{display.amount(value, metric, look.translate)}</b>"
        for month, value in zip(months, amounts, strict=True)
    ]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": area.name,
        "x": list(range(len(amounts))),
        "y": list(amounts),
        "customdata": said,
        "hovertemplate": "%{customdata}<extra></extra>",
        "line": {"color": colour, "width": 2, "dash": DASHES[number % len(DASHES)]},
        "marker": {"color": colour, "size": 8, "symbol": SYMBOLS[number % len(SYMBOLS)]},
    }
