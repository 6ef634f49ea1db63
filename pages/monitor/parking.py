"""Parking: built and planned, programmes each apart, what is missing, how full through the day."""

from dataclasses import replace
from functools import partial

import streamlit as st

from governance.app import context, figure_panel, folds, page_sections, subject_opening
from governance.app.context import Here
from governance.app.receipt_links import Link, of_metric, opens
from governance.app.sections import parking
from governance.charts.subjects import parking_charts
from governance.core.periods import Window
from governance.metrics.catalog import Metric


def show_hours(here: Here, metric: Metric) -> None:
    """The metric by hour of day, a line a kind, over the year to the period's end."""
    _, window = here.translate, parking_charts.year(here.scope.window)
    by_kind = here.scope.query([metric.key], [window], split="kind")
    kinds = parking_charts.kinds(here.answer(by_kind))
    by_hour = here.scope.query([metric.key], [window], split="hour_of_day")
    rates = {
        kind: parking_charts.by_hour(here.answer(replace(by_hour, filters=(("kind", kind),))))
        for kind in kinds
    }
    title = _("{title}, by hour of day", title=here.heading(metric, window))
    if not rates:
        figure_panel.empty(here, title)
        return
    headings = parking_charts.hour_columns(rates, metric, _)

    def links(row: int, column: str) -> Link:
        if column not in headings:
            return None
        only = [("kind", headings[column]), ("hour_of_day", parking_charts.HOURS[row])]
        return of_metric(here.scope, metric.key, window=window, filters=only)

    figure_panel.chart(
        here,
        parking_charts.hours_chart(rates, metric, _),
        title,
        "occupancy_by_hour",
        frame=parking_charts.hours_table(rates, metric, _),
        receipts=opens(here, links),
        notes=_(
            "The twelve months to the period's end: the facilities and days that were counted "
            "several times a day."
        ),
    )


def show_stock(here: Here) -> None:
    """Built and planned spaces, each by kind: two counts beside each other."""
    _, known = here.translate, here.warehouse.with_data
    page_sections.columns(
        lambda: page_sections.split(here, known.get("spaces_built"), "kind"),
        lambda: page_sections.split(here, known.get("spaces_planned"), "kind"),
    )
    st.caption(
        _("Planned spaces are never added to built ones. Click a kind to see only its facilities.")
    )


def show_use(here: Here, year: Window) -> None:
    """How full through the day, how often a space changes hands, how many can charge."""
    known, by_kind = here.warehouse.with_data, here.about("parking_spaces", "kind")
    if hourly := known.get("occupancy_by_hour"):
        show_hours(by_kind, hourly)
    page_sections.columns(
        lambda: page_sections.split(by_kind, known.get("turnover_rate"), "kind", year),
        lambda: page_sections.split(here, known.get("ev_share"), "kind"),
    )


here = context.here().about("parking_spaces", "kind", "programme")
_, catalog = here.translate, here.warehouse.with_data
subject_opening.show_dataset(here, "parking_spaces", "spaces_per_100_households")
level = parking_charts.gap_level(here.ground.tree.levels_below(here.scope.area))
page_sections.areas(here.about("parking_spaces"), catalog.get("parking_gap"), level)
said = folds.of_split(here, catalog.get("spaces_built"), "kind")
folds.fold(_("Built and planned"), said, "stock", partial(show_stock, here))
if "spaces_added" in catalog:
    show_programmes = partial(parking.show_programmes, here)
    folds.fold(_("Programmes"), parking.describe_programmes(here), "programmes", show_programmes)
year = parking_charts.year(here.scope.window)
used = [catalog.get(key) for key in ("occupancy_rate", "ev_share")]
show = partial(show_use, here, year)
folds.fold(_("Use"), folds.of_values(here, used), "use", show)
parking.fold_facilities(here)
