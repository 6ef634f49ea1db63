"""Names and numbers at the marks themselves, so that nobody has to look a line up in a legend."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from governance.charts.model import Chart, Series
from governance.core import dates
from governance.core.i18n import Translator

LINES = ("line", "value", "rule")


@dataclass(frozen=True)
class Label:
    """A text at a mark of a series, by the series' number among those drawn.

    is_end: whether it stands beside the last mark, on the right of the plot; else above its mark.
    """

    number: int
    place: int
    text: str
    is_end: bool = True


def labels(chart: Chart, _: Translator) -> list[Label]:
    """What stands beside lines and marks; none where only a legend tells the series apart."""
    if chart.is_lying or chart.stacking or chart.form != "months":
        return []
    lines = [
        Label(number, series.places[-1], _text(chart, series, _))
        for number, series in enumerate(chart.drawn)
        if series.kind in LINES and series.places and (series.key or series.kind != "rule")
    ]
    dots = [series for series in chart.drawn if series.kind == "dots" and series.key]
    carrier = next((one for one in lines if not chart.drawn[one.number].key), None)
    if carrier is None:
        return [*lines, *_bars(chart, _)] if not dots else []
    return [one for one in lines if one != carrier] + _with_dots(chart, carrier, dots)


def _text(chart: Chart, series: Series, _: Translator) -> str:
    return series.key or chart.number(series.values[series.places[-1]], _)


def _with_dots(chart: Chart, carrier: Label, dots: list[Series]) -> list[Label]:
    """The line that has marks upon it: its last number, and each kind of mark named once."""
    last, named = carrier.text, []
    line = chart.drawn[carrier.number]
    for series in dots:
        if not series.places or line.values[series.places[-1]] is None:
            continue
        if series.places[-1] == carrier.place:
            last = f"{last} {series.key}"
        else:
            named.append(Label(carrier.number, series.places[-1], series.key, is_end=False))
    return [Label(carrier.number, carrier.place, last), *named]


def _bars(chart: Chart, _: Translator) -> Iterator[Label]:
    """The numbers of the chosen bars, else of the last one."""
    for number, series in enumerate(chart.drawn):
        last = series.places[-1:] if len(chart.codes) - 1 in series.places else []
        for place in [n for n in series.places if n in chart.chosen] or last:
            if series.kind == "bar":
                text = chart.number(series.values[place], _)
                yield Label(number, place, text, is_end=False)


def apart(heights: Mapping[int, float], line: float) -> dict[int, float]:
    """How far up each label moves, so that between any two there is a line."""
    order = sorted(heights, key=lambda number: heights[number])
    placed: dict[int, float] = {}
    for number in order:
        least = max((placed[other] + line for other in placed), default=heights[number])
        placed[number] = max(heights[number], least)
    # Half of what the uppermost had to give way is taken back from all.
    back = (placed[order[-1]] - heights[order[-1]]) / 2 if order else 0.0
    return {number: placed[number] - heights[number] - back for number in placed}


def months_by_year(chart: Chart, lang: str, *, roomy: bool) -> Iterator[tuple[str, list[str]]]:
    """Each year of the axis with its months; roomy: whether there is room for their names.

    A month in which a note begins has its sign.
    """
    signs = {note.first: note.sign for note in chart.notes[::-1]}
    days = [dt.date.fromisoformat(code[:10]) for code in chart.codes]
    named = [
        (day, (dates.month_alone(day, lang) if roomy else str(day.month)) + signs.get(place, ""))
        for place, day in enumerate(days)
    ]
    for year, months in groupby(named, key=lambda pair: dates.year(pair[0], lang)):
        yield year, [name for _day, name in months]
