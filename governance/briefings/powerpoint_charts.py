"""Native charts of PowerPoint: their data can be edited, and are the dashboard's to the digit."""

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE, MSO_PATTERN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Pt

from governance.briefings import powerpoint_labels, slide_style
from governance.briefings.powerpoint_private import (
    axis_text,
    bars_element,
    font_properties,
    legend_place,
)
from governance.briefings.powerpoint_sheet import (
    LETTERS,
    labels,
    named,
    number_format,
    workbook,
)
from governance.briefings.powerpoint_text import Box, clean, colour, spell
from governance.charts import direct_labels
from governance.charts.model import Chart, Series
from governance.core.i18n import translator
from governance.metrics import number_format as display

NARROW = 8.0  # inches of a chart beside text, whose axis has smaller letters
SLANTED = "-2700000"  # 45° up, in 60,000ths of a degree
MARKS = {
    "circle": XL_MARKER_STYLE.CIRCLE,
    "circle-open": XL_MARKER_STYLE.CIRCLE,
    "diamond-open": XL_MARKER_STYLE.DIAMOND,
    "triangle-up": XL_MARKER_STYLE.TRIANGLE,
    "diamond": XL_MARKER_STYLE.DIAMOND,
    "square": XL_MARKER_STYLE.SQUARE,
    "cross": XL_MARKER_STYLE.PLUS,
    "x": XL_MARKER_STYLE.X,
    "star": XL_MARKER_STYLE.STAR,
    "pentagon": XL_MARKER_STYLE.DASH,
}
DASHES = {
    "solid": None,
    "dash": MSO_LINE.DASH,
    "dot": MSO_LINE.ROUND_DOT,
    "dashdot": MSO_LINE.DASH_DOT,
    "longdash": MSO_LINE.LONG_DASH,
}


def add(slide: Any, model: Chart, place: Box, lang: str, font: str = "") -> Any:
    """Draws a chart at a place of a slide; returns its frame. font: "" for the theme's."""
    data, axis = (
        CategoryChartData(number_format=number_format(model)),
        labels(model, lang, place[2]),
    )
    for group, names in axis:
        parent = data.add_category(group or names[0])
        for name in names if group else ():
            parent.add_sub_category(name)
    for series in model.drawn:
        data.add_series(named(series), series.values)
    frame = slide.shapes.add_chart(_kind(model), *(Inches(part) for part in place), data)
    frame.name = model.title
    chart = frame.chart
    chart.part.chart_workbook.update_from_xlsx_blob(workbook(model, axis))
    _common(chart, lang, font, 12 if place[2] > NARROW else 9)
    if model.is_lying:
        _lying(chart, model, lang)
    else:
        _upright(chart, model, place[2])
    said = direct_labels.labels(model, translator(lang))
    if said:
        powerpoint_labels.add(chart, model, said, place, 12 if place[2] > NARROW else 9)
    else:
        _legend(chart, model)
    return frame


def _kind(chart: Chart) -> Any:
    if chart.is_lying:
        is_stack = chart.stacking == "stack"
        return XL_CHART_TYPE.BAR_STACKED if is_stack else XL_CHART_TYPE.BAR_CLUSTERED
    has_bars = any(series.kind == "bar" for series in chart.drawn)
    return XL_CHART_TYPE.COLUMN_CLUSTERED if has_bars else XL_CHART_TYPE.LINE_MARKERS


def _common(chart: Any, lang: str, font: str, size: int) -> None:
    chart.font.size = Pt(size)
    chart.font.color.rgb = colour(slide_style.light().text)
    spell(font_properties(chart.font), lang, font)
    chart.has_title = False


def _legend(chart: Any, model: Chart) -> None:
    """The names of several series above the plot, without those that a legend does not name."""
    chart.has_legend = len(model.drawn) > 1
    if not chart.has_legend:
        return
    chart.legend.position = XL_LEGEND_POSITION.TOP
    chart.legend.include_in_layout = False
    place = legend_place(chart.legend)
    for number in reversed(range(len(model.drawn))):
        series = model.drawn[number]
        if not series.key and series.kind != "rule":
            place.addnext(
                parse_xml(
                    f'<c:legendEntry {nsdecls("c")}><c:idx val="{number}"/>'
                    '<c:delete val="1"/></c:legendEntry>'
                )
            )


def _lying(chart: Any, model: Chart, lang: str) -> None:
    """Bars from the top down, each with its number; the verdict's colour is a word beside it."""
    plot = chart.plots[0]
    plot.gap_width, plot.vary_by_categories = 45, False
    plot.overlap = 100 if model.stacking == "stack" else 0
    if not model.ends:
        _numbers(plot, model, lang)
    chart.category_axis.reverse_order = True
    chart.category_axis.format.line.color.rgb = colour(slide_style.light().border)
    chart.category_axis.tick_labels.font.size = Pt(11 if len(model.categories) > 9 else 12)
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale = min(0.0, model.scale[0])
    for series, bars in zip(model.drawn, plot.series, strict=True):
        _bars(bars, series)


def _numbers(plot: Any, chart: Chart, lang: str) -> None:
    """What stands at the ends of bars: their numbers, or the texts that stand for them."""
    plot.has_data_labels = True
    numbers, _ = plot.data_labels, translator(lang)
    numbers.number_format, numbers.number_format_is_linked = number_format(chart), False
    numbers.font.size = Pt(11)
    numbers.position = XL_LABEL_POSITION.OUTSIDE_END
    for series, bars in zip(chart.drawn, plot.series, strict=True):
        texts = {place: chart.text(series, place, _) for place in series.places}
        if any(text != chart.number(series.values[place], _) for place, text in texts.items()):
            # A label of one's own takes the series' numbers away, so each has one then.
            for place, text in texts.items():
                _letter(bars.points[place], text, Pt(11), XL_LABEL_POSITION.OUTSIDE_END)


