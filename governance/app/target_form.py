"""The target of a metric set on the page: how much, where, from which day on, and by whom."""

import datetime as dt
import math

import streamlit as st

from governance.app import written_by
from governance.app.context import Here
from governance.core import dates, periods
from governance.core.contracts import ROOT
from governance.core.escaping import markdown
from governance.metrics import number_format, office_edits
from governance.metrics.catalog import Metric
from governance.metrics.number_format import LEVELS
from governance.metrics.targets import Target

VALUE, WHERE, SINCE, BY = (f"target_{name}" for name in ("value", "where", "since", "by"))
MENU = "target_menu"
QUOTED = 20  # characters of what is no number


def offer(here: Here, metric: Metric) -> None:
    """What says the target and sets another; nothing of a metric that is neither good nor bad."""
    if metric.better == "neither":
        return
    _ = here.translate
    with written_by.menu(_("Target value"), MENU) as is_open:
        if is_open:
            _ask(here, metric)


def _ask(here: Here, metric: Metric) -> None:
    _, held = here.translate, here.target(metric.key)
    st.markdown(markdown(_describe(here, metric, held)))
    months = _months(here, metric, held)
    if months is None:
        st.info(_("Its target belongs to whole months. Choose a month as the period first."))
        return
    with st.form("target_form", border=False, enter_to_submit=False):
        unit = number_format.unit(metric, _)
        value = office_edits.plain(held.value) if held else ""
        st.text_input(_("Target ({unit})", unit=unit), value, max_chars=20, key=VALUE)
        _ask_where(here, held)
        st.date_input(
            _("For periods that begin on or after"),
            value=here.scope.start,
            format="YYYY-MM-DD",
            key=SINCE,
        )
        written_by.ask(_, BY)
        given = (here, metric, months)
        with st.container(horizontal=True):
            st.form_submit_button(_("Save"), type="primary", on_click=_save, args=given)
            if held:
                word = _("No target from this day on")
                st.form_submit_button(word, type="tertiary", on_click=_end, args=(here, held))


def _ask_where(here: Here, held: Target | None) -> None:
    """Whether it is to hold for the chosen area alone, unless no area is chosen."""
    _, area = here.translate, here.scope.area
    places = {"": _("All areas")} if area == ROOT else {area: here.place, "": _("All areas")}
    at = list(places).index("") if held and not held.area else 0
    st.radio(_("Holds for"), list(places), at, format_func=places.__getitem__, key=WHERE)


def _months(here: Here, metric: Metric, held: Target | None) -> int | None:
    """Of how many months its periods are: of a count as many as the chosen one has.

    0: of any length; None where the chosen period has no whole months.
    """
    if held and held.months:
        return held.months
    if metric.time != "flow" or not metric.is_count:
        return 0
    return periods.whole_months(here.scope.window) or None


def _describe(here: Here, metric: Metric, held: Target | None) -> str:
    """What is aimed at now, where, for which periods, and who has said so."""
    _ = here.translate
    if held is None:
        return _("No target is set for this area and period.")
    level = _(LEVELS[held.level]) if held.level else ""
    parts = [
        _("Now {aim}", aim=number_format.aim(held.value, metric)),
        here.named(held.area) if held.area else level or _("All areas"),
        _("periods of {n} months", n=held.months) if held.months else "",
        _("since {day}", day=dates.day(held.since, _.lang)) if held.since > dt.date.min else "",
        _signature(here, held),
    ]
    return " · ".join(filter(None, parts))


def _signature(here: Here, held: Target) -> str:
    given = {"metric": held.metric, "area": held.area, "day": held.since}
    found = office_edits.last("target", now=office_edits.plain(held.value), **given)
    return written_by.signed(here, found.by, found.at) if found else ""


def _save(here: Here, metric: Metric, months: int) -> None:
    """Writes the target down, from the form's callback; where it is no number, it stays."""
    _, text = here.translate, str(st.session_state[VALUE]).strip()
    value, since, by = _number(text), st.session_state[SINCE], written_by.read(BY)
    if value is None:
        said = text[:QUOTED]
        why = _("“{text}” is not a number. Write one like 95 or 72.5, without a unit.", text=said)
        written_by.refuse(MENU, why)
    elif metric.unit == "percent" and metric.is_share and not 0 <= value <= 100:
        written_by.refuse(MENU, _("A share lies between 0 and 100 %."))
    elif since is None:
        written_by.refuse(MENU, _("Choose the day from which the target holds."))
    else:
        made_up, where = here.warehouse.meta.synthetic, st.session_state[WHERE]
        new = Target(metric.key, value, where, "", months, since, synthetic=made_up)
        written_by.save(here, MENU, lambda: office_edits.set_target(new, by))


def _end(here: Here, held: Target) -> None:
    """Ends the target that holds, from the form's callback."""
    _, since, by = here.translate, st.session_state[SINCE], written_by.read(BY)
    if since is None:
        written_by.refuse(MENU, _("Choose the day from which the target holds."))
    else:
        written_by.save(here, MENU, lambda: office_edits.end_target(held, since, by))


def _number(text: str) -> float | None:
    """The number that a text is, with or without %; None where it is none."""
    try:
        value = float(text.replace("％", "%").removesuffix("%").replace(",", ""))
    except ValueError:
        return None
    return value if math.isfinite(value) else None
