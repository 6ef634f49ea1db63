"""The choices that every form of a slide asks for: out of a list, an area, the metrics."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from governance.app.context import Here
from governance.briefings import form_options
from governance.briefings.model import ONE_METRIC, SOME_METRICS


@dataclass(frozen=True)
class Form:
    """A form on the page; `key` begins the keys of its widgets."""

    here: Here
    key: str

    def choose(
        self, label: str, options: Sequence[str], held: str, field: str, said: Callable[[str], str]
    ) -> str:
        """One of the options, searched by any part of its name."""
        place, key = options.index(held) if held in options else 0, f"{self.key}_{field}"
        found = st.selectbox(
            label, options, place, format_func=said, key=key, filter_mode="contains"
        )
        return found or ""


def area(form: Form, held: str) -> str:
    """An area of any level."""
    tree, _ = form.here.ground.tree, form.here.translate
    options = form_options.areas(tree, held)
    return form.choose(
        _("Area"), options, held, "area", lambda code: form_options.area(tree, code, _)
    )


def metrics(form: Form, kind: str, held: tuple[str, ...]) -> tuple[str, ...]:
    """The one metric, or the several, that a slide of this kind shows; none of other kinds."""
    _, known = form.here.translate, form.here.build.metrics
    options = form_options.metrics(form.here.build.catalog, held)

    def said(key: str) -> str:
        return form_options.metric(known, key, _)

    if kind in ONE_METRIC:
        one = form.choose(_("Metric"), options, held[0] if held else "", "metric", said)
        return (one,) if one else ()
    if kind in SOME_METRICS:
        label, key = _("Metrics, in their order"), f"{form.key}_metrics"
        return tuple(
            st.multiselect(
                label, options, list(held), format_func=said, key=key, placeholder=_("None chosen")
            )
        )
    return ()