def _letter(point: Any, text: str, size: Any, where: Any, ink: str = "") -> None:
    """A text at a point of a chart."""
    label = point.data_label
    run = label.text_frame.paragraphs[0].add_run()
    run.text, run.font.size = clean(text), size
    run.font.color.rgb = colour(ink or slide_style.light().text)
    label.position = where


def _bars(bars: Any, series: Series) -> None:
    _fill(bars.format.fill, series, 0)
    if len({series.role(place) for place in range(len(series.values))}) > 1:
        for place in range(len(series.values)):
            _fill(bars.points[place].format.fill, series, place)


def _fill(fill: Any, series: Series, place: int) -> None:
    ink = colour(slide_style.tone(series.role(place)))
    if series.is_hatched:
        fill.patterned()
        fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        fill.back_color.rgb = colour(slide_style.light().background)
    else:
        fill.solid()
    fill.fore_color.rgb = ink


def _upright(chart: Any, model: Chart, wide: float) -> None:
    """Categories along, values as lines or bars, limits dashed, signals in another shape."""
    axis = chart.value_axis
    axis.tick_labels.number_format = number_format(model)
    axis.tick_labels.number_format_is_linked = False
    axis.major_gridlines.format.line.color.rgb = colour(slide_style.light().surface)
    axis.format.line.fill.background()
    axis.minimum_scale, axis.maximum_scale = reach(model)
    chart.category_axis.format.line.color.rgb = colour(slide_style.light().border)
    chart.category_axis.tick_labels.font.size = Pt(11 if wide > NARROW else 8)
    turned = axis_text(chart.category_axis)
    turned.find(qn("a:bodyPr")).set("rot", "0" if model.form == "months" else SLANTED)
    plot = chart.plots[0]
    if _kind(model) == XL_CHART_TYPE.COLUMN_CLUSTERED:
        plot.gap_width, plot.overlap = 40, 100
        _lines_apart(chart, model)
    native = sorted(
        (series for plot in chart.plots for series in plot.series), key=lambda series: series.index
    )
    for series, drawn in zip(model.drawn, native, strict=True):
        if series.kind == "bar":
            _bars(drawn, series)
        else:
            drawn.smooth = False
            _line(drawn, series, model)


def _lines_apart(chart: Any, model: Chart) -> None:
    """Takes what is no bar out of the columns into lines on the same axes."""
    bars = bars_element(chart.plots[0])
    lines = [
        element
        for element, mark in zip(bars.findall(qn("c:ser")), model.drawn, strict=True)
        if mark.kind != "bar"
    ]
    if not lines:
        return
    made = parse_xml(
        f'<c:lineChart {nsdecls("c")}><c:grouping val="standard"/><c:varyColors val="0"/>'
        '<c:marker val="1"/></c:lineChart>'
    )
    for element in lines:
        for tag in element.findall(qn("c:invertIfNegative")):
            element.remove(tag)
        made.insert(len(made) - 1, element)
    for axis in bars.findall(qn("c:axId")):
        made.append(parse_xml(f'<c:axId {nsdecls("c")} val="{axis.get("val")}"/>'))
    bars.addnext(made)


def reach(chart: Chart) -> tuple[float, float]:
    """From where to where the values' axis goes: round numbers around the chart's own ends."""
    low, high = chart.scale
    places = display.nice(low, high)
    step = places[1] - places[0] if len(places) > 1 else 1.0
    return places[0] - (step if places[0] > low else 0.0), places[-1] + (
        step if places[-1] < high else 0.0
    )


def _line(line: Any, series: Series, chart: Chart) -> None:
    ink, dash = colour(slide_style.tone(series.role(0))), DASHES[series.line]
    if series.kind == "dots":
        line.format.line.fill.background()
    else:
        strong = 1.5 if series.role(0) == "target" else 1.0
        line.format.line.color.rgb = ink
        line.format.line.width = Pt(strong if series.kind == "rule" else 2.25)
        if dash is not None:
            line.format.line.dash_style = dash
    if series.kind in ("line", "rule"):
        line.marker.style = XL_MARKER_STYLE.NONE
    elif series.mark in LETTERS:
        line.marker.style = XL_MARKER_STYLE.NONE
        for place in series.places:
            shade = slide_style.tone(series.role(place))
            where = XL_LABEL_POSITION.CENTER
            _letter(
                line.points[place], LETTERS[series.mark], Pt(series.size(place) + 1), where, shade
            )
    else:
        _marker(line.marker, series, next(iter(series.places), 0))
        for place in _apart(series, chart):
            _marker(line.points[place].marker, series, place, rim=place in chart.chosen)


def _apart(series: Series, chart: Chart) -> list[int]:
    """The marks that are not like the first of their series: in size, or with a rim."""
    first = series.size(next(iter(series.places), 0))
    rims = chart.chosen if series.kind == "dots" and not series.mark.endswith("open") else ()
    return [place for place in series.places if series.size(place) != first or place in rims]


def _marker(marker: Any, series: Series, place: int, *, rim: bool = False) -> None:
    """A mark in its shape, colour and size; one of the chosen period has a rim."""
    ink = colour(slide_style.tone(series.role(place)))
    is_open = series.mark.endswith("open")
    marker.style, marker.size = MARKS[series.mark], max(round(series.size(place) * 0.9), 2)
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = colour(slide_style.light().background) if is_open else ink
    marker.format.line.color.rgb = colour(slide_style.light().text) if rim else ink
    marker.format.line.width = Pt(2 if rim or is_open else 0.75)
