"""Whole maps of points on a stage: what is drawn, its legend, and what has to be said with it."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import pydeck as pdk

from governance.core.i18n import Translator, mark
from governance.core.palette import mix
from governance.maps import (
    border_lines,
    camera,
    choropleths,
    classes,
    clusters,
    heat_map,
    hexagon_cells,
    hotspot_layers,
    name_layers,
    point_layers,
    point_legends,
    points_shown,
)
from governance.maps.cell_values import Shade
from governance.maps.cells import Bounds
from governance.maps.counting import counting
from governance.maps.deck import CompactDeck
from governance.maps.heat_map import Surface
from governance.maps.hexagon_cells import Hexagons
from governance.maps.hotspot_layers import Subject
from governance.maps.hotspots import Hotspots
from governance.maps.label_placement import Box
from governance.maps.map_base import Stage
from governance.maps.points_shown import ShownPoints
from governance.metrics import number_format

# Layers that cover the ground.
GROUND = ("hexes", "heat")
# How many times as large circles are on a projector: as its type against that of a page.
LARGE = 1.5
# Ways to show many points, in the order in which a reader is offered them.


# What is classed, for the words and digits of its legend.
COUNT = counting(mark("records"))
DENSITY = counting(mark("records per km²"))


class Drawn(NamedTuple):
    """A map, its legend as HTML, and sentences to stand with it, the counts of points first."""

    deck: CompactDeck
    legend: str
    said: list[str]


def signs(stage: Stage, shown: ShownPoints, dataset: str, split: str, title: str) -> Drawn:
    """Each record a sign by its value of `split`; hexagons where there are too many for that."""
    if shown.is_crowded:
        return hexagons(stage, shown, title)
    _, kinds = stage.look.translate, point_layers.find_kinds(shown, dataset, split, stage.look)
    notes = [points_shown.describe(shown, _)]
    key = point_legends.signs(title, kinds, notes, projector=stage.projector)
    return Drawn(
        _deck(stage, point_layers.layers(shown, kinds, stage.look, _room(stage))), key, notes
    )


def circles(stage: Stage, shown: ShownPoints, title: str) -> Drawn:
    """Circles with numbers, of points close together."""
    grouped = clusters.by_zoom(shown.frame, stage.view.zoom, LARGE if stage.projector else 1.0)
    notes = [points_shown.describe(shown, stage.look.translate)]
    key = point_legends.sizes(title, grouped, notes, stage.look, projector=stage.projector)
    drawn = _deck(stage, clusters.layers(grouped, stage.look), taken=grouped.boxes(stage.view))
    return Drawn(drawn, key, notes)


def hexagons(stage: Stage, shown: ShownPoints, title: str) -> Drawn:
    """Hexagons coloured by how many records lie in each."""
    _ = stage.look.translate
    counted = hexagon_cells.fitting(shown.frame, hexagon_cells.resolution(stage.cells.bounds))
    scale = classes.scale(counted.frame["records"].tolist(), COUNT, stage.look)
    notes = [points_shown.describe(shown, _), _across(counted, _)]
    key = point_legends.ramp(
        title, COUNT, scale, [scale.words, *notes], stage.look, projector=stage.projector
    )
    return Drawn(_deck(stage, hexagon_cells.layers(counted, scale, stage.look)), key, notes)


def density(stage: Stage, shown: ShownPoints, title: str, metres: float | None = None) -> Drawn:
    """A picture coloured by records on a square kilometre; metres: how far a record is spread."""
    _ = stage.look.translate
    surface = _surface(shown, heat_map.bounds_around(stage.cells.bounds), metres)
    # By quantiles a fifth of the map would be in the highest class, wherever the peaks are.
    scale = classes.scale(surface.felt.tolist(), DENSITY, stage.look, method="equal")
    spread = _(
        "Each record is spread over about {n} m", n=number_format.number(round(surface.metres, -1))
    )
    notes = [points_shown.describe(shown, _), spread]
    facts = [scale.words, *notes]
    key = point_legends.ramp(title, DENSITY, scale, facts, stage.look, projector=stage.projector)
    return Drawn(_deck(stage, heat_map.layers(surface, scale)), key, notes)


# The same records as long as a build and the filters stay: 60 ms of CPU for 10,000 of them.
@lru_cache(maxsize=16)
def _surface(shown: ShownPoints, bounds: Bounds, metres: float | None) -> Surface:
    return heat_map.estimate_surface(shown.frame, bounds, metres)


def cell_spots(
    stage: Stage,
    tested: Hotspots,
    title: str,
    subject: Subject,
    texts: Mapping[str, str] | None = None,
) -> Drawn:
    """Hot and cold spots of a rate by cell.

    tested: hotspots.find of the stage's cells, in their order. texts: of each area its value as it
    is shown.
    """
    cells = stage.cells
    names = dict(zip(cells.codes, cells.names, strict=True))
    notes = hotspot_layers.describe(tested, subject, names, stage.look.translate)
    key = point_legends.verdicts(title, tested, [], stage.look, projector=stage.projector)
    over = hotspot_layers.signs(tested, cells.points, stage.look, _room(stage))
    return Drawn(_deck(stage, over, hotspot_layers.shades(tested, stage.look, texts)), key, notes)


def _room(stage: Stage) -> float:
    """Square pixels of the box around the cells."""
    west, south, east, north = stage.cells.bounds
    left, top = camera.pixels(west, north, stage.view)
    right, bottom = camera.pixels(east, south, stage.view)
    return max((right - left) * (bottom - top), 1.0)


def _across(counted: Hexagons, _: Translator) -> str:
    metres = number_format.number(round(counted.metres, -1))
    return _("Hexagons are {n} m wide (H3, resolution {size})", n=metres, size=counted.resolution)


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
    ground = palette.surface if palette.is_light else mix(palette.text, palette.background, 0.13)
    plain = shades or [Shade(ground, "", "class")] * len(stage.cells)
    layers = [
        *stage.below,
        choropleths.layer(stage, plain, "flat"),
        *border_lines.hatches(stage, plain),
    ]
    # What covers the ground lies under the borders, what stands in a place over them.
    low = [layer for layer in over if layer.id in GROUND]
    layers += [*low, *border_lines.borders(stage), *stage.above]
    layers += [layer for layer in over if layer not in low]
    if stage.is_named:
        layers += name_layers.layers(stage, plain, taken=taken)
    return CompactDeck(layers, stage.view, choropleths.tooltip(stage, ""), still=stage.still)
