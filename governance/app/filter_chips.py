"""The filters of a page: what alone is counted, each a chip that takes it away, and one more."""

from collections.abc import Mapping, Sequence

import streamlit as st

from governance.app import context, downloads
from governance.app.context import Here
from governance.core import contracts, periods
from governance.core.escaping import markdown
from governance.core.i18n import Translator
from governance.metrics import scope, segments
from governance.metrics.catalog import PART, Metric
from governance.metrics.query import Filter, Query

# The dataset whose words a column's values have, and the column.
Column = tuple[str, str]
NAMED = 8  # metrics in a chip's help


def show(here: Here, metrics: Sequence[Metric]) -> None:
    """A chip a filter; nothing where all is counted. metrics: those that the page may show."""
    _, asked = here.translate, here.scope.asked
    if not asked:
        return
    with st.container(key="filters", horizontal=True, gap="xsmall", vertical_alignment="center"):
        for number, pair in enumerate(asked):
            rest = [other for other in asked if other != pair]
            st.button(
                _chip(here, pair),
                key=f"filter_off_{number}" if number else "filter_off",
                type="tertiary" if pair in here.scope.left_out else "secondary",
                help=_lacking(pair, metrics, _),
                on_click=context.go,
                kwargs=scope.written(rest),
            )
        if len(asked) > 1:
            st.button(
                _("Count all"),
                key="filters_off",
                type="tertiary",
                on_click=context.go,
                kwargs=scope.written(()),
            )


def offer(here: Here, metrics: Sequence[Metric]) -> None:
    """The control that adds a filter. metrics: those that the page may show."""
    _ = here.translate
    known = [metric for metric in metrics if segments.knows(metric, here.scope.filters)]
    if offered := columns(known, _):
        with downloads.menu(_("Filter"), "filter", ":material/filter_list:") as is_open:
            if is_open:
                _add(here, known, offered)


def _chip(here: Here, pair: Filter) -> str:
    _ = here.translate
    ((segment, value),) = segments.named([pair], _).items()
    segment, value = markdown(segment), markdown(value)
    if pair in here.scope.left_out:
        return _("{segment}: {value} (not applied here) ✕", segment=segment, value=value)
    return _("Only {segment}: {value} ✕", segment=segment, value=value)


def _lacking(pair: Filter, metrics: Sequence[Metric], _: Translator) -> str | None:
    """Which metrics a page does not show, since they do not know the filter; None for none."""
    names = [_.pick(metric.title) for metric in metrics if not segments.knows(metric, [pair])]
    if not 0 < len(names) < len(metrics):
        return None
    cut = _(", ").join(names[:NAMED]) + (" …" if len(names) > NAMED else "")
    return _("Not shown, since they do not know it: {metrics}", metrics=markdown(cut))


def columns(metrics: Sequence[Metric], _: Translator) -> dict[Column, str]:
    """What metrics can be filtered by, in words; what two datasets call alike is told apart."""
    found = dict.fromkeys(
        (metric.dataset, name) for metric in metrics for name in metric.splits if name != PART
    )
    names = [name for _dataset, name in found]
    known = contracts.load()
    titles = {}
    for dataset, name in found:
        title = segments.title(name, _, dataset)
        apart = f" · {_.pick(known[dataset].title)}" if names.count(name) > 1 else ""
        titles[dataset, name] = title + apart
    return titles


def values(here: Here, metrics: Sequence[Metric], column: Column) -> list[str]:
    """The values of a column that records of the area have, of all days that there are."""
    dataset, segment = column
    keys = [m.key for m in metrics if m.dataset == dataset and segment in m.splits][:1]
    window = periods.period("all_time", here.ground.known).window
    area = here.scope.area, here.scope.level
    frame = here.answer(Query(tuple(keys), area[1], area[0], (window,), split=segment))
    return sorted(frame["segment_value"].dropna().astype(str).unique())


def _add(here: Here, metrics: Sequence[Metric], offered: Mapping[Column, str]) -> None:
    """A column, then some of its values; they count beside those that count already."""
    _ = here.translate
    column = st.selectbox(
        _("Filtered by"), list(offered), format_func=offered.__getitem__, key="filter_column"
    )
    dataset, segment = column
    chosen = [pair[1] for pair in here.scope.asked if pair[0] == segment]
    left = [value for value in values(here, metrics, column) if value not in chosen]
    key = f"filter_values_{dataset}_{segment}"
    st.multiselect(
        offered[column],
        left,
        format_func=lambda code: segments.value(segment, code, _, dataset),
        key=key,
        placeholder=_("None chosen"),
    )

    def add() -> None:
        if some := st.session_state[key]:
            context.filter_by(segment, *some)

    st.button(_("Apply"), key="filter_add", type="primary", on_click=add)
