"""A slide of key figures: each metric with what it is compared with, its target, its judgement."""

from governance.briefings import trend_slide
from governance.briefings.slide_content import Compared, Figure
from governance.briefings.slide_view import View
from governance.charts import kpi_cards
from governance.charts.control_chart import control_series
from governance.charts.control_chart.control_series import Control
from governance.core.i18n import Translator
from governance.metrics import comparison, number_format
from governance.metrics.catalog import Metric
from governance.metrics.metric_values import Reading, Value
from governance.stats.signals import judgement


def read(view: View) -> list[tuple[Reading, Control]]:
    """Each metric as the overview's cards have it, and its months as the trend page judges them."""
    months, keys = trend_slide.judged_months(view), [metric.key for metric in view.metrics]
    values = view.values(view.scope.query(keys, months))
    return [
        (reading, trend_slide.judge(view, values, reading.metric, months))
        for reading in view.readings(view.metrics)
    ]


def figure(view: View, reading: Reading, control: Control) -> Figure:
    """The figure of one metric, in numbers and in the words beside them."""
    metric, now, _ = reading.metric, reading.now, view.translate
    is_one = metric.compares(view.scope.filters) and metric.has_history
    compared = {_("Previous period"): reading.previous, _("Last year"): reading.last_year}
    return Figure(
        key=metric.key,
        area=view.scope.area,
        title=_.pick(metric.title),
        unit=number_format.unit(metric, _),
        value=now.value,
        shown=_said(now, metric, _),
        numerator=now.numerator,
        denominator=now.denominator,
        compared=tuple(
            _compared(reading, label, then, _) for label, then in compared.items() if then
        ),
        target=reading.target.value if reading.target else None,
        aim=aim(reading),
        met=_met(reading),
        state=control.state if is_one else judgement.NOTHING,
        side=control.side,
        signal=control_series.word(control.state, control.side, metric.better, _) if is_one else "",
        gaps=_gaps(reading, _),
        months=reading.months,
    )


def _said(value: Value, metric: Metric, _: Translator) -> str:
    """A value in full with its unit, or why there is none."""
    if value.value is None:
        return kpi_cards.absent(value, _)
    return number_format.amount(value.value, metric, _)


def _compared(reading: Reading, label: str, then: Value, _: Translator) -> Compared:
    metric = reading.metric
    change = comparison.change(metric, reading.now, then, _)
    text = comparison.reason(metric, reading.now, then, _)
    if change:
        text = f"{change.arrow} {change.text}" if change.direction else change.arrow
    tone = change.verdict if change else "neither"
    shown = (
        _said(then, metric, _) if then.value is None else number_format.level(then.value, metric)
    )
    return Compared(label, then.value, shown, text, tone)


def aim(reading: Reading) -> str:
    """The target as text, "" where nothing is aimed at."""
    metric, target = reading.metric, reading.target
    if target is None:
        return ""
    return ("≤ " if metric.better == "down" else "≥ ") + number_format.level(target.value, metric)


def _met(reading: Reading) -> str:
    target, value = reading.target, reading.now.value
    if target is None or value is None or not reading.now.is_settled:
        return ""
    return "worse" if target.missed_by(value, reading.metric.better) else "better"


def _gaps(reading: Reading, _: Translator) -> str:
    texts = comparison.known_part(reading.now, _)
    if reading.parts is not None and reading.is_partial:
        known, total = reading.parts
        texts.append(_("{n} of {total} areas missing", n=total - known, total=total))
    joined = _(", ").join(texts)
    return f"⚠ {joined}" if texts else ""


def card_lines(figure: Figure, _: Translator) -> list[tuple[str, str]]:
    """What stands below a figure on its card, in any file: each line with its tone ("" for none).

    A change has its colour, and is judged, only where the months are a signal: what chance may
    have made is told in the annex.
    """
    is_signal = figure.state == judgement.SIGNAL
    rows = [
        (f"{then.label} {then.shown}  {then.change}".rstrip(), then.tone if is_signal else "")
        for then in figure.compared
    ]
    if figure.aim:
        met = {"better": _("✓ met"), "worse": _("✕ missed")}.get(figure.met, "")
        rows.append((" ".join((_("Target {aim}", aim=figure.aim), met)).rstrip(), figure.met))
    rows += [(figure.signal, "")] if is_signal else []
    return [*rows, *([(figure.gaps, "worse")] if figure.gaps else [])]
