"""A slide of a trend: the months of one metric with mean and natural limits, signals marked."""

import numpy as np

from governance import dates, display
from governance.briefings.content import Chart, Column, Series, Table
from governance.briefings.ranked import typed
from governance.briefings.view import View
from governance.i18n import Translator
from governance.monthly import control, drawing
from governance.monthly.control import Control
from governance.signals import xmr

TONES = {"up": {1: "better", -1: "worse"}, "down": {1: "worse", -1: "better"}}


def chart(view: View, given: Control) -> Chart:
    """The months as the page Trend and signals draws them."""
    _, metric, (lower, upper) = view.translate, given.metric, drawing.cut(given)
    values = tuple(value.value for value in given.values)
    beyond = (None,) * (len(values) - given.judged)
    rules = [
        (_("Mean"), given.chart.limits.centre[0]),
        (_("Lower limit"), lower),
        (_("Upper limit"), upper),
    ]
    target = given.target
    return Chart(
        name="months",
        title=control.title(given, view.place, _),
        form="months",
        key=metric.key,
        unit=display.unit(metric, _),
        decimals=metric.decimals,
        categories=tuple(dates.month(start, _.lang) for start, _end in given.months),
        codes=tuple(start.isoformat() for start, _end in given.months),
        series=(
            Series(_.pick(metric.title), "value", values),
            *(Series(name, "rule", (*_plain(line), *beyond)) for name, line in rules),
            *_signals(given, values, _),
        ),
        rule=target.value if target else None,
        ruled=_("Target {aim}", aim=display.level(target.value, metric)) if target else "",
    )


def _signals(given: Control, values: tuple[float | None, ...], _: Translator) -> list[Series]:
    """The months that chance does not explain, high ones and low ones apart."""
    names = {1: _("Signal: high"), -1: _("Signal: low")}
    found = []
    for side, name in names.items():
        marks = [side == one for one in given.special] + [False] * (len(values) - given.judged)
        points = tuple(value if mark else None for value, mark in zip(values, marks, strict=True))
        tone = TONES.get(given.metric.better, {}).get(side, "")
        if any(marks):
            found.append(Series(name, "dots", points, (tone,) * len(points)))
    return found


def table(view: View, given: Control) -> Table:
    """The chart's numbers, one row a month, as the page hands them out."""
    frame, metric = control.numbers(given, view.translate), given.metric
    kind = "points" if metric.unit == "percent" else "number"
    first, *numbers, last = frame.columns
    columns = (
        Column("month", str(first)),
        *(Column(f"n{n}", str(name), kind, metric.decimals) for n, name in enumerate(numbers)),
        Column("signal", str(last)),
    )
    rows = tuple(tuple(map(typed, row)) for row in frame.itertuples(index=False, name=None))
    codes = tuple(start.isoformat() for start, _end in given.months)
    title = control.title(given, view.place, view.translate)
    return Table("months", title, columns, codes, rows, (), (), (), metric.key)


def _plain(values: xmr.Series) -> list[float | None]:
    return [float(value) if np.isfinite(value) else None for value in values]
