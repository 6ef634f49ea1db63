"""A still map of a few areas with their names and numbers on them, each a link, as SVG."""

from collections.abc import Callable, Mapping, Sequence
from html import escape

from governance.charts.chart_base import Look
from governance.core.palette import FONTS
from governance.maps import camera, colour_ramps, label_placement
from governance.maps.cells import Cells
from governance.maps.classes import Scale
from governance.maps.map_svg import Paper, line_path

# Pixels: a name's and a number's height, and the room that two lines of them take.
NAME, NUMBER = 13, 15
# The widest circle's radius, the smallest one's, and what a number in one takes: room beside it,
# and a digit's width.
WIDEST, SMALLEST, ROOM, DIGIT = 19.0, 3.0, 3.0, 7.4
# A longer number stands below the name, not behind it.
SHORT = 2
Box = tuple[float, float, float, float]  # left, top, right, bottom
# Above this many names stand on each other; the map's own page has room for more.
MOST = 40


def svg(
    cells: Cells,
    amounts: Mapping[str, float | None],
    texts: Mapping[str, str],
    scale: Scale | None,
    look: Look,
    box: tuple[int, int],
    address: Callable[[str], str],
) -> str:
    """The cells in the colours of their amounts, which `texts` says in numbers, by area code.

    scale: without one the amounts are counts, shown as circles on cells without a colour.
    address: where a click on an area leads. A cell without an amount is grey and says "–". Of names
    that have no room beside each other the one with more stays; the others come up at a touch.
    """
    width, height = box
    paper = Paper(camera.fit(cells.bounds, width, height, padding=12), box, look.palette)
    most = max((amount or 0.0 for amount in amounts.values()), default=0.0)
    linked, labels, taken = dict[int, str](), dict[int, str](), list[Box]()
    order = sorted(range(len(cells)), key=lambda n: -(amounts.get(cells.codes[n]) or 0.0))
    for place in order:
        code, name = cells.codes[place], cells.names[place]
        fill, text = _fill(amounts.get(code), scale, look), texts.get(code, "–")
        # On a map of communities that each is one goes without saying.
        words = (name.removesuffix("社区") or name, text)
        middle, radius = paper.at(*cells.points[place]), _radius(amounts.get(code), most)
        room = _box(middle, words, None if scale else radius)
        is_free = not any(_meet(room, other) for other in taken)
        taken += [room] if is_free else []
        if not scale:
            labels[place] = _circle(middle, words, radius, look, is_named=is_free)
        elif is_free:
            labels[place] = _label(middle, words, fill)
        said = escape(f"{name}: {text}")
        linked[place] = (
            f'<a href="{escape(address(code))}" aria-label="{said}"><title>{said}</title>'
            f'<path d="{_outline(paper, cells, place)}" fill="{fill}" fill-rule="evenodd" '
            f'stroke="{look.palette.background}" stroke-width="1.5" stroke-linejoin="round"/></a>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'style="width:100%;height:auto;display:block">{_in_order(linked)}'
        f'<g pointer-events="none" aria-hidden="true">{_in_order(labels)}</g></svg>'
    )


def _in_order(parts: Mapping[int, str]) -> str:
    """The parts as the areas stand, in which Tab goes through them."""
    return "".join(text for _place, text in sorted(parts.items()))


def outline(
    cells: Cells,
    place: int,
    fill: str,
    look: Look,
    box: tuple[int, int],
    spot: tuple[tuple[float, float], str] | None = None,
) -> str:
    """One of the cells alone as SVG, as large as the box allows. fill: its colour, "" for none.

    spot: a place in it, in degrees, and what stands there.
    """
    width, height = box
    corners = [point for polygon in cells.polygons[place] for ring in polygon for point in ring]
    easts, norths = zip(*corners, strict=True)
    bounds = (min(easts), min(norths), max(easts), max(norths))
    paper = Paper(camera.fit(bounds, width, height, padding=8), box, look.palette)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'aria-hidden="true"><path d="{_outline(paper, cells, place)}" fill-rule="evenodd" '
        f'fill="{fill or look.palette.surface}" stroke="{look.palette.muted}"/>'
        f"{_spot(paper, *spot) if spot else ''}</svg>"
    )


