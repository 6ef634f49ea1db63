"""Native charts of PowerPoint: their data can be edited, and are the dashboard's to the digit."""

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE, MSO_PATTERN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Pt

from governance.briefings import slide_style
from governance.briefings.powerpoint_private import (
    axis_text,
    bars_element,
    font_properties,
    legend_place,
)
from governance.briefings.powerpoint_text import Box, clean, colour, spell
from governance.charts.model import Chart, Series
from governance.core.exact_sheet import Exact
from governance.core.export_tables import safe_book
from governance.core.i18n import translator
from governance.metrics import number_format as display

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
# PowerPoint has no such marker: a letter stands at the point in its place, and before the name.
LETTERS = {"triangle-down": "▼"}
DASHES = {
    "solid": None,
    "dash": MSO_LINE.DASH,
    "dot": MSO_LINE.ROUND_DOT,
    "dashdot": MSO_LINE.DASH_DOT,
    "longdash": MSO_LINE.LONG_DASH,
}
LYING = {"stack": XL_CHART_TYPE.BAR_STACKED}


def add(slide: Any, given: Chart, place: Box, lang: str) -> Any:
    """Draws a chart at a place of a slide; returns its frame."""
    data = CategoryChartData(number_format=number_format(given))
    data.categories = labels(given)
    for one in given.drawn:
        data.add_series(named(one), one.values)
    frame = slide.shapes.add_chart(_kind(given), *(Inches(part) for part in place), data)
    frame.name = given.title
    chart = frame.chart
    chart.part.chart_workbook.update_from_xlsx_blob(workbook(given))
    _common(chart, lang)
    if given.is_lying:
        _lying(chart, given, lang)
    else:
        _upright(chart, given)
    _legend(chart, given)
    return frame


def _kind(given: Chart) -> Any:
    if given.is_lying:
        return LYING.get(given.stacking, XL_CHART_TYPE.BAR_CLUSTERED)
    has_bars = any(one.kind == "bar" for one in given.drawn)
    return XL_CHART_TYPE.COLUMN_CLUSTERED if has_bars else XL_CHART_TYPE.LINE_MARKERS


def named(one: Series) -> str:
    """The name of a series, as XML takes it."""
    letter = LETTERS.get(one.mark, "") if one.kind == "dots" else ""
    return clean(f"{letter} {one.name}".strip())


def labels(given: Chart) -> list[str]:
    """What stands along the axis, as XML takes it, with the signs of notes that begin there."""
    signs = {note.first: note.sign for note in given.notes[::-1]}
    ends = given.ends or [signs.get(place, "") for place in range(len(given.codes))]
    return [clean(f"{name} {end}".rstrip()) for name, end in zip(given.names, ends, strict=True)]


def number_format(given: Chart) -> str:
    """Excel's format of the chart's values."""
    decimals = "." + "0" * given.decimals if given.decimals else ""
    return f"#,##0{decimals}" + ('"%"' if given.unit == "%" else "")


def workbook(given: Chart) -> bytes:
    """The sheet behind a chart, as python-pptx lays it out, but exact and without formulas."""
    with safe_book() as (stream, book):
        sheet = book.add_worksheet("Sheet1", worksheet_class=Exact)
        form = book.add_format({"num_format": number_format(given)})
        for row, name in enumerate(labels(given), start=1):
            sheet.write_string(row, 0, name)
        for column, one in enumerate(given.drawn, start=1):
            sheet.write_string(0, column, named(one))
            for row, value in enumerate(one.values, start=1):
                if value is not None:
                    sheet.write_number(row, column, value, form)
    return stream.getvalue()


def _common(chart: Any, lang: str) -> None:
    chart.font.size = Pt(12)
    chart.font.color.rgb = colour(slide_style.light().text)
    spell(font_properties(chart.font), lang)
    chart.has_title = False


def _legend(chart: Any, given: Chart) -> None:
    """The names of several series above the plot, without those that a legend does not name."""
    chart.has_legend = len(given.drawn) > 1
    if not chart.has_legend:
        return
    chart.legend.position = XL_LEGEND_POSITION.TOP
    chart.legend.include_in_layout = False
    place = legend_place(chart.legend)
    for number in reversed(range(len(given.drawn))):
        one = given.drawn[number]
        if not one.key and one.kind != "rule":
            place.addnext(
                parse_xml(
                    f'<c:legendEntry {nsdecls("c")}><c:idx val="{number}"/>'
                    '<c:delete val="1"/></c:legendEntry>'
                )
            )


def _lying(chart: Any, given: Chart, lang: str) -> None:
    """Bars from the top down, each with its number; the verdict's colour is a word beside it."""
    plot = chart.plots[0]
    plot.gap_width, plot.vary_by_categories = 45, False
    plot.overlap = 100 if given.stacking == "stack" else 0
    if not given.ends:
        _numbers(plot, given, lang)
    chart.category_axis.reverse_order = True
    chart.category_axis.format.line.color.rgb = colour(slide_style.light().border)
    chart.category_axis.tick_labels.font.size = Pt(11 if len(given.categories) > 9 else 12)
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale = min(0.0, given.scale[0])
    for one, bars in zip(given.drawn, plot.series, strict=True):
        _bars(bars, one)


