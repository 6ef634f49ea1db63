"""What changed since the last meeting: two frozen briefings, number by number, each with why."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from governance.briefings.slide_content import Deck, SlideContent
from governance.core import dates
from governance.core.i18n import Translator, translator

# Columns that follow from the others, or from all months together.
DERIVED = ("rank", "then", "change", "covered", "mean", "lower", "upper", "shrunken")
COLUMNS = ("slide", "figure", "before", "now", "change", "why")
Key = tuple[str, ...]


@dataclass(frozen=True)
class Number:
    """One number of a slide. metric: its key. is_dated: it speaks of days of its own (a month)."""

    slide: SlideContent
    label: str
    value: float | None
    metric: str
    is_dated: bool = False

    @property
    def version(self) -> int | None:
        """Of the definition that it was computed by."""
        known = {definition.key: definition.version for definition in self.slide.definitions}
        return known.get(self.metric)


def numbers(deck: Deck) -> dict[Key, Number]:
    """Every number of a deck, by what tells it from all others."""
    _ = translator(deck.lang)
    return {key: number for slide in deck.slides for key, number in _of_slide(slide, _)}


def _of_slide(slide: SlideContent, _: Translator) -> Iterator[tuple[Key, Number]]:
    for figure in slide.figures:
        parts = {"": figure.value}
        if figure.denominator is not None:
            parts |= {_("Numerator"): figure.numerator, _("Denominator"): figure.denominator}
        for part, value in parts.items():
            yield (
                (slide.name, "figure", figure.key, part),
                Number(slide, " · ".join(filter(None, (figure.title, part))), value, figure.key),
            )
    for chart in slide.charts:
        if chart.form == "months":
            names = {definition.key: definition.title for definition in slide.definitions}
            name = names.get(chart.key, chart.title)
            for code, category, value in zip(
                chart.codes, chart.categories, chart.amounts, strict=True
            ):
                label = f"{name} · {category}"
                yield (
                    (slide.name, "month", chart.key, code),
                    Number(slide, label, value, chart.key, is_dated=True),
                )
    yield from _of_tables(slide)


def _of_tables(slide: SlideContent) -> Iterator[tuple[Key, Number]]:
    for table in slide.tables:
        if table.name == "months":
            continue  # the chart's values, and limits that follow from them
        for code, row in zip(table.codes, table.rows, strict=True):
            for column, cell in zip(table.columns, row, strict=True):
                if column.kind == "text" or column.name in DERIVED:
                    continue
                label = f"{row[0]} · {column.heading}"
                if table.name == "attention":
                    label = f"{row[1]} · {row[2]}"
                value = float(cell) if isinstance(cell, int | float) else None
                metric = table.key or column.name
                yield (
                    (slide.name, table.name, code, column.name),
                    Number(slide, label, value, metric),
                )


def compare(before: Deck, now: Deck) -> pd.DataFrame:
    """One row a number of either: slide, figure, before, now, change, why; in the order of `now`.

    why is "" where the number is the same. Texts are in the language of `now`.
    """
    old, new, _ = numbers(before), numbers(now), translator(now.lang)
    rows = [_row(old.get(key), number, (before, now), _) for key, number in new.items()]
    rows += [_row(number, None, (before, now), _) for key, number in old.items() if key not in new]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame.astype(dict.fromkeys(("before", "now", "change"), "float64"))


def headings(_: Translator) -> dict[str, str]:
    """The columns as a reader sees them."""
    return {
        "slide": _("Slide"),
        "figure": _("Figure"),
        "before": _("Last meeting"),
        "now": _("This meeting"),
        "change": _("Change"),
        "why": _("Why it differs"),
    }


def _row(
    old: Number | None, new: Number | None, decks: tuple[Deck, Deck], _: Translator
) -> tuple[object, ...]:
    number = new or old
    assert number is not None
    then, now = (number.value if number else None for number in (old, new))
    change = now - then if now is not None and then is not None else None
    return number.slide.about, number.label, then, now, change, why(old, new, decks, _)


def why(old: Number | None, new: Number | None, decks: tuple[Deck, Deck], _: Translator) -> str:
    """Why a number is another than at the last meeting; "" where it is the same."""
    before, now = decks
    if old is None or new is None:
        return _only_one(old, new, decks, _)
    if old.value == new.value:
        return ""
    reasons = []
    if old.version != new.version:
        versions = {"old": old.version, "new": new.version}
        reasons.append(_("definition changed: version {old} → {new}", **versions))
    reasons += [] if new.is_dated else _scope(old.slide, new.slide, _)
    if not reasons and before.build != now.build:
        reasons.append(_("new data: build {old} → {new}", old=before.build, new=now.build))
    return _("; ").join(reasons) or _("the slide was changed")


def _only_one(
    old: Number | None, new: Number | None, decks: tuple[Deck, Deck], _: Translator
) -> str:
    before, now = ({slide.name for slide in deck.slides} for deck in decks)
    if new is not None:
        return _("new slide") if new.slide.name not in before else _("new on this slide")
    gone = old is not None and old.slide.name not in now
    return _("slide taken out") if gone else _("not on this slide any more")


def _scope(old: SlideContent, new: SlideContent, _: Translator) -> list[str]:
    """What the slides look at differently."""
    windows = [dates.window((slide.start, slide.end), _.lang) for slide in (old, new)]
    reasons = []
    if windows[0] != windows[1]:
        reasons.append(_("another period: {old} → {new}", old=windows[0], new=windows[1]))
    if old.area != new.area:
        reasons.append(_("another area"))
    return reasons
