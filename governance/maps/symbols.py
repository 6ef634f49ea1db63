"""Signs of points that differ in colour and in shape, so that neither alone tells them apart."""

import base64
import io
import math
from dataclasses import dataclass
from functools import cache

from PIL import Image, ImageDraw

from governance.core import palette
from governance.core.palette import Palette

SIDE = 40  # pixels of a sign in the picture that holds them all
FINE = 4  # drawn so many times as large, then made smaller: smooth edges
LETTERS = "ABCDEFG"
Corners = tuple[tuple[float, float], ...]


def _regular(corners: int, turned: float = 0, inner: float = 1) -> Corners:
    """Corners of a regular figure, or of a star, in a box of -1 to 1."""
    steps = corners if inner == 1 else corners * 2
    angles = [math.pi * (2 * step / steps + turned - 0.5) for step in range(steps)]
    sizes = [1 if inner == 1 or step % 2 == 0 else inner for step in range(steps)]
    pairs = zip(angles, sizes, strict=True)
    return tuple((size * math.cos(angle), size * math.sin(angle)) for angle, size in pairs)


PLUS: Corners = (
    *((-0.35, -1), (0.35, -1), (0.35, -0.35), (1, -0.35), (1, 0.35), (0.35, 0.35)),
    *((0.35, 1), (-0.35, 1), (-0.35, 0.35), (-1, 0.35), (-1, -0.35), (-0.35, -0.35)),
)
# In the order of the theme's colours; the last stands for all other values. No corners: a circle.
SHAPES: tuple[Corners, ...] = (
    (),
    _regular(4, 0.25),
    _regular(3),
    _regular(4),
    PLUS,
    _regular(5, inner=0.45),
    _regular(6),
)


@dataclass(frozen=True)
class Sign:
    """What stands for one value: a letter by which a point names it, colour and corners."""

    letter: str
    colour: str
    corners: Corners


@cache
def signs(look: Palette) -> tuple[Sign, ...]:
    """Six signs in the theme's colours, and a grey one for the rest."""
    colours = [*palette.series(look), look.muted]
    return tuple(Sign(*parts) for parts in zip(LETTERS, colours, SHAPES, strict=True))


@cache
def atlas(look: Palette) -> str:
    """One picture of all signs as a data: address, each with an edge in the background's colour."""
    size = SIDE * FINE
    picture = Image.new("RGBA", (size * len(SHAPES), size))
    pen = ImageDraw.Draw(picture)
    for place, sign in enumerate(signs(look)):
        _draw(pen, sign, (place + 0.5) * size, size / 2, look.background)
    small = picture.resize((SIDE * len(SHAPES), SIDE), Image.Resampling.LANCZOS)
    written = io.BytesIO()
    # 64 colours are enough for seven signs and make a fourth of the bytes, sent with each drawing.
    small.quantize(64, Image.Quantize.FASTOCTREE).save(written, "PNG", optimize=True)
    return "data:image/png;base64," + base64.b64encode(written.getvalue()).decode()


def mapping() -> dict[str, dict[str, int]]:
    """Where in the picture each letter's sign lies."""
    box = {"y": 0, "width": SIDE, "height": SIDE}
    return {letter: {"x": place * SIDE, **box} for place, letter in enumerate(LETTERS)}


def style(sign: Sign) -> str:
    """The sign in a legend, as the style of a square box: Streamlit takes pictures out of HTML."""
    if not sign.corners:
        return f"background-color:{sign.colour};border-radius:50%"
    corners = ",".join(f"{50 + 50 * x:.0f}% {50 + 50 * y:.0f}%" for x, y in sign.corners)
    return f"background-color:{sign.colour};clip-path:polygon({corners})"


def _draw(pen: ImageDraw.ImageDraw, sign: Sign, x: float, y: float, edge: str) -> None:
    for colour, reach in ((edge, SIDE * FINE * 0.48), (sign.colour, SIDE * FINE * 0.38)):
        if sign.corners:
            pen.polygon([(x + dx * reach, y + dy * reach) for dx, dy in sign.corners], fill=colour)
        else:
            wide = reach * 0.88  # as much ink as the others
            pen.ellipse((x - wide, y - wide, x + wide, y + wide), fill=colour)
