"""The form in which a slide is edited: what it shows and what it says, in both languages.

A form remembers the slide as it was when it was opened: what somebody else makes of it meanwhile
is told, never written over, and what was entered stays until it is saved or given up.
"""

from collections.abc import MutableMapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

import streamlit as st

from governance.app.briefing_editor import slide_scope, steps
from governance.app.briefing_editor.slide_scope import Form
from governance.app.context import Here
from governance.briefings import compose, edits
from governance.briefings.model import KINDS, Briefing, Slide, fresh
from governance.briefings.store import Edit, Stored
from governance.core.escaping import markdown
from governance.core.i18n import LANGUAGES, mark
from governance.core.toml_entries import Text

# The slides whose forms are open, as they were then, by briefing and name.
EDITING = "briefing_editing"
# The parts of the page that hold those to be closed, before they are drawn again.
CLOSING = "briefing_closing"
FIELDS = {
    "title": mark("Title"),
    "words": mark("Words on the slide"),
    "comment": mark("Comment"),
    "notes": mark("Speaker notes"),
}


def forms() -> MutableMapping[tuple[str, str], Slide]:
    """The forms that are open."""
    opened: MutableMapping[tuple[str, str], Slide] = st.session_state.setdefault(EDITING, {})
    return opened


def fold_key(name: str, slide: str) -> str:
    """What the folded part with a slide's form is called by."""
    return f"settings_{name}_{slide}"


def open_for(name: str, slide: Slide) -> Slide:
    """Opens the form of a slide; one that is open stays as it is. Returns the slide as seen."""
    return forms().setdefault((name, slide.name), slide)


def keep() -> None:
    """Keeps what is entered in forms that are not drawn, which Streamlit would forget."""
    for key in st.session_state.pop(CLOSING, ()):
        st.session_state[key] = False
    places = [*forms()]
    starts = [f"{name}_{slide}_" for name, slide in places]
    starts += [fold_key(name, slide) for name, slide in places]
    for key in map(str, [*st.session_state]):
        if key.startswith(tuple(starts)):
            st.session_state[key] = st.session_state[key]


def follow(name: str, before: Briefing, after: Briefing) -> None:
    """Takes into open forms what their own reader has done to the slides beside, in a callback."""
    for slide in after.slides:
        seen, old = forms().get((name, slide.name)), before.slide(slide.name)
        if seen is None or old is None or old == slide:
            continue
        if replace(slide, **_texts(old)) != old:
            _close(name, slide.name)
            continue
        forms()[name, slide.name] = replace(seen, **_texts(slide))
        for field, lang in product(FIELDS, LANGUAGES):
            key = f"{name}_{slide.name}_{field}_{lang}"
            said, was = (compose.own(_texts(one)[field], lang) for one in (slide, old))
            if st.session_state.get(key) == was:
                st.session_state[key] = said


def _texts(slide: Slide) -> dict[str, Any]:
    return {field: getattr(slide, field) for field in FIELDS}


def show(here: Here, name: str, now: Slide | None, seen: Slide, written: Sequence[str]) -> None:
    """The form of a slide that was as `seen` when it was opened, and is `now` so (None: deleted).

    written: what the numbers themselves say in place of words that are left empty.
    """
    _, form = here.translate, Form(here, f"{name}_{seen.name}")
    with st.container(key=f"form_{form.key}"):
        st.subheader(_("What it shows"), anchor=False)
        mine = slide_scope.show(form, seen)
        st.subheader(_("What it says"), anchor=False)
        if written:
            st.caption(markdown(_("The numbers themselves say: {text}", text=" ".join(written))))
        mine = _words(form, mine)
        _end(form, name, Meanwhile(now, seen, mine))


def _words(form: Form, seen: Slide) -> Slide:
    """The texts of a slide, in a column a language."""
    _, texts = form.here.translate, dict[str, dict[str, str]]()
    for (lang, called), column in zip(LANGUAGES.items(), st.columns(len(LANGUAGES)), strict=True):
        for field, label in FIELDS.items():
            held: Text = getattr(seen, field) or {}
            place = f"{_(label)} · {called}", held.get(lang, ""), f"{form.key}_{field}_{lang}"
            texts.setdefault(field, {})[lang] = _field(column, field, *place)
    title, words, comment, notes = (_text(texts[field], seen, field) for field in FIELDS)
    return replace(seen, title=title, words=words, comment=comment, notes=notes)


