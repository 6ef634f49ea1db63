"""Lying bars as SVG, and the strokes that all charts are drawn with."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from governance.charts import roles
from governance.charts.model import Chart, Series, plain
from governance.core import export_tables
from governance.core.i18n import Translator
from governance.core.palette import Palette

# Narrow letters to pixels, at the 13 px that the names beside bars have.
LETTER = 7.3
# Of a row of bars or of a month is filled by them.
FULL = 0.66
HATCH = 'width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"'


@dataclass(frozen=True)
class Drawing:
    """A chart in a box of pixels, in the colours of a palette and a reader's language."""

    chart: Chart
    width: int
    height: int
    palette: Palette
    translate: Translator

    def ink(self, tone: str) -> str:
        return roles.colour(tone, self.palette)


def lying(drawing: Drawing) -> Iterator[str]:
    """Horizontal bars with the texts at their ends; a line where the whole or the target is."""
    chart, _ = drawing.chart, drawing.translate
    top = 30 if len(chart.series) > 1 else 12
    step = min((drawing.height - top - 12) / max(len(chart.codes), 1), 44)
    longest = max(map(export_tables.letters, chart.categories), default=4)
    left = min(longest * LETTER + 12, drawing.width * 0.42)
    texts = [chart.text(series, n, _) for series in chart.series for n in range(len(chart.codes))]
    room = (
        drawing.width
        - left
        - max(map(export_tables.letters, [*texts, *chart.ends]), default=3) * 8
        - 12
    )
    low, high = chart.scale
    scale = room / ((high - low) or 1.0)
    frame = _Frame(left - low * scale, scale, top, step)
    numbers: list[str] = []
    for place, name in enumerate(chart.categories):
        yield label(left - 8, frame.middle(place), name, "end")
        yield from _row(drawing, frame, place, numbers)
    if chart.rule is not None:
        at = frame.along(chart.rule)
        ends = f'y1="{top - 4}" y2="{frame.middle(len(chart.codes) - 0.5):.1f}"'
        line = stroke(drawing, "target", 1.8, "dash")
        yield f'<line class="across" x1="{at:.1f}" x2="{at:.1f}" {ends} {line}/>'
    yield from numbers


@dataclass(frozen=True)
class _Frame:
    """Pixels of lying bars: where zero is, one unit, the first row and the height of a row."""

    zero: float
    unit: float
    top: float
    step: float

    def along(self, value: float) -> float:
        return self.zero + value * self.unit

    def middle(self, place: float) -> float:
        return self.top + self.step * (place + 0.5)


def _row(drawing: Drawing, frame: _Frame, place: int, numbers: list[str]) -> Iterator[str]:
    """The bars of one category; the texts at their ends are drawn last, on top."""
    chart, _, before = drawing.chart, drawing.translate, 0.0
    is_group = chart.stacking == "group"
    tall = frame.step * FULL / (len(chart.series) if is_group else 1)
    for number, series in enumerate(chart.series):
        value = series.values[place]
        above = frame.middle(place) - frame.step * FULL / 2 + (number * tall if is_group else 0)
        start = before if chart.stacking == "stack" else 0.0
        ends = sorted((frame.along(start), frame.along(start + (value or 0.0))))
        if value is not None:
            before += value
            box = (ends[0], above, ends[1] - ends[0], tall)
            yield bar(drawing, series, place, box)
        if not chart.ends:
            text = chart.text(series, place, _)
            numbers.append(label(ends[1] + 6, above + tall / 2, text, "start", "over"))
    if chart.ends:
        end = frame.along(before) + 6
        numbers.append(label(end, frame.middle(place), chart.ends[place], "start", "over"))


def bar(
    drawing: Drawing, series: Series, place: int, box: tuple[float, float, float, float]
) -> str:
    """One bar, filled or hatched, with its exact value and what it says."""
    title = plain(drawing.chart.hover_text(series, place, drawing.translate))
    ink = drawing.ink(series.role(place))
    left, top, wide, tall = box
    pattern, fill = "", f'fill="{ink}"'
    if series.is_hatched:
        name = f"hatch-{ink.lstrip('#')}"
        stripe = f'<line x1="0" y1="0" x2="0" y2="6" stroke="{ink}" stroke-width="4"/>'
        pattern = f'<pattern id="{name}" {HATCH}>{stripe}</pattern>'
        fill = f'fill="url(#{name})" stroke="{ink}" data-ink="{ink}"'
    return (
        f'{pattern}<rect class="bar" x="{left:.1f}" y="{top:.1f}" width="{wide:.1f}" '
        f'height="{tall:.1f}" {fill} data-code="{escape(drawing.chart.codes[place])}" '
        f'data-value="{series.values[place]!r}"><title>{escape(title)}</title></rect>'
    )


def label(x: float, y: float, text: str, anchor: str, css: str = "") -> str:
    """A text at these pixels."""
    named = f' class="{css}"' if css else ""
    return (
        f'<text{named} x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" '
        f'dominant-baseline="central">{escape(text)}</text>'
    )


def stroke(drawing: Drawing, tone: str, width: float, dash: str) -> str:
    """How a line is drawn, as attributes."""
    lengths = " ".join(f"{part * width:.1f}" for part in roles.DASHES[dash])
    dashed = f' stroke-dasharray="{lengths}"' if lengths else ""
    return f'fill="none" stroke="{drawing.ink(tone)}" stroke-width="{width}"{dashed}'
