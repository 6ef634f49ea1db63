"""Key groups: households visited, and those not visited for long."""

import pandas as pd
import streamlit as st

from governance.app import figure_panel, page_sections
from governance.app.context import Here
from governance.app.grids import Options
from governance.app.receipt_links import Link, of_metric, opens
from governance.charts.subjects import amount_bars, visit_charts
from governance.core.i18n import Translator
from governance.core.periods import Window
from governance.metrics.catalog import Metric


def show_key_groups(here: Here) -> None:
    """A row a group: households known, visited, and not visited for long."""
    here = here.about("visits")
    _, wanted, catalog = here.translate, here.scope, here.warehouse.with_data
    overdue, households = catalog["overdue_key_visits"], catalog["households_visited"]
    recent = visit_charts.recent_windows(wanted.window, overdue)
    ever: Window = (min(here.ground.known.first, recent[0]), wanted.end)
    windows = ever, wanted.window, recent
    frame = here.answer(wanted.query([households.key], windows, split="key_group"))
    known, seen, lately = (visit_charts.households_by_group(frame, window) for window in windows)
    title = here.titled(_("Key groups: households known, visited, not visited for long"))
    if known == {}:
        figure_panel.empty(here, title)
        return
    both = ["key_group_coverage", overdue.key]
    whole = here.values(wanted.query(both))
    coverage, late = (whole.at(key, wanted.area, wanted.window) for key in both)
    left = visit_charts.overdue_groups(known, lately, _)
    if not late.has_data:
        left = [_("No data")] * len(left)
    table = visit_charts.key_groups(known, seen, left, (recent[1] - recent[0]).days, _)
    counted = {_("Households known from visits"): ever, _("Visited in the period"): wanted.window}

    def links(row: int, column: str) -> Link:
        only = [("key_group", visit_charts.groups()[row])]
        window = counted.get(column)
        asked = of_metric(wanted, households.key, window=window, filters=only)
        return asked if window else None

    options = _shares(table, _) | {"chosen": opens(here, links)}
    figure_panel.table(here, table, title, "key_groups", **options)
    st.caption(visit_charts.all_groups(coverage, _))
    st.caption(
        _(
            "The register holds the total of key-group households, not each group's: a group's "
            "are those that a visit has named up to now. Small numbers are "
            "suppressed, and those that would give them away.",
        )
    )


def _shares(table: pd.DataFrame, _: Translator) -> Options:
    """How the table is shown: its share in per cent, unless it is suppressed."""
    share = _("Of these known, visited")
    is_known = pd.api.types.is_numeric_dtype(table[share])
    return {"heading": True, "settings": {share: page_sections.SHARE} if is_known else {}}


def show_overdue(here: Here, metric: Metric) -> None:
    """Households not visited for long by area; a click goes there."""
    here = here.about("visits")
    _, wanted, level = here.translate, here.scope, here.below
    if not level:
        return
    values = here.values(wanted.query([metric.key], level=level))
    areas = visit_charts.overdue(values, metric, wanted.window, _)
    title = page_sections.by_level(here, here.heading(metric), level)
    if not areas:
        figure_panel.empty(here, title)
        return
    first, end = visit_charts.recent_windows(wanted.window, metric)

    def of_area(code: str) -> Link:
        return of_metric(wanted, metric.key, area=code)

    figure_panel.chart(
        here,
        amount_bars.chart(areas, _),
        title,
        f"overdue_{wanted.area}",
        frame=visit_charts.overdue_table(areas, (end - first).days, _),
        chosen=page_sections.drills(here),
        notes=page_sections.hints(here, len(areas), amount_bars.MOST),
        receipts=opens(here, lambda row, _column: of_area(areas[row].code)),
    )


def show_roles(here: Here, coverage: Metric) -> None:
    """The share of key-group households that each role called on."""
    _ = here.translate
    page_sections.split(here, coverage, "visitor_role")
    st.caption(
        _("Five-to-one care: share of registered key-group households called on by each role.")
    )
