"""A form of the office's own: chosen, filled in, downloaded."""

import streamlit as st

from governance.app.context import Here
from governance.core.escaping import markdown
from governance.forms import bindings, filling
from governance.forms.bindings import FormError

FILLED = "filled_form"


def show_forms(here: Here) -> None:
    """Nothing where the office has no form."""
    _, known = here.translate, {path.name: path for path in bindings.forms()}
    if not known:
        return
    with st.popover(_("Fill in a form"), icon=":material/edit_document:", type="tertiary"):
        name = st.selectbox(_("Form"), list(known), key="form_file")
        period = st.text_input(
            _("Month, as 2026-09 (empty: the form's own period)"), key="form_period"
        )
        if st.button(_("Fill in"), key="form_fill"):
            st.session_state.pop(FILLED, None)
            try:
                made = filling.fill(here.warehouse, known[name], _.lang, period=period.strip())
            except FormError as error:
                lines = map(markdown, error.translated(_).splitlines())
                st.error("  \n".join(lines))
            else:
                st.session_state[FILLED] = (name, made)
        _offer(here, name)


def _offer(here: Here, name: str) -> None:
    """The form that was filled in, as long as it is the one chosen."""
    _ = here.translate
    chosen, made = st.session_state.get(FILLED, ("", b""))
    if chosen == name:
        text = _("Download {name}", name=name)
        st.download_button(text, made, file_name=name, key="form_download", on_click="ignore")
