"""Charts and maps as SVG, for files that must work without anything else."""

from collections.abc import Iterator, Sequence
from html import escape

from governance import display, sparkline, tables
from governance.briefings import inches
from governance.briefings.content import Chart, Figure, Map, Series
from governance.briefings.outlines import Fit
from governance.figures import nice
from governance.i18n import Translator

INK = inches.light()
ROW, BAR = 30, 19
# Narrow letters to pixels, at the 13 px that the names beside bars have.
LETTER = 7.3
SHAPES = {
    "better": "M0,-7 L7,6 L-7,6 Z",
    "worse": "M0,-7 L7,0 L0,7 L-7,0 Z",
    "": "M-5,-5 h10 v10 h-10 Z",
}


def picture(given: Chart, width: int, height: int, _: Translator) -> str:
    """A chart as <svg> in a box of so many pixels; its title is the text behind it."""
    draw = _bars if given.form == "bars" else _months
    inside = "".join(draw(given, width, height, _))
    return _svg(inside, given.title, (width, height), "bars" if draw is _bars else "months")


def _svg(inside: str, title: str, box: tuple[int, int], form: str) -> str:
    width, height = box
    return (
        f'<svg class="chart {form}" viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="{escape(title)}"><title>{escape(title)}</title>{inside}</svg>'
    )


def number(value: float | None, given: Chart, _: Translator) -> str:
    """A value as the chart writes it."""
    if value is None:
        return _("No data")
    return display.number(value, given.decimals) + ("%" if given.unit == "%" else "")


def _bars(given: Chart, width: int, height: int, _: Translator) -> Iterator[str]:
    """Lying bars with their numbers; a line where the whole (or the target) is."""
    series = given.series[0]
    step = min((height - 24) / max(len(given.categories), 1), 44)
    left = min(max(map(tables.letters, given.categories), default=4) * LETTER + 12, width * 0.42)
    texts = [number(value, given, _) for value in series.values]
    room = width - left - max(map(len, texts), default=3) * 9 - 12
    known = [value for value in series.values if value is not None]
    low, high = min([0.0, *known]), max([0.0, given.rule or 0.0, *known]) or 1.0
    scale = room / ((high - low) or 1.0)
    zero = left - low * scale
    tones = series.tones or ("value",) * len(series.values)
    rows = zip(given.categories, series.values, texts, tones, strict=True)
    numbers: list[str] = []
    for place, (name, value, text, tone) in enumerate(rows):
        middle = 12 + step * (place + 0.5)
        yield _text(left - 8, middle, name, "end")
        if value is not None:
            start, long = min(zero, zero + value * scale), abs(value) * scale
            yield (
                f'<rect x="{start:.1f}" y="{middle - step * 0.32:.1f}" width="{long:.1f}" '
                f'height="{step * 0.64:.1f}" fill="{inches.tone(tone or "alike")}" '
                f'data-value="{value!r}">'
                f"<title>{escape(name)} {escape(text)}</title></rect>"
            )
        at = max(zero, zero + (value or 0.0) * scale) + 6
        numbers.append(_text(at, middle, text, "start", "over"))
    if given.rule is not None:
        at = zero + given.rule * scale
        ends = f'y1="8" y2="{12 + step * len(given.categories):.1f}"'
        yield f'<line class="rule" x1="{at:.1f}" x2="{at:.1f}" {ends}/>'
    yield from numbers


def _text(x: float, y: float, text: str, anchor: str, css: str = "") -> str:
    named = f' class="{css}"' if css else ""
    return (
        f'<text{named} x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" '
        f'dominant-baseline="central">{escape(text)}</text>'
    )


def _months(given: Chart, width: int, height: int, _: Translator) -> Iterator[str]:
    """Months along, values as a line, limits and target dashed, signals by shape and colour."""
    if all(value is None for one in given.series for value in one.values):
        yield _text(width / 2, height / 2, _("No data"), "middle")
        return
    frame = _Frame(given, width, height)
    yield from frame.grid(_)
    for one in given.series:
        yield from {"value": frame.values, "dots": frame.dots}.get(one.kind, frame.rule)(one, _)
    if given.rule is not None:
        wide = Series(given.ruled, "target", (given.rule,) * len(given.categories))
        yield from frame.rule(wide, _)
    yield from _legend(given, width)


