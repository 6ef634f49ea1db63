"""Hot and cold spots as a map shows them: colours, signs, legend and what they mean in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pydeck as pdk
from numpy.typing import NDArray

from governance.charts.chart_base import Look
from governance.core.i18n import Translator, mark
from governance.maps import colour_ramps, deck, point_layers
from governance.maps.cell_values import Shade
from governance.maps.hotspots import FEWEST, NONE, UNTESTED, Hotspots
from governance.metrics import number_format

Places = Sequence[tuple[float, float]] | NDArray[np.float64]
# From the surest hot spot to the surest cold one: the order of the ramp and of the legend.
ORDER = ("hot_99", "hot_95", "hot_90", NONE, "cold_90", "cold_95", "cold_99")
TITLES: Mapping[str, str] = {
    "hot_99": mark("▲ Hot spot (99 %)"),
    "hot_95": mark("▲ Hot spot (95 %)"),
    "hot_90": mark("▲ Hot spot (90 %)"),
    NONE: mark("As by chance"),
    "cold_90": mark("▼ Cold spot (90 %)"),
    "cold_95": mark("▼ Cold spot (95 %)"),
    "cold_99": mark("▼ Cold spot (99 %)"),
    UNTESTED: mark("Not tested"),
}
# How many areas of a level, in words.
COUNTED: Mapping[str, str] = {
    "district": mark("{n} districts"),
    "street_office": mark("{n} street offices"),
    "community": mark("{n} communities"),
    "grid_cell": mark("{n} grids"),
    "micro_grid": mark("{n} micro-grids"),
}
SIGNS = {"hot": "▲", "cold": "▼"}
SIGN = 0.75  # of the size that a point has among as many
WEAK = 0.10  # share of false discoveries up to which a cell is marked at all
NAMED = 3  # areas named in the sentence


@dataclass(frozen=True)
class Subject:
    """What was tested, in words: the metric's title, the place, and the level of its cells."""

    title: str
    place: str
    level: str


def colours(look: Look) -> dict[str, str]:
    """Of each class its colour: orange is hot, purple is cold, on light and on dark."""
    ramp = colour_ramps.diverging(len(ORDER), look.palette)
    return {
        **dict(zip(ORDER, ramp, strict=True)),
        UNTESTED: colour_ramps.marks(look.palette).no_data,
    }


def shades(matches: Hotspots, look: Look, texts: Mapping[str, str] | None = None) -> list[Shade]:
    """One shade a cell in the order of found.frame, for the layer that draws the cells.

    texts: of each area the value as it is shown, put before the verdict.
    """
    shade = colours(look)
    places = {name: place for place, name in enumerate(ORDER)}
    return [
        Shade(
            colour=shade[spot],
            text="\n".join(
                filter(None, ((texts or {}).get(code, ""), look.translate(TITLES[spot])))
            ),
            kind="no_data" if spot == UNTESTED else "class",
            place=places.get(spot, -1),
        )
        for code, spot in zip(matches.frame["area_code"], matches.frame["spot"], strict=True)
    ]


def signs(matches: Hotspots, at: Places, look: Look, room: float = float("inf")) -> list[pdk.Layer]:
    """▲ and ▼ on the spots, "spot_signs": colour alone tells nobody. at: a place in each cell.

    room: square pixels of the map that all cells are in.
    """
    frame = matches.frame.assign(side=matches.frame["spot"].str.split("_").str[0])
    where = np.asarray(at, dtype=float).reshape(-1, 2)
    frame = frame.assign(longitude=where[:, 0], latitude=where[:, 1])
    frame = frame[frame["side"].isin(list(SIGNS))]
    origin = point_layers.origin_of(frame)
    places = point_layers.offsets(frame, origin)
    data: list[dict[str, object]] = [
        {"p": p, "t": SIGNS[side]} for p, side in zip(places, frame["side"], strict=True)
    ]
    if not data:
        return []
    marks = colour_ramps.marks(look.palette)
    layer = deck.text_layer(
        "spot_signs",
        data,
        round(SIGN * point_layers.size(len(matches.frame), room), 1),
        marks.chosen,
        outline_width=3,
        outline_color=colour_ramps.rgb(marks.halo),
        font_settings={"sdf": True},
        **deck.grid(origin),
    )
    return [layer]


def counts(matches: Hotspots) -> dict[str, int]:
    """How many cells are in each class of ORDER, and untested."""
    tally = matches.frame["spot"].value_counts()
    return {name: int(tally.get(name, 0)) for name in (*ORDER, UNTESTED)}


def describe(
    matches: Hotspots, subject: Subject, names: Mapping[str, str], _: Translator
) -> list[str]:
    """What was found, in sentences: hot, cold, or nothing; and what it does not mean."""
    if not matches.is_enough:
        intro = _(COUNTED[subject.level], n=matches.tested)
        return [
            _(
                "Hot and cold spots need at least {least} areas with data and neighbours; here "
                "are {areas}.",
                least=FEWEST,
                areas=intro,
            )
        ]
    parts = [_side(matches, side, subject, names, _) for side in SIGNS]
    parts = [part for part in parts if part]
    if not parts:
        return [_none(matches, subject, _)]
    return [*parts, _limits(_)]


def _side(
    matches: Hotspots, side: str, subject: Subject, names: Mapping[str, str], _: Translator
) -> str:
    spots = matches.spots(side).sort_values("z", key=abs, ascending=False, kind="stable")
    if spots.empty:
        return ""
    message = HOT if side == "hot" else COLD
    known = [names[code] for code in spots["area_code"] if code in names][:NAMED]
    line = _(
        message,
        areas=_(COUNTED[subject.level], n=number_format.number(len(spots))),
        all=number_format.number(matches.tested),
        place=subject.place,
        title=subject.title,
    )
    return line + (_(" The clearest: {names}.", names=_(", ").join(known)) if known else "")


HOT = mark(
    "Hot spots of {title}: {areas} of {all} in {place}. With their neighbours they have clearly "
    "more than places drawn at random would."
)
COLD = mark(
    "Cold spots of {title}: {areas} of {all} in {place}. With their neighbours they have clearly "
    "less than places drawn at random would."
)


def _none(matches: Hotspots, subject: Subject, _: Translator) -> str:
    line = _(
        "No hot or cold spot of {title} in {place}: high and low values lie among {areas} as they "
        "would by chance.",
        title=subject.title,
        place=subject.place,
        areas=_(COUNTED[subject.level], n=number_format.number(matches.tested)),
    )
    weak = sum(len(matches.spots(side, WEAK)) for side in SIGNS)
    if not weak:
        return line
    return line + _(" Marked at 90 % only, too little to go by: {n}.", n=number_format.number(weak))


def _limits(_: Translator) -> str:
    return _(
        "Of such spots about one in twenty is chance (5 % false discoveries, Getis-Ord Gi*). They "
        "say where to look, not why; and a spot may itself be low among high neighbours."
    )
