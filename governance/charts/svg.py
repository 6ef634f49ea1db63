"""A chart as SVG, for files that must work without anything else."""

from collections.abc import Iterator
from html import escape

from governance.charts import direct_labels, roles
from governance.charts.model import Chart, Note, Series, plain, runs
from governance.charts.svg_bars import FULL, HATCH, LETTER, Drawing, bar, label, lying, stroke
from governance.core import export_tables
from governance.core.i18n import Translator
from governance.core.palette import Palette
from governance.metrics import number_format

ROOMY = 34  # pixels that a month's name takes on an axis


def picture(chart: Chart, box: tuple[int, int], palette: Palette, _: Translator) -> str:
    """A chart as <svg> in a box of so many pixels; its title is the text behind it."""
    width, height = box
    drawing = Drawing(chart, width, height, palette, _)
    if chart.is_empty:
        inside = label(width / 2, height / 2, _("No data"), "middle")
    else:
        inside = "".join(lying(drawing) if chart.is_lying else _upright(drawing))
        has_legend = not direct_labels.labels(chart, _) and (
            len(chart.series) > 1 or not chart.is_lying
        )
        inside += "".join(_legend(drawing)) if has_legend else ""
    return wrapped(inside, chart.title, box, "bars" if chart.is_lying else "months")


def wrapped(inside: str, title: str, box: tuple[int, int], form: str) -> str:
    """What is drawn as <svg> with its title."""
    width, height = box
    return (
        f'<svg class="chart {form}" viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="{escape(title)}"><title>{escape(title)}</title>{inside}</svg>'
    )


def _upright(drawing: Drawing) -> Iterator[str]:
    """Categories along, values up: lines, bars, marks and rules with a legend above."""
    chart, plot = drawing.chart, _Plot(drawing)
    yield from _grid(drawing, plot)
    for note in chart.notes:
        yield from _note(drawing, plot, note)
    for place in chart.gaps:
        yield _gap(drawing, plot, place)
    for series in chart.drawn:
        yield from (
            _bars(drawing, plot, series) if series.kind == "bar" else _line(drawing, plot, series)
        )
    # Place by place, so that a file lists the values of a line in their order.
    for place in range(len(chart.codes)):
        for series in chart.drawn:
            if series.kind in ("dots", "value") and series.values[place] is not None:
                yield _mark(drawing, plot, series, place)
    yield from _labels(drawing, plot)


class _Plot:
    """The plot of upright categories: pixels for places and values."""

    def __init__(self, drawing: Drawing) -> None:
        low, high = drawing.chart.scale
        self.ticks = number_format.nice(low, high)
        self._low, self._high = low, high
        said = direct_labels.labels(drawing.chart, drawing.translate)
        self.labels = dict(enumerate(said))
        longest = max((export_tables.letters(one.text) for one in said if one.is_end), default=0)
        self.left, self.right = 70.0, drawing.width - 12.0 - longest * LETTER
        self.top, self.bottom = 40.0, drawing.height - 52.0
        self.step = (self.right - self.left) / max(len(drawing.chart.codes), 1)

    def x(self, place: float) -> float:
        """The middle of a category."""
        return self.left + self.step * (place + 0.5)

    def y(self, value: float) -> float:
        """The height of a value."""
        share = (value - self._low) / ((self._high - self._low) or 1.0)
        return self.bottom - share * (self.bottom - self.top)


