"""A chart as data: marks, scale, roles of colour and shape, labels, notes. Nothing is drawn here.

Pages build it, and briefings keep it: charts/plotly.py, charts/svg.py and the native charts of
PowerPoint (briefings/powerpoint_charts.py) draw the same marks from it. It is written into frozen
briefings by the names of its fields, so a field that is added needs a default.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from governance.core.i18n import Translator
from governance.metrics import number_format

Values = tuple[float | None, ...]
Texts = tuple[str, ...]
MARKUP = re.compile(r"<[^>]*>")
# Symbols that charts of before release 0.2 had by tone; those in frozen briefings still do.
FORMER = {"better": "triangle-up", "worse": "diamond"}


@dataclass(frozen=True)
class Series:
    """One row of marks: a value for each category, None where there is no mark.

    kind: value (a lying bar; in other forms a line with marks), bar (an upright bar), line (without
    marks), dots (marks alone) or rule (a thin line across, like a limit). tone, symbol, dash: roles
    of charts/roles.py; tones: of each mark, where they differ. sizes: of each mark, pixels beside
    letters of 13. texts: what stands at each mark; hovers: what each says when pointed at. legend:
    its name there, "" for none, None for `name`.
    """

    name: str
    kind: str
    values: Values
    tones: Texts = ()
    tone: str = ""
    symbol: str = ""
    dash: str = ""
    sizes: tuple[float, ...] = ()
    texts: Texts = ()
    hovers: Texts = ()
    legend: str | None = None
    is_hatched: bool = False

    @property
    def key(self) -> str:
        """Its name in a legend, "" for none."""
        return self.name if self.legend is None else self.legend

    @property
    def places(self) -> list[int]:
        """The categories at which there is a mark."""
        return [place for place, value in enumerate(self.values) if value is not None]

    def role(self, place: int) -> str:
        """The role of a mark's colour."""
        if self.tones and self.kind != "dots":
            return self.tones[place] or "alike"
        usual = "limit" if self.kind == "rule" else "value"
        return next(filter(None, self.tones), "") or self.tone or usual

    @property
    def line(self) -> str:
        """The dash of its line."""
        return self.dash or ("dot" if self.kind == "rule" else "solid")

    @property
    def mark(self) -> str:
        """The symbol of its marks."""
        usual = FORMER.get(next(filter(None, self.tones), ""), "square")
        return self.symbol or (usual if self.kind == "dots" else "circle")

    def size(self, place: int) -> float:
        """How large a mark is."""
        return self.sizes[place] if self.sizes else 10.0 if self.kind == "dots" else 8.0


@dataclass(frozen=True)
class Note:
    """What is known of some categories, the first to the last of them; sign: ① and so on."""

    sign: str
    text: str
    first: int
    last: int


@dataclass(frozen=True)
class Chart:
    """Marks by category. form: bars (lying, one category a row), months or line (upright).

    key: of its metric. codes: what each category is, and what a click on its marks names. rule: a
    value drawn across, `ruled` its words, "" for none. note: what must be read with it. labels: of
    the categories along the axis of a page, "" where there is no room. reach: from where to where
    the axis of values goes. gaps: the categories without data. chosen: those of the chosen period.
    stacking: how bars of several series stand: "" over each other, stack or group. ends: what
    stands behind each row of stacked bars. is_bare: without numbers along the axis.
    """

    name: str
    title: str
    form: str
    key: str
    unit: str
    decimals: int
    categories: Texts
    codes: Texts
    series: tuple[Series, ...]
    rule: float | None = None
    ruled: str = ""
    note: str = ""
    labels: Texts = ()
    reach: tuple[float, ...] = ()
    gaps: tuple[int, ...] = ()
    chosen: tuple[int, ...] = ()
    notes: tuple[Note, ...] = ()
    stacking: str = ""
    ends: Texts = ()
    is_bare: bool = False

    @property
    def is_lying(self) -> bool:
        """Whether the categories lie below each other and the values go to the right."""
        return self.form == "bars"

    @property
    def is_empty(self) -> bool:
        """Whether there is no mark at all."""
        return not any(series.places for series in self.series)

    @property
    def amounts(self) -> Values:
        """The value of each category: of the line, or of the bars that stand at one place each."""
        bars = [bar for bar in self.series if bar.kind == "bar"] or self.series[:1]
        columns = zip(*(bar.values for bar in bars), strict=True)
        return tuple(next((v for v in column if v is not None), None) for column in columns)

    @property
    def across(self) -> Series | None:
        """The rule across as a series, None for none."""
        if self.rule is None:
            return None
        return Series(self.ruled, "rule", (self.rule,) * len(self.codes), (), "target", "", "dash")

    @property
    def drawn(self) -> tuple[Series, ...]:
        """The series, and the rule across the plot of upright ones as one more."""
        across = None if self.is_lying else self.across
        return (*self.series, across) if across else self.series

    @property
    def names(self) -> list[str]:
        """The categories along an axis that has room for some twelve letters each."""
        months = self.form == "months"
        return [code[:7] for code in self.codes] if months else list(self.categories)

    @property
    def scale(self) -> tuple[float, float]:
        """The ends of the axis of values; not from zero, where every value is far from it."""
        if self.reach:
            return self.reach[0], self.reach[1]
        known = [value for series in self.drawn for value in series.values if value is not None]
        low, high = min(known, default=0.0), max(known, default=1.0)
        if self.is_lying:
            ends = [0.0, low, high, *([self.rule] if self.rule is not None else [])]
            return min(ends), max(ends) or 1.0
        margin = (high - low) * 0.08 or abs(high) * 0.1 or 1.0
        return max(low - margin, min(low, 0.0)), high + margin

    def number(self, value: float | None, _: Translator) -> str:
        """A value as the chart writes it."""
        if value is None:
            return _("No data")
        return number_format.number(value, self.decimals) + ("%" if self.unit == "%" else "")

    def text(self, series: Series, place: int, _: Translator) -> str:
        """The text at a mark."""
        return series.texts[place] if series.texts else self.number(series.values[place], _)

    def hover_text(self, series: Series, place: int, _: Translator) -> str:
        """What a mark says, a line each part, as HTML of Plotly's."""
        if series.hovers:
            return series.hovers[place]
        named = self.categories[place] if series.kind != "dots" else series.name
        return f"{named}<br><b>{self.text(series, place, _)}</b>"

    def titled(self, title: str) -> "Chart":
        """The chart under this title."""
        return replace(self, title=title)


def plain(text: str) -> str:
    """A text without the marks of HTML that Plotly reads, on one line."""
    return MARKUP.sub("", text.replace("<br>", " ")).strip()


def runs(values: Sequence[float | None]) -> Iterator[list[tuple[int, float]]]:
    """Rows of (place, value) without a gap."""
    run: list[tuple[int, float]] = []
    for place, value in enumerate((*values, None)):
        if value is not None:
            run.append((place, value))
        elif run:
            yield run
            run = []
