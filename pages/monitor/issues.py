"""Issues: the closed loop, the three rates, whistle and report, what waits, what rebounds."""

from typing import Any

import streamlit as st

from governance.app import cache, context, figure_panel, page_sections, provenance
from governance.app.context import Here
from governance.charts.subjects import issue_charts, rebound_tables
from governance.charts.subjects.issue_charts import Rates
from governance.core import dates, periods
from governance.metrics.catalog import Metric
from governance.metrics.scope import COMPARISONS

SPLITS = ("channel", "category", "department")
CARDS = (
    *("issues_reported", "issues_per_1000", "issues_resolved", "closure_rate", "on_time_rate"),
    *("backlog", "overdue", "three_rate_score", "dispatch_accuracy", "whistle_wait_hours"),
    *("resolution_hours_p50", "grid_self_resolve_rate", "rebound_rate", "rebound_cycles"),
)
THREE_RATES = ("response_rate", "solved_rate", "satisfaction_rate", "three_rate_score")
MOST = 200
NUMBER = {"type_config": {"type": "number", "format": "%.1f"}}
SHARE = {"type_config": {"type": "number", "format": "percent"}}
PERCENT = {"type_config": {"type": "number", "format": "%.1f%%"}}


def metric(here: Here, key: str) -> Metric:
    """The metric by the definition in force."""
    return here.build.metrics[here.in_force(key)]


def asked(here: Here) -> dict[str, Any]:
    """Area and filter of a view, and the end of the days."""
    column, value = here.scope.only or ("area_code", None)
    where = {"area": here.scope.area, "end": here.scope.end}
    return where | {"only_column": column, "only": value}


def show_loop(here: Here) -> None:
    _ = here.translate
    days = {"start": here.scope.start}
    source, found = provenance.found(here, "issue_funnel", **days, **asked(here))
    row = found.iloc[0]
    title = page_sections.titled(here, _("Closed loop of the issues reported in the period"))
    if not row["reported"]:
        figure_panel.empty(here, title)
        show_rates(here)
        return
    steps = issue_charts.steps(row, _)
    table = issue_charts.steps_table(steps, _)
    left, right = st.columns([6, 5])
    with left:
        chart = issue_charts.funnel(steps, here.translate)
        figure_panel.chart(here, chart, title, "loop", frame=table, source=source)
    with right:
        show_rates(here)
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


def show_rates(here: Here) -> None:
    _, wanted = here.translate, here.scope
    # Where the period before is last year's it is drawn once.
    before = wanted.previous if wanted.previous != wanted.last_year else None
    others = {"previous": before, "last_year": wanted.last_year}
    compared = {_(COMPARISONS[key]): window for key, window in others.items()}
    windows = {_("This period"): wanted.window, **compared}
    known = {name: window for name, window in windows.items() if window}
    keys = list(THREE_RATES)
    values = cache.measure(
        here.build, keys, wanted.level, wanted.area, list(known.values()), wanted.only
    )
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
        here, issue_charts.rates(given, here.translate), title, "rates", frame=frame, notes=note
    )


def show_backlog(here: Here) -> None:
    _ = here.translate
    source, found = provenance.found(here, "backlog_ages", **asked(here))
    day = dates.day(here.scope.end - periods.DAY, _.lang)
    title = _("Backlog by age (issues) · {place} · end of {day}", place=here.place, day=day)
    if found.empty:
        figure_panel.empty(here, title)
        return
    last_days = metric(here, "backlog").numbers["ages"]
    frame = issue_charts.ages_table(found, last_days, _)
    chart = issue_charts.ages(found, last_days, _)
    figure_panel.chart(here, chart, title, "ages", frame=frame, source=source)


