"""Areas by their kind (residential grid, business district, village …): colours without order."""

from collections import Counter

from governance.charts.chart_base import Look
from governance.core import palette
from governance.maps import choropleths, colour_ramps, legend
from governance.maps.cell_values import Shade
from governance.maps.cells import Cells
from governance.maps.deck import CompactDeck
from governance.maps.legend import Class
from governance.maps.map_base import Stage
from governance.metrics import segments

# Share of the background in the colours, so that names and roads on them can be read.
PALE = 0.55


def colours(cells: Cells, look: Look) -> dict[str, str]:
    """A colour for each kind that occurs, the most frequent kind first; unknown ones have none."""
    kinds = [kind for kind, _n in Counter(cells.kinds).most_common() if kind]
    series = [
        palette.mix(colour, look.palette.background, PALE)
        for colour in palette.series(look.palette)
    ]
    return dict(zip(kinds, series, strict=False))


def draw(stage: Stage) -> CompactDeck:
    """The map: each cell in the colour of its kind, which it also says in words."""
    _, shade = stage.look.translate, colours(stage.cells, stage.look)
    none = colour_ramps.marks(stage.look.palette).no_data
    shades = [
        Shade(shade[kind], _named(kind, stage.look), "class")
        if kind in shade
        else Shade(none, _("No data"), "no_data")
        for kind in stage.cells.kinds
    ]
    return choropleths.draw(stage, shades)


def key(stage: Stage, title: str) -> str:
    """The legend: each kind with how many cells are of it."""
    look, counts = stage.look, Counter(stage.cells.kinds)
    _ = look.translate
    rows = [
        Class(colour, _named(kind, look), counts[kind])
        for kind, colour in colours(stage.cells, look).items()
    ]
    if rest := len(stage.cells) - sum(row.count for row in rows):
        grey = colour_ramps.marks(look.palette).no_data
        rows.append(Class(grey, _("No data"), rest, "hatched"))
    return legend.section(title, legend.list_classes(rows, _), [], stage.projector)


def table(cells: Cells, look: Look) -> list[tuple[str, str]]:
    """Each cell's name and kind in words."""
    _ = look.translate
    return [
        (name, _named(kind, look) if kind else _("No data"))
        for name, kind in zip(cells.names, cells.kinds, strict=True)
    ]


def _named(kind: str, look: Look) -> str:
    return segments.value("kind", kind, look.translate, "areas")
