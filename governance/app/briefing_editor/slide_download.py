"""A slide's chart or map, taken away as a picture by itself."""

from governance.app import downloads
from governance.app.context import Here
from governance.app.presenting import presentation_cache
from governance.briefings import single_slide
from governance.briefings.slide_content import SlideContent
from governance.briefings.store import Stored
from governance.core import palette

WIDTH, HEIGHT = 1200, 560


def show(here: Here, given: Stored, content: SlideContent) -> None:
    """The menu of a slide that has a picture; on white, as all that is printed."""
    _, key = here.translate, f"slide_of_{content.name}"
    if not single_slide.has_figure(content):
        return
    with downloads.menu(_("Save"), key) as is_open:
        if is_open:
            deck = presentation_cache.deck(here.build, given, _.lang, dark=False)
            one = next(slide for slide in deck.slides if slide.name == content.name)
            drawn = single_slide.figure(one, WIDTH, HEIGHT, _)
            title, words = f"{one.title} · {one.where}", " ".join(one.words)
            downloads.drawing(here, title, key, words, drawn, palette.palette(dark=False))
