"""What python-pptx has no public name for, in one place. Tried on the version below."""

from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

TRIED = ("python-pptx", "1.0.2")


def run_properties(run: Any) -> Any:
    """The XML element of a run that holds its language and fonts."""
    return run._r.get_or_add_rPr()  # noqa: SLF001


def font_properties(font: Any) -> Any:
    """The same of a font."""
    return font._element  # noqa: SLF001


def axis_text(axis: Any) -> Any:
    """The XML element of an axis that holds how its labels are turned."""
    return axis._element.find(qn("c:txPr"))  # noqa: SLF001


def legend_place(legend: Any) -> Any:
    """The XML element of a legend that holds its place."""
    return legend._element.find(qn("c:legendPos"))  # noqa: SLF001


def bars_element(plot: Any) -> Any:
    """The XML element of a plot: python-pptx makes no charts of bars and lines together."""
    return plot._element  # noqa: SLF001


def remove_style(shape: Any) -> None:
    """Takes the theme's style away from a shape, which would draw a shadow."""
    element = shape._element  # noqa: SLF001
    style = element.find(qn("p:style"))
    if style is not None:
        element.remove(style)


def see_through(shape: Any, share: float) -> None:
    """How much of a plain fill covers what lies below it, 0 to 1: python-pptx knows no alpha."""
    shade = shape._element.spPr.find(f"{qn('a:solidFill')}/*")  # noqa: SLF001
    shade.append(parse_xml(f'<a:alpha {nsdecls("a")} val="{round(share * 100_000)}"/>'))


def replace_content(part: Any, content: bytes) -> None:
    """Another content for a part of the package."""
    part._blob = content  # noqa: SLF001


def plot_area(chart: Any) -> Any:
    """The XML element of a chart that holds its plots and axes."""
    return chart._chartSpace.chart.plotArea  # noqa: SLF001


def label_element(label: Any) -> Any:
    """The XML element of a point's label, which is there once it has a text."""
    return label._get_or_add_dLbl()  # noqa: SLF001


def fit_group(group: Any) -> None:
    """Makes a group as large as its shapes: python-pptx forgets it after freeforms."""
    group._element.recalculate_extents()  # noqa: SLF001
