"""A chart as a plain Plotly specification, of a page or of a presentation on the whole screen."""

from html import escape
from typing import Any

from governance.charts import chart_base
from governance.charts.chart_base import Figure, Look
from governance.charts.model import Chart, Note
from governance.charts.traces import PAGE, Box, Drawing, gaps, trace
from governance.core import export_tables
from governance.metrics import number_format

ROW, UPRIGHT, LOW = 30, 360, 240
# Letters of a name on one line, where it may have two; and narrow ones, where it may not.
BROKEN, LONGEST = 14, 30
BAND = 0.07
# Plotly takes no figure without a trace.
EMPTY = {"type": "scatter", "x": [None], "y": [None], "showlegend": False, "hoverinfo": "skip"}
# What is not chosen stays as it is: the chosen mark is described in words.
ALIKE = {"selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 1}}}


def height(chart: Chart) -> int:
    """Pixels of the chart on a page."""
    if not chart.is_lying:
        return UPRIGHT
    across = len(chart.series) if chart.stacking == "group" else 1
    row = 26 * max(across, 2) if chart.stacking == "group" else 38 if chart.stacking else ROW
    return (36 if chart.is_bare and not chart.stacking else 64) + row * max(len(chart.codes), 2)


def figure(chart: Chart, look: Look, box: Box = PAGE) -> Figure:
    """The chart as Plotly draws it. A mark's `customdata` is the code that a click on it names."""
    drawing = Drawing(chart, look, box)
    layout = chart_base.layout(look, box.height or height(chart))
    layout |= _lying(drawing) if chart.is_lying else _upright(drawing)
    layout |= _overlay(drawing)
    layout["legend"] = {**layout["legend"], "traceorder": "normal", "font": drawing.font}
    traces = [drawn for series in chart.series if (drawn := trace(drawing, series))]
    traces += [gaps(drawing)] if chart.gaps else []
    traces = traces or [EMPTY]
    if box.width:
        layout |= {"width": box.width, "font": drawing.font, "clickmode": "event+select"}
        layout["hoverlabel"] = {"align": "left", "font": {"size": box.letters}}
    if box.width or chart.form == "months":
        traces = [trace | ALIKE for trace in traces]
    if chart.stacking == "group":  # Plotly draws the last of a group on top
        traces = traces[::-1]
        layout["legend"]["traceorder"] = "reversed"
    return {"data": traces, "layout": layout}


def _names(drawing: Drawing) -> Figure:
    chart = drawing.chart
    shown, places = chart.labels or chart.names, list(range(len(chart.codes)))
    if not chart.is_lying:
        return chart_base.ticks(places, shown)
    return chart_base.ticks(chart.codes, list(map(_broken if chart.stacking else _cut, shown)))


def _lying(drawing: Drawing) -> Figure:
    chart, look = drawing.chart, drawing.look
    order: Figure = {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": list(chart.codes)[::-1],
        "range": [-0.5, max(len(chart.codes), 1) - 0.5],  # where no bar is, there is a row
    }
    low, high = chart.scale
    room = 1.0 if drawing.is_beside else _room(chart)
    return {
        "bargap": 0.3,
        "barmode": chart.stacking or "overlay",
        "showlegend": len(chart.series) > 1,
        "margin": {
            "l": 8,
            "r": max(map(len, _numbers(drawing)), default=0) * drawing.box.letters * 0.62 + 8,
            "t": 28 * drawing.box.scale if chart.ruled else 8,
            "b": 8,
        },
        "xaxis": _values(drawing, low * room, high * room) | {"visible": not chart.is_bare},
        **({"xaxis2": _hidden("x")} if chart.gaps else {}),
        "yaxis": chart_base.axis(
            look, **_names(drawing), **order, showgrid=False, tickfont=drawing.font
        ),
    }


def _room(chart: Chart) -> float:
    """How much longer than the longest bar the axis is: a phone has room for its text, too."""
    if chart.ends:
        return 1.9
    longest = max((len(text) for series in chart.series for text in series.texts), default=0)
    return 1.08 + 0.035 * longest


def _upright(drawing: Drawing) -> Figure:
    chart, look = drawing.chart, drawing.look
    ends = [-0.6, len(chart.codes) - 0.4]
    along = {"showgrid": False, "range": ends, "autotickangles": [0, 90], "tickfont": drawing.font}
    shown = not chart.is_empty
    return {
        "barmode": chart.stacking or "overlay",
        "bargap": 0.28 if len(chart.codes) < 100 else 0,
        "showlegend": any(series.key for series in chart.series),
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "xaxis": chart_base.axis(look, **_names(drawing), **along)
        | {"showticklabels": not chart.is_bare},
        "yaxis": _values(drawing, *chart.scale) | {"showticklabels": shown, "showgrid": shown},
        **({"yaxis2": _hidden("y")} if chart.gaps else {}),
    }


def _values(drawing: Drawing, low: float, high: float) -> Figure:
    suffix = "%" if drawing.chart.unit == "%" else ""
    numbers = {"tickformat": ",~f", "ticksuffix": suffix, "nticks": _ticks(drawing.box)}
    numbers |= chart_base.short(low, high, drawing.look.translate.lang)
    return chart_base.axis(drawing.look, **numbers, range=[low, high], tickfont=drawing.font)


def _ticks(box: Box) -> int:
    """How many labels an axis of values has room for."""
    return number_format.TICKS if not box.height or box.height >= LOW else 4


def _hidden(over: str) -> Figure:
    """The second axis of gaps: 0 to 1, not drawn."""
    return {"overlaying": over, "range": [0, 1], "visible": False, "fixedrange": True}


def _overlay(drawing: Drawing) -> Figure:
    """The rule with its words, notes above their months, and what stands behind stacked bars."""
    chart = drawing.chart
    shapes = [] if chart.rule is None else [_rule(drawing, chart.rule)]
    texts = [_ruled(drawing, chart.rule)] if chart.rule is not None and chart.ruled else []
    shapes += [_band(drawing, note) for note in chart.notes]
    texts += [_sign(drawing, note) for note in chart.notes]
    texts += [_end(drawing, place, text) for place, text in enumerate(chart.ends)]
    texts += [_beside(drawing, place, text) for place, text in enumerate(_numbers(drawing))]
    layout = {"shapes": shapes, "annotations": texts}
    return {name: drawn for name, drawn in layout.items() if drawn}


def _rule(drawing: Drawing, at: float) -> Figure:
    across, along = ("x", "y") if drawing.chart.is_lying else ("y", "x")
    width = 1.5 * drawing.box.scale
    return {
        "type": "line",
        "layer": "below" if drawing.chart.is_lying and not drawing.is_beside else "above",
        f"{along}ref": "paper",
        f"{across}ref": across,
        "line": {"color": drawing.ink("target"), "width": width, "dash": "dash"},
        f"{across}0": at,
        f"{across}1": at,
        f"{along}0": 0,
        f"{along}1": 1,
    }


def _ruled(drawing: Drawing, at: float) -> Figure:
    lying = drawing.chart.is_lying
    across, along = ("x", "y") if lying else ("y", "x")
    place = {across: at, along: 1, f"{along}ref": "paper", "yanchor": "bottom"}
    place |= {} if lying else {"xanchor": "right"}
    return _words(drawing, drawing.chart.ruled, bgcolor=drawing.look.palette.background, **place)


def _words(drawing: Drawing, text: str, **place: Any) -> Figure:
    return {"text": text, "showarrow": False, "font": drawing.font, **place}


def _band(drawing: Drawing, note: Note) -> Figure:
    """A faint column over the months of a note."""
    ends = {"x0": note.first - 0.5, "x1": note.last + 0.5, "y0": 0, "y1": 1}
    shade = {"fillcolor": drawing.ink("limit"), "opacity": BAND, "line": {"width": 0}}
    return {"type": "rect", "layer": "below", "xref": "x", "yref": "paper", **ends, **shade}


def _sign(drawing: Drawing, note: Note) -> Figure:
    place = {"x": (note.first + note.last) / 2, "xref": "x", "y": 1, "yref": "paper"}
    place |= {"yanchor": "top", "bgcolor": drawing.look.palette.background, "borderpad": 0}
    font = {**drawing.font, "size": drawing.box.letters * 1.15}
    return _words(drawing, note.sign, hovertext=escape(note.text, quote=False), **place) | {
        "font": font
    }


def _end(drawing: Drawing, place: int, text: str) -> Figure:
    end = sum(series.values[place] or 0.0 for series in drawing.chart.series)
    return _words(drawing, text, x=end, y=_row(drawing, place), xanchor="left", xshift=4)


def _numbers(drawing: Drawing) -> list[str]:
    """The texts beside the rows of horizontal bars, where there are any."""
    chart, _ = drawing.chart, drawing.look.translate
    rows = range(len(chart.codes)) if drawing.is_beside else ()
    return [chart.text(chart.series[0], place, _) for place in rows]


def _beside(drawing: Drawing, place: int, text: str) -> Figure:
    right = {"x": 1.01, "xref": "paper", "xanchor": "left"}
    return _words(drawing, text, y=_row(drawing, place), **right)


def _row(drawing: Drawing, place: int) -> int:
    """A row of lying bars from below: Plotly reads an area's code as a number."""
    return len(drawing.chart.codes) - 1 - place


def _broken(name: str) -> str:
    """A long name on two lines, where it has words."""
    words = name.split()
    half = next((n for n in range(len(words)) if len(" ".join(words[: n + 1])) > BROKEN), 0)
    return f"{' '.join(words[:half])}<br>{' '.join(words[half:])}" if half else name


def _cut(name: str) -> str:
    """A name as far as there is room; a Chinese letter is as wide as two."""
    if export_tables.letters(name) <= LONGEST:
        return name
    room = sum(export_tables.letters(name[: n + 1]) <= LONGEST for n in range(len(name)))
    return name[: room - 1] + "…"
