"""A slide of a map: a metric of the areas of a level, with the outlines it is drawn on."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import shapely

from governance.briefings.slide_content import Ground, Map, Place
from governance.briefings.slide_view import View, ViewError
from governance.core import dates
from governance.core.i18n import Translator
from governance.maps import (
    basemap,
    cell_values,
    cells,
    household_rates,
    legend,
    map_options,
    metric_scale,
)
from governance.maps.basemap_files import NONE, Shapes
from governance.maps.cell_values import Known, Shade
from governance.maps.cells import Cells, Polygon
from governance.maps.classes import Scale
from governance.maps.frames import Frame
from governance.maps.household_rates import Households
from governance.metrics import number_format
from governance.metrics.catalog import Metric
from governance.metrics.query import REST

NAMED = 40  # areas that have room for their names on a slide; of more, those above are named


class Classed(NamedTuple):
    """What a map's areas are coloured by: shades in the order of the codes, and what they tell."""

    named: str
    rate: Metric
    scale: Scale
    shades: Sequence[Shade]
    known: Known
    facts: Sequence[str] = ()


def picture(view: View) -> Map:
    """Every area of the level in the order of their codes, as the page of maps shows it."""
    (metric,), _ = view.metrics, view.translate
    values = view.values(view.scope.query([metric.key], level=view.level))
    codes = sorted(code for code in values.names if not code.endswith(REST))
    made = (_changed if view.slide.form == "change" else _classed)(view, metric, codes)
    drawn = outlines(view, view.level)
    shapes = dict(zip(drawn.codes, map(_rings, drawn.polygons), strict=True))
    left_out = sum(code not in shapes for code in codes)
    tally = cell_values.count_classes(made.shades, len(made.scale.colours), left_out)
    facts = (*made.facts, made.scale.words, made.scale.meaning, *legend.gaps(tally, _))
    rows = legend.classes(made.rate, made.scale, tally, view.look)
    return Map(
        name="areas",
        title=" · ".join((made.named, view.place, view.days)),
        key=metric.key,
        unit=number_format.unit(metric, _),
        decimals=metric.decimals,
        area=view.scope.area,
        level=view.level,
        codes=tuple(codes),
        names=tuple(values.names[code] for code in codes),
        values=tuple(
            None if shade.kind == "suppressed" else made.known[code].value
            for code, shade in zip(codes, made.shades, strict=True)
        ),
        shown=tuple(shade.text for shade in made.shades),
        colours=tuple(shade.colour for shade in made.shades),
        shapes=tuple(shapes.get(code, ()) for code in codes),
        classes=tuple(row for row in rows if row.count),
        facts=tuple(filter(None, facts)),
        **_around(view, drawn),
    )


def _around(view: View, drawn: Cells) -> dict[str, Any]:
    """What one finds one's way by: roads and waters, names, and the borders of the areas above."""
    levels = view.ground.tree.levels_below(view.scope.area)
    above = levels[: levels.index(view.level)][-1:] if len(drawn) > NAMED else ()
    named = outlines(view, above[0]) if above else drawn
    lines = basemap.printed(drawn.bounds, view.warehouse.meta.synthetic) if len(drawn) else NONE
    pairs = zip(named.names, named.points.tolist(), strict=True)
    return {
        "ground": tuple(_lines(lines)),
        "places": tuple(Place(name.removesuffix("社区") or name, *at) for name, at in pairs),
        "borders": tuple(r for part in named.polygons for r in _rings(part)) if above else (),
    }


def _lines(shapes: Shapes) -> Iterator[Ground]:
    """Each part of each road and water as one row of degrees."""
    for shape, kind, name in zip(shapes.geometry, shapes.kinds, shapes.names, strict=True):
        for part in shapely.get_parts(shape):
            is_surface = bool(shapely.get_dimensions(part) == 2)
            line = shapely.get_exterior_ring(part) if is_surface else part
            yield Ground(
                kind, name, tuple(shapely.get_coordinates(line).ravel().tolist()), is_surface
            )


def _classed(view: View, metric: Metric, codes: Sequence[str]) -> Classed:
    """The values of the period."""
    window, look = view.scope.window, view.look
    frame, found, classed = _asked(view)
    graded = metric_scale.grade(view, metric, frame, look, found, **classed)
    known, rate, scale = graded.known[window], graded.rate, graded.scale
    shades = cell_values.classify(codes, graded.rated.get(window, {}), rate, scale, look)
    if graded.is_counted:
        colours = shades if graded.rated else []
        shades = cell_values.count_shades(known, metric, colours, codes, look)
    named = number_format.named(metric, view.translate)
    return Classed(named, rate, scale, shades, known, _coloured(metric, rate, view.translate))


def _changed(view: View, metric: Metric, codes: Sequence[str]) -> Classed:
    """Their change. Raises ViewError where the period is compared with nothing."""
    _, look, then = view.translate, view.look, view.scope.other
    frame, found, classed = _asked(view)
    made = metric_scale.change(view, metric, frame, look, found, **classed)
    if made is None or then is None:
        none = _("Nothing is compared with here; choose another period or comparison.")
        raise ViewError(none)
    shades = cell_values.change_shades(codes, *made.sides, metric, made.scale, look)
    if made.rated != made.sides:
        shades = cell_values.change_colours(codes, *made.rated, shades, made.scale, look)
    facts = {"title": number_format.named(metric, _), "days": dates.window(then, _.lang)}
    named, told = _("{title}, change against {days}", **facts), _coloured(metric, made.rate, _)
    return Classed(named, made.rate, made.scale, shades, made.sides[0], told)


def _asked(view: View) -> tuple[Frame, Households, dict[str, Any]]:
    """The slide's areas, their households, and how they are classed."""
    frame = Frame(view.scope.area, view.level)
    found = view.warehouse.view("areas_at_level", {"level": frame.level, "area": frame.area})
    wanted = map_options.parse_options({"classes": view.slide.classes})
    classed = {"method": wanted.method, "count": wanted.count}
    return frame, household_rates.of_frame(found), classed


def _coloured(metric: Metric, rate: Metric, _: Translator) -> list[str]:
    """What the colours of a count are of."""
    return [] if rate is metric else [_("Colour: {title}", title=_.pick(rate.title))]


def outlines(view: View, level: str) -> Cells:
    """The boundaries of the areas of a level within the slide's."""
    asked = {"frame": view.scope.area, "level": level}
    return cells.from_frame(view.warehouse.view("cells", asked))


def _rings(polygons: Sequence[Polygon]) -> tuple[tuple[float, ...], ...]:
    return tuple(
        tuple(part for point in ring for part in point) for polygon in polygons for ring in polygon
    )
