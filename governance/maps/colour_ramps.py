"""Colours of maps that red-green-blind readers tell apart, on light and on dark.

Amounts: ColorBrewer's YlGnBu, taken again at equal steps of lightness (CIE Lab), because its own
6 and 7 classes begin with two that are ΔE 9 apart under protanopia; here neighbours are at least
13 apart. Above and below: ColorBrewer's PuOr (Brewer and Harrower, colorbrewer2.org, Apache 2.0),
with a dark middle on dark. Two at once: blue against orange, which keeps all nine apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from governance.core.palette import Palette, mix

SEQUENTIAL = {
    1: ("#33a4c2",),
    2: ("#91d3ba", "#236eb0"),
    3: ("#f5fbc3", "#3fb3c4", "#2458a5"),
    4: ("#f5fbc3", "#75c8bd", "#2088bc", "#26459c"),
    5: ("#f5fbc3", "#91d3ba", "#33a4c2", "#236eb0", "#253896"),
    6: ("#f5fbc3", "#a2dab8", "#40b4c4", "#2087bb", "#235aa6", "#1f2f87"),
    7: ("#f5fbc3", "#acdeb7", "#5abec1", "#2697c1", "#2370b0", "#26489d", "#172875"),
}
# From below to above. The middle class holds zero.
DIVERGING = {
    1: ("#f7f7f7",),
    3: ("#f1a340", "#f7f7f7", "#998ec3"),
    5: ("#e66101", "#fdb863", "#f7f7f7", "#b2abd2", "#5e3c99"),
    7: ("#b35806", "#f1a340", "#fdd49e", "#f7f7f7", "#c9c5e6", "#998ec3", "#542788"),
}
DIVERGING_DARK = {
    1: ("#2b323a",),
    3: ("#f1a340", "#2b323a", "#a99ce0"),
    5: ("#ffb866", "#9a5c16", "#2b323a", "#5f52a0", "#c3b8f2"),
    7: ("#ffc98a", "#d98a2b", "#7a4a15", "#2b323a", "#4d4188", "#8a7cc8", "#cfc6f4"),
}
# Of a metric of which more, or less, is worse, the best first: the orange of DIVERGING, taken at
# equal steps of CIE Lab.
WORSE = {
    1: ("#ec741e",),
    2: ("#ffc47c", "#b34a05"),
    3: ("#feefd8", "#f1832e", "#5e2303"),
    4: ("#feefd8", "#fcb45f", "#d15803", "#5e2303"),
    5: ("#feefd8", "#ffc47c", "#f1832e", "#b34a05", "#5e2303"),
    6: ("#feefd8", "#ffcc8f", "#f8a14c", "#e76507", "#a14206", "#5e2303"),
    7: ("#feefd8", "#ffd29b", "#fcb45f", "#f1832e", "#d15803", "#963c06", "#5e2303"),
}
WORSE_DARK = {
    1: ("#be640b",),
    2: ("#6c3b0c", "#e68b35"),
    3: ("#33200c", "#b05d0b", "#ffc680"),
    4: ("#33200c", "#81450a", "#dc7817", "#ffc680"),
    5: ("#33200c", "#6c3b0c", "#b05d0b", "#e68b35", "#ffc680"),
    6: ("#33200c", "#60360d", "#934f0b", "#cd6c0a", "#ec9745", "#ffc680"),
    7: ("#33200c", "#59320d", "#81450a", "#b05d0b", "#dc7817", "#ef9f4f", "#ffc680"),
}
# [class of the second metric][class of the first], lowest first.
BIVARIATE = (
    ("#e9e9e9", "#b4d3e1", "#509dc2"),
    ("#f3e6b3", "#b3b3b3", "#376387"),
    ("#f3b300", "#a85f00", "#221d24"),
)
BIVARIATE_DARK = (
    ("#262c33", "#2a6b96", "#57bdf5"),
    ("#8a5a12", "#8a8f96", "#b5dcf2"),
    ("#f3a51c", "#e8c27a", "#ffffff"),
)


@dataclass(frozen=True)
class Marks:
    """The colours beside the classes: zero, nothing known, too few to be shown, and all lines."""

    zero: str
    no_data: str
    suppressed: str
    outline: str
    border: str
    chosen: str
    halo: str


def marks(palette: Palette) -> Marks:
    """The theme's own, none of which is a class of a ramp."""
    light = palette.is_light
    return Marks(
        zero="#ffffff" if light else "#14181d",
        no_data="#dedede" if light else "#585d62",
        suppressed="#c4c8ce" if light else "#6f757c",
        outline="#7b858f" if light else "#5b6672",
        border=mix(palette.text, palette.background, 0.85),
        chosen="#111111" if light else "#ffffff",
        halo="#ffffff" if light else "#000000",
    )


def sequential(count: int, palette: Palette) -> tuple[str, ...]:
    """Colours of 1 to 7 classes, the lowest nearest to the background."""
    colours = SEQUENTIAL[count]
    return colours if palette.is_light else colours[::-1]


def worse(count: int, palette: Palette) -> tuple[str, ...]:
    """Colours of 1 to 7 classes of what is better or worse, the best nearest to the background."""
    return (WORSE if palette.is_light else WORSE_DARK)[count]


def missed(count: int, palette: Palette) -> tuple[str, ...]:
    """Colours of 1 to 3 classes that miss a target, the nearest to it first."""
    return diverging(2 * count + 1, palette)[:count][::-1]


def met(count: int, palette: Palette) -> tuple[str, ...]:
    """Colours of 1 to 3 classes that meet a target, the nearest to it first."""
    return diverging(2 * count + 1, palette)[count + 1 :]


def diverging(count: int, palette: Palette, *, flipped: bool = False) -> tuple[str, ...]:
    """Colours of 1, 3, 5 or 7 classes, orange below and purple above; the other way if flipped."""
    colours = (DIVERGING if palette.is_light else DIVERGING_DARK)[count]
    return colours[::-1] if flipped else colours


def bivariate(palette: Palette) -> tuple[tuple[str, str, str], ...]:
    """Three rows of three: [class of the second metric][class of the first], lowest first."""
    return BIVARIATE if palette.is_light else BIVARIATE_DARK


def rgb(colour: str, alpha: int | None = None) -> list[int]:
    """#rrggbb as deck.gl takes it; alpha of 255."""
    channels = [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
    return channels if alpha is None else [*channels, alpha]


def ink(colours: Sequence[str]) -> list[str]:
    """Black or white on each colour, whichever has the higher contrast (WCAG 2.2)."""
    return ["#111111" if luminance(colour) > 0.18 else "#ffffff" for colour in colours]


def luminance(colour: str) -> float:
    """Relative luminance of sRGB, 0 to 1 (WCAG 2.2)."""
    parts = [channel / 255 for channel in rgb(colour)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
