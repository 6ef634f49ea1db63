"""Records as points, one sign each: colour and shape show their most frequent values."""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pydeck as pdk

from governance.charts.chart_base import Look
from governance.maps import deck, symbols
from governance.maps.points_shown import ShownPoints
from governance.maps.symbols import Sign
from governance.metrics import segments

# Values with a sign of their own; more colours than these cannot be distinguished.
MOST = 6
# Pixels of a sign: of few points, and of so many that they would hide one another; between them
# a share of the side of the square that each point has on the map.
LARGE, SMALL, SHARE = 20.0, 8.0, 0.7


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
    _, signs = look.translate, symbols.signs(look.palette)
    counts = shown.frame.groupby("kind")["records"].sum().sort_index()
    counts = counts.sort_values(ascending=False, kind="stable")
    listed = tuple(
        Kind(code, segments.value(split, code, _, dataset), sign, int(records))
        for sign, (code, records) in zip(signs, counts.head(MOST).items(), strict=False)
    )
    others = counts.iloc[MOST:]
    title = _("{n} others", n=len(others))
    rest = Kind("", title, signs[-1], int(others.sum())) if len(others) else None
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
        icon_atlas=deck.word(symbols.atlas(look.palette)),
        icon_mapping=symbols.mapping(),
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