def _grid(drawing: Drawing, plot: _Plot) -> Iterator[str]:
    """Lines and numbers of the values, names of the categories."""
    chart, _ = drawing.chart, drawing.translate
    is_large = max(map(abs, plot.ticks), default=0) >= number_format.TICKS_FROM
    large = number_format.ticks(plot.ticks, _.lang)
    for tick, short in zip(plot.ticks, large, strict=True):
        at = plot.y(tick)
        ends = f'x1="{plot.left}" x2="{plot.right}" y1="{at:.1f}" y2="{at:.1f}"'
        yield f'<line class="grid" {ends}/>'
        yield label(plot.left - 8, at, short if is_large else chart.number(tick, _), "end")
    if chart.form == "months" and chart.labels:
        yield from _months(drawing, plot)
        return
    for place, name in enumerate([] if chart.is_bare else chart.names):
        x, y = plot.x(place) + 4, plot.bottom + 14
        yield (
            f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="end" '
            f'transform="rotate(-40 {x:.1f} {y:.1f})">{escape(name)}</text>'
        )


def _months(drawing: Drawing, plot: _Plot) -> Iterator[str]:
    """The months upright, as many as have room, with the year below where it begins."""
    chart, place = drawing.chart, 0
    if plot.step < ROOMY:
        for place, name in enumerate(chart.labels):
            for line, text in enumerate(filter(None, name.split("<br>"))):
                yield label(plot.x(place), plot.bottom + 16 + 17 * line, text, "middle")
        return
    for year, months in direct_labels.months_by_year(chart, drawing.translate.lang, roomy=True):
        yield label(plot.x(place), plot.bottom + 33, year, "middle")
        for name in months:
            yield label(plot.x(place), plot.bottom + 16, name, "middle")
            place += 1


def _labels(drawing: Drawing, plot: _Plot) -> Iterator[str]:
    """Names and numbers beside the lines, so far apart that none stands on another."""
    drawn = drawing.chart.drawn
    at = {n: plot.y(drawn[one.number].values[one.place] or 0) for n, one in plot.labels.items()}
    ends = {n: -at[n] for n, one in plot.labels.items() if one.is_end}
    moved = direct_labels.apart(ends, 17)
    for number, one in plot.labels.items():
        is_strong = not drawn[one.number].key or drawn[one.number].kind == "bar"
        weight = ' font-weight="600"' if is_strong else ""
        x, y = plot.x(one.place), at[number] - moved.get(number, 12)
        side = plot.step / 2 + 4
        yield (
            f'<text class="over" x="{x + (side if one.is_end else 0):.1f}" y="{y:.1f}" '
            f'dominant-baseline="middle" text-anchor="{"start" if one.is_end else "middle"}"'
            f"{weight}>{escape(one.text)}</text>"
        )


def _note(drawing: Drawing, plot: _Plot, note: Note) -> Iterator[str]:
    """A faint column over the months of a note, with its sign."""
    left, right = plot.x(note.first - 0.5), plot.x(note.last + 0.5)
    yield (
        f'<rect class="note" x="{left:.1f}" y="{plot.top}" width="{right - left:.1f}" '
        f'height="{plot.bottom - plot.top:.1f}" fill="{drawing.ink("limit")}" fill-opacity="0.07">'
        f"<title>{escape(note.text)}</title></rect>"
    )
    yield label((left + right) / 2, plot.top + 9, note.sign, "middle")


def _gap(drawing: Drawing, plot: _Plot, place: int) -> str:
    """A category without data, hatched from bottom to top."""
    chart, ink = drawing.chart, drawing.ink("gap")
    title = f"{chart.categories[place]} {drawing.translate('No data')}"
    stripe = f'<line x1="0" y1="0" x2="0" y2="6" stroke="{ink}" stroke-width="1.4"/>'
    return (
        f'<pattern id="gap" {HATCH}>{stripe}</pattern><rect class="gap" fill="url(#gap)" '
        f'x="{plot.x(place - FULL / 2):.1f}" y="{plot.top}" width="{plot.step * FULL:.1f}" '
        f'height="{plot.bottom - plot.top:.1f}"><title>{escape(title)}</title></rect>'
    )


def _bars(drawing: Drawing, plot: _Plot, series: Series) -> Iterator[str]:
    for place in series.places:
        ends = sorted((plot.y(0.0), plot.y(series.values[place] or 0.0)))
        box = (plot.x(place - FULL / 2), ends[0], plot.step * FULL, ends[1] - ends[0])
        yield bar(drawing, series, place, box)


