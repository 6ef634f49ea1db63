"""Names and numbers beside the lines of a native chart, in the room on the right of its plot."""

from collections.abc import Sequence
from typing import Any

from pptx.enum.chart import XL_LABEL_POSITION
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from governance.briefings import slide_style
from governance.briefings.powerpoint_private import label_element, plot_area
from governance.briefings.powerpoint_text import Box, clean, colour
from governance.charts import direct_labels
from governance.charts.direct_labels import Label
from governance.charts.model import Chart
from governance.core import export_tables

AIR = "\u00a0"  # between a mark and its label
# Of a size in points: inches of a narrow letter and of a line. Inches around the plot.
LETTER, LINE = 0.62 / 72, 1.35 / 72
LEFT, ABOVE, BELOW, MOST = 0.75, 0.28, 0.62, 2.6


def add(chart: Any, model: Chart, said: Sequence[Label], place: Box, size: int) -> None:
    """Writes the labels in so many points, those on the right so far apart that none touches."""
    chart.has_legend = False
    wide, high = place[2:]
    longest = max((export_tables.letters(one.text) for one in said if one.is_end), default=0)
    right = min(longest * LETTER * size + 0.15, MOST)
    _plot(chart, (LEFT, ABOVE, wide - LEFT - right, high - ABOVE - BELOW), (wide, high))
    axis = chart.value_axis
    inches = (high - ABOVE - BELOW) / (axis.maximum_scale - axis.minimum_scale)
    ends = {n: _value(model, one) * inches for n, one in enumerate(said) if one.is_end}
    moves = direct_labels.apart(ends, LINE * size)
    step = (wide - LEFT - right) / max(len(model.codes), 1)
    beside = step / 2 if any(series.kind == "bar" for series in model.drawn) else 0.0
    native = sorted(
        (series for plot in chart.plots for series in plot.series), key=lambda series: series.index
    )
    for number, one in enumerate(said):
        label = _written(native[one.number], model, one, size)
        if one.is_end and (beside or abs(moves[number]) > 0.01):
            _move(label, beside / wide, -moves[number] / high)


def _value(model: Chart, one: Label) -> float:
    return model.drawn[one.number].values[one.place] or 0.0


def _written(series: Any, model: Chart, one: Label, size: int) -> Any:
    """The label at its point, in the colour of what it names."""
    drawn = model.drawn[one.number]
    is_line = drawn.kind != "bar"
    label = series.points[one.place].data_label
    frame = label.text_frame
    frame.word_wrap = False
    run = frame.paragraphs[0].add_run()
    run.text = AIR + clean(one.text) if one.is_end else clean(one.text)
    run.font.size, run.font.bold = Pt(size), not (drawn.key and is_line)
    shade = drawn.role(one.place) if drawn.kind == "value" and drawn.key else ""
    run.font.color.rgb = colour(slide_style.tone(shade) if shade else slide_style.light().text)
    above = XL_LABEL_POSITION.ABOVE if is_line else XL_LABEL_POSITION.OUTSIDE_END
    label.position = XL_LABEL_POSITION.RIGHT if one.is_end else above
    return label


def _move(label: Any, right: float, down: float) -> None:
    """Moves a label from its position, in shares of the chart."""
    layout = parse_xml(
        f'<c:layout {nsdecls("c")}><c:manualLayout><c:x val="{right:.4f}"/>'
        f'<c:y val="{down:.4f}"/></c:manualLayout></c:layout>'
    )
    element = label_element(label)
    element.find(qn("c:idx")).addnext(layout)


def _plot(chart: Any, place: Box, size: tuple[float, float]) -> None:
    """Where the plot stands in the chart: inches, and the chart's own."""
    left, top, width, height = place
    shares = (left / size[0], top / size[1], width / size[0], height / size[1])
    parts = "".join(
        f'<c:{name} val="{share:.4f}"/>' for name, share in zip("xywh", shares, strict=True)
    )
    area = plot_area(chart)
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    area.insert(
        0,
        parse_xml(
            f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/>'
            f'<c:xMode val="edge"/><c:yMode val="edge"/>{parts}</c:manualLayout></c:layout>'
        ),
    )
