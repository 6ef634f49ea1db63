"""What a slide says and shows, in numbers and words: no page, file or picture is drawn here.

Numbers are those of the pages, unrounded; `shown` is the text that people read in their place.
"""

import datetime as dt
from dataclasses import dataclass

from governance.charts.model import Chart, Texts, Values
from governance.core import dates
from governance.maps.legend import Class
from governance.stats.signals import judgement

Cell = bool | int | float | str | dt.date | None
Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Compared:
    """What a figure is held against, shown without its unit.

    change: "▲ +3.1 pp"; tone: of display.VERDICTS.
    """

    label: str
    value: float | None
    shown: str
    change: str
    tone: str


@dataclass(frozen=True)
class Figure:
    """One number. key: its metric. aim: the target as text. met: better, worse or "".

    state, side: how its last settled month is judged (governance/stats/signals); signal: in words.
    months: the values of the months up to the period's end, oldest first.
    """

    key: str
    area: str
    title: str
    unit: str
    value: float | None
    shown: str
    numerator: float | None
    denominator: float | None
    compared: tuple[Compared, ...]
    target: float | None
    aim: str
    met: str
    state: str
    side: int
    signal: str
    gaps: str
    months: Values

    @property
    def parts(self) -> tuple[str, str]:
        """The number, and the unit that stands smaller behind it."""
        number = self.shown.removesuffix(self.unit)
        return (number.strip(), self.unit) if number != self.shown else (self.shown, "")

    @property
    def is_bad(self) -> bool:
        """Whether it is a signal for the worse, or settled and short of its target."""
        is_signal = self.state == judgement.SIGNAL
        return self.met == "worse" or (is_signal and any(c.tone == "worse" for c in self.compared))


@dataclass(frozen=True)
class Column:
    """A column of a table. kind: text, number, points (0 to 100), share (0 to 1) or change.

    is_drawn: whether a slide shows it; a workbook has every column.
    """

    name: str
    heading: str
    kind: str = "text"
    decimals: int = 0
    is_drawn: bool = True


@dataclass(frozen=True)
class Table:
    """Rows with their types; codes: what each row is of. key: of its metric, "" for several.

    drawn: the places of the rows that a slide has room for; shown: their drawn columns' texts.
    tones: better, worse or "" of each drawn row.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    codes: Texts
    rows: tuple[Row, ...]
    drawn: tuple[int, ...] = ()
    shown: tuple[Texts, ...] = ()
    tones: Texts = ()
    key: str = ""


@dataclass(frozen=True)
class Ground:
    """A road or a water under a map. kind: of the base map's; flat: longitudes and latitudes."""

    kind: str
    name: str
    flat: tuple[float, ...]
    is_surface: bool


@dataclass(frozen=True)
class Place:
    """A name that stands on a map, and where, in degrees."""

    name: str
    longitude: float
    latitude: float


@dataclass(frozen=True)
class Map:
    """The values of the areas of a level inside another, and their outlines as they are drawn.

    shapes: of each area its rings, holes among them, each a flat row of longitudes and latitudes
    (WGS84); none for an area without a boundary. colours, shown: of each area. facts: how the
    classes were made, and what is not drawn. ground: what one finds one's way by. places: the names
    of the areas, or of those above where they are many; borders: the outlines of those above.
    """

    name: str
    title: str
    key: str
    unit: str
    decimals: int
    area: str
    level: str
    codes: Texts
    names: Texts
    values: Values
    shown: Texts
    colours: Texts
    shapes: tuple[tuple[tuple[float, ...], ...], ...]
    classes: tuple[Class, ...]
    facts: Texts
    ground: tuple[Ground, ...] = ()
    places: tuple[Place, ...] = ()
    borders: tuple[tuple[float, ...], ...] = ()


@dataclass(frozen=True)
class Definition:
    """What a metric of the slide means, by the definition in force."""

    key: str
    title: str
    unit: str
    definition: str
    formula: str
    excludes: str
    version: int


@dataclass(frozen=True)
class SlideContent:
    """Everything about one slide.

    where: the scope in words; place: its area. start, end: the half-open days; filters: what alone
    is counted, rules: the definitions in force, as an address has them. words: the sentences that
    stand on it; written: what the numbers themselves say, which somebody may have edited into
    `words`. remarks: what chance allows, and what was not judged; notes and annex have them, no
    picture. trouble: why nothing can be shown. subject: what it is about, where the title is a
    finding. foot: the short form of the sources that stands below it; the annex has the build.
    """

    name: str
    kind: str
    title: str
    where: str
    area: str
    start: dt.date
    end: dt.date
    words: Texts = ()
    written: Texts = ()
    remarks: Texts = ()
    comment: str = ""
    notes: str = ""
    figures: tuple[Figure, ...] = ()
    tables: tuple[Table, ...] = ()
    charts: tuple[Chart, ...] = ()
    maps: tuple[Map, ...] = ()
    definitions: tuple[Definition, ...] = ()
    sources: Texts = ()
    trouble: str = ""
    place: str = ""
    filters: str = ""
    rules: Texts = ()
    subject: str = ""
    foot: str = ""

    @property
    def lit(self) -> str:
        """The number in its title that is bad, and stands out in that colour; "" for none."""
        return next(
            (one.shown for one in self.figures if one.is_bad and one.shown in self.title), ""
        )

    @property
    def about(self) -> str:
        """What it is about, whatever its numbers are; slides frozen long ago have the title."""
        return self.subject or self.title

    @property
    def footing(self) -> str:
        """What stands below it; of a slide that was kept, or frozen long ago, all its sources."""
        return self.foot or " · ".join(self.sources)

    @property
    def is_silent(self) -> bool:
        """Whether it has nothing to tell: no follow-ups, or nothing that became better."""
        is_edited = bool(self.comment) or self.words != self.written
        return self.kind in ("followups", "improved") and not (
            self.tables or is_edited or self.trouble
        )


@dataclass(frozen=True)
class File:
    """A file that the build has read."""

    path: str
    dataset: str
    rows: int
    accepted: int
    sha256: str


@dataclass(frozen=True)
class Deck:
    """A whole briefing in one language, of one build. warning: that its data is made up."""

    name: str
    title: str
    lang: str
    build: str
    built_at: dt.datetime
    as_of: dt.date
    warning: str
    slides: tuple[SlideContent, ...]
    files: tuple[File, ...]

    @property
    def told(self) -> tuple[SlideContent, ...]:
        """The slides with something to tell; all where none has."""
        return tuple(slide for slide in self.slides if not slide.is_silent) or self.slides

    @property
    def has_cover(self) -> bool:
        """Whether a file of it opens with a cover; one slide alone is a picture."""
        return len(self.slides) > 1

    @property
    def scope(self) -> tuple[str, ...]:
        """The office and the days of the first slide that shows a number, none for no such."""
        first = next((slide for slide in self.told if slide.definitions), None)
        if first is None:
            return ()
        return tuple(filter(None, (first.place, dates.window((first.start, first.end), self.lang))))

    @property
    def dated(self) -> str:
        """The short form of where the numbers are from: of which day, and whether made up."""
        return next((slide.foot for slide in self.told if slide.foot), self.warning)

    @property
    def definitions(self) -> list[Definition]:
        """What the metrics of all slides mean, each once."""
        known = {each.key: each for slide in self.slides for each in slide.definitions}
        return list(known.values())


def ends(count: int, most: int) -> tuple[int, ...]:
    """The places of the first and the last of so many, `most` altogether; of all where they fit."""
    if count <= most:
        return tuple(range(count))
    first = most - most // 2
    return (*range(first), *range(count - most // 2, count))
