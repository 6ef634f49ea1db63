"""Which briefing is presented, and which of its pages; what of it is kept between runs."""

from dataclasses import dataclass, replace

import streamlit as st

from governance.app import context
from governance.app.context import Here
from governance.app.presenting import keyboard, live_maps
from governance.app.slides import composed
from governance.briefings import frozen, pagination, store
from governance.briefings.model import BY_LEVEL, Briefing, BriefingError, Slide
from governance.briefings.pagination import Page
from governance.briefings.slide_content import Deck, Map
from governance.core.area_tree import AreaTree
from governance.core.escaping import markdown
from governance.maps.cells import Cells

# What a reader is told has been looked for where there is no briefing at all.
NONE = "-"
# A slide's number is never longer; Python refuses to read one of some thousand digits.
DIGITS = 6
# Below grids hardly any register counts; what such an area has to tell is how it went on.
SMALLEST = "micro_grid"


@dataclass(frozen=True)
class Talk:
    """A briefing that is presented. briefing: None of a frozen one, whose numbers stay.

    number: of the page that is shown, from 1. within: the code of the area that a meeting looks
    inside, "" for none.
    """

    deck: Deck
    shown: tuple[Page, ...]
    number: int
    briefing: Briefing | None = None
    within: str = ""

    @property
    def page(self) -> Page:
        return self.shown[self.number - 1]

    @property
    def after(self) -> Page | None:
        """The page that comes next, None after the last."""
        return self.shown[self.number] if self.number < len(self.shown) else None

    @property
    def is_live(self) -> bool:
        """Whether the shown slide can be asked about another area."""
        return self.briefing is not None and self.page.slide.kind != "kept"

    @property
    def key(self) -> str:
        """What tells this view from the others of the talk."""
        return f"slide_{self.number}_{self.within}"


def talk(here: Here, *, on_paper: bool = False) -> Talk | None:
    """What the address asks for; says so, and returns None, where there is nothing to present.

    on_paper: whether its slides are drawn on white, whatever the scheme.
    """
    _ = here.translate
    try:
        with st.spinner(_("Composing the slides …")):
            wanted = _wanted(here, dark=here.is_dark and not on_paper)
    except BriefingError as error:
        st.error(markdown(error.translated(_)))
        _back(here)
        return None
    if not wanted.shown:
        st.info(_("No slide yet: “Add to briefing” stands at every chart and table."))
        _back(here)
        return None
    return wanted


def _back(here: Here) -> None:
    """The way to the page of briefings, since a bare page has no menu."""
    _ = here.translate
    st.button(
        _("Briefings"), key="to_briefings", on_click=keyboard.leave, icon=":material/arrow_back:"
    )


def _wanted(here: Here, *, dark: bool) -> Talk:
    lang, briefing = here.translate.lang, None
    if name := context.wanted("frozen"):
        deck = frozen_deck(name, lang)
    else:
        stored = store.load(context.wanted("briefing") or next(iter(store.names()), NONE))
        deck = composed.live_deck(here.warehouse, stored, lang, dark=dark)
        briefing = stored.briefing
    shown = tuple(pagination.pages(deck))
    within = context.wanted("inside") if briefing else ""
    within = within if within in here.ground.tree else ""
    return Talk(deck, shown, _number(len(shown)), briefing, within)


def _number(count: int) -> int:
    asked = context.wanted("slide")
    is_number = asked.isdecimal() and len(asked) < DIGITS
    return min(max(int(asked), 1), max(count, 1)) if is_number else 1


def opened(here: Here, given: Talk) -> Page:
    """The page that is shown: the talk's own, or what it says of the area that is looked inside."""
    slide = given.briefing and given.briefing.slide(given.page.slide.name)
    if not slide or not given.within:
        return given.page
    part = inside(slide, given.within, here.ground.tree)
    content = composed.single_slide(here.warehouse, part, here.translate.lang, dark=here.is_dark)
    return Page(content, given.number, len(given.shown))


def inside(slide: Slide, code: str, tree: AreaTree) -> Slide:
    """The same question about an area: by what lies directly below it, else over time.

    What somebody wrote about the whole is left out; only what the numbers say holds for a part.
    """
    part = replace(slide, area=code, level="", title=None, words=None, comment=None)
    if slide.kind not in BY_LEVEL:
        return part
    below = [level for level in tree.levels_below(code) if level != SMALLEST]
    if below:
        return replace(part, level=below[0])
    return replace(part, kind="trend" if len(slide.metrics) == 1 else "metric")


@st.cache_resource(show_spinner=False, max_entries=10)
def frozen_deck(name: str, lang: str) -> Deck:
    """A frozen briefing of the folder, which never changes. Raises BriefingError."""
    return frozen.listed(name).decks[lang]


@st.cache_resource(show_spinner=False, max_entries=20, hash_funcs={Map: hash})
def cells(given: Map) -> Cells:
    """The cells of a slide's map."""
    return live_maps.outlines(given)
