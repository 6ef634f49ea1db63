"""A slide's chart or map, taken away as a picture by itself."""

from governance import palette, taking
from governance.briefings import oneview
from governance.briefings.content import SlideContent
from governance.briefings.store import Stored
from governance.presenting import kept
from governance.scope import Here

WIDTH, HEIGHT = 1200, 560


def show(here: Here, given: Stored, content: SlideContent) -> None:
    """The menu of a slide that has a picture; on white, as all that is printed."""
    _, key = here.translate, f"slide_of_{content.name}"
    if not oneview.has_figure(content):
        return
    with taking.menu(_("Save"), key) as is_open:
        if is_open:
            deck = kept.deck(here.build, given, _.lang, dark=False)
            one = next(slide for slide in deck.slides if slide.name == content.name)
            drawn = oneview.figure(one, WIDTH, HEIGHT, _)
            title, words = f"{one.title} · {one.where}", " ".join(one.words)
            taking.drawing(here, title, key, words, drawn, palette.palette(dark=False))
