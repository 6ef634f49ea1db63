"""Annotations on a chart of months: a numbered mark above each, its words in a list below."""

from collections.abc import Sequence

from governance.charts.model import Note
from governance.core import dates
from governance.core.i18n import Translator
from governance.core.periods import Window, overlaps
from governance.metrics.annotations import Annotation

# Circled numbers, ① to ⑳: a chart of 36 months has no room for more.
FIRST, MOST = 0x2460, 20


def number_notes(notes: Sequence[Annotation]) -> list[tuple[str, Annotation]]:
    """Each annotation with the mark that it has on the chart and in the list."""
    return [(chr(FIRST + index), note) for index, note in enumerate(notes[:MOST])]


def place_notes(
    notes: Sequence[Annotation], months: Sequence[Window], _: Translator
) -> tuple[Note, ...]:
    """The annotations of these months, as a chart has them."""
    signs = [
        (sign, note, [n for n, month in enumerate(months) if overlaps(note.window, month)])
        for sign, note in number_notes(notes)
    ]
    return tuple(
        Note(sign, describe_note(note, _), places[0], places[-1])
        for sign, note, places in signs
        if places
    )


def describe_note(note: Annotation, _: Translator) -> str:
    """The days and the words: "2026年5月6日 网格员离岗"."""
    return f"{dates.window(note.window, _.lang)} {_.pick(note.text)}"


def list_notes(notes: Sequence[Annotation], _: Translator) -> str:
    """All annotations in one line, as they are numbered on the chart; "" where there is none."""
    return " · ".join(f"{sign} {describe_note(note, _)}" for sign, note in number_notes(notes))
