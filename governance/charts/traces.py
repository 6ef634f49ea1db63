"""The series of a chart as Plotly's traces, and what their renderer knows."""

from dataclasses import dataclass

from governance.charts import roles
from governance.charts.chart_base import Figure, Look
from governance.charts.model import Chart, Series


@dataclass(frozen=True)
class Box:
    """Pixels that a chart fills. width: 0 for the page's. letters: height of its type."""

    height: int = 0
    width: int = 0
    letters: float = 13.0

    @property
    def scale(self) -> float:
        """How much larger than on a page everything is."""
        return self.letters / 13


PAGE = Box()


@dataclass(frozen=True)
class Drawing:
    """A chart, how its reader sees it, and the box that it fills."""

    chart: Chart
    look: Look
    box: Box

    def ink(self, tone: str) -> str:
        """The colour of a role."""
        return roles.colour(tone, self.look.palette)

    @property
    def is_beside(self) -> bool:
        """Whether numbers stand beside horizontal bars: in large type they do not fit inside.

        At their ends the line of the rule would strike them through.
        """
        return bool(self.box.width and self.chart.is_lying and self.chart.rule is not None)

    @property
    def font(self) -> Figure:
        """The type of its labels."""
        return {"size": self.box.letters, "color": self.look.palette.text}


def trace(drawing: Drawing, series: Series) -> Figure:
    """One series; without marks it is left out, so that no legend names what is not there."""
    chart, places = drawing.chart, series.places
    is_line = series.kind in ("line", "rule") or (series.kind == "value" and not chart.is_lying)
    if not places and not is_line:
        return {}
    if is_line:  # a gap in a line is a value that is missing
        places = list(range(len(series.values)))
    values = [series.values[place] for place in places]
    shared = {
        "name": series.key or series.name,
        "showlegend": bool(series.key),
        **_hover_texts(drawing, series, places),
    }
    if chart.is_lying:
        sides = {"orientation": "h", "y": [chart.codes[place] for place in places], "x": values}
        return {"type": "bar", **sides, **shared, **_bars(drawing, series, places)}
    sides = {"x": places, "y": values}
    if series.kind == "bar":
        return {"type": "bar", **sides, **shared, **_bars(drawing, series, places)}
    return {"type": "scatter", **sides, **shared, **_scatter(drawing, series, places)}


def _hover_texts(drawing: Drawing, series: Series, places: list[int]) -> Figure:
    """What marks say, and what they are of: flat lists, which Plotly checks at once."""
    if series.kind in ("line", "rule"):
        return {"hoverinfo": "skip"}
    chart, _ = drawing.chart, drawing.look.translate
    return {
        "customdata": [chart.codes[place] for place in places],
        "hovertext": [chart.hover_text(series, place, _) for place in places],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _bars(drawing: Drawing, series: Series, places: list[int]) -> Figure:
    inks = [drawing.ink(series.role(place)) for place in places]
    same = inks[0] if len(set(inks)) == 1 else inks
    bars: Figure = {"marker": _hatch(drawing, same) if series.is_hatched else {"color": same}}
    chart = drawing.chart
    if chart.is_lying and not chart.ends and not drawing.is_beside:
        texts = [chart.text(series, place, drawing.look.translate) for place in places]
        # Beside a bar the number would stand on the rule's line.
        where = "outside" if chart.rule is None else "auto"
        bars |= {"text": texts, "textposition": where, "cliponaxis": False}
        bars |= {"insidetextfont": {"size": drawing.box.letters}, "outsidetextfont": drawing.font}
    return bars


def _hatch(drawing: Drawing, ink: object) -> Figure:
    """Stripes on the background: distinguishable without colour."""
    pattern = {"shape": "/", "size": 6, "solidity": 0.35, "fgcolor": ink}
    pattern |= {"bgcolor": drawing.look.palette.background}
    return {"color": ink, "pattern": pattern, "line": {"color": ink, "width": 1}}


def _scatter(drawing: Drawing, series: Series, places: list[int]) -> Figure:
    scale, ink = drawing.box.scale, drawing.ink(series.role(0))
    wide = (1.2 if series.kind == "rule" else 2) * scale
    line = {"color": ink, "width": wide, "dash": series.line}
    if series.kind == "rule":
        return {"mode": "lines", "line": line | {"shape": "hvh"}}
    if series.kind == "line":
        return {"mode": "lines", "line": line, "connectgaps": False}
    chosen = drawing.chart.chosen
    sizes = [series.size(place) * scale for place in places]
    # Plotly lets marks of different sizes shine through each other unless it is set.
    marker: Figure = {"symbol": series.mark, "color": ink, "opacity": 1}
    if series.mark.endswith("-open"):  # filled with the background, so that no line shines through
        marker |= {
            "symbol": series.mark.removesuffix("-open"),
            "color": drawing.look.palette.background,
        }
        marker["line"] = {"width": 1.8 * scale, "color": ink}
    marker["size"] = sizes[0] if len(set(sizes)) == 1 else sizes
    if series.kind == "value":
        return {"mode": "lines+markers", "line": line, "connectgaps": False, "marker": marker}
    if chosen and not series.mark.endswith("open"):
        around = [2.5 * scale if place in chosen else 0 for place in places]
        marker["line"] = {"width": around, "color": drawing.look.palette.text}
    return {"mode": "markers", "marker": marker}


def gaps(drawing: Drawing) -> Figure:
    """Bars across the whole plot, on the second axis, that say "no data"."""
    chart, full = drawing.chart, [1] * len(drawing.chart.gaps)
    pattern = {"shape": "/", "size": 6, "solidity": 0.2, "fgcolor": drawing.ink("gap")}
    along = [chart.codes[place] for place in chart.gaps] if chart.is_lying else list(chart.gaps)
    sides = (
        {"orientation": "h", "xaxis": "x2", "y": along, "x": full, "width": 0.5}
        if chart.is_lying
        else {"yaxis": "y2", "x": along, "y": full}
    )
    _ = drawing.look.translate
    name = _("No data")
    hovers = [f"{chart.categories[place]}<br>{name}" for place in chart.gaps]
    return {
        "type": "bar",
        "name": name,
        "marker": {"color": "rgba(0,0,0,0)", "pattern": pattern, "line": {"width": 0}},
        "hovertext": hovers,
        "hovertemplate": "%{hovertext}<extra></extra>",
        **sides,
    }
