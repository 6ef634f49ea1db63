"""A slide of a map: a metric of the areas of a level, with the outlines it is drawn on."""

from collections.abc import Sequence

from governance.briefings.slide_content import Map
from governance.briefings.slide_view import View
from governance.maps import cell_values, cells, classes, legend
from governance.maps.cells import Cells, Polygon
from governance.metrics import number_format
from governance.metrics.query import REST


def picture(view: View) -> Map:
    """Every area of the level in the order of their codes, as the page of maps shows it."""
    (metric,), window, _ = view.metrics, view.scope.window, view.translate
    values = view.values(view.scope.query([metric.key], level=view.level))
    codes = sorted(code for code in values.names if not code.endswith(REST))
    known = {code: values.at(metric.key, code, window) for code in codes}
    numbers = [value.value for value in known.values()]
    look = view.look
    scale = classes.scale(numbers, metric, look)
    shades = cell_values.classify(codes, known, metric, scale, look)
    drawn = outlines(view)
    shapes = dict(zip(drawn.codes, map(_rings, drawn.polygons), strict=True))
    left_out = sum(code not in shapes for code in codes)
    tally = cell_values.count_classes(shades, len(scale.colours), left_out)
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
        classes=tuple(row for row in legend.classes(metric, scale, tally, look) if row.count),
        facts=(scale.words, *legend.gaps(tally, _)),
    )


def outlines(view: View) -> Cells:
    """The boundaries of the slide's areas."""
    asked = {"frame": view.scope.area, "level": view.level}
    return cells.from_frame(view.warehouse.view("cells", asked))


def _rings(polygons: Sequence[Polygon]) -> tuple[tuple[float, ...], ...]:
    return tuple(
        tuple(part for point in ring for part in point) for polygon in polygons for ring in polygon
    )
