"""A slide of a map: a metric of the areas of a level, with the outlines it is drawn on."""

from collections.abc import Sequence

from governance.briefings.slide_content import Map
from governance.briefings.slide_view import View
from governance.core.i18n import Translator
from governance.maps import cell_values, cells, household_rates, legend, metric_scale
from governance.maps.cells import Cells, Polygon
from governance.maps.frames import Frame
from governance.maps.metric_scale import Graded
from governance.metrics import number_format
from governance.metrics.catalog import Metric
from governance.metrics.query import REST


def picture(view: View) -> Map:
    """Every area of the level in the order of their codes, as the page of maps shows it."""
    (metric,), window, _ = view.metrics, view.scope.window, view.translate
    values = view.values(view.scope.query([metric.key], level=view.level))
    codes = sorted(code for code in values.names if not code.endswith(REST))
    graded, look = _graded(view, metric), view.look
    known, rate, scale = graded.known[window], graded.rate, graded.scale
    shades = cell_values.classify(codes, graded.rated.get(window, {}), rate, scale, look)
    if graded.is_counted:
        colours = shades if graded.rated else []
        shades = cell_values.count_shades(known, metric, colours, codes, look)
    drawn = outlines(view)
    shapes = dict(zip(drawn.codes, map(_rings, drawn.polygons), strict=True))
    left_out = sum(code not in shapes for code in codes)
    tally = cell_values.count_classes(shades, len(scale.colours), left_out)
    gaps = legend.gaps(tally, _)
    return Map(
        name="areas",
        title=number_format.heading(metric, view.place, view.days, _),
        key=metric.key,
        unit=number_format.unit(metric, _),
        decimals=metric.decimals,
        area=view.scope.area,
        level=view.level,
        codes=tuple(codes),
        names=tuple(values.names[code] for code in codes),
        values=tuple(
            None if shade.kind == "suppressed" else known[code].value
            for code, shade in zip(codes, shades, strict=True)
        ),
        shown=tuple(shade.text for shade in shades),
        colours=tuple(shade.colour for shade in shades),
        shapes=tuple(shapes.get(code, ()) for code in codes),
        classes=tuple(row for row in legend.classes(rate, scale, tally, look) if row.count),
        facts=tuple(filter(None, (*_coloured(graded, _), scale.words, scale.meaning, *gaps))),
    )


def _graded(view: View, metric: Metric) -> Graded:
    """What the slide's areas are coloured by, in the classes that the page of maps has."""
    frame = Frame(view.scope.area, view.level)
    found = view.warehouse.view("areas_at_level", {"level": frame.level, "area": frame.area})
    return metric_scale.grade(view, metric, frame, view.look, household_rates.of_frame(found))


def _coloured(graded: Graded, _: Translator) -> list[str]:
    """What the colours of a count are of."""
    return [_("Colour: {title}", title=_.pick(graded.rate.title))] if graded.is_counted else []


def outlines(view: View) -> Cells:
    """The boundaries of the slide's areas."""
    asked = {"frame": view.scope.area, "level": view.level}
    return cells.from_frame(view.warehouse.view("cells", asked))


def _rings(polygons: Sequence[Polygon]) -> tuple[tuple[float, ...], ...]:
    return tuple(
        tuple(part for point in ring for part in point) for polygon in polygons for ring in polygon
    )
