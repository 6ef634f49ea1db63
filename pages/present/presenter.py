"""Presentation: a briefing on the whole screen, a slide at a time, by keys or a clicker."""

from governance.app import context
from governance.app.context import Here
from governance.app.presenting import keyboard, presentation, slide_show


def main(here: Here) -> None:
    given = presentation.talk(here)
    if given is None:
        return
    pages, synthetic = len(given.shown), bool(given.deck.warning)
    keyboard.listen(here, given.deck.name, given.number, pages, is_inside=bool(given.within))
    slide_show.page(
        here,
        presentation.opened(here, given),
        slide_show.room(),
        synthetic=synthetic,
        key=given.key,
    )
    slide_show.chosen(here, given.key, is_live=given.is_live)


main(context.here())
