"""Compare: two to eight areas side by side on any metrics, and one of these over time."""

from collections.abc import Mapping, Sequence

import streamlit as st

from governance.app import context, figure_panel, metric_picker
from governance.app.context import Here
from governance.app.receipt_links import Link, of_metric, opens
from governance.charts import side_by_side
from governance.charts.side_by_side import Sides
from governance.core import periods
from governance.core.area_tree import Area
from governance.metrics import number_format
from governance.metrics.catalog import Metric
from governance.metrics.metric_values import Values


def choose_areas(here: Here) -> list[Area]:
    _, tree = here.translate, here.ground.tree
    codes = side_by_side.chosen_areas(context.wanted("areas"), tree, here.scope.area)
    names = {c: tree[c].name for c in (*tree.options(here.scope.area), *codes) if c != "all"}
    context.choose_some(_("Areas, two to eight"), "areas", names, codes, side_by_side.MOST)
    return [tree[code] for code in codes]


def choose_metrics(here: Here) -> dict[str, Metric]:
    _, catalog = here.translate, here.catalog
    keys = side_by_side.chosen_metrics(context.wanted("metrics"), catalog, list(here.headlines))
    titles = {key: _.pick(metric.title) for key, metric in catalog.items()}
    context.choose_some(_("Metrics compared"), "metrics", titles, keys)
    return {key: catalog[key] for key in keys}


def ask(
    here: Here, areas: Sequence[Area], keys: Sequence[str], windows: Sequence[periods.Window]
) -> list[Values]:
    return [here.values(here.scope.query(keys, windows, area.level, area.code)) for area in areas]


def show_table(here: Here, given: Sides) -> None:
    def chosen(row: int, column: str) -> None:
        key = list(given.rows)[row]
        if column in here.ground.tree:
            context.open_page("receipt", metric=key, area=column)
        else:
            context.go(metric=key)

    _ = here.translate
    title = _("Areas side by side · {days}", days=here.days())
    frame, settings = side_by_side.style(given, _), side_by_side.settings(given, _)
    key = "side_" + "_".join(area.code for area in given.areas)
    figure_panel.table(here, frame, title, key, settings=settings, chosen=chosen, heading=True)
    hint = _("Click a metric to see it over time, a number to see its receipt.")
    said = _(
        "★ the best of a row whose 95% intervals do not overlap; ≈ they do, so that none is best."
    )
    st.caption(f"{said} {hint}")


def show_lines(here: Here, given: Sides, metric: Metric) -> None:
    _, wanted = here.translate, here.scope
    months = periods.months_of(wanted.window, here.ground.known.as_of)
    values = ask(here, given.areas, [metric.key], months)
    names = _(", ").join(area.name for area in given.areas)
    span = here.days((months[0][0], months[-1][1]))
    title = number_format.heading(metric, names, span, _)
    chart = side_by_side.lines_chart(given.areas, values, metric, months, here.translate)
    frame = side_by_side.lines_table(chart, _)
    codes = ["", *(area.code for area in given.areas)]

    def links(row: int, column: str) -> Link:
        area = codes[list(frame).index(column)]
        return of_metric(wanted, metric.key, area=area, window=months[row]) if area else None

    figure_panel.chart(here, chart, title, "lines", frame=frame, receipts=opens(here, links))


def show(here: Here) -> None:
    _, catalog = here.translate, here.catalog
    if not catalog:
        st.info(_("This warehouse has no data for any metric."))
        return
    left, right = st.columns(2)
    with left:
        areas = choose_areas(here)
    with right:
        metrics: Mapping[str, Metric] = choose_metrics(here)
    if len(areas) < side_by_side.FEWEST:
        st.info(_("Choose at least two areas to compare."))
        return
    values = ask(here, areas, list(metrics), [here.scope.window])
    given = side_by_side.build_sides(areas, metrics, values, here.scope.window, here.scope.filters)
    show_table(here, given)
    drawn = metric_picker.focus(here, metrics)
    if not metric_picker.lacks_months(here, drawn):
        show_lines(here, given, drawn)


show(context.here())
