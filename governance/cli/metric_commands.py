"""The commands that answer with figures: metric, metrics, receipt, rank."""

import argparse
import datetime as dt
import sys

import pandas as pd

from governance.cli.build_commands import RequestError, show
from governance.core import contracts
from governance.core.i18n import FALLBACK, Translator, translator
from governance.core.periods import Window
from governance.metrics import number_format, segments
from governance.metrics.catalog import Metric
from governance.metrics.metric_values import Values
from governance.metrics.query import Filter, Query
from governance.receipts import figure_records, receipt_tables
from governance.receipts.proof import prove
from governance.stats.fairness import (
    case_mix,
    league,
    league_table,
    league_words,
    similar_areas,
    suitability,
)
from governance.stats.fairness.league import League
from governance.warehouse import availability
from governance.warehouse.reader import Warehouse, chosen_file

BEGINNING = dt.date.min


def filter_of(text: str) -> Filter:
    """A filter argument, SEGMENT=VALUE."""
    segment, sign, value = text.partition("=")
    if not (segment and sign):
        raise argparse.ArgumentTypeError(f"{text!r} is no filter like channel=hotline")
    return segment, value


def metric(options: argparse.Namespace) -> int:
    """One row an area: area_code, area_name[, segment], numerator, denominator, value."""
    warehouse = Warehouse.open(chosen_file(options.warehouse))
    chosen_metric = metric_of(warehouse, options)
    refuse_area(warehouse, options)
    start, end = window_of(warehouse, options)
    place = options.level, options.area
    frame = warehouse.answer(
        Query((chosen_metric.key,), *place, ((start, end),), tuple(options.filters), options.by)
    )
    _ = translator(FALLBACK)
    asked = {"metrics": [chosen_metric.key], "area": options.area, "start": start, "end": end}
    for count in warehouse.view("left_out", asked)["records"]:
        print(number_format.left_out(count, _), file=sys.stderr)
    if frame["is_few"].any():
        print(number_format.suppressed(int(frame["is_few"].sum()), _), file=sys.stderr)
    columns = ["area_code", "area_name", "segment_value", "numerator", "denominator", "value"]
    columns += ["known", "months"] if options.start else []  # else all that there ever was
    columns += ["until"] if frame["until"].notna().any() else []
    frame = frame[columns].rename(columns={"segment_value": "segment"})
    show(frame if options.by else frame.drop(columns="segment"), options.format)
    return 0


def window_of(
    warehouse: Warehouse, options: argparse.Namespace, latest: dt.date | None = None
) -> Window:
    """The days asked for, up to the last known one, or to `latest`.

    Raises RequestError where there are none.
    """
    known_until = latest or warehouse.meta.as_of + dt.timedelta(days=1)
    start, end = options.start or BEGINNING, min(options.end or known_until, known_until)
    if start >= end:
        raise RequestError(f"the period is empty: it starts {start} and ends before {end}")
    return start, end


def receipt(options: argparse.Namespace) -> int:
    """A figure with its definition, files, proof and first records; 1 where the proof fails."""
    warehouse = Warehouse.open(chosen_file(options.warehouse))
    metric = metric_of(warehouse, options)
    level, window = level_of(warehouse, options), window_of(warehouse, options, options.end)
    figure = Query((metric.key,), level, options.area, (window,), tuple(options.filters))
    proof = prove(warehouse.cursor(), warehouse.catalog, figure)
    print(*receipt_tables.lines(warehouse, figure, proof, options.lang), sep="\n")
    show(figure_records.files(warehouse.cursor(), warehouse.catalog, figure), options.format)
    rows = figure_records.listed(warehouse.cursor(), warehouse.catalog, figure, options.rows)
    show(rows, options.format)
    return int(not proof.holds)


def level_of(warehouse: Warehouse, options: argparse.Namespace) -> str:
    """The level of the area asked for. Raises RequestError where there is no such area."""
    levels = warehouse.areas().set_index("area_code")["level"]
    if options.area not in levels:
        raise RequestError(f"no area {options.area!r}")
    return str(levels[options.area])


