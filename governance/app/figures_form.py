"""The office's key figures chosen on the page, beside them."""

import streamlit as st

from governance.app import opening, written_by
from governance.app.context import Here
from governance.core import contracts
from governance.core.escaping import markdown
from governance.metrics import office, office_edits, office_files

MENU, CHOSEN, BY = "figures_menu", "figures_chosen", "figures_by"


def offer(here: Here) -> None:
    """A quiet action that opens the choice."""
    _ = here.translate
    with written_by.menu(_("Choose figures"), MENU) as is_open:
        if is_open:
            _ask(here)


def _ask(here: Here) -> None:
    _, named, held = here.translate, _named(here), _held(here)
    with st.form("figures_form", border=False, enter_to_submit=False):
        st.multiselect(
            _("Key figures, in their order"),
            list(named),
            default=[key for key in held if key in named],
            format_func=named.__getitem__,
            max_selections=office.MOST_FIGURES,
            filter_mode="contains",
            help=_("At most {most}. A figure that is added stands last.", most=office.MOST_FIGURES),
            key=CHOSEN,
        )
        written_by.ask(_, BY)
        st.form_submit_button(_("Save"), type="primary", on_click=_save, args=(here,))
    if change := office_edits.last("figures", now=", ".join(held)):
        st.caption(markdown(written_by.signed(here, change.by, change.at)))


def _named(here: Here) -> dict[str, str]:
    """The metrics to choose from: those with data by subject, each by its usual definition."""
    _, known = here.translate, here.warehouse.catalog
    usual = [key for key, metric in here.warehouse.with_data.items() if not metric.variant_of]
    subjects = {key: _.pick(contracts.load()[known[key].dataset].title) for key in known}
    held = [key for key in _held(here) if key in known]
    return {key: f"{subjects[key]} · {_.pick(known[key].title)}" for key in (*usual, *held)}


def _held(here: Here) -> list[str]:
    """What the office has chosen, else what the page shows."""
    chosen = office_files.office(here.warehouse.meta.synthetic).key_figures
    return list(chosen or (m.variant_of or key for key, m in opening.key_figures(here).items()))


def _save(here: Here) -> None:
    """Writes the choice down, from the form's callback."""
    _, by, keys = here.translate, written_by.read(BY), list(st.session_state[CHOSEN])
    if not keys:
        written_by.refuse(MENU, _("Choose one figure at least."))
        return
    made_up = here.warehouse.meta.synthetic
    written_by.save(here, MENU, lambda: office_edits.choose_figures(keys, by, synthetic=made_up))
