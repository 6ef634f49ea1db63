"""Maps and sparklines of slides as SVG, for files that must work without anything else."""

from collections.abc import Sequence
from html import escape

from governance.briefings.map_projection import Fit
from governance.briefings.slide_content import Figure, Map
from governance.charts import sparkline, svg


def spark(one: Figure, accent: str) -> str:
    """The months of a figure as a small line."""
    return (
        sparkline.image(one.months, accent, one.title)
        if any(value is not None for value in one.months)
        else ""
    )


def areas(given: Map, width: int, height: int) -> str:
    """A map as <svg>; each area says its name and value, and can be chosen by key or click."""
    fit = Fit(given.shapes, (0.0, 0.0, width, height))
    parts = []
    for place, rings in enumerate(given.shapes):
        if rings:
            said = f"{given.names[place]} {given.shown[place]}"
            path = "".join(f"M{_path(fit.ring(ring))}Z" for ring in rings)
            parts.append(
                f'<path d="{path}" fill="{given.colours[place]}" tabindex="0" '
                f'data-said="{escape(said)}"><title>{escape(said)}</title></path>'
            )
    inside = f'<g class="areas" fill-rule="evenodd">{"".join(parts)}</g>'
    return svg.wrapped(inside, given.title, (width, height), "map")


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "L".join(f"{x:.1f},{y:.1f}" for x, y in points)
