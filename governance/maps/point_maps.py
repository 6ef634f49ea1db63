"""Whole maps of points on a stage: what is drawn, its legend, and what has to be said with it."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from html import escape
from typing import NamedTuple

import pydeck as pdk

from governance.core.i18n import mark
from governance.core.palette import mix
from governance.maps import (
    camera,
    choropleths,
    classes,
    clusters,
    heat_map,
    hexagon_cells,
    hotspot_layers,
    legend,
    point_datasets,
    point_layers,
)
from governance.maps.cell_values import Shade
from governance.maps.cells import Bounds
from governance.maps.classes import Scale
from governance.maps.deck import CompactDeck
from governance.maps.heat_map import Surface
from governance.maps.hotspot_layers import Subject
from governance.maps.hotspots import UNTESTED, Hotspots
from governance.maps.label_placement import Box
from governance.maps.map_base import Stage
from governance.maps.point_datasets import ShownPoints
from governance.metrics import number_format
from governance.metrics.catalog import Metric

# Layers that cover the ground.
GROUND = ("hexes", "heat")
# How many times as large circles are on a projector: as its type against that of a page.
LARGE = 1.5
# What is classed, for the words and digits of its legend.
COUNT = classes.counting(mark("records"))
DENSITY = classes.counting(mark("records per km²"))


class Drawn(NamedTuple):
    """A map, its legend as HTML, and sentences to stand with it, the counts of points first."""

    deck: CompactDeck
    legend: str
    said: list[str]


def signs(stage: Stage, shown: ShownPoints, dataset: str, split: str, title: str) -> Drawn:
    """Each record a sign by its value of `split`; hexagons where there are too many for that.

    The legend has the sign of each value with how many records have it.
    """
    if shown.is_crowded:
        return hexagons(stage, shown, title)
    look = stage.look
    kinds, notes = point_layers.find_kinds(shown, dataset, split, look), [_counts(stage, shown)]
    key = _listed(
        (f'class="sign" style="{point_layers.style(kind.sign)}"', kind.title, kind.records)
        for kind in kinds.all
    )
    drawn = _deck(stage, point_layers.layers(shown, kinds, look, _room(stage)))
    return Drawn(drawn, legend.section(title, key, notes, stage.projector), notes)


def circles(stage: Stage, shown: ShownPoints, title: str) -> Drawn:
    """Circles with numbers, of points close together.

    The legend has three as large as on the map: the largest, a third and a tenth of it.
    """
    look, notes = stage.look, [_counts(stage, shown)]
    _ = look.translate
    grouped = clusters.by_zoom(shown.frame, stage.view.zoom, LARGE if stage.projector else 1.0)
    most = int(grouped.frame["records"].max()) if len(grouped.frame) else 0
    sizes = dict.fromkeys(clusters.round_number(most * share) for share in (1, 0.3, 0.1))
    round_style = f"border-radius:50%;background-color:{look.palette.accent}"
    key = _listed(
        (
            f'class="sign" style="width:{wide:.0f}px;height:{wide:.0f}px;{round_style}"',
            _("{n} records", n=number_format.number(count)),
            None,
        )
        for count in sizes
        if count and (radius := clusters.radius(count, most)) == clusters.to_scale(count, most)
        for wide in [2 * grouped.scale * radius]
    )
    drawn = _deck(stage, clusters.layers(grouped, look), taken=grouped.boxes(stage.view))
    return Drawn(drawn, legend.section(title, key, notes, stage.projector), notes)


def hexagons(stage: Stage, shown: ShownPoints, title: str) -> Drawn:
    """Hexagons coloured by how many records lie in each."""
    _ = stage.look.translate
    counted = hexagon_cells.fitting(shown.frame, hexagon_cells.resolution(stage.cells.bounds))
    scale = classes.scale(counted.frame["records"].tolist(), COUNT, stage.look)
    metres, size = number_format.number(round(counted.metres, -1)), counted.resolution
    across = _("Hexagons are {n} m wide (H3, resolution {size})", n=metres, size=size)
    notes = [_counts(stage, shown), across]
    drawn = _deck(stage, hexagon_cells.layers(counted, scale, stage.look))
    return Drawn(drawn, _ramp(stage, title, COUNT, scale, notes), notes)


def density(stage: Stage, shown: ShownPoints, title: str) -> Drawn:
    """A picture coloured by records on a square kilometre."""
    _ = stage.look.translate
    surface = _surface(shown, heat_map.bounds_around(stage.cells.bounds))
    # By quantiles a fifth of the map would be in the highest class, wherever the peaks are.
    scale = classes.scale(surface.felt.tolist(), DENSITY, stage.look, method="equal")
    metres = number_format.number(round(surface.metres, -1))
    spread = _("Each record is spread over about {n} m", n=metres)
    notes = [_counts(stage, shown), spread]
    drawn = _deck(stage, heat_map.layers(surface, scale))
    return Drawn(drawn, _ramp(stage, title, DENSITY, scale, notes), notes)


# The same records as long as a build and the filters stay: 60 ms of CPU for 10,000 of them.
@lru_cache(maxsize=16)
def _surface(shown: ShownPoints, bounds: Bounds) -> Surface:
    return heat_map.estimate_surface(shown.frame, bounds)


def cell_spots(
    stage: Stage,
    tested: Hotspots,
    title: str,
    subject: Subject,
    texts: Mapping[str, str] | None = None,
) -> Drawn:
    """Hot and cold spots of a rate by cell; the legend has how many cells are in each class.

    tested: hotspots.find of the stage's cells, in their order. texts: of each area its value as it
    is shown.
    """
    cells, look = stage.cells, stage.look
    names = dict(zip(cells.codes, cells.names, strict=True))
    notes = hotspot_layers.describe(tested, subject, names, look.translate)
    colours, counts = hotspot_layers.colours(look), hotspot_layers.counts(tested)
    rows = [
        legend.Class(
            colours[spot], look.translate(text), counts[spot], "hatched" if spot == UNTESTED else ""
        )
        for spot, text in hotspot_layers.TITLES.items()
        if spot != UNTESTED or counts[spot]
    ]
    key = legend.section(title, legend.list_classes(rows, look.translate), [], stage.projector)
    over = hotspot_layers.signs(tested, cells.points, look, _room(stage))
    return Drawn(_deck(stage, over, hotspot_layers.shades(tested, look, texts)), key, notes)


def _counts(stage: Stage, shown: ShownPoints) -> str:
    return point_datasets.describe(shown, stage.look.translate)


def _listed(rows: Iterable[tuple[str, str, int | None]]) -> str:
    """A legend's list: attributes of a sign, what it stands for, and how many records have it."""
    return "<ul>{}</ul>".format(
        "".join(
            f"<li><i {sign}></i><span>{escape(text)}</span>"
            + ("</li>" if count is None else f"<b>{number_format.number(count)}</b></li>")
            for sign, text, count in rows
        )
    )


