"""Native charts of PowerPoint: their data can be edited, and are the dashboard's to the digit."""

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from governance.briefings import inches
from governance.briefings.content import Chart, Series
from governance.briefings.drawing import axis_labels
from governance.briefings.powerpoint_private import axis_text, font_properties
from governance.briefings.powerpoint_text import Box, clean, colour, spell
from governance.exact_sheet import Exact
from governance.figures import nice
from governance.tables import safe_book

SLANTED = "-2700000"  # 45° up, in 60,000ths of a degree
MARKS = {"better": XL_MARKER_STYLE.TRIANGLE, "worse": XL_MARKER_STYLE.DIAMOND}


def add(slide: Any, given: Chart, place: Box, lang: str) -> Any:
    """Draws a chart at a place of a slide; returns its frame."""
    is_line = given.form in ("months", "line")
    kind = XL_CHART_TYPE.LINE_MARKERS if is_line else XL_CHART_TYPE.BAR_CLUSTERED
    data = CategoryChartData(number_format=number_format(given))
    data.categories = labels(given)
    series = drawn(given)
    for one in series:
        data.add_series(clean(one.name), one.values)
    frame = slide.shapes.add_chart(kind, *(Inches(part) for part in place), data)
    frame.name = given.title
    chart = frame.chart
    chart.part.chart_workbook.update_from_xlsx_blob(workbook(given, series))
    _common(chart, lang)
    (_line if is_line else _bars)(chart, given, series)
    return frame


def drawn(given: Chart) -> list[Series]:
    """The series, and the target of months as one more: a line that is edited like the others."""
    if given.form != "months" or given.rule is None:
        return list(given.series)
    rule = (given.rule,) * len(given.categories)
    return [*given.series, Series(given.ruled, "target", rule)]


def labels(given: Chart) -> list[str]:
    """What stands along the axis, as XML takes it."""
    return [clean(name) for name in axis_labels(given)]


def number_format(given: Chart) -> str:
    """Excel's format of the chart's values."""
    decimals = "." + "0" * given.decimals if given.decimals else ""
    return f"#,##0{decimals}" + ('"%"' if given.unit == "%" else "")


def workbook(given: Chart, series: list[Series]) -> bytes:
    """The sheet behind a chart, as python-pptx lays it out, but exact and without formulas."""
    with safe_book() as (stream, book):
        sheet = book.add_worksheet("Sheet1", worksheet_class=Exact)
        form = book.add_format({"num_format": number_format(given)})
        for row, name in enumerate(labels(given), start=1):
            sheet.write_string(row, 0, name)
        for column, one in enumerate(series, start=1):
            sheet.write_string(0, column, clean(one.name))
            for row, value in enumerate(one.values, start=1):
                if value is not None:
                    sheet.write_number(row, column, value, form)
    return stream.getvalue()


def _common(chart: Any, lang: str) -> None:
    chart.font.size = Pt(12)
    chart.font.color.rgb = colour(inches.light().text)
    spell(font_properties(chart.font), lang)
    chart.has_title = False


def _bars(chart: Any, given: Chart, series: list[Series]) -> None:
    """Bars from the top down, each with its number; the verdict's colour is a word beside it."""
    chart.has_legend = False
    plot = chart.plots[0]
    plot.gap_width, plot.vary_by_categories = 45, False
    plot.has_data_labels = True
    numbers = plot.data_labels
    numbers.number_format, numbers.number_format_is_linked = number_format(given), False
    numbers.font.size = Pt(11)
    numbers.position = XL_LABEL_POSITION.OUTSIDE_END
    chart.category_axis.reverse_order = True
    chart.category_axis.format.line.color.rgb = colour(inches.light().border)
    chart.category_axis.tick_labels.font.size = Pt(11 if len(given.categories) > 9 else 12)
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    known = [value for value in series[0].values if value is not None]
    chart.value_axis.minimum_scale = min([0.0, *known])
    line = plot.series[0]
    line.format.fill.solid()
    line.format.fill.fore_color.rgb = colour(inches.tone("value"))
    for place, tone in enumerate(series[0].tones):
        fill = line.points[place].format.fill
        fill.solid()
        fill.fore_color.rgb = colour(inches.tone(tone or "alike"))


def _line(chart: Any, given: Chart, series: list[Series]) -> None:
    """Months along, values as a line with marks, limits dashed, signals in another shape."""
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.TOP
    chart.legend.include_in_layout = False
    axis = chart.value_axis
    axis.tick_labels.number_format = number_format(given)
    axis.tick_labels.number_format_is_linked = False
    axis.major_gridlines.format.line.color.rgb = colour(inches.light().surface)
    axis.format.line.fill.background()
    low, high = reach(series)
    axis.minimum_scale, axis.maximum_scale = low, high
    chart.category_axis.format.line.color.rgb = colour(inches.light().border)
    chart.category_axis.tick_labels.font.size = Pt(11)
    turned = axis_text(chart.category_axis)
    turned.find(qn("a:bodyPr")).set("rot", SLANTED)
    for one, line in zip(series, chart.plots[0].series, strict=True):
        line.smooth = False
        STYLES[one.kind](line, one)


def reach(series: list[Series]) -> tuple[float, float]:
    """From where to where the values' axis goes: what moves is seen, zero is kept where near."""
    known = [value for one in series for value in one.values if value is not None]
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    margin = (high - low) * 0.08 or abs(high) * 0.1 or 1.0
    places = nice(max(low - margin, min(low, 0.0)), high + margin)
    step = places[1] - places[0] if len(places) > 1 else 1.0
    return places[0] - (step if places[0] > low else 0.0), places[-1] + step


def _value(line: Any, one: Series) -> None:
    del one
    ink = colour(inches.tone("value"))
    line.format.line.color.rgb, line.format.line.width = ink, Pt(2.25)
    line.marker.style, line.marker.size = XL_MARKER_STYLE.CIRCLE, 6
    line.marker.format.fill.solid()
    line.marker.format.fill.fore_color.rgb = ink
    line.marker.format.line.color.rgb = ink


def _rule(line: Any, one: Series) -> None:
    del one
    line.format.line.color.rgb, line.format.line.width = colour(inches.light().muted), Pt(1)
    line.format.line.dash_style = MSO_LINE.DASH
    line.marker.style = XL_MARKER_STYLE.NONE


def _target(line: Any, one: Series) -> None:
    _rule(line, one)
    line.format.line.color.rgb, line.format.line.width = colour(inches.light().text), Pt(1.5)
    line.format.line.dash_style = MSO_LINE.LONG_DASH


def _dots(line: Any, one: Series) -> None:
    tone = next((tone for tone in one.tones if tone), "")
    ink = colour(inches.tone(tone))
    line.format.line.fill.background()
    line.marker.style = MARKS.get(tone, XL_MARKER_STYLE.SQUARE)
    line.marker.size = 12
    line.marker.format.fill.solid()
    line.marker.format.fill.fore_color.rgb = ink
    line.marker.format.line.color.rgb = ink


STYLES = {"value": _value, "rule": _rule, "target": _target, "dots": _dots}
