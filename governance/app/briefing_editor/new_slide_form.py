"""A slide that is added by hand: its kind, what it shows, and where; the rest is in its form."""

import streamlit as st

from governance.app.briefing_editor import edit_briefing, form_fields, slide_form
from governance.app.briefing_editor.form_fields import Form
from governance.app.context import Here
from governance.briefings import edits
from governance.briefings.model import KINDS, Slide, fresh
from governance.briefings.store import Stored
from governance.core.escaping import markdown
from governance.core.i18n import LANGUAGES


def show(here: Here, given: Stored) -> None:
    """What opens below the slides; the new one is the last, and its form is open."""
    _ = here.translate
    with st.popover(_("New slide"), icon=":material/add:", key="new_slide"):
        slide = _asked(Form(here, "new_slide"), given)
        if not st.button(_("Add slide"), key="new_slide_add", type="primary"):
            return
        if reason := edit_briefing.tried(here, given.name, edits.added(slide)):
            st.error(markdown(reason))
        else:
            slide_form.open_for(given.name, slide)
            st.rerun()


def _asked(form: Form, given: Stored) -> Slide:
    """The slide that the choices make; a text is the same in every language at first."""
    _, kinds = form.here.translate, [kind for kind in KINDS if kind != "kept"]
    kind = form.choose(_("Kind of slide"), kinds, kinds[0], "kind", lambda one: _(KINDS[one]))
    metrics = form_fields.metrics(form, kind, ())
    slides = given.briefing.slides
    area = form_fields.area(form, slides[-1].area if slides else form.here.scope.area)
    name = fresh(kind, {slide.name for slide in slides})
    if kind != "text":
        return Slide(kind, name=name, metrics=metrics, area=area)
    title = st.text_input(_("Title"), key=f"{form.key}_title", max_chars=200).strip()
    text = st.text_area(_("Text"), key=f"{form.key}_text", max_chars=4000).strip()
    return Slide(
        kind,
        name,
        area,
        title=dict.fromkeys(LANGUAGES, title) if title else None,
        comment=dict.fromkeys(LANGUAGES, text) if text else None,
    )