def _ramp(stage: Stage, title: str, metric: Metric, scale: Scale, notes: Sequence[str]) -> str:
    """A legend of classes from the highest down, with their unit above them."""
    _ = stage.look.translate
    texts = legend.ranges(scale, metric, _)
    key = _listed(
        (f'style="background-color:{colour}"', text, None)
        for colour, text in reversed(list(zip(scale.colours, texts, strict=True)))
    )
    body, facts = f"<p>{escape(_(metric.unit))}</p>{key}", [scale.words, *notes]
    return legend.section(title, body, facts, stage.projector)


def _room(stage: Stage) -> float:
    """Square pixels of the box around the cells."""
    west, south, east, north = stage.cells.bounds
    left, top = camera.pixels(west, north, stage.view)
    right, bottom = camera.pixels(east, south, stage.view)
    return max((right - left) * (bottom - top), 1.0)


def _deck(
    stage: Stage,
    over: Sequence[pdk.Layer],
    shades: Sequence[Shade] | None = None,
    taken: Sequence[Box] = (),
) -> CompactDeck:
    """The cells in one pale colour, or in given ones, and over them what is shown.

    taken: boxes in which no name may stand.
    """
    palette = stage.look.palette
    # On dark, lighter than the page, so that the dark borders of cells are seen.
    pale = palette.surface if palette.is_light else mix(palette.text, palette.background, 0.13)
    plain = shades or [Shade(pale, "", "class")] * len(stage.cells)
    # What covers the ground lies under the borders, what stands in a place over them.
    ground = [layer for layer in over if layer.id in GROUND]
    over = [layer for layer in over if layer not in ground]
    return choropleths.draw(stage, plain, ground=ground, over=over, taken=taken)
