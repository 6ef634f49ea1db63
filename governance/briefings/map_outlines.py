"""A slide's map as SVG: areas to choose, roads and waters, names that have room."""

from collections.abc import Callable, Iterator, Sequence
from html import escape

from governance.briefings import map_names, slide_style
from governance.briefings.map_fit import Fit
from governance.briefings.map_names import Name
from governance.briefings.slide_content import Ground, Map
from governance.charts import svg

LETTERS = 14  # pixels of the areas' names


def areas(area_map: Map, width: int, height: int) -> str:
    """A map as <svg>; each area says its name and value, and can be chosen by key or click."""
    fit = Fit(area_map.shapes, (0.0, 0.0, width, height))
    parts = []
    for place, rings in enumerate(area_map.shapes):
        if rings:
            said = f"{area_map.names[place]} {area_map.shown[place]}"
            path = "".join(_path(fit, ring) + "Z" for ring in rings)
            parts.append(
                f'<path d="{path}" fill="{area_map.colours[place]}" tabindex="0" '
                f'data-said="{escape(said)}"><title>{escape(said)}</title></path>'
            )
    inside = f'<g class="areas" fill-rule="evenodd">{"".join(parts)}</g>'
    above = "".join((*_borders(area_map, fit), *map(_line(fit), area_map.ground)))
    texts = "".join(map(_text, map_names.names(area_map, fit, LETTERS)))
    inside += f'<g pointer-events="none">{above}{texts}</g>'
    return svg.wrapped(inside, area_map.title, (width, height), "map")


def _path(fit: Fit, flat: Sequence[float]) -> str:
    return f"M{'L'.join(f'{x:.1f},{y:.1f}' for x, y in fit.ring(flat))}"


def _borders(area_map: Map, fit: Fit) -> Iterator[str]:
    """The areas above those that are coloured."""
    ink = slide_style.light().text
    for ring in area_map.borders:
        yield f'<path d="{_path(fit, ring)}Z" fill="none" stroke="{ink}" stroke-width="1.8"/>'


def _line(fit: Fit) -> Callable[[Ground], str]:
    """Draws a road as a line and a water as a surface."""

    def drawn(part: Ground) -> str:
        shade, path = map_names.colour(part), _path(fit, part.flat)
        if part.is_surface:
            return f'<path d="{path}Z" fill="{shade}"/>'
        wide = map_names.width(part)
        return f'<path d="{path}" fill="none" stroke="{shade}" stroke-width="{wide}"/>'

    return drawn


def _text(name: Name) -> str:
    """A name with a rim, which keeps it whole on any colour."""
    ink = slide_style.light()
    shade, weight = (ink.muted, 400) if name.is_ground else (ink.text, 600)
    return (
        f'<text x="{name.x:.1f}" y="{name.y:.1f}" font-size="{name.size:.1f}" '
        f'font-weight="{weight}" text-anchor="middle" dominant-baseline="central" '
        f'fill="{shade}" stroke="{ink.background}" stroke-width="3" paint-order="stroke">'
        f"{escape(name.text)}</text>"
    )
