"""How slides become pages of a file: a table with more rows than a page has room for goes on."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from governance.briefings.slide_content import Deck, Definition, SlideContent
from governance.core import export_tables
from governance.core.i18n import Translator

# Rows of a table, and entries of lists of sentences, that a page of 16:9 has room for.
ROWS, ENTRIES = 14, 6
OF_SENTENCES = ("attention", "improved", "followups")
# Narrow letters that a line of sentences holds, and lines that stand above the picture.
LINE = 84
# Points of a title's letters, and how many narrow ones then stand on a line; smaller on two lines.
TITLES, LONG = ((28, 56), (24, 66), (20, 80)), 18
Progress = Callable[[int, int], None]  # hears how many are done, and of how many


def nothing(_done: int, _all: int) -> None:
    """Tells nobody how far it is."""


@dataclass(frozen=True)
class Page:
    """One page of a slide. number: of all pages, from 1; part: of the slide's, from 1."""

    slide: SlideContent
    number: int
    total: int
    part: int = 1
    parts: int = 1

    @property
    def title(self) -> str:
        """The slide's title; of a slide of several pages with which of them it is."""
        place = f" ({self.part}/{self.parts})" if self.parts > 1 else ""
        return f"{self.slide.title}{place}"

    @property
    def sentences(self) -> Sequence[str]:
        """What stands above the picture: words and comment, on the first page alone."""
        if self.part > 1:
            return ()
        return (*self.slide.words, *self.slide.comment.splitlines())


def pages(deck: Deck) -> list[Page]:
    """The pages of a deck, in order."""
    unnumbered = [page for slide in deck.told for page in pages_of(slide)]
    return [
        replace(page, number=number, total=len(unnumbered))
        for number, page in enumerate(unnumbered, start=1)
    ]


def pages_of(slide: SlideContent) -> list[Page]:
    """The pages of one slide, which no deck has numbered yet."""
    parts = list(_parts(slide))
    return [Page(part, 0, 0, number, len(parts)) for number, part in enumerate(parts, start=1)]


def _parts(slide: SlideContent) -> Iterator[SlideContent]:
    """The slide, and again for every further piece of a table that it shows."""
    table = next((table for table in slide.tables if table.drawn), None)
    most = ENTRIES if slide.kind in OF_SENTENCES else ROWS
    if table is None or len(table.drawn) <= most:
        yield slide
        return
    for start in range(0, len(table.drawn), most):
        # Rows that are not drawn stay in the workbook alone.
        shown = {
            name: getattr(table, name)[start : start + most] for name in ("drawn", "shown", "tones")
        }
        charts = slide.charts if start == 0 else ()
        yield replace(slide, tables=(replace(table, **shown),), charts=charts)


def lines(sentences: Sequence[str], wide: int = LINE) -> int:
    """How many lines sentences take, with so many narrow letters in each."""
    return sum(max(-(-export_tables.letters(text) // wide), 1) for text in sentences)


def title_size(title: str) -> int:
    """Points of a title's letters."""
    return next((size for size, wide in TITLES if lines([title], wide) == 1), LONG)


def notes(slide: SlideContent, _: Translator) -> list[str]:
    """What a speaker has beside a slide: notes, definitions, where the numbers are from."""
    texts = [*slide.notes.splitlines()]
    if slide.words != slide.written and slide.written:
        texts += ["", _("As the numbers themselves say it:"), *slide.written]
    texts += ["", *slide.remarks] if slide.remarks else []
    for definition in slide.definitions:
        texts += ["", defined(definition, _), *explained(definition, _)]
    return [*texts, "", *slide.sources]


def explained(definition: Definition, _: Translator) -> list[str]:
    """What a metric means: definition, formula, what is left out."""
    parts = [definition.definition]
    parts += [_("Formula: {text}", text=definition.formula)] if definition.formula else []
    parts += [_("Left out: {text}", text=definition.excludes)] if definition.excludes else []
    return parts


def defined(definition: Definition, _: Translator) -> str:
    """The heading of a definition."""
    return _(
        "{title} ({unit}), version {n}",
        title=definition.title,
        unit=definition.unit,
        n=definition.version,
    )
