"""A slide of areas in order: fairly where chance has a law for the metric, else as they are."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from governance.attention import claims
from governance.briefings import slide_cells
from governance.briefings.slide_content import Cell, Column, Table, ends
from governance.briefings.slide_view import View
from governance.charts import ranking
from governance.charts.model import Chart, Series
from governance.charts.ranking import Ranking
from governance.core import periods
from governance.core.i18n import Translator
from governance.metrics import metric_values, number_format
from governance.metrics.catalog import Metric
from governance.stats.fairness import league, league_table, league_words, suitability
from governance.stats.fairness.league import League

TONES = {
    "up": {"above": "better", "below": "worse"},
    "down": {"above": "worse", "below": "better"},
    "neither": {"above": "high", "below": "low"},
}


def is_fair(view: View, metric: Metric) -> bool:
    """Whether the metric and the slide's level are ones that the page Fair ranking ranks."""
    return view.level in league.LEVELS and not suitability.why_not(metric)


def judge(view: View, metric: Metric) -> League:
    """The league as the page Fair ranking has it."""
    window = view.scope.window
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


def fair_table(view: View, league: League) -> Table:
    """Raw rate, possible places and verdict of each area; every area is a row."""
    _, metric = view.translate, league.metric
    frame, headings = league_table.frame(league, _), league_table.headings(league, _)
    rate = slide_cells.kind_of(metric)
    kinds = {"raw": rate, "shrunken": rate, "base": "number", "rank": "number"}
    shown = ("area", "base", "raw", "places", "verdict")
    drawn = ends(len(frame), view.slide.rows)
    columns = _columns(
        {name: headings[name] for name in league_table.COLUMNS}, kinds, metric, shown
    )
    whole = _table(view, metric, columns, frame)
    return slide_cells.draw(whole, drawn, [_tone(league, place) for place in drawn])


def _table(view: View, metric: Metric, columns: Sequence[Column], frame: pd.DataFrame) -> Table:
    rows, codes = slide_cells.rows(frame), tuple(frame.index)
    return Table("areas", _title(view, metric), tuple(columns), codes, rows, key=metric.key)


def fair_chart(view: View, league: League) -> Chart:
    """The raw rates of the drawn areas, coloured by verdict, against the whole's rate."""
    _, metric = view.translate, league.metric
    places = ends(len(league.standings), view.slide.rows)
    drawn = [league.standings[place] for place in places]
    values = tuple(series.judged.raw * league.factor if series.judged else None for series in drawn)
    whole = league.reference * league.factor
    return Chart(
        name="areas",
        title=_title(view, metric),
        form="bars",
        key=metric.key,
        unit=number_format.unit(metric, _),
        decimals=metric.decimals,
        categories=tuple(_named(series.name, series.now.has_data, view) for series in drawn),
        codes=tuple(series.code for series in drawn),
        series=(
            Series(_.pick(metric.title), "value", values, tuple(_tone(league, p) for p in places)),
        ),
        rule=whole,
        ruled=_(
            "{place} {rate}", place=view.place, rate=league_words.rate(league.reference, league, _)
        ),
    )


def plain_table(view: View, order: Ranking) -> Table:
    """Value, what it is compared with and the change of each area."""
    _, metric = view.translate, order.metric
    headings = ranking.columns(order, view.other, _)
    frame: pd.DataFrame = ranking.table(order, view.look).data[list(headings)]
    kinds = dict.fromkeys(("value", "then"), slide_cells.kind_of(metric))
    kinds |= dict.fromkeys(("numerator", "denominator"), "number")
    kinds |= {"change": "change", "covered": "share"}
    columns = _columns(headings, kinds, metric, ("area", "value", "then", "change"))
    table = slide_cells.draw(
        _table(view, metric, columns, frame), range(len(frame))[: view.slide.rows]
    )
    texts = (
        _texts(table.rows[place], columns, _change(order, place, view), _) for place in table.drawn
    )
    return replace(table, shown=tuple(texts))


def plain_chart(view: View, order: Ranking) -> Chart:
    """The values of the drawn areas as the overview's bars, the largest first."""
    drawn = ranking.chart(order, view.translate, view.slide.rows)
    return lit(drawn.titled(_title(view, order.metric)), order)


def lit(bars: Chart, order: Ranking) -> Chart:
    """The bars of the areas that the title names, the others standing back; all alike for none."""
    named = {area.code for alike in claims.leading(order.areas, order.metric) for area in alike}
    if not named.intersection(bars.codes):
        return bars
    (series,) = bars.series
    tones = tuple("value" if code in named else "other" for code in bars.codes)
    return replace(bars, series=(replace(series, tones=tones),))


def _named(name: str, has_data: bool, view: View) -> str:
    _ = view.translate
    return name if has_data else _("{area} (no data)", area=name)


def left_out(view: View, count: int) -> str:
    """That not all bars are drawn beside which no table stands, "" where all are."""
    _, most = view.translate, view.slide.rows
    if count <= most:
        return ""
    return _("{n} of {total} rows shown; the workbook has all.", n=most, total=count)


def _title(view: View, metric: Metric) -> str:
    return number_format.heading(metric, view.place, view.days, view.translate)


def _columns(
    headings: Mapping[str, str], kinds: Mapping[str, str], metric: Metric, drawn: Collection[str]
) -> list[Column]:
    """The columns of these headings; values have the metric's decimals."""
    valued = ("value", "then", "raw", "shrunken", "change")
    return [
        Column(
            name,
            heading,
            kinds.get(name, "text"),
            metric.decimals if name in valued else 0,
            is_drawn=name in drawn,
        )
        for name, heading in headings.items()
    ]


def _tone(league: League, place: int) -> str:
    unit = league.standings[place].judged
    return TONES[league.metric.better].get(unit.verdict, "") if unit else "missing"


def _change(order: Ranking, place: int, view: View) -> str:
    return number_format.judgement(
        ranking.change(order.areas[place], order, view.translate),
        number_format.AIMED if order.against_target else number_format.VERDICTS,
        view.translate,
    )


def _texts(
    row: Sequence[Cell], columns: Sequence[Column], change: str, _: Translator
) -> tuple[str, ...]:
    """The drawn cells; a missing value says so, and a change is said in words."""
    return tuple(
        change
        if column.kind == "change"
        else slide_cells.text(cell, column, _("No data") if column.name == "value" else "")
        for cell, column in zip(row, columns, strict=True)
        if column.is_drawn
    )
