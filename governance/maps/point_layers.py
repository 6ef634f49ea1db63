"""Records as points, one sign each: colour and shape show their most frequent values."""

import base64
import io
import math
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd
import pydeck as pdk
from PIL import Image, ImageDraw

from governance.charts.chart_base import Look
from governance.core import palette
from governance.core.palette import Palette
from governance.maps import deck
from governance.maps.point_datasets import ShownPoints
from governance.metrics import segments

# Values with a sign of their own; more colours than these cannot be distinguished.
MOST = 6
# Pixels of a sign: of few points, and of so many that they would hide one another; between them
# a share of the side of the square that each point has on the map.
LARGE, SMALL, SHARE = 20.0, 8.0, 0.7
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
def _atlas(look: Palette) -> str:
    """One picture of all signs as a data: address, each with an edge in the background's colour."""
    size = SIDE * FINE
    picture = Image.new("RGBA", (size * len(SHAPES), size))
    pen = ImageDraw.Draw(picture)
    for place, sign in enumerate(signs(look)):
        _draw_sign(pen, sign, (place + 0.5) * size, size / 2, look.background)
    small = picture.resize((SIDE * len(SHAPES), SIDE), Image.Resampling.LANCZOS)
    written = io.BytesIO()
    # 64 colours are enough for seven signs and make a fourth of the bytes, sent with each drawing.
    small.quantize(64, Image.Quantize.FASTOCTREE).save(written, "PNG", optimize=True)
    return "data:image/png;base64," + base64.b64encode(written.getvalue()).decode()


def _mapping() -> dict[str, dict[str, int]]:
    """Where in the picture each letter's sign lies."""
    box = {"y": 0, "width": SIDE, "height": SIDE}
    return {letter: {"x": place * SIDE, **box} for place, letter in enumerate(LETTERS)}


def style(sign: Sign) -> str:
    """The sign in a legend, as the style of a square box: Streamlit takes pictures out of HTML."""
    if not sign.corners:
        return f"background-color:{sign.colour};border-radius:50%"
    corners = ",".join(f"{50 + 50 * x:.0f}% {50 + 50 * y:.0f}%" for x, y in sign.corners)
    return f"background-color:{sign.colour};clip-path:polygon({corners})"


def _draw_sign(pen: ImageDraw.ImageDraw, sign: Sign, x: float, y: float, edge: str) -> None:
    for colour, reach in ((edge, SIDE * FINE * 0.48), (sign.colour, SIDE * FINE * 0.38)):
        if sign.corners:
            pen.polygon([(x + dx * reach, y + dy * reach) for dx, dy in sign.corners], fill=colour)
        else:
            wide = reach * 0.88  # as much ink as the others
            pen.ellipse((x - wide, y - wide, x + wide, y + wide), fill=colour)


@dataclass(frozen=True)
class Kind:
    """One value with a sign of its own: code ("" where unknown), title in words, how many."""

    code: str
    title: str
    sign: Sign
    records: int


@dataclass(frozen=True)
class Kinds:
    """The values of one column, the most frequent first; `rest` is all others together."""

    split: str
    dataset: str
    shown: tuple[Kind, ...]
    rest: Kind | None

    @property
    def all(self) -> tuple[Kind, ...]:
        return (*self.shown, self.rest) if self.rest else self.shown


def find_kinds(shown: ShownPoints, dataset: str, split: str, look: Look) -> Kinds:
    """The most frequent values of the points, each with its sign, and one for the rest."""
    _, known = look.translate, signs(look.palette)
    counts = shown.frame.groupby("kind")["records"].sum().sort_index()
    counts = counts.sort_values(ascending=False, kind="stable")
    listed = tuple(
        Kind(code, segments.value(split, code, _, dataset), sign, int(records))
        for sign, (code, records) in zip(known, counts.head(MOST).items(), strict=False)
    )
    others = counts.iloc[MOST:]
    title = _("{n} others", n=len(others))
    rest = Kind("", title, known[-1], int(others.sum())) if len(others) else None
    return Kinds(split, dataset, listed, rest)


def layers(
    shown: ShownPoints, kinds: Kinds, look: Look, room: float = float("inf")
) -> list[pdk.Layer]:
    """One layer, "points": each datum has id, area_code, name and text (for a box), k (its sign).

    Of points counted in squares there is none to draw: use hexes or heat for those. The most
    frequent value is drawn first, so that rare ones lie on top. room: square pixels of the map
    that the points are in; with more points in them, signs are smaller.
    """
    frame = shown.frame if shown.is_apart else shown.frame.head(0)
    frame = _rare_last(frame, kinds)
    origin = origin_of(frame)
    layer = pdk.Layer(
        "IconLayer",
        _data(frame, kinds, origin, look),
        id="points",
        pickable=True,
        get_position="p",
        get_icon="k",
        get_size=size(len(frame), room),
        icon_atlas=deck.word(_atlas(look.palette)),
        icon_mapping=_mapping(),
        **deck.grid(origin),
    )
    return [layer]


def size(count: int, room: float) -> float:
    """Pixels of one of so many signs in so many square pixels."""
    return round(min(max(SHARE * math.sqrt(room / max(count, 1)), SMALL), LARGE), 1)


def _rare_last(frame: pd.DataFrame, kinds: Kinds) -> pd.DataFrame:
    places = {kind.code: place for place, kind in enumerate(kinds.shown, start=1)}
    order = frame["kind"].map(places).fillna(0).to_numpy()
    return frame.iloc[np.argsort(order, kind="stable")]


def origin_of(frame: pd.DataFrame) -> tuple[float, float]:
    """The middle of the points, from which positions are counted in small whole numbers."""
    if frame.empty:
        return 0.0, 0.0
    return round(float(frame["longitude"].mean()), 5), round(float(frame["latitude"].mean()), 5)


def offsets(frame: pd.DataFrame, origin: tuple[float, float]) -> list[list[int]]:
    """Positions in steps of deck.STEP degrees from the origin."""
    degrees = frame[["longitude", "latitude"]].to_numpy(float) - np.array(origin)
    steps: list[list[int]] = np.rint(degrees / deck.STEP).astype(int).tolist()
    return steps


def _data(
    frame: pd.DataFrame, kinds: Kinds, origin: tuple[float, float], look: Look
) -> list[dict[str, object]]:
    letters = {kind.code: kind.sign.letter for kind in kinds.shown}
    rest = kinds.rest.sign.letter if kinds.rest else ""
    codes = frame["kind"].unique()
    words = {
        code: segments.value(kinds.split, code, look.translate, kinds.dataset) for code in codes
    }
    days = {day: "" if pd.isna(day) else str(day)[:10] for day in frame["day"].unique()}
    columns = (frame[name].tolist() for name in ("id", "area_code", "kind", "day"))
    return [
        {
            "id": name,
            "area_code": area,
            "p": place,
            "k": letters.get(kind, rest),
            "name": words[kind],
            "text": days[day],
        }
        for place, name, area, kind, day in zip(offsets(frame, origin), *columns, strict=True)
    ]
