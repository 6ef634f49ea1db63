"""Metrics: every definition; one of them with its formula, SQL and worked example."""

from collections.abc import Mapping

import streamlit as st

from governance.app import cache, context, figure_panel, metric_picker, target_form
from governance.app.context import Here
from governance.core.escaping import markdown, quoted
from governance.metrics import catalog_tables, number_format, worked_examples
from governance.metrics.catalog import Metric
from governance.metrics.worked_examples import Example


def bold(text: str) -> str:
    return f"**{text}**"


def said(here: Here) -> str:
    """Of what area and days the values on this page speak."""
    return f"{here.place} · {here.days()}"


def amounts(here: Here, catalog: Mapping[str, Metric]) -> dict[str, str]:
    """The value of each of these metrics in the scope."""
    wanted, window = here.scope, here.scope.window
    values = here.values(wanted.unfiltered.query(catalog))
    return {
        key: number_format.amount(values.at(key, wanted.area, window).value, metric, here.translate)
        for key, metric in catalog.items()
    }


def show_list(here: Here) -> None:
    _, catalog = here.translate, here.warehouse.catalog
    if here.metric:
        st.warning(_("There is no metric “{metric}” here.", metric=quoted(here.metric)))
    hint = _("title, key, word of a definition")
    search = st.text_input(_("Search"), placeholder=hint, key="search")
    metrics = catalog_tables.matching(catalog.values(), search)
    if not metrics:
        st.info(_("No definition has these words."))
        return
    hint = _("click one to open its definition")
    counted = _("{n} of {total} metrics", n=len(metrics), total=len(catalog))
    st.caption(f"{counted} · {hint}")

    def chosen(row: int, _column: str) -> None:
        context.go(metric=metrics[row].key)

    values = (said(here), amounts(here, here.warehouse.with_data))
    frame = catalog_tables.table(metrics, here.warehouse.present, values, _)
    widths = {_("Dataset"): 120, _("Unit"): 170}
    settings = {name: st.column_config.Column(width=width) for name, width in widths.items()}
    figure_panel.table(here, frame, _("Metrics"), "metric_list", settings=settings, chosen=chosen)


def show_metric(here: Here, metric: Metric) -> None:
    _ = here.translate
    st.button(_("‹ All metrics"), type="tertiary", on_click=context.go, kwargs={"metric": ""})
    st.header(_.pick(metric.title), anchor=False)
    other = next(text for lang, text in metric.title.items() if lang != _.lang)
    st.caption(f"{other} · `{metric.key}`")
    if metric.key in here.warehouse.with_data:
        st.metric(markdown(said(here)), amounts(here, {metric.key: metric})[metric.key])
        wanted = here.scope
        missing = cache.left_out(here.warehouse, [metric.key], wanted.area, wanted.window)
        if count := missing.get(metric.key):
            st.caption(number_format.left_out(count, _))
    else:
        st.info(_("This warehouse has no data for it: no export of its dataset."))
    left, right = st.columns([3, 2], gap="large")
    with left:
        for heading, text in metric_picker.definition_texts(metric, _).items():
            st.markdown(bold(heading))
            st.markdown(text)
    with right:
        st.table(catalog_tables.facts(metric, _), border="horizontal")
    target_form.offer(here, metric)
    metric_picker.definition(here, metric)
    st.subheader(_("Worked example"), anchor="example")
    show_example(here, worked_examples.load(metric.key))
    st.subheader(_("SQL of the rows that are added up"), anchor="sql")
    st.code(metric.sql, language="sql", wrap_lines=True)


def show_example(here: Here, example: Example | None) -> None:
    _ = here.translate
    if example is None:
        st.caption(_("There is no worked example."))
        return
    st.caption(_.pick(example.why))
    for dataset in example.rows:
        st.markdown(bold(catalog_tables.dataset_title(dataset, _)))
        st.dataframe(worked_examples.inputs(example, dataset, _), hide_index=True)
    st.markdown(bold(_("Expected")))
    st.dataframe(worked_examples.expected(example, _), hide_index=True)
    with st.expander(_("The example as it is written, with its notes")):
        st.code(example.text, language="toml", wrap_lines=True)


here = context.here()
metrics = here.warehouse.catalog
if here.metric in metrics:
    show_metric(here, metrics[here.metric])
else:
    show_list(here)