def metric_of(warehouse: Warehouse, options: argparse.Namespace) -> Metric:
    """The metric asked for. Raises RequestError where it, its data or its split is unknown."""
    known = warehouse.catalog
    if options.key not in known:
        raise RequestError(f"no metric {options.key!r}; there are: {', '.join(known)}")
    chosen, key = known[options.key], options.key
    if not warehouse.available(key):
        raise RequestError(f"{key} needs {_lacking(warehouse, chosen)}")
    for segment in (options.by, *dict(options.filters)):
        if segment and segment not in chosen.splits:
            raise RequestError(f"{key} has no segment {segment!r}; it has: {chosen.splits}")
    return chosen


def _lacking(warehouse: Warehouse, metric: Metric) -> str:
    """What keeps a metric from being known: datasets without a row, or columns without a value."""
    if lost := sorted(metric.reads - warehouse.present):
        return f"{', '.join(lost)}, which this warehouse does not hold"
    wants = availability.needs(warehouse.catalog)[metric.key]
    named = [f"{' or '.join(columns)} of {dataset}" for dataset, columns in sorted(wants)]
    return f"{', '.join(named)}: no export here records all of that"


def refuse_area(warehouse: Warehouse, options: argparse.Namespace) -> None:
    """Raises RequestError where the area or the level is unknown, or the level lies above."""
    levels = [contracts.ROOT, *contracts.LEVELS]
    known = set(warehouse.areas()["level"])
    if options.level not in known:
        raise RequestError(
            f"no areas of level {options.level}; there are: {', '.join(sorted(known))}"
        )
    own = level_of(warehouse, options)
    if levels.index(options.level) < levels.index(own):
        raise RequestError(f"level {options.level} lies above area {options.area} ({own})")


def metrics(options: argparse.Namespace) -> int:
    """Every metric of the warehouse, and whether it has data there."""
    warehouse = Warehouse.open(chosen_file(options.warehouse))
    rows = [
        {
            "key": m.key,
            "title_zh": m.title["zh"],
            "title_en": m.title["en"],
            "unit": m.unit,
            "better": m.better,
            "dataset": m.dataset,
            "has_data": warehouse.available(m.key),
        }
        for m in warehouse.catalog.values()
    ]
    show(pd.DataFrame(rows), options.format)
    return 0


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

    def asked(level: str) -> Query:
        return Query((metric.key,), level, options.area, (window,), tuple(options.filters))

    whole = Values(warehouse.answer(asked(level_of(warehouse, options))))
    total, query = whole.at(metric.key, options.area, window), asked(options.level)
    frame = warehouse.answer(query)
    if options.same_mix:
        frame = _standardised(warehouse, frame, metric, query)
    if options.like:
        frame = frame[frame["area_code"].isin(_similar(warehouse, options, _))]
        total = league.pooled(Values(frame), total, metric, window)
    parts, is_mixed = Values(frame), options.same_mix
    return league.build_league(parts, total, metric, window, is_standardised=is_mixed)


def _standardised(
    warehouse: Warehouse, frame: pd.DataFrame, metric: Metric, query: Query
) -> pd.DataFrame:
    if not case_mix.strata(metric):
        raise RequestError(f"{metric.key} has no mix of cases: it is no share of cases by segment")
    return case_mix.standardise(
        frame, warehouse.view("case_mix", case_mix.parameters(metric, query))
    )


def _similar(warehouse: Warehouse, options: argparse.Namespace, _: Translator) -> tuple[str, ...]:
    """The areas like one of them, which are told on stderr."""
    asked = {"level": options.level, "area": options.area}
    groups = similar_areas.group(warehouse.view("area_figures", asked))
    found = next((one for one in groups if options.like in one.codes), None)
    if found is None:
        raise RequestError(f"no group of similar areas has the area {options.like}")
    kind = segments.value("kind", found.kind, _, "areas") if found.kind else ""
    print(league_words.describe_group(found, kind, _), file=sys.stderr)
    return found.codes


def _place(warehouse: Warehouse, area: str, _: Translator) -> str:
    names = warehouse.areas().set_index("area_code")["area_name"]
    return _(number_format.LEVELS[contracts.ROOT]) if area == contracts.ROOT else str(names[area])