def _numbers(plot: Any, given: Chart, lang: str) -> None:
    """What stands at the ends of bars: their numbers, or the texts that stand for them."""
    plot.has_data_labels = True
    numbers, _ = plot.data_labels, translator(lang)
    numbers.number_format, numbers.number_format_is_linked = number_format(given), False
    numbers.font.size = Pt(11)
    numbers.position = XL_LABEL_POSITION.OUTSIDE_END
    for one, bars in zip(given.drawn, plot.series, strict=True):
        texts = {place: given.text(one, place, _) for place in one.places}
        if any(text != given.number(one.values[place], _) for place, text in texts.items()):
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


def _bars(bars: Any, one: Series) -> None:
    _fill(bars.format.fill, one, 0)
    if len({one.role(place) for place in range(len(one.values))}) > 1:
        for place in range(len(one.values)):
            _fill(bars.points[place].format.fill, one, place)


def _fill(fill: Any, one: Series, place: int) -> None:
    ink = colour(slide_style.tone(one.role(place)))
    if one.is_hatched:
        fill.patterned()
        fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        fill.back_color.rgb = colour(slide_style.light().background)
    else:
        fill.solid()
    fill.fore_color.rgb = ink


def _upright(chart: Any, given: Chart) -> None:
    """Categories along, values as lines or bars, limits dashed, signals in another shape."""
    axis = chart.value_axis
    axis.tick_labels.number_format = number_format(given)
    axis.tick_labels.number_format_is_linked = False
    axis.major_gridlines.format.line.color.rgb = colour(slide_style.light().surface)
    axis.format.line.fill.background()
    axis.minimum_scale, axis.maximum_scale = reach(given)
    chart.category_axis.format.line.color.rgb = colour(slide_style.light().border)
    chart.category_axis.tick_labels.font.size = Pt(11)
    turned = axis_text(chart.category_axis)
    turned.find(qn("a:bodyPr")).set("rot", SLANTED)
    plot = chart.plots[0]
    if _kind(given) == XL_CHART_TYPE.COLUMN_CLUSTERED:
        plot.gap_width, plot.overlap = 40, 100
        _lines_apart(chart, given)
    found = sorted((one for plot in chart.plots for one in plot.series), key=lambda one: one.index)
    for one, drawn in zip(given.drawn, found, strict=True):
        if one.kind == "bar":
            _bars(drawn, one)
        else:
            drawn.smooth = False
            _line(drawn, one, given)


def _lines_apart(chart: Any, given: Chart) -> None:
    """Takes what is no bar out of the columns into lines on the same axes."""
    bars = bars_element(chart.plots[0])
    lines = [
        one
        for one, mark in zip(bars.findall(qn("c:ser")), given.drawn, strict=True)
        if mark.kind != "bar"
    ]
    if not lines:
        return
    made = parse_xml(
        f'<c:lineChart {nsdecls("c")}><c:grouping val="standard"/><c:varyColors val="0"/>'
        '<c:marker val="1"/></c:lineChart>'
    )
    for one in lines:
        for tag in one.findall(qn("c:invertIfNegative")):
            one.remove(tag)
        made.insert(len(made) - 1, one)
    for axis in bars.findall(qn("c:axId")):
        made.append(parse_xml(f'<c:axId {nsdecls("c")} val="{axis.get("val")}"/>'))
    bars.addnext(made)


def reach(given: Chart) -> tuple[float, float]:
    """From where to where the values' axis goes: round numbers around the chart's own ends."""
    low, high = given.scale
    places = display.nice(low, high)
    step = places[1] - places[0] if len(places) > 1 else 1.0
    return places[0] - (step if places[0] > low else 0.0), places[-1] + (
        step if places[-1] < high else 0.0
    )


def _line(line: Any, one: Series, given: Chart) -> None:
    ink, dash = colour(slide_style.tone(one.role(0))), DASHES[one.line]
    if one.kind == "dots":
        line.format.line.fill.background()
    else:
        strong = 1.5 if one.role(0) == "target" else 1.0
        line.format.line.color.rgb = ink
        line.format.line.width = Pt(strong if one.kind == "rule" else 2.25)
        if dash is not None:
            line.format.line.dash_style = dash
    if one.kind in ("line", "rule"):
        line.marker.style = XL_MARKER_STYLE.NONE
    elif one.mark in LETTERS:
        line.marker.style = XL_MARKER_STYLE.NONE
        for place in one.places:
            shade = slide_style.tone(one.role(place))
            where = XL_LABEL_POSITION.CENTER
            _letter(line.points[place], LETTERS[one.mark], Pt(one.size(place) + 1), where, shade)
    else:
        _marker(line.marker, one, next(iter(one.places), 0))
        for place in _apart(one, given):
            _marker(line.points[place].marker, one, place, rim=place in given.chosen)


def _apart(one: Series, given: Chart) -> list[int]:
    """The marks that are not like the first of their series: in size, or with a rim."""
    first = one.size(next(iter(one.places), 0))
    rims = given.chosen if one.kind == "dots" and not one.mark.endswith("open") else ()
    return [place for place in one.places if one.size(place) != first or place in rims]


def _marker(marker: Any, one: Series, place: int, *, rim: bool = False) -> None:
    """A mark in its shape, colour and size; one of the chosen period has a rim."""
    ink = colour(slide_style.tone(one.role(place)))
    is_open = one.mark.endswith("open")
    marker.style, marker.size = MARKS[one.mark], max(round(one.size(place) * 0.9), 2)
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = colour(slide_style.light().background) if is_open else ink
    marker.format.line.color.rgb = colour(slide_style.light().text) if rim else ink
    marker.format.line.width = Pt(2 if rim or is_open else 0.75)