def _field(column: Any, field: str, label: str, held: str, key: str) -> str:
    if field == "title":
        return str(column.text_input(label, held, key=key, max_chars=max(200, len(held))))
    most = max(4000, len(held))
    return str(column.text_area(label, held, key=key, max_chars=most, height=90))


def _text(texts: Text, seen: Slide, field: str) -> Text | None:
    """The texts of a field as they were where nobody edited them; None where none is written."""
    held: Text | None = getattr(seen, field)
    if all((held or {}).get(lang, "") == text for lang, text in texts.items()):
        return held
    written = {lang: text.strip() for lang, text in texts.items()}
    return written if any(written.values()) else None


def _end(form: Form, name: str, given: "Meanwhile") -> None:
    """Save and cancel; where somebody was at the slide meanwhile, what that means is said first."""
    _ = form.here.translate
    if given.message:
        st.warning(_(given.message, name=markdown(given.seen.name)))
    with st.container(horizontal=True):
        is_saved = st.button(_(given.label), key=f"apply_{form.key}", type="primary")
        place = name, given.seen.name
        st.button(_("Cancel"), key=f"cancel_{form.key}", on_click=_close, args=place)
    if is_saved:
        if reason := steps.change(form.here, name, given.edit):
            st.error(markdown(reason))
        else:
            _close(name, given.seen.name)
            st.rerun()


def _close(name: str, slide: str) -> None:
    forms().pop((name, slide), None)
    st.session_state.setdefault(CLOSING, []).append(fold_key(name, slide))


@dataclass(frozen=True)
class Meanwhile:
    """A slide as it is now, as the form's reader saw it, and as the form has it."""

    now: Slide | None
    seen: Slide
    mine: Slide

    @property
    def message(self) -> str:
        """What somebody else did to it, "" for nothing."""
        if self.now is None:
            return edits.GONE
        return edits.CHANGED if self.now != self.seen else ""

    @property
    def label(self) -> str:
        """What saving does."""
        if self.now is None:
            return mark("Add it again as it is here")
        return mark("Save what I changed, keep the rest") if self.message else mark("Save")

    @property
    def edit(self) -> Edit:
        """Refused where the slide becomes another once more."""
        if self.now is None:
            return edits.added(self.mine)
        return edits.replaced(self.now, edits.merged(self.seen, self.mine, self.now))


def show_new(here: Here, given: Stored) -> None:
    """What opens below the slides: kind, metrics, area; the slide is the last, its form open."""
    _ = here.translate
    with st.popover(_("New slide"), icon=":material/add:", key="new_slide"):
        slide = _new(Form(here, "new_slide"), given)
        if not st.button(_("Add slide"), key="new_slide_add", type="primary"):
            return
        if reason := steps.change(here, given.name, edits.added(slide)):
            st.error(markdown(reason))
        else:
            steps.choose(given.name, slide.name)
            st.session_state[fold_key(given.name, slide.name)] = True
            st.rerun()


def _new(form: Form, given: Stored) -> Slide:
    """The slide that the choices make; a text is the same in every language at first."""
    _, kinds, slides = form.here.translate, [*KINDS], given.briefing.slides
    kinds.remove("kept")
    kind = slide_scope.choose_kind(form, kinds, kinds[0])
    metrics = slide_scope.choose_metrics(form, kind, ())
    area = slide_scope.choose_area(form, slides[-1].area if slides else form.here.scope.area)
    name = fresh(kind, {slide.name for slide in slides})
    if kind != "text":
        return Slide(kind, name=name, metrics=metrics, area=area)
    title = st.text_input(_("Title"), key=f"{form.key}_title", max_chars=200).strip()
    text = st.text_area(_("Text"), key=f"{form.key}_text", max_chars=4000).strip()
    title_words, words = (
        dict.fromkeys(LANGUAGES, said) if said else None for said in (title, text)
    )
    return Slide(kind, name, area, title=title_words, comment=words)
