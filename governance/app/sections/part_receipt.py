"""The receipt of what a shape on the map holds: its value, its records, and their files."""

import pandas as pd
import streamlit as st

from governance.app import cache, context, figure_panel
from governance.app.context import Here
from governance.app.maps import map_controls, map_shape, map_sheet
from governance.app.maps.map_shape import Inside
from governance.app.sections import cell_receipt, record_list
from governance.app.sections.record_list import Listing
from governance.core.escaping import markdown
from governance.metrics import number_format
from governance.metrics.catalog import Metric
from governance.receipts import receipt_tables
from governance.receipts.figure_parts import PartReceipt, PartValue


def show(here: Here, metric: Metric) -> bool:
    """The receipt where the address names a shape; whether it does."""
    _ = here.translate
    frame = context.wanted("shape") and map_sheet.choose_frame(here, context.wanted("level"))
    inside = frame and map_shape.find(here, frame, map_controls.wished(), metric)
    if not inside:
        return False
    value = cache.part_value(here.warehouse, inside.figure, inside.part)
    _show_value(here, inside, metric, value)
    if value.is_few or not value.adds_up:
        st.info(_("No record is listed of what is not shown."))
    else:
        _show_records(here, inside, metric, value)
    here.show_link(_("The whole figure, its proof and its definition →"), "receipt")
    return True


def _show_value(here: Here, inside: Inside, metric: Metric, value: PartValue) -> None:
    _ = here.translate
    left, right = st.columns([2, 3], gap="large")
    with left:
        title = _("{title}, inside a shape", title=here.heading(metric))
        st.metric(markdown(title), map_shape.amount(here, metric, value))
        if (holds := value.holds) is not None:
            said = receipt_tables.HOLDS if holds else receipt_tables.FAILS
            cell_receipt.show_verdicts({_(said): holds})
    with right:
        st.table(_facts(here, inside, metric, value), border="horizontal")


def _facts(here: Here, inside: Inside, metric: Metric, value: PartValue) -> dict[str, str]:
    _ = here.translate
    lines = {
        _("Inside"): map_shape.part_of(here, inside),
        _("Shape"): map_shape.named(here, inside.shape),
        _("From the rows, now"): number_format.amount(value.again, metric, _),
        _("Numerator"): _number(value.numerator),
        _("Denominator"): _number(value.denominator),
        _("Records"): "" if value.is_few else number_format.number(value.records),
    }
    if value.again is None:
        lines.pop(_("From the rows, now"))
    return {heading: text for heading, text in lines.items() if text}


def _number(value: float | None) -> str:
    return number_format.number(value, 0 if value is None or value.is_integer() else 2)


def _show_records(here: Here, inside: Inside, metric: Metric, value: PartValue) -> None:
    _, build, places = here.translate, here.warehouse, cache.places(here.warehouse)
    receipt = PartReceipt(build.cursor(), build.catalog, inside.figure, inside.part)

    def worded(rows: pd.DataFrame) -> pd.DataFrame:
        return receipt_tables.records(rows, metric, build.with_data, places, _)

    file = f"{metric.key}_{here.scope.area}_{here.scope.start}_{here.scope.end}_shape.csv"
    record_list.show(here, Listing(value.records, receipt.listed, worded, "part", file))
    files, title = receipt_tables.files(receipt.files(), _), _("The files of these rows")
    figure_panel.table(here, files, title, "receipt_files", heading=True)
