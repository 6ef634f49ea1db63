"""The marks of a chart, read back from what each renderer made of it."""

import io
import json
import xml.etree.ElementTree as ET

from pptx import Presentation
from pptx.util import Inches

from governance.briefings import powerpoint_charts, powerpoint_sheet
from governance.charts import plotly, roles, svg
from governance.charts.chart_base import Look
from governance.core.i18n import translator
from governance.core.palette import palette

ZH, LIGHT = translator("zh"), palette(dark=False)
SVG = "{http://www.w3.org/2000/svg}"


def same_marks(chart):
    wanted = of_model(chart)
    assert wanted
    assert of_plotly(chart) == wanted
    assert of_svg(chart) == wanted
    assert of_powerpoint(chart) == wanted


def of_model(chart):
    """(code, value, shape, colour) of every mark that the model has."""
    return sorted(
        (
            chart.codes[place],
            one.values[place],
            "bar" if is_bar(chart, one) else one.mark,
            roles.colour(one.role(place), LIGHT),
        )
        for one in chart.series
        if one.kind in ("value", "bar", "dots")
        for place in one.places
    )


def is_bar(chart, one):
    return one.kind == "bar" or (chart.is_lying and one.kind == "value")


def of_plotly(chart):
    figure = plotly.figure(chart, Look(ZH, LIGHT))
    json.dumps(figure, allow_nan=False)
    found = []
    for trace in figure["data"]:
        if "customdata" not in trace:
            continue
        values = trace["x"] if trace.get("orientation") == "h" else trace["y"]
        for place, (code, value) in enumerate(zip(trace["customdata"], values, strict=True)):
            ink = trace["marker"]["color"]
            ink = ink if isinstance(ink, str) else ink[place]
            symbol = trace["marker"].get("symbol", "bar")
            if ink == LIGHT.background:
                symbol, ink = f"{symbol}-open", trace["marker"]["line"]["color"]
            if value is not None:
                found.append((code, value, symbol, ink))
    return sorted(found)


def of_svg(chart):
    root = ET.fromstring(
        svg.picture(chart, (1200, 500), LIGHT, ZH).replace("<svg ", f'<svg xmlns="{SVG[1:-1]}" ', 1)
    )
    found = []
    for part in root.iter():
        if part.get("data-value"):
            ink = part.get("data-ink") or part.get("fill")
            ink = part.get("stroke") if part.get("class").endswith("open") else ink
            value = float(part.get("data-value"))
            assert part.get("d") == roles.OUTLINES.get(part.get("class"))
            found.append((part.get("data-code"), value, part.get("class"), ink))
    return sorted(found)


def of_powerpoint(chart):
    """What a chart of PowerPoint has, read back from the file."""
    show = Presentation()
    slide = show.slides.add_slide(show.slide_layouts[5])
    powerpoint_charts.add(slide, chart, (0.5, 1.0, 12.0, 5.0), "zh")
    stream = io.BytesIO()
    show.save(stream)
    (shape,) = [one for one in Presentation(stream).slides[0].shapes if one.has_chart]
    assert shape.width == Inches(12)
    drawn = sorted((s for plot in shape.chart.plots for s in plot.series), key=lambda s: s.index)
    found = []
    for one, series in zip(chart.drawn, drawn, strict=True):
        assert tuple(series.values) == one.values
        for place in one.places if one.kind in ("value", "bar", "dots") else ():
            shape, ink = of_point(chart, one, series, place)
            found.append((chart.codes[place], series.values[place], shape, ink))
    return sorted(found)


def of_point(chart, one, series, place):
    own = series._element.xpath(f'c:dPt[c:idx[@val="{place}"]]')
    if is_bar(chart, one):
        fill = (series.points[place] if own else series).format.fill
        return "bar", f"#{str(fill.fore_color.rgb).lower()}"
    letters = {letter: symbol for symbol, letter in powerpoint_sheet.LETTERS.items()}
    if series._element.xpath(f'c:dLbls/c:dLbl[c:idx[@val="{place}"]]'):
        (run,) = series.points[place].data_label.text_frame.paragraphs[0].runs
        if run.text in letters:  # others stand beside the mark
            return letters[run.text], f"#{str(run.font.color.rgb).lower()}"
    marker = series.points[place].marker if own else series.marker
    is_open = str(marker.format.fill.fore_color.rgb).lower() == LIGHT.background.lstrip("#")
    ink = (marker.format.line.color if is_open else marker.format.fill.fore_color).rgb
    symbols = {
        style: symbol for symbol, style in powerpoint_charts.MARKS.items() if "-open" not in symbol
    }
    return symbols[marker.style] + ("-open" if is_open else ""), f"#{str(ink).lower()}"
