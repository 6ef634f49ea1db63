"""The sheet behind a native chart: names of series, categories in their years, exact numbers."""

from governance.briefings.powerpoint_text import clean
from governance.charts import direct_labels
from governance.charts.model import Chart, Series
from governance.core.exact_sheet import Exact
from governance.core.export_tables import safe_book

ROOMY = 0.55  # inches that a month's name takes on an axis
# PowerPoint has no such marker: a letter stands at the point in its place, and before the name.
LETTERS = {"triangle-down": "▼"}


def named(series: Series) -> str:
    """The name of a series, as XML takes it."""
    letter = LETTERS.get(series.mark, "") if series.kind == "dots" else ""
    return clean(f"{letter} {series.name}".strip())


Axis = list[tuple[str, list[str]]]


def labels(chart: Chart, lang: str, wide: float) -> Axis:
    """What stands along the axis, as XML takes it, in groups with a name; "" for no group.

    Months stand in their years; notes that begin there have their signs. wide: inches.
    """
    if chart.form == "months":
        roomy = wide / max(len(chart.codes), 1) >= ROOMY
        years = direct_labels.months_by_year(chart, lang, roomy=roomy)
        # Over one or two narrow months a year of four digits has no room.
        return [(y if roomy or len(part) > 2 else y[2:], part) for y, part in years]
    ends = chart.ends or [""] * len(chart.codes)
    pairs = zip(chart.names, ends, strict=True)
    return [("", [clean(f"{name} {end}".rstrip())]) for name, end in pairs]


def number_format(chart: Chart) -> str:
    """Excel's format of the chart's values."""
    decimals = "." + "0" * chart.decimals if chart.decimals else ""
    return f"#,##0{decimals}" + ('"%"' if chart.unit == "%" else "")


def workbook(chart: Chart, axis: Axis) -> bytes:
    """The sheet behind a chart, as python-pptx lays it out, but exact and without formulas."""
    names = [
        (group if place == 0 else "", name)
        for group, part in axis
        for place, name in enumerate(part)
    ]
    depth = 2 if any(group for group, _part in axis) else 1
    with safe_book() as (stream, book):
        sheet = book.add_worksheet("Sheet1", worksheet_class=Exact)
        form = book.add_format({"num_format": number_format(chart)})
        for row, pair in enumerate(names, start=1):
            for column, name in enumerate(pair[-depth:]):
                sheet.write_string(row, column, name)
        for column, series in enumerate(chart.drawn, start=depth):
            sheet.write_string(0, column, named(series))
            for row, value in enumerate(series.values, start=1):
                if value is not None:
                    sheet.write_number(row, column, value, form)
    return stream.getvalue()
