"""What colours, shapes and dashes of charts mean: said once, and the same in every renderer.

A shape says how a mark lies (▲ high, ▼ low), its colour what that means (better or worse): neither
stands alone, and a signal that is low and good is ▼ in the colour of what is good.
"""

from collections.abc import Mapping
from functools import cache
from typing import TypedDict

from governance.core.palette import Palette, mix, series

# Where a value lies to what is usual → its symbol.
SIDES: Mapping[int, str] = {1: "triangle-up", 0: "circle", -1: "triangle-down"}
# Symbol → its outline in a square from -7 to 7.
OUTLINES: Mapping[str, str] = {
    "circle": "M-6,0a6,6 0 1,0 12,0a6,6 0 1,0 -12,0Z",
    "diamond-open": "M0,-7L7,0L0,7L-7,0Z",
    "circle-open": "M-6,0a6,6 0 1,0 12,0a6,6 0 1,0 -12,0Z",
    "triangle-up": "M0,-7L7,6L-7,6Z",
    "triangle-down": "M0,7L7,-6L-7,-6Z",
    "diamond": "M0,-7L7,0L0,7L-7,0Z",
    "square": "M-5.5,-5.5h11v11h-11Z",
    "cross": "M-2,-6h4v4h4v4h-4v4h-4v-4h-4v-4h4Z",
    "x": "M-5.7,-3.5L-3.5,-5.7L0,-2.2L3.5,-5.7L5.7,-3.5L2.2,0L5.7,3.5L3.5,5.7L0,2.2L-3.5,5.7"
    "L-5.7,3.5L-2.2,0Z",
    "star": "M0,-7L1.7,-2.3L6.7,-2.2L2.7,0.9L4.1,5.7L0,2.9L-4.1,5.7L-2.7,0.9L-6.7,-2.2L-1.7,-2.3Z",
    "pentagon": "M0,-7L6.7,-2.2L4.1,5.7L-4.1,5.7L-6.7,-2.2Z",
}
# Dash → lengths of line and gap, in widths of the line.
DASHES: Mapping[str, tuple[int, ...]] = {
    "solid": (),
    "dash": (6, 4),
    "dot": (1, 3),
    "dashdot": (6, 3, 1, 3),
    "longdash": (10, 4),
}
# Lines that stand for different things are distinguished by colour, symbol and dash.
LINE_SYMBOLS = ("circle", "square", "diamond", "triangle-up", "cross", "x", "star", "pentagon")
LINE_DASHES = ("solid", "dash", "dot", "dashdot")
# Of a colour in what stands back, yet can be seen on a projector.
STRENGTH = {"before": 0.65, "other": 0.38, "back": 0.4, "second": 0.5}


def tone_of_side(side: int, better: str) -> str:
    """The role of what lies high (1) or low (-1) of a metric: better, worse, or signal."""
    if better == "neither":
        return "signal"
    return "better" if (side > 0) == (better == "up") else "worse"


class Line(TypedDict):
    """The role of a line's colour, the symbol of its marks, and its dash."""

    tone: str
    symbol: str
    dash: str


def line(number: int) -> Line:
    """How the line of this number looks, from 0: no two of eight alike."""
    return {
        "tone": f"line {number}",
        "symbol": LINE_SYMBOLS[number % len(LINE_SYMBOLS)],
        "dash": LINE_DASHES[number % len(LINE_DASHES)],
    }


@cache
def colour(tone: str, palette: Palette) -> str:
    """The colour of a role; the accent of one that has none of its own."""
    if tone.startswith("line "):
        known = series(palette)
        return known[int(tone[5:]) % len(known)]
    if tone in STRENGTH:
        return palette.fade(STRENGTH[tone])
    return {
        "better": palette.good,
        "worse": palette.bad,
        "missed": palette.bad,
        "signal": palette.text,
        "target": palette.text,
        "limit": palette.muted,
        "alike": mix(palette.muted, palette.background, 0.55),
        "missing": mix(palette.muted, palette.background, 0.3),
        "gap": mix(palette.muted, palette.background, 0.6),
    }.get(tone, palette.accent)
