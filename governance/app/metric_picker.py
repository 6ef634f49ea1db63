"""What a reader chooses on more than one page: the metric, and which definition of it holds."""

from collections.abc import Mapping
from typing import Any, Literal

import streamlit as st

from governance.app import context, figure_panel
from governance.app.context import Here
from governance.charts.profile.html_table import Sheet
from governance.core.escaping import quoted
from governance.core.i18n import Translator
from governance.metrics import number_format, segments, variants
from governance.metrics.catalog import Metric
from governance.receipts import receipt_tables

Width = int | Literal["stretch"]


def metric(
    here: Here,
    offered: Mapping[str, Metric],
    label: str,
    key: str,
    width: Width = "stretch",
    **shown: Any,
) -> Metric:
    """The metric that the address names, else the first; says so where there is no such metric.

    shown: how Streamlit's selectbox is shown.
    """
    _ = here.translate
    held = focus(here, offered)
    if here.metric and held.key not in (here.metric, here.in_force(here.metric)):
        st.warning(_("There is no metric “{metric}” here.", metric=quoted(here.metric)))
    titles = {name: _searched(one, _) for name, one in offered.items()}
    chosen = context.choose(
        label, "metric", titles, held.key, filter_mode="contains", key=key, width=width, **shown
    )
    return offered[chosen]


def _searched(one: Metric, _: Translator) -> str:
    """A metric's title with the other words that find it."""
    title = _.pick(one.title)
    return _("{title}, also: {also}", title=title, also=_.pick(one.also)) if one.also else title


def stays_apart(here: Here, one: Metric) -> bool:
    """Whether a metric's values may be of several units, so that none is held against another.

    Says so, and what to do: with one of them alone there is nothing to mix up.
    """
    _, metric = here.translate, here.warehouse.catalog[one.key]
    if metric.compares(here.scope.filters):
        return False
    st.info(
        _(
            "“{metric}” is not compared: each {segment} stands by itself. Explore it by {segment} "
            "and choose one.",
            metric=_.pick(metric.title),
            segment=segments.title(metric.apart, _, metric.dataset).lower(),
        )
    )
    return True


def lacks_months(here: Here, one: Metric) -> bool:
    """Whether nothing can be said of a metric month by month; says so, and why."""
    if stays_apart(here, one):
        return True
    if not one.has_history:
        st.info(number_format.no_history(one, here.translate))
    return not one.has_history


def describe(metric: Metric, _: Translator) -> None:
    """What a metric means, a line a part of its definition."""
    for heading, text in definition_texts(metric, _).items():
        st.markdown(f"**{heading}** — {text}")
    st.caption(_("Version {version} · key `{key}`", version=metric.version, key=metric.key))


def definition_texts(one: Metric, _: Translator) -> dict[str, str]:
    """What a metric is, how it is computed and what it leaves out, heading by heading."""
    texts = {
        _("Definition"): one.definition,
        _("Formula"): one.formula,
        _("Excluded"): one.excludes,
        **({_("Why more or less is better"): one.because} if one.because else {}),
    }
    return {heading: _.pick(text) or "—" for heading, text in texts.items()}


def focus(here: Here, offered: Mapping[str, Metric]) -> Metric:
    """The metric that the address names, or its definition in force; else the first."""
    asked = here.in_force(here.metric) if here.metric else ""
    names = (name for name in (here.metric, asked) if name in offered)
    return offered[next(names, next(iter(offered)))]


def definition(here: Here, one: Metric) -> None:
    """Which definition of a metric is in force, what each other would change, and a way to it."""
    _, metrics = here.translate, here.warehouse.catalog
    family = variants.family(metrics, one.key)
    if len(family) < 2 or one.dataset not in here.warehouse.present:
        return
    amounts = {kin.key: here.value(here.scope.figure(kin)).value for kin in family}
    in_force = metrics[here.in_force(one.key)]
    table = Sheet.of(receipt_tables.definitions(family, amounts, in_force, _))
    figure_panel.sheet(here, table, _("Definitions of this metric"), "definitions")
    with st.container(horizontal=True):
        for kin in family:
            if kin.key != in_force.key:
                st.button(
                    _("Put in force for this view: {title}", title=_.pick(kin.title)),
                    key=f"rule_{kin.key}",
                    on_click=_put_in_force,
                    args=(here, kin.key),
                )


def _put_in_force(here: Here, key: str) -> None:
    chosen = variants.choosing(here.scope.rules, here.warehouse.catalog, key)
    context.go(rules=",".join(chosen), metric=key)
