"""The command that ranks areas fairly: what the page Fair ranking shows, as text."""

import argparse
import sys

from governance.cli.build_commands import RequestError, show
from governance.cli.metric_commands import metric_of, refuse_area, window_of
from governance.core import contracts
from governance.core.i18n import Translator, translator
from governance.metrics import number_format
from governance.metrics.metric_values import Values
from governance.metrics.query import Query
from governance.stats.fairness import league, league_table, league_words, suitability
from governance.stats.fairness.league import League
from governance.warehouse.reader import Warehouse, chosen_file


def rank(options: argparse.Namespace) -> int:
    """One row an area, best verdict first; the sentence above it goes to standard error."""
    warehouse, _ = Warehouse.open(chosen_file(options.warehouse)), translator(options.lang)
    refuse_area(warehouse, options)
    given = _league(warehouse, options, _)
    if not given.judged:
        raise RequestError("no area has any cases in this period: there is nothing to rank")
    place = _place(warehouse, options.area, _)
    said = (
        league_words.summary(given, place, _),
        league_words.describe_worst(given, _),
        league_words.describe_unranked(given, _),
    )
    print(*filter(None, said), sep="\n", file=sys.stderr)
    frame = league_table.frame(given, _).reset_index(names="area_code")
    frame = frame.round(dict.fromkeys(league_table.RATES, given.metric.decimals))
    show(frame.rename(columns=league_table.headings(given, _)), options.format)
    return 0


def _league(warehouse: Warehouse, options: argparse.Namespace, _: Translator) -> League:
    metric, window = metric_of(warehouse, options), window_of(warehouse, options)
    if reason := suitability.why_not(metric):
        raise RequestError(f"{metric.key} is not ranked. {_(reason)}")

    def values(level: str) -> Values:
        query = Query((metric.key,), level, options.area, (window,), options.filters)
        return Values(warehouse.answer(query))

    own = warehouse.areas().set_index("area_code")["level"][options.area]
    whole = values(own).at(metric.key, options.area, window)
    return league.build_league(values(options.level), whole, metric, window)


def _place(warehouse: Warehouse, area: str, _: Translator) -> str:
    names = warehouse.areas().set_index("area_code")["area_name"]
    return _(number_format.LEVELS[contracts.ROOT]) if area == contracts.ROOT else str(names[area])
