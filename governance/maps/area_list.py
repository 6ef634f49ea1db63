"""The areas of a map as a list beside it, the worst first, each with what it had a year ago."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from governance.attention.claims import has_enough
from governance.core.i18n import Translator
from governance.metrics import comparison, number_format
from governance.metrics.catalog import Metric
from governance.metrics.metric_values import NOTHING, Value


@dataclass(frozen=True)
class Row:
    """One area: now, and a year ago where that is known."""

    code: str
    name: str
    now: Value = NOTHING
    then: Value = NOTHING


def ordered(rows: Iterable[Row], metric: Metric) -> list[Row]:
    """The worst first; where none is worse, the most. Rates of few cases and gaps come last."""
    sign = 1 if metric.better == "up" else -1
    return sorted(rows, key=lambda row: (rank(row, metric), sign * (row.now.value or 0.0)))


def worst(rows: Iterable[Row], metric: Metric) -> Row | None:
    """The first of them, where it can be held against others and is anything at all."""
    first = next(iter(ordered(rows, metric)), None)
    is_told = first is not None and rank(first, metric) == 0
    return first if first and is_told and (first.now.value or metric.better == "up") else None


def rank(row: Row, metric: Metric) -> int:
    """0 for a value that can be held against others, 1 for one of few cases, 2 for none."""
    if row.now.value is None:
        return 2
    return 0 if has_enough(row.now, metric) else 1


def html(
    total: Row, rows: Sequence[Row], metric: Metric, before: str, chosen: str, _: Translator
) -> str:
    """The list, every text in it escaped. before: what the time a year ago is called."""
    most = max((row.now.value or 0.0 for row in rows), default=0.0) or 1.0
    items = "".join(_item(row, metric, most, chosen, _) for row in ordered(rows, metric))
    order = _("most first") if metric.better == "neither" else _("worst first")
    named, now = number_format.named(metric, _), _("Now")
    head = f"<span>{escape(order)}</span><b>{escape(now)}</b><small>{escape(before)}</small>"
    return (
        f'<h3 data-area="{escape(total.code)}">'
        f"{escape(total.name)} · {escape(named)}</h3>{_total(total, metric, before, _)}"
        f'<p class="head">{head}</p><ol>{items}</ol>{few(rows, metric, _)}'
    )


def _total(row: Row, metric: Metric, before: str, _: Translator) -> str:
    """The area around them: its value, that of a year ago, and how they differ."""
    now = escape(number_format.amount(row.now.value, metric, _))
    then = escape(number_format.amount(row.then.value, metric, _))
    change = comparison.change(metric, row.now, row.then, _)
    told = f"{change.arrow} {change.text}" if change else ""
    why = told or comparison.reason(metric, row.now, row.then, _)
    return f'<p class="total"><b>{now}</b> <span>{escape(before)} {then} {escape(why)}</span></p>'


def _item(row: Row, metric: Metric, most: float, chosen: str, _: Translator) -> str:
    share = max(row.now.value or 0.0, 0.0) / most
    now, then = short(row.now, metric, _), short(row.then, metric, _)
    change = comparison.change(metric, row.now, row.then, _)
    arrow = change.arrow if change and change.direction else ""
    css = ' class="few"' if rank(row, metric) else ""
    current = ' aria-current="true"' if row.code == chosen else ""
    return (
        f'<li{css}><button type="button" data-code="{escape(row.code)}"{current}'
        f' style="--share:{min(share, 1):.3f}"><span>{escape(row.name)}</span>'
        f"<b>{escape(now)}</b><small>{escape(then)} {arrow}</small></button></li>"
    )


def short(value: Value, metric: Metric, _: Translator) -> str:
    """A value without its unit; a dash for none, a word for one that is too small to be told."""
    if value.is_few:
        return _("few")
    return number_format.short(value.value, metric, _.lang) or "–"


def few(rows: Sequence[Row], metric: Metric, _: Translator) -> str:
    """That some areas stand last for being of few cases."""
    count = sum(rank(row, metric) == 1 for row in rows)
    said = _("{n} areas with few cases stand last", n=count)
    return f'<p class="note">{escape(said)}</p>' if count else ""
