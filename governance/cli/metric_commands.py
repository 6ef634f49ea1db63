"""The commands that answer with figures: metric, metrics, receipt."""

import argparse
import datetime as dt
import sys

import pandas as pd

from governance.cli.build_commands import RequestError, show
from governance.core import contracts
from governance.core.i18n import FALLBACK, translator
from governance.core.periods import Window
from governance.metrics import number_format
from governance.metrics.catalog import Metric
from governance.metrics.query import Filter, Query
from governance.receipts import figure_records, receipt_text, record_listing
from governance.receipts.proof import prove
from governance.warehouse.reader import Warehouse, chosen_file

BEGINNING = dt.date.min


def filters(text: str) -> tuple[Filter, ...]:
    """A filter argument, SEGMENT=VALUE."""
    segment, sign, value = text.partition("=")
    if not (segment and sign):
        raise argparse.ArgumentTypeError(f"{text!r} is no filter like channel=hotline")
    return ((segment, value),)


def metric(options: argparse.Namespace) -> int:
    """One row an area: area_code, area_name[, segment], numerator, denominator, value."""
    warehouse = Warehouse.open(chosen_file(options.warehouse))
    chosen_metric = metric_of(warehouse, options)
    refuse_area(warehouse, options)
    start, end = window_of(warehouse, options)
    place = options.level, options.area
    frame = warehouse.answer(
        Query((chosen_metric.key,), *place, ((start, end),), options.filters, options.by)
    )
    _ = translator(FALLBACK)
    asked = {"metrics": [chosen_metric.key], "area": options.area, "start": start, "end": end}
    for count in warehouse.view("left_out", asked)["records"]:
        print(number_format.left_out(count, _), file=sys.stderr)
    if frame["is_few"].any():
        print(number_format.suppressed(int(frame["is_few"].sum()), _), file=sys.stderr)
    columns = ["area_code", "area_name", "segment_value", "numerator", "denominator", "value"]
    frame = frame[columns].rename(columns={"segment_value": "segment"})
    show(frame if options.by else frame.drop(columns="segment"), options.format)
    return 0


def window_of(warehouse: Warehouse, options: argparse.Namespace) -> Window:
    """The days asked for, up to the last known one. Raises RequestError where there are none."""
    known_until = warehouse.meta.as_of + dt.timedelta(days=1)
    end = min(options.end or known_until, known_until)
    start = options.start or BEGINNING
    if start >= end:
        raise RequestError(f"the period is empty: it starts {start} and ends before {end}")
    return start, end


def receipt(options: argparse.Namespace) -> int:
    """A figure with its definition, files, proof and first records; 1 where the proof fails."""
    warehouse = Warehouse.open(chosen_file(options.warehouse))
    metric = metric_of(warehouse, options)
    levels = [level for code, level in _levels(warehouse) if code == options.area]
    if not levels:
        raise RequestError(f"no area {options.area!r}")
    known_until = warehouse.meta.as_of + dt.timedelta(days=1)
    window = (options.start or BEGINNING, options.end or known_until)
    if window[0] >= window[1]:
        raise RequestError(
            f"the period is empty: it starts {window[0]} and ends before {window[1]}"
        )
    figure = Query((metric.key,), levels[0], options.area, (window,), options.filters)
    proof = prove(warehouse.cursor(), warehouse.catalog, figure)
    print(*receipt_text.lines(warehouse, figure, proof, options.lang), sep="\n")
    show(figure_records.files(warehouse.cursor(), warehouse.catalog, figure), options.format)
    rows = record_listing.listed(warehouse.cursor(), warehouse.catalog, figure, options.rows)
    show(rows, options.format)
    return int(not proof.holds)


def _levels(warehouse: Warehouse) -> list[tuple[str, str]]:
    return warehouse.cursor().execute("select area_code, level from area_list").fetchall()


def metric_of(warehouse: Warehouse, options: argparse.Namespace) -> Metric:
    """The metric asked for. Raises RequestError where it, its data or its split is unknown."""
    known = warehouse.catalog
    if options.key not in known:
        raise RequestError(f"no metric {options.key!r}; there are: {', '.join(known)}")
    found = known[options.key]
    if not warehouse.available(found.key):
        raise RequestError(f"{found.key} needs {found.dataset}, which this warehouse does not hold")
    for segment in (options.by, *dict(options.filters)):
        if segment and segment not in found.splits:
            raise RequestError(f"{found.key} has no segment {segment!r}; it has: {found.splits}")
    return found


def refuse_area(warehouse: Warehouse, options: argparse.Namespace) -> None:
    """Raises RequestError where the area or the level is unknown, or the level lies above."""
    levels = [contracts.ROOT, *contracts.LEVELS]
    areas = _levels(warehouse)
    known = {level for _, level in areas}
    if options.level not in known:
        raise RequestError(
            f"no areas of level {options.level}; there are: {', '.join(sorted(known))}"
        )
    found = [level for code, level in areas if code == options.area]
    if not found:
        raise RequestError(f"no area {options.area!r}")
    if levels.index(options.level) < min(levels.index(level) for level in found):
        raise RequestError(f"level {options.level} lies above area {options.area} ({found[0]})")


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