def show_departments(here: Here) -> None:
    _, wanted = here.translate, here.scope
    on_time = metric(here, "on_time_rate")
    frame = cache.frame(
        here.build,
        [*rebound_tables.COLUMNS, on_time.key],
        wanted.level,
        wanted.area,
        [wanted.window],
        "department",
        only=wanted.only,
    )
    table = rebound_tables.departments(frame, on_time, _)
    title = page_sections.titled(here, _("Whistle and report by department"))
    if table.empty:
        figure_panel.empty(here, title)
        return
    left, right = st.columns([3, 7])
    with left:
        page_sections.split(here, metric(here, "whistle_wait_hours"), "department")
    with right:
        hours = (_("Median wait, hours"), _("9 in 10 resolved within, hours"))
        settings = dict.fromkeys(hours, NUMBER) | {_.pick(on_time.title): PERCENT}
        figure_panel.table(here, table, title, "departments", settings=settings, heading=True)
        st.caption(
            _(
                "Waits are of the responses in the period, dispatches and returns of the "
                "dispatches in it, on time of the issues due in it."
            )
        )


def show_rebounds(here: Here) -> None:
    _, cycles = here.translate, metric(here, "rebound_cycles")
    since = periods.add_months(here.scope.end, -(cycles.lookback or {})["months"])
    given = {"since": since, "least": cycles.least, "most": MOST, **asked(here)}
    source, found = provenance.found(here, "rebounds", **given)
    window = (since, here.scope.end)
    title = page_sections.titled(here, _("Places that rebound"), window)
    if found.empty:
        show_none(here, cycles, title)
        return

    def told(row: int, column: str) -> None:
        if column == _("Cycles"):
            context.open_page("receipt", metric=cycles.key)
        else:
            context.go(matter=found["matter"][row])

    table = rebound_tables.places(found, _)
    key = f"rebounds_{here.scope.area}"
    figure_panel.table(here, table, title, key, heading=True, chosen=told, source=source)
    st.caption(
        _(
            "The {shown} of {places} places with most cycles. Click a place to see its cases, "
            "a number of cycles to see the receipt.",
            shown=len(found),
            places=f"{found['places'][0]:,}",
        )
    )
    chosen = found[found["matter"] == context.wanted("matter")]
    if not chosen.empty:
        show_cases(here, rebound_tables.places(chosen, _).iloc[0], chosen.iloc[0])


def show_none(here: Here, cycles: Metric, title: str) -> None:
    """No place that rebounds is good news, unless nothing is known."""
    _, wanted = here.translate, here.scope
    values = cache.measure(
        here.build, [cycles.key], wanted.level, wanted.area, [wanted.window], wanted.only
    )
    if not values.at(cycles.key, wanted.area, wanted.window).has_data:
        figure_panel.empty(here, title)
        return
    st.subheader(figure_panel.headline(title), anchor=False)
    st.info(_("No place had {n} cycles or more in these months.", n=cycles.least))


def show_cases(here: Here, names: Any, row: Any) -> None:
    _ = here.translate
    first, end = here.ground.known.first, here.scope.end
    given = {"place": row["place"], "category": row["category"], "since": first, "end": end}
    source, found = provenance.found(here, "rebound_cases", most=MOST, **given)
    title = _("Cases of {category}, {place}", category=row["category"], place=names[_("Place")])
    title = f"{title} · {page_sections.days(here, (first, end))}"
    settings = {_("Days after the closing before"): NUMBER}
    table = rebound_tables.cases(found, _)
    figure_panel.table(here, table, title, "cases", settings=settings, heading=True, source=source)


def show(here: Here) -> None:
    _ = here.translate
    keys = [here.in_force(key) for key in CARDS]
    figure_panel.kpis(here, {key: here.build.metrics[key] for key in keys})
    show_loop(here)
    left, right = st.columns(2)
    reported = metric(here, "issues_reported")
    with left:
        page_sections.split(here, reported, "channel")
        show_backlog(here)
    with right:
        page_sections.split(here, reported, "category")
    st.caption(_("Click a bar to see only its issues; click it again for all."))
    show_departments(here)
    show_rebounds(here)
    left, right = st.columns(2)
    with left:
        page_sections.areas(here, metric(here, "rebound_rate"))
    with right:
        page_sections.areas(here, reported)


show(context.here().about("issues", *SPLITS))