def _spot(paper: Paper, point: tuple[float, float], text: str) -> str:
    """A dot and its text below or above it, on the paper as a whole."""
    (x, y), look = paper.at(*point), paper.look
    wide = label_placement.measure(text, NAME)[0] / 2
    at = min(max(x, wide), paper.width - wide)
    line = y + NAME + 7 if y < paper.height / 2 else y - 8
    font = f'font-family="{escape(FONTS)}" text-anchor="middle" font-size="{NAME}"'
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" fill="{look.text}" '
        f'stroke="{look.background}" stroke-width="2"/>'
        f'<text x="{at:.1f}" y="{line:.1f}" {font} font-weight="600" fill="{look.text}" '
        f'stroke="{look.background}" stroke-width="4" paint-order="stroke">{escape(text)}</text>'
    )


def _fill(amount: float | None, scale: Scale | None, look: Look) -> str:
    return look.palette.surface if amount is None or scale is None else scale.colour(amount)


def _outline(paper: Paper, cells: Cells, place: int) -> str:
    rings = [ring for polygon in cells.polygons[place] for ring in polygon]
    return "".join(f"M{line_path([paper.at(*point) for point in ring])}Z" for ring in rings)


def _label(middle: tuple[float, float], lines: Sequence[str], fill: str) -> str:
    """Name and number on a cell, in what is read on its colour."""
    (x, y), (name, number) = middle, lines
    (letters,) = colour_ramps.ink([fill])
    # The rim keeps letters whole that cross a border.
    font = f'font-family="{escape(FONTS)}" text-anchor="middle" fill="{letters}"'
    font += f' stroke="{fill}" stroke-width="3" paint-order="stroke"'
    return (
        f'<text x="{x:.1f}" y="{y - 2:.1f}" font-size="{NAME}" {font}>{escape(name)}</text>'
        f'<text x="{x:.1f}" y="{y + NUMBER - 1:.1f}" font-size="{NUMBER}" font-weight="700" {font}>'
        f"{escape(number)}</text>"
    )


def _radius(count: float | None, most: float) -> float:
    """Its area is as large as the count; 0 for none."""
    return max(WIDEST * (count / most) ** 0.5, SMALLEST) if count and most else 0.0


def _box(middle: tuple[float, float], lines: Sequence[str], radius: float | None) -> Box:
    """What a name and its number take, roughly; below a circle of this radius."""
    (x, y), (name, number) = middle, lines
    is_inside = radius is not None and _has_room(number, radius)
    words = (name,) if is_inside else (name, number)
    wide = max(label_placement.measure(text, NAME)[0] for text in words) / 2
    top = y - NAME if radius is None else y + radius
    high = NAME if is_inside or (radius is not None and len(number) <= SHORT) else NAME + NUMBER
    return (x - wide, top, x + wide, top + high)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _has_room(number: str, radius: float) -> bool:
    return 2 * (radius - ROOM) >= DIGIT * max(len(number), 2)


def _circle(
    middle: tuple[float, float],
    lines: Sequence[str],
    radius: float,
    look: Look,
    *,
    is_named: bool,
) -> str:
    """A count as a circle, its number in it where there is room, and the name below."""
    (x, y), (name, number), ground = middle, lines, look.palette.surface
    font = f'font-family="{escape(FONTS)}" text-anchor="middle"'
    said, inside, below = name, "", ""
    if _has_room(number, radius):
        inside = (
            f'<text x="{x:.1f}" y="{y + 5:.1f}" font-size="{NAME}" font-weight="700" {font} '
            f'fill="{look.palette.background}">{escape(number)}</text>'
        )
    elif len(number) <= SHORT:
        said = f"{name} {number}"
    else:
        below = f'<tspan x="{x:.1f}" dy="{NUMBER}" font-weight="700">{escape(number)}</tspan>'
    dot = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{look.palette.accent}"/>'
    if not is_named:
        return dot + inside
    return (
        f'{dot}{inside}<text x="{x:.1f}" y="{y + radius + NAME:.1f}" font-size="{NAME}" {font} '
        f'fill="{look.palette.text}" stroke="{ground}" stroke-width="3" paint-order="stroke">'
        f"{escape(said)}{below}</text>"
    )
