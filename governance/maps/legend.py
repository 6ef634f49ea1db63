"""Legends of maps as HTML: classes with their numbers and counts, so that colour is never alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from governance.charts.chart_base import Look
from governance.core.i18n import Translator
from governance.maps import cell_values, colour_ramps
from governance.maps.cell_values import Tally
from governance.maps.classes import Scale
from governance.metrics import number_format
from governance.metrics.catalog import Metric


@dataclass(frozen=True)
class Class:
    """A row of a map's legend: its colour (#rrggbb), what it stands for, how many areas have it.

    pattern: "hatched" or "crossed", as the areas are drawn; "" for plain ones.
    """

    colour: str
    text: str
    count: int
    pattern: str = ""


def html(
    title: str,
    metric: Metric,
    scale: Scale,
    tally: Tally,
    look: Look,
    *,
    about: Sequence[str] = (),
    projector: bool = False,
) -> str:
    """A <section class="map-legend"> of one metric or its difference, every text in it escaped.

    title: what the colours show. about: what else is to be read on the map. projector: type that
    is read from the back of a room.
    """
    _ = look.translate
    rows = classes(metric, scale, tally, look)
    ends = _ends(metric, scale, _)
    facts = [scale.words, scale.meaning, *about, *gaps(tally, _)]
    return section(title, f"{list_classes(rows, _)}{ends}", facts, projector)


def pair(
    titles: tuple[str, str],
    metrics: tuple[Metric, Metric],
    scales: tuple[Scale, Scale],
    tally: Tally,
    look: Look,
    *,
    projector: bool = False,
) -> str:
    """The same of two metrics: a square of three by three with their limits at its sides.

    titles: what the map shows, and in the second line where and when.
    """
    _ = look.translate
    colours = colour_ramps.bivariate(look.palette)
    cells = "".join(
        _cell(colours[row][column], tally.classes[row * 3 + column])
        for row in (2, 1, 0)
        for column in range(3)
    )
    across, up = (
        "".join(f"<li>{escape(text)}</li>" for text in _three(metric, scale, _))
        for metric, scale in zip(metrics, scales, strict=True)
    )
    names = [escape(number_format.named(metric, _)) for metric in metrics]
    square = (
        f'<div class="pair"><p class="up">↑ {names[1]}</p><ol class="side">{up}</ol>'
        f'<div class="square">{cells}</div><ol class="foot-scale">{across}</ol>'
        f'<p class="across">{names[0]} →</p></div>'
    )
    facts = [f"{_.pick(m.title)}: {s.words}" for m, s in zip(metrics, scales, strict=True)]
    rows = _others(scales[0], tally, look)
    body = f"{square}{list_classes(rows, _)}"
    return section(titles[0], body, [titles[1], *facts, *gaps(tally, _)], projector)


def alt(title: str, scale: Scale, metric: Metric, tally: Tally, _: Translator) -> str:
    """The map in words: what it shows, the classes with their counts, and what is missing."""
    rows = _classes(metric, scale, tally, _)
    if tally.zero:
        rows.insert(0, Class("", _("zero"), tally.zero))
    if tally.no_data:
        rows.append(Class("", _("No data"), tally.no_data))
    if tally.suppressed:
        rows.append(Class("", _("Suppressed"), tally.suppressed))
    if tally.uncompared:
        rows.append(Class("", _(cell_values.UNCOMPARED_TEXT), tally.uncompared))
    texts = [_("{range}: {n} areas", range=row.text, n=row.count) for row in rows]
    return _("Map. {title}. {classes}", title=title, classes=_("; ").join(texts))


def classes(metric: Metric, scale: Scale, tally: Tally, look: Look) -> list[Class]:
    """What the colours stand for: classes from the highest down, then areas without one."""
    return [*_classes(metric, scale, tally, look.translate), *_others(scale, tally, look)]


def ranges(scale: Scale, metric: Metric, _: Translator) -> list[str]:
    """Each class in numbers as they are shown: 1–9, 10–14; the outer ones end at the extremes."""
    step = _step(scale, metric)
    low, high = scale.extent
    if not scale.breaks:
        return [_span(low, high, metric, _)] if low or high else [_("zero")]
    if scale.is_diverging:
        return _signed(scale, metric, _)
    lows = [low, *(limit + step for limit in scale.breaks)]
    return [
        _span(bottom, top, metric, _)
        for bottom, top in zip(lows, [*scale.breaks, high], strict=True)
    ]


def _step(scale: Scale, metric: Metric) -> float:
    """How far a class begins above the limit of the one below: as far as the digits can tell."""
    return (
        0.0 if max(map(abs, scale.extent)) >= number_format.COMPACT_FROM else 10.0**-metric.decimals
    )


def _signed(scale: Scale, metric: Metric, _: Translator) -> list[str]:
    """Classes on both sides of zero, with signs: −8.2 to −2.7, ±2.6, +2.7 to +8.2."""
    step = _step(scale, metric)
    limits = [limit for limit in scale.breaks if limit > 0]
    most = max(scale.extent[1], limits[-1])
    sizes = [(bottom + step, top) for bottom, top in zip(limits, [*limits[1:], most], strict=True)]
    up = [_span(bottom, top, metric, _, sign="+") for bottom, top in sizes]
    down = [_span(bottom, top, metric, _, sign=number_format.MINUS) for bottom, top in sizes]
    middle = f"±{_short(limits[0], metric, _)}"
    return [*down[::-1], middle, *up]


def _span(low: float, high: float, metric: Metric, _: Translator, sign: str = "") -> str:
    first, last = (f"{sign}{_short(value, metric, _)}" for value in (low, high))
    if first == last or low > high:
        return last
    return _("{low} to {high}", low=first, high=last) if sign else f"{first}–{last}"


def _short(value: float, metric: Metric, _: Translator) -> str:
    """A limit without its unit, large ones in 万 or k with the digits that tell limits apart."""
    text = number_format.number(value, metric.decimals)
    if abs(value) < number_format.COMPACT_FROM:
        return text.rstrip("0").rstrip(".") if "." in text else text
    size, suffix = next(scale for scale in number_format.SCALES[_.lang] if abs(value) >= scale[0])
    return number_format.number(value / size, 4).rstrip("0").rstrip(".") + suffix


def _classes(metric: Metric, scale: Scale, tally: Tally, _: Translator) -> list[Class]:
    """From the highest class down, as the colours lie on a thermometer."""
    if not any(tally.classes) and scale.extent == (0.0, 0.0) and not scale.is_diverging:
        return []
    rows = zip(scale.colours, ranges(scale, metric, _), tally.classes, strict=True)
    return [Class(*row) for row in rows][::-1]


def _others(scale: Scale, tally: Tally, look: Look) -> list[Class]:
    """Zero where it stands apart, and what has no class; that only where it occurs."""
    _, colours = look.translate, colour_ramps.marks(look.palette)
    zero = [Class(scale.zero, "0", tally.zero)] if scale.zero else []
    few = _("Suppressed: a small number")
    rows = [
        Class(colours.no_data, _("No data"), tally.no_data, "hatched"),
        Class(colours.suppressed, few, tally.suppressed, "crossed"),
        Class(colours.no_data, _(cell_values.UNCOMPARED_TEXT), tally.uncompared),
    ]
    return [*zero, *(row for row in rows if row.count)]


def list_classes(rows: Sequence[Class], _: Translator) -> str:
    """A list of colours with their texts and counts of areas, every text escaped."""
    counts = [escape(_("{n} areas", n=row.count)) for row in rows]
    items = "".join(
        f'<li><i class="{row.pattern}" style="background-color:{row.colour}"></i>'
        f"<span>{escape(row.text)}</span>"
        f'<b title="{counted}">{row.count:,}</b></li>'
        for row, counted in zip(rows, counts, strict=True)
    )
    head = _("Number of areas")
    return f'<p class="counted">{escape(head)}</p><ul>{items}</ul>' if items else ""


def _ends(metric: Metric, scale: Scale, _: Translator) -> str:
    """Which side of a difference is the better one."""
    if not scale.is_diverging or metric.better == "neither":
        return ""
    up, down = (_("better"), _("worse")) if metric.better == "up" else (_("worse"), _("better"))
    return f'<p class="ends">▲ + {escape(up)} · ▼ {number_format.MINUS} {escape(down)}</p>'


def _three(metric: Metric, scale: Scale, _: Translator) -> list[str]:
    """Texts of the three rows or columns, blank where a metric fills only some of them."""
    texts = [""] * 3
    for place, text in enumerate(ranges(scale, metric, _)):
        texts[cell_values.spread(place, scale)] = text
    return texts


def _cell(colour: str, count: int) -> str:
    ink = colour_ramps.ink([colour])[0]
    return f'<b style="background-color:{colour};color:{ink}">{count or ""}</b>'


def gaps(tally: Tally, _: Translator) -> list[str]:
    """What the map does not show, counted."""
    n = tally.left_out
    return [_("{n} areas without a boundary are not drawn", n=n)] if n else []


def section(title: str, body: str, facts: Sequence[str], projector: bool) -> str:
    """The legend around a body that is HTML already; title and facts are escaped."""
    css = "map-legend projector" if projector else "map-legend"
    paragraphs = "".join(f"<p>{escape(fact)}</p>" for fact in facts if fact)
    head = f"<h4>{escape(number_format.unbroken(title))}</h4>" if title else ""
    return f'<section class="{css}">{head}{body}<footer>{paragraphs}</footer></section>'
