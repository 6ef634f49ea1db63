"""A slide of a map: a metric of the areas of a level, to be drawn on their outlines."""

from governance import display
from governance.briefings.content import Map
from governance.briefings.keyfigures import said
from governance.briefings.view import View
from governance.readings import REST


def picture(view: View) -> Map:
    """The values of every area of the level, in the order of their codes."""
    (metric,), window, _ = view.metrics, view.scope.window, view.translate
    values = view.values([metric.key], view.level, [window])
    codes = sorted(code for code in values.names if not code.endswith(REST))
    found = [values.at(metric.key, code, window) for code in codes]
    return Map(
        name="areas",
        title=display.heading(metric, view.place, view.days, _),
        key=metric.key,
        unit=display.unit(metric, _),
        decimals=metric.decimals,
        area=view.scope.area,
        level=view.level,
        codes=tuple(codes),
        names=tuple(values.names[code] for code in codes),
        values=tuple(value.value for value in found),
        shown=tuple(said(value, metric, _) for value in found),
    )
