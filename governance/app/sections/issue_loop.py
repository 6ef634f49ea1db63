"""The closed loop of issues, and the three rates."""

from typing import Any

import streamlit as st

from governance.app import figure_panel, page_sections, provenance
from governance.app.context import Here
from governance.charts.subjects import issue_charts
from governance.charts.subjects.issue_charts import Rates
from governance.metrics.catalog import Metric
from governance.metrics.scope import COMPARISONS

THREE_RATES = ("response_rate", "solved_rate", "satisfaction_rate", "three_rate_score")
NUMBER = {"type_config": {"type": "number", "format": "%.1f"}}
SHARE = {"type_config": {"type": "number", "format": "percent"}}


def metric(here: Here, key: str) -> Metric:
    """The metric by the definition in force."""
    return here.build.metrics[here.in_force(key)]


def asked(here: Here) -> dict[str, Any]:
    """Area and filter of a view, and the end of the days."""
    column, value = here.scope.only or ("area_code", None)
    where = {"area": here.scope.area, "end": here.scope.end}
    return where | {"only_column": column, "only": value}


def show_loop(here: Here) -> None:
    """What became of the issues reported in the period, beside the three rates."""
    _ = here.translate
    days = {"start": here.scope.start}
    source, found = provenance.found(here, "issue_funnel", **days, **asked(here))
    row = found.iloc[0]
    title = page_sections.titled(here, _("Closed loop of the issues reported in the period"))
    if not row["reported"]:
        figure_panel.empty(here, title)
        _show_rates(here)
        return
    steps = issue_charts.build_steps(row, _)
    table = issue_charts.steps_table(steps, _)
    left, right = st.columns([6, 5])
    with left:
        chart = issue_charts.funnel_chart(steps, here.translate)
        figure_panel.chart(here, chart, title, "loop", frame=table, source=source)
    with right:
        _show_rates(here)
    settings = {_("Of those reported"): SHARE, _("Median wait, hours"): NUMBER}
    name = page_sections.titled(here, _("Losses and waiting times of the closed loop"))
    figure_panel.table(
        here, table, name, "loop_steps", settings=settings, heading=True, source=source
    )
    st.caption(
        _(
            "These are the issues reported in the period, and what became of them by now. "
            "Those settled without dispatch are no loss: they needed no department."
        )
    )


def _show_rates(here: Here) -> None:
    _, wanted = here.translate, here.scope
    # Where the period before is last year's it is drawn once.
    before = wanted.previous if wanted.previous != wanted.last_year else None
    others = {"previous": before, "last_year": wanted.last_year}
    compared = {_(COMPARISONS[key]): window for key, window in others.items()}
    windows = {_("This period"): wanted.window, **compared}
    known = {name: window for name, window in windows.items() if window}
    keys = list(THREE_RATES)
    values = here.values(wanted.query(keys, known.values()))
    cells = {
        name: [values.at(key, wanted.area, window) for key in keys]
        for name, window in known.items()
    }
    given = Rates([metric(here, key) for key in keys], cells)
    title = page_sections.titled(here, _("Three rates and their score"))
    if not given.is_known:
        figure_panel.empty(here, title)
        return
    frame, note = issue_charts.rates_table(given, _), _.pick(given.metrics[-1].formula)
    figure_panel.chart(
        here,
        issue_charts.rates_chart(given, here.translate),
        title,
        "rates",
        frame=frame,
        notes=note,
    )
