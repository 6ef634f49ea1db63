"""Annotations on a chart of months: a numbered mark above each, its words in a list below."""

from collections.abc import Sequence

from governance import dates
from governance.annotations import Annotation
from governance.figures import Figure, Look
from governance.i18n import Translator
from governance.periods import Window, overlaps

# Circled numbers, ① to ⑳: a chart of 36 months has no room for more.
FIRST, MOST = 0x2460, 20
BAND = 0.07


def numbered(notes: Sequence[Annotation]) -> list[tuple[str, Annotation]]:
    """Each annotation with the mark that it has on the chart and in the list."""
    return [(chr(FIRST + index), note) for index, note in enumerate(notes[:MOST])]


def marks(notes: Sequence[Annotation], months: Sequence[Window], look: Look) -> Figure:
    """Layout parts (shapes, annotations) for an x axis that counts the months from 0."""
    placed = [(sign, note, _places(note, months)) for sign, note in numbered(notes)]
    drawn = [(sign, note, places) for sign, note, places in placed if places]
    shapes = [_band(places, look) for _sign, _note, places in drawn]
    return {"shapes": shapes, "annotations": [_sign(*each, look) for each in drawn]}


def _places(note: Annotation, months: Sequence[Window]) -> list[int]:
    return [index for index, month in enumerate(months) if overlaps(note.window, month)]


def _band(places: Sequence[int], look: Look) -> Figure:
    """A faint column over the months that the note speaks of."""
    ends = {"x0": places[0] - 0.5, "x1": places[-1] + 0.5, "y0": 0, "y1": 1}
    colour = {"fillcolor": look.palette.muted, "opacity": BAND, "line": {"width": 0}}
    return {"type": "rect", "layer": "below", "xref": "x", "yref": "paper", **ends, **colour}


def _sign(sign: str, note: Annotation, places: Sequence[int], look: Look) -> Figure:
    _ = look.translate
    return {
        "x": (places[0] + places[-1]) / 2,
        "xref": "x",
        "y": 1,
        "yref": "paper",
        "yanchor": "top",
        "text": sign,
        "hovertext": said(note, _),
        "showarrow": False,
        "font": {"size": 15, "color": look.palette.text},
        "bgcolor": look.palette.background,
        "borderpad": 0,
    }


def said(note: Annotation, _: Translator) -> str:
    """The days and the words: "2026年5月6日 网格员离岗"."""
    return f"{dates.window(note.window, _.lang)} {_.pick(note.text)}"


def listed(notes: Sequence[Annotation], _: Translator) -> str:
    """All annotations in one line, as they are numbered on the chart; "" where there is none."""
    return " · ".join(f"{sign} {said(note, _)}" for sign, note in numbered(notes))
