"""Charts of a metric's values: what they share, its target, and notes on its months.

Each annotation of a month has a numbered mark above it, and its words in a list below the chart.
"""

from collections.abc import Sequence
from typing import Any

from governance.charts.model import Chart, Note
from governance.core import dates
from governance.core.i18n import Translator
from governance.core.periods import Window, overlaps
from governance.metrics import number_format
from governance.metrics.annotations import Annotation
from governance.metrics.catalog import Metric
from governance.metrics.metric_values import Value
from governance.metrics.targets import Target

# ① to ⑳: a chart of 36 months has no room for more.
SIGNS = [chr(0x2460 + place) for place in range(20)]


def of_metric(metric: Metric, _: Translator, **fields: Any) -> Chart:
    """A chart of a metric's values with its key, unit and decimals; fields: all others."""
    unit = number_format.unit(metric, _)
    own: dict[str, Any] = {"title": "", "key": metric.key, "unit": unit}
    own["decimals"] = metric.decimals
    return Chart(**(own | fields))


def of_months(
    metric: Metric,
    months: Sequence[Window],
    _: Translator,
    known: Sequence[Annotation] = (),
    **fields: Any,
) -> Chart:
    """A chart of a metric month by month with what is known of them; fields: all others."""
    return of_metric(
        metric,
        _,
        form="months",
        categories=tuple(dates.window(month, _.lang) for month in months),
        codes=tuple(start.isoformat() for start, _end in months),
        note=list_notes(known, _),
        labels=tuple(dates.ticks(tuple(months), _.lang)),
        notes=place_notes(known, months, _),
        **({"name": "months"} | fields),
    )


def target_rule(target: Target | None, metric: Metric, _: Translator) -> dict[str, Any]:
    """The fields of a chart that draw the target across it; none without a target."""
    if target is None:
        return {}
    words = _("Target {aim}", aim=number_format.level(target.value, metric))
    return {"rule": target.value, "ruled": words}


def parts(value: Value) -> str:
    """What a mark says of a quotient's parts, as a line more; "" of any other value."""
    if value.denominator is None or value.numerator is None:
        return ""
    above, below = map(number_format.number, (value.numerator, value.denominator))
    return f"<br>{above} ÷ {below}"


def place_notes(
    notes: Sequence[Annotation], months: Sequence[Window], _: Translator
) -> tuple[Note, ...]:
    """The annotations of these months, as a chart has them."""
    signs = [
        (sign, note, [n for n, month in enumerate(months) if overlaps(note.window, month)])
        for sign, note in zip(SIGNS, notes, strict=False)
    ]
    return tuple(
        Note(sign, describe_note(note, _), places[0], places[-1])
        for sign, note, places in signs
        if places
    )


def describe_note(note: Annotation, _: Translator) -> str:
    """The days and the words: "2026年5月6日 网格员离岗"."""
    return f"{dates.window(note.window, _.lang)} {_.pick(note.text)}"


def list_notes(notes: Sequence[Annotation], _: Translator) -> str:
    """All annotations in one line, as they are numbered on the chart; "" where there is none."""
    signs = zip(SIGNS, notes, strict=False)
    return " · ".join(f"{sign} {describe_note(note, _)}" for sign, note in signs)
