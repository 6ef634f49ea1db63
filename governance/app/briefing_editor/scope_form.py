"""What a slide shows, as its form asks: kind, metrics, area, level, period, comparison, filter."""

from dataclasses import replace
from datetime import date

import streamlit as st

from governance.app.briefing_editor import filter_form, form_fields
from governance.app.briefing_editor.form_fields import Form
from governance.briefings import form_options
from governance.briefings.model import BY_LEVEL, KINDS, Slide
from governance.core import dates, periods
from governance.core.periods import DAY
from governance.metrics.number_format import LEVELS
from governance.metrics.scope import COMPARISONS

MOST = 40
# Days that somebody may fix: the office's past, and a year that has begun to be planned.
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)


def show(form: Form, seen: Slide) -> Slide:
    """The widgets of a slide's scope, as `seen` has them at first; returns the slide they make."""
    _ = form.here.translate
    if seen.kind == "kept":
        st.caption(_("Kept as it was; it does not follow new data."))
        return seen
    left, right = st.columns(2)
    with left:
        kind = form.choose(
            _("Kind of slide"),
            form_options.kinds(seen),
            seen.kind,
            "kind",
            lambda one: _(KINDS[one]),
        )
        found = replace(seen, kind=kind, area=form_fields.area(form, seen.area))
        found = _period(form, found)
    with right:
        found = replace(found, metrics=form_fields.metrics(form, kind, seen.metrics))
        found = replace(found, level=_level(form, found), compare=_compare(form, found))
        found = replace(found, most=_most(form, found))
    if kind not in form_options.COUNTED:
        return found if kind == seen.kind else replace(found, only="")
    return replace(found, only=filter_form.only(form, found), rules=filter_form.rules(form, found))


def _level(form: Form, given: Slide) -> str:
    """The level of the areas shown, "" of a slide that shows none."""
    if given.kind not in BY_LEVEL:
        return ""
    _, tree = form.here.translate, form.here.ground.tree
    options = form_options.levels(tree, given.area, given.level)
    return form.choose(
        _("Areas of the level"),
        options,
        given.level,
        "level",
        lambda one: _(LEVELS[one]) if one else _("The next below"),
    )


def _period(form: Form, given: Slide) -> Slide:
    """A named period moves on with the data; own days stay what they are."""
    _, known = form.here.translate, form.here.ground.known

    def said(preset: str) -> str:
        if preset == "custom":
            return dates.preset(preset, _)
        return dates.period(periods.period(preset, known), _)

    preset = form.choose(_("Period"), periods.PRESETS, given.period, "period", said)
    if preset != "custom":
        st.caption(_("A named period moves on with the data."))
        return replace(given, period=preset, start=None, end=None)
    first, end = given.days or periods.period(periods.DEFAULT, known).window
    start = _day(form, _("First day"), first, "start")
    return replace(
        given, period=preset, start=start, end=_day(form, _("Last day"), end - DAY, "end")
    )


def _day(form: Form, label: str, held: date, field: str) -> date | None:
    key = f"{form.key}_{field}"
    return st.date_input(label, held, EARLIEST, LATEST, key=key, format="YYYY-MM-DD")


def _compare(form: Form, given: Slide) -> str:
    if given.kind not in form_options.COMPARED:
        return given.compare
    _, options = form.here.translate, form_options.comparisons(form.here.ground, given.compare)
    return form.choose(
        _("Compared with"), options, given.compare, "compare", lambda key: _(COMPARISONS[key])
    )


def _most(form: Form, given: Slide) -> int:
    if given.kind not in form_options.LIMITED:
        return given.most
    _ = form.here.translate
    label = _("Rows shown (0: as many as there is room for)")
    return int(st.number_input(label, 0, max(MOST, given.most), given.most, key=f"{form.key}_most"))
