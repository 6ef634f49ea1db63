"""The filters of a page: what alone is counted, each a chip that takes it away, and one more."""

from collections.abc import Sequence

import streamlit as st

from governance.app import context, downloads
from governance.app.context import Here
from governance.core import contracts
from governance.core.escaping import markdown
from governance.core.i18n import Translator
from governance.metrics import scope, segments
from governance.metrics.catalog import PART, Metric
from governance.metrics.query import Filter

# The dataset whose words a column's values have, and the column.
Column = tuple[str, str]
NAMED = 8  # metrics in a chip's help
MOST = 20  # values that count; more are no choice, and no address that can be sent


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
    if columns(known, _):
        with downloads.menu(_("Filter"), "filter", ":material/filter_list:") as is_open:
            if is_open:
                _add(here, known)


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


def options(here: Here, metrics: Sequence[Metric]) -> dict[Filter, str]:
    """Every value of every column that records of the area have, in words: “Channel: hotline”.

    Of all days that there are, so that the list does not change with the period.
    """
    _, found = here.translate, dict[Filter, str]()
    for (dataset, segment), title in columns(metrics, _).items():
        having = (m for m in metrics if m.dataset == dataset and segment in m.splits)
        for code in _codes(here, next(having), segment):
            name = segments.value(segment, code, _, dataset)
            found.setdefault((segment, code), _("{segment}: {value}", segment=title, value=name))
    return found


def _codes(here: Here, metric: Metric, segment: str) -> list[str]:
    """The values of a metric's segment; those of all its segments are found at once."""
    asked = tuple(name for name in metric.splits if name != PART)
    _source, rows = here.find("segment_values", facts=f"metric_{metric.key}", segments=asked)
    return list(rows.loc[rows["segment"] == segment, "code"])


def _add(here: Here, metrics: Sequence[Metric]) -> None:
    """One list of all values, found by typing: each counts, or does no more, as it is chosen."""
    _, offered = here.translate, options(here, metrics)
    others = [pair for pair in here.scope.asked if pair not in offered]
    st.session_state["filter_values"] = [pair for pair in here.scope.asked if pair in offered]

    def keep() -> None:
        context.go(**scope.written([*others, *st.session_state["filter_values"]]))

    st.multiselect(
        _("Count only"),
        list(offered),
        format_func=offered.__getitem__,
        key="filter_values",
        placeholder=_("Type a value, then Enter"),
        filter_mode="contains",
        max_selections=MOST,
        select_all=False,
        on_change=keep,
    )
