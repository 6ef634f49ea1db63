"""What alone a slide counts, and by which definitions of its metrics."""

import streamlit as st

from governance.app.briefing_editor.form_fields import Form
from governance.briefings import form_options
from governance.briefings.model import Slide
from governance.core.periods import period
from governance.metrics import segments
from governance.metrics.query import Query


def only(form: Form, given: Slide) -> str:
    """A segment and its one value, "" for all records; both are what the records have."""
    _, known = form.here.translate, form.here.build.metrics
    held, _colon, was = given.only.partition(":")
    options = form_options.filters(known, given.metrics, held)
    if len(options) < 2:
        return ""
    dataset = next((known[key].dataset for key in given.metrics if key in known), "")

    def title(name: str) -> str:
        return segments.title(name, _, dataset) if name else _("All records")

    left, right = st.columns(2)
    with left:
        segment = form.choose(_("Counts"), options, held, "segment", title)
    if not segment:
        return ""
    values = form_options.values(_values(form, given, segment), was if segment == held else None)
    with right:
        value = form.choose(
            title(segment),
            values,
            was,
            f"value_{segment}",
            lambda code: segments.value(segment, code, _, dataset),
        )
    return f"{segment}:{value}"


def _values(form: Form, given: Slide, segment: str) -> list[str]:
    """The values that the records of the first metric have, of all days that there are."""
    build, ground = form.here.build, form.here.ground
    keys = [key for key in given.metrics if key in build.catalog][:1]
    if not keys or given.area not in ground.tree:
        return []
    level, window = ground.tree[given.area].level, period("all_time", ground.known).window
    found = form.here.answer(Query(tuple(keys), level, given.area, (window,), split=segment))
    return sorted(found["segment_value"].dropna().astype(str).unique())


def rules(form: Form, given: Slide) -> tuple[str, ...]:
    """The definitions in force on this slide, before the office's."""
    _, known = form.here.translate, form.here.build.metrics
    options = form_options.definitions(known, given.metrics, given.rules)
    if not options:
        return given.rules
    chosen = st.multiselect(
        _("Definitions in force here (none: the office's)"),
        options,
        list(given.rules),
        format_func=lambda key: form_options.metric(known, key, _),
        key=f"{form.key}_rules",
        placeholder=_("None chosen"),
    )
    return tuple(chosen)
