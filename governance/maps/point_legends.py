"""Legends of points as HTML: signs, sizes and colours with what they stand for and how many."""

from collections.abc import Sequence
from html import escape

from governance.charts.chart_base import Look
from governance.maps import clusters, hotspot_layers, legend, symbols
from governance.maps.classes import Scale
from governance.maps.clusters import Clusters
from governance.maps.hotspots import UNTESTED, Hotspots
from governance.maps.point_layers import Kinds
from governance.metrics.catalog import Metric
from governance.metrics.number_format import number


def signs(title: str, kinds: Kinds, facts: Sequence[str], *, projector: bool = False) -> str:
    """The sign of each value with how many records have it."""
    rows = "".join(
        f'<li><i class="sign" style="{symbols.style(kind.sign)}"></i>'
        f"<span>{escape(kind.title)}</span><b>{number(kind.records)}</b></li>"
        for kind in kinds.all
    )
    return legend.section(title, f"<ul>{rows}</ul>", facts, projector)


def sizes(
    title: str, counted: Clusters, facts: Sequence[str], look: Look, *, projector: bool = False
) -> str:
    """Three circles as large as they are on the map: the largest, a third and a tenth of it."""
    most = int(counted.frame["records"].max()) if len(counted.frame) else 0
    shown = dict.fromkeys(clusters.round_number(most * share) for share in (1, 0.3, 0.1))
    rows = "".join(
        _circle(count, 2 * counted.scale * wide, look)
        for count in shown
        if count and (wide := clusters.radius(count, most)) == clusters.to_scale(count, most)
    )
    return legend.section(title, f"<ul>{rows}</ul>", facts, projector)


def _circle(count: int, wide: float, look: Look) -> str:
    """A row of the legend; wide: pixels across the circle."""
    _ = look.translate
    title = _("{n} records", n=number(count))
    size = f"width:{wide:.0f}px;height:{wide:.0f}px"
    return (
        f'<li><i class="sign" style="{size};border-radius:50%;'
        f'background-color:{look.palette.accent}"></i><span>{escape(title)}</span></li>'
    )


def ramp(
    title: str,
    metric: Metric,
    scale: Scale,
    facts: Sequence[str],
    look: Look,
    *,
    projector: bool = False,
) -> str:
    """The classes from the highest down, with their unit in the title of the list."""
    texts = legend.ranges(scale, metric, look.translate)
    rows = "".join(
        f'<li><i style="background-color:{colour}"></i><span>{escape(text)}</span></li>'
        for colour, text in reversed(list(zip(scale.colours, texts, strict=True)))
    )
    unit = escape(look.translate(metric.unit))
    return legend.section(title, f"<p>{unit}</p><ul>{rows}</ul>", facts, projector)


def verdicts(
    title: str, matches: Hotspots, facts: Sequence[str], look: Look, *, projector: bool = False
) -> str:
    """The classes of hot and cold spots with how many cells are in each."""
    colours, tally = hotspot_layers.colours(look), hotspot_layers.counts(matches)
    _ = look.translate
    rows = [
        legend.Class(colours[name], _(text), tally[name], "hatched" if name == UNTESTED else "")
        for name, text in hotspot_layers.TITLES.items()
        if name != UNTESTED or tally[name]
    ]
    return legend.section(title, legend.list_classes(rows, _), facts, projector)