def _line(drawing: Drawing, plot: _Plot, series: Series) -> Iterator[str]:
    """A line, broken where there is no value; a rule goes on level and steps where it changes."""
    if series.kind == "dots":
        return
    is_rule, strong = series.kind == "rule", series.role(0) == "target"
    look = stroke(
        drawing, series.role(0), (1.8 if strong else 1.2) if is_rule else 2.5, series.line
    )
    for run in runs(series.values):
        spots = [(plot.x(place), plot.y(value)) for place, value in run]
        if is_rule:
            spots = [
                (plot.x(place + side), plot.y(value))
                for place, value in run
                for side in (-0.5, 0.5)
            ]
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
        yield f'<polyline class="{series.kind}" points="{points}" {look}/>'


def _mark(drawing: Drawing, plot: _Plot, series: Series, place: int) -> str:
    """One mark with its exact value and what it says; that of the chosen period has a rim."""
    chart, value = drawing.chart, series.values[place] or 0.0
    title = plain(chart.hover_text(series, place, drawing.translate))
    is_chosen = series.kind == "dots" and place in chart.chosen
    shape = _symbol(drawing, series, place, (plot.x(place), plot.y(value)), rim=is_chosen)
    data = f'data-code="{escape(chart.codes[place])}" data-value="{value!r}"'
    return f"<path {shape} {data}><title>{escape(title)}</title></path>"


def _symbol(
    drawing: Drawing, series: Series, place: int, at: tuple[float, float], *, rim: bool = False
) -> str:
    """The attributes of a symbol at these pixels."""
    ink, scale = drawing.ink(series.role(place)), series.size(place) / 13
    fill = f'fill="{ink}"'
    if series.mark.endswith("open"):
        fill = f'fill="{drawing.palette.background}" stroke="{ink}" stroke-width="{2 / scale:.1f}"'
    elif rim:
        fill += f' stroke="{drawing.palette.text}" stroke-width="{2.5 / scale:.1f}"'
    moved = f'transform="translate({at[0]:.1f},{at[1]:.1f}) scale({scale:.2f})"'
    return f'class="{series.mark}" d="{roles.OUTLINES[series.mark]}" {moved} {fill}'


def _legend(drawing: Drawing) -> Iterator[str]:
    """What each series is, above the plot, in as many entries as there is room for."""
    left = 74.0
    for series in drawing.chart.drawn:
        if not series.key or (series.kind not in ("rule", "value") and not series.places):
            continue
        if left > drawing.width - 120:
            return
        yield from _key(drawing, series, left)
        yield label(left + 28, 14, series.key, "start")
        left += 44 + export_tables.letters(series.key) * LETTER


def _key(drawing: Drawing, series: Series, left: float) -> Iterator[str]:
    """The sign of a series beside its name."""
    first = next(iter(series.places), 0)
    if series.kind == "bar" or drawing.chart.is_lying:
        yield _bar_key(drawing, series, left, first)
        return
    if series.kind in ("rule", "line", "value"):
        look = stroke(drawing, series.role(0), 1.2 if series.kind == "rule" else 2.5, series.line)
        yield f'<line x1="{left}" x2="{left + 22}" y1="14" y2="14" {look}/>'
    if series.kind in ("dots", "value"):
        yield f"<path {_symbol(drawing, series, first, (left + 11, 14))}/>"


def _bar_key(drawing: Drawing, series: Series, left: float, first: int) -> str:
    ink = drawing.ink(series.role(first))
    fill = (
        f'fill="url(#hatch-{ink.lstrip("#")})" stroke="{ink}"'
        if series.is_hatched
        else f'fill="{ink}"'
    )
    return f'<rect class="key" x="{left + 6}" y="8" width="12" height="12" {fill}/>'
