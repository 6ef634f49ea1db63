"""A slide of areas in order: fairly where chance has a law for the metric, else as they are."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from governance.briefings import slide_cells
from governance.briefings.slide_content import Cell, Column, Table, ends
from governance.briefings.slide_view import View
from governance.charts import ranking
from governance.charts.model import Chart, Series
from governance.charts.ranking import Ranking
from governance.core import periods
from governance.metrics import metric_values, number_format
from governance.metrics.catalog import Metric
from governance.stats.fairness import league, league_table, league_words, suitability
from governance.stats.fairness.league import League

TONES = {
    "up": {"above": "better", "below": "worse"},
    "down": {"above": "worse", "below": "better"},
    "neither": {"above": "high", "below": "low"},
}


def is_fair(view: View) -> bool:
    """Whether the slide's metric and level are ones that the page Fair ranking ranks."""
    (metric,) = view.metrics
    return view.level in league.LEVELS and not suitability.why_not(metric)


def judge(view: View) -> League:
    """The league as the page Fair ranking has it."""
    (metric,), window = view.metrics, view.scope.window
    parts = view.values(view.scope.query([metric.key], level=view.level))
    whole = view.value(view.scope.query([metric.key]))
    return league.build_league(parts, whole, metric, window)


def order(view: View) -> Ranking:
    """The areas by value as the overview has them."""
    (metric,), scope = view.metrics, view.scope
    months = periods.months_inside(scope.window)
    windows = (scope.window, scope.other, *months)
    values = view.values(scope.query([metric.key], windows, view.level))
    return Ranking(
        metric,
        metric_values.below(values, metric.key, scope.window, scope.other, months),
        view.target(metric.key),
        against_target=scope.compare == "target",
    )


def fair_table(view: View, given: League) -> Table:
    """Raw rate, possible places and verdict of each area; every area is a row."""
    _ = view.translate
    frame, headings = league_table.frame(given, _), league_table.headings(given, _)
    rate = _kind(given.metric)
    kinds = {"raw": rate, "shrunken": rate, "base": "number", "rank": "number"}
    columns = tuple(
        Column(
            name,
            headings[name],
            kinds.get(name, "text"),
            _decimals(name, given.metric),
            is_drawn=name in ("area", "base", "raw", "places", "verdict"),
        )
        for name in league_table.COLUMNS
    )
    rows = slide_cells.rows(frame)
    drawn = ends(len(rows), view.slide.rows)
    tones = [_tone(given, place) for place in drawn]
    return Table(
        "areas",
        _title(view, given.metric),
        columns,
        tuple(frame.index),
        rows,
        drawn,
        tuple(_texts(rows[place], columns, view) for place in drawn),
        tuple(tones),
        given.metric.key,
    )


def fair_chart(view: View, given: League) -> Chart:
    """The raw rates of the drawn areas, coloured by verdict, against the whole's rate."""
    _, metric = view.translate, given.metric
    places = ends(len(given.standings), view.slide.rows)
    drawn = [given.standings[place] for place in places]
    values = tuple(one.judged.raw * given.factor if one.judged else None for one in drawn)
    whole = given.reference * given.factor
    return Chart(
        name="areas",
        title=_title(view, metric),
        form="bars",
        key=metric.key,
        unit=number_format.unit(metric, _),
        decimals=metric.decimals,
        categories=tuple(_named(one.name, one.now.has_data, view) for one in drawn),
        codes=tuple(one.code for one in drawn),
        series=(
            Series(_.pick(metric.title), "value", values, tuple(_tone(given, p) for p in places)),
        ),
        rule=whole,
        ruled=_(
            "{place} {rate}", place=view.place, rate=league_words.rate(given.reference, given, _)
        ),
        note=_left(view, len(given.standings)),
    )


def plain_table(view: View, given: Ranking) -> Table:
    """Value, what it is compared with and the change of each area."""
    _ = view.translate
    styled = ranking.table(given, view.look)
    headings = ranking.columns(given, view.other, _)
    frame: pd.DataFrame = styled.data[list(headings)]
    kinds = dict.fromkeys(("value", "then"), _kind(given.metric))
    kinds |= {"change": "change", "covered": "share", "numerator": "number"}
    kinds |= {"denominator": "number"}
    columns = tuple(
        Column(
            name,
            text,
            kinds.get(name, "text"),
            _decimals(name, given.metric),
            is_drawn=name in ("area", "value", "then", "change"),
        )
        for name, text in headings.items()
    )
    rows = slide_cells.rows(frame)
    drawn = tuple(range(min(len(rows), view.slide.rows)))
    return Table(
        "areas",
        _title(view, given.metric),
        columns,
        tuple(frame.index),
        rows,
        drawn,
        tuple(_texts(rows[place], columns, view, _change(given, place, view)) for place in drawn),
        ("",) * len(drawn),
        given.metric.key,
    )


def plain_chart(view: View, given: Ranking) -> Chart:
    """The values of the drawn areas as the overview's bars, the largest first."""
    drawn = ranking.chart(given, view.translate, view.slide.rows)
    note = _left(view, len(given.areas))
    return replace(drawn, title=_title(view, given.metric), note=note)


def _named(name: str, has_data: bool, view: View) -> str:
    _ = view.translate
    return name if has_data else _("{area} (no data)", area=name)


def _left(view: View, count: int) -> str:
    """That not all areas are drawn, "" where all are."""
    _, most = view.translate, view.slide.rows
    if count <= most:
        return ""
    return _("{n} of {total} areas drawn; the workbook has all.", n=most, total=count)


def _title(view: View, metric: Metric) -> str:
    return number_format.heading(metric, view.place, view.days, view.translate)


def _kind(metric: Metric) -> str:
    return "points" if metric.unit == "percent" else "number"


def _decimals(name: str, metric: Metric) -> int:
    return metric.decimals if name in ("value", "then", "raw", "shrunken", "change") else 0


def _tone(given: League, place: int) -> str:
    unit = given.standings[place].judged
    return TONES[given.metric.better].get(unit.verdict, "") if unit else "missing"


def _change(given: Ranking, place: int, view: View) -> str:
    area = given.areas[place]
    return number_format.judgement(
        number_format.change(given.metric, area.now.value, given.beside(area), view.translate),
        number_format.AIMED if given.against_target else number_format.VERDICTS,
        view.translate,
    )


def _texts(
    row: Sequence[Cell], columns: Sequence[Column], view: View, change: str = ""
) -> tuple[str, ...]:
    pairs = zip(row, columns, strict=True)
    drawn = [(cell, column) for cell, column in pairs if column.is_drawn]
    return tuple(change if c.kind == "change" else _shown(cell, c, view) for cell, c in drawn)


def _shown(cell: Cell, column: Column, view: View) -> str:
    """Missing numbers say so in the column of values."""
    _ = view.translate
    return slide_cells.text(cell, column, _("No data") if column.name == "value" else "")