class _Frame:
    """The plot of a row of months: pixels for places and values."""

    def __init__(self, given: Chart, width: int, height: int) -> None:
        self._given = given
        low, high = reach(given)
        self._ticks = nice(low, high)
        self._low, self._high = min(low, *self._ticks), max(high, *self._ticks)
        self._left, self._right = 70.0, width - 12.0
        self._top, self._bottom = 40.0, height - 52.0
        self._step = (self._right - self._left) / max(len(given.categories), 1)

    def x(self, place: int) -> float:
        """The middle of a month."""
        return self._left + self._step * (place + 0.5)

    def y(self, value: float) -> float:
        """The height of a value."""
        share = (value - self._low) / ((self._high - self._low) or 1.0)
        return self._bottom - share * (self._bottom - self._top)

    def grid(self, _: Translator) -> Iterator[str]:
        """Lines and numbers of the values, names of the months."""
        for tick in self._ticks:
            at = self.y(tick)
            ends = f'x1="{self._left}" x2="{self._right}" y1="{at:.1f}" y2="{at:.1f}"'
            yield f'<line class="grid" {ends}/>'
            yield _text(self._left - 8, at, number(tick, self._given, _), "end")
        for place, name in enumerate(axis_labels(self._given)):
            x, y = self.x(place) + 4, self._bottom + 14
            yield (
                f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="end" '
                f'transform="rotate(-40 {x:.1f} {y:.1f})">{escape(name)}</text>'
            )

    def values(self, one: Series, _: Translator) -> Iterator[str]:
        """The line, broken where a month has no value, and a point a month."""
        for run in _runs(one.values):
            points = " ".join(f"{self.x(place):.1f},{self.y(value):.1f}" for place, value in run)
            yield f'<polyline class="line" points="{points}"/>'
        for place, value in enumerate(one.values):
            if value is not None:
                said = f"{self._given.categories[place]} {number(value, self._given, _)}"
                yield (
                    f'<circle cx="{self.x(place):.1f}" cy="{self.y(value):.1f}" r="4" '
                    f'fill="{INK.accent}" data-value="{value!r}">'
                    f"<title>{escape(said)}</title></circle>"
                )

    def rule(self, one: Series, _: Translator) -> Iterator[str]:
        """A limit, the mean or the target."""
        del _
        css = "rule strong" if one.kind == "target" else "rule"
        for run in _runs(one.values):
            points = " ".join(f"{self.x(place):.1f},{self.y(value):.1f}" for place, value in run)
            yield f'<polyline class="{css}" points="{points}"/>'

    def dots(self, one: Series, _: Translator) -> Iterator[str]:
        """Signals, larger than the points of the line and of another shape."""
        tone = next((tone for tone in one.tones if tone), "")
        for place, value in enumerate(one.values):
            if value is not None:
                said = f"{one.name} {number(value, self._given, _)}"
                at = f"translate({self.x(place):.1f},{self.y(value):.1f})"
                yield (
                    f'<path d="{SHAPES.get(tone, SHAPES[""])}" transform="{at}" '
                    f'fill="{inches.tone(tone)}"><title>{escape(said)}</title></path>'
                )


def reach(given: Chart) -> tuple[float, float]:
    """How far the axis of a row of months goes: not from zero, where every value is far from it."""
    known = [value for one in given.series for value in one.values if value is not None]
    known += [given.rule] if given.rule is not None else []
    low, high = min(known, default=0.0), max(known, default=1.0)
    margin = (high - low) * 0.08 or abs(high) * 0.1 or 1.0
    return max(low - margin, min(low, 0.0)), high + margin


def axis_labels(given: Chart) -> list[str]:
    """What stands along the axis: a month as 2026-10, since 24 long names have no room."""
    return [code[:7] for code in given.codes] if given.form == "months" else [*given.categories]


def _runs(values: Sequence[float | None]) -> Iterator[list[tuple[int, float]]]:
    """Rows of places without a gap."""
    run: list[tuple[int, float]] = []
    for place, value in enumerate(values):
        if value is None:
            if run:
                yield run
            run = []
        else:
            run.append((place, value))
    if run:
        yield run


def _legend(given: Chart, width: int) -> Iterator[str]:
    """What each line is, above the plot."""
    entries = [(one.name, one.kind, one.tones) for one in given.series]
    if given.rule is not None:
        entries.append((given.ruled, "target", ()))
    left = 74.0
    for name, kind, tones in entries:
        tone = next((tone for tone in tones if tone), "")
        if kind == "dots":
            at = f"translate({left + 10:.0f},16)"
            fill = inches.tone(tone)
            yield f'<path d="{SHAPES.get(tone, SHAPES[""])}" transform="{at}" fill="{fill}"/>'
        else:
            css = {"value": "line", "target": "rule strong"}.get(kind, "rule")
            yield f'<line class="{css}" x1="{left}" x2="{left + 22}" y1="16" y2="16"/>'
        yield _text(left + 28, 16, name, "start")
        left += 44 + tables.letters(name) * LETTER
        if left > width:
            return


def spark(one: Figure, accent: str) -> str:
    """The months of a figure as a small line."""
    return (
        sparkline.image(one.months, accent, one.title)
        if any(value is not None for value in one.months)
        else ""
    )


def areas(given: Map, width: int, height: int) -> str:
    """A map as <svg>; each area says its name and value, and can be chosen by key or click."""
    fit = Fit(given.shapes, (0.0, 0.0, width, height))
    parts = []
    for place, rings in enumerate(given.shapes):
        if rings:
            said = f"{given.names[place]} {given.shown[place]}"
            path = "".join(f"M{_path(fit.ring(ring))}Z" for ring in rings)
            parts.append(
                f'<path d="{path}" fill="{given.colours[place]}" tabindex="0" '
                f'data-said="{escape(said)}"><title>{escape(said)}</title></path>'
            )
    inside = f'<g class="areas" fill-rule="evenodd">{"".join(parts)}</g>'
    return _svg(inside, given.title, (width, height), "map")


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "L".join(f"{x:.1f},{y:.1f}" for x, y in points)
