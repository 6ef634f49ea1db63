"""Presentation: a briefing on the whole screen, a slide at a time, by keys or a clicker."""

from governance import scope
from governance.presenting import keys, show, talk
from governance.scope import Here


def main(here: Here) -> None:
    given = talk.talk(here)
    if given is None:
        return
    pages, synthetic = len(given.shown), bool(given.deck.warning)
    keys.listen(here, given.deck.name, given.number, pages, is_inside=bool(given.within))
    show.page(here, talk.opened(here, given), show.room(), synthetic=synthetic, key=given.key)
    show.chosen(here, given.key, is_live=given.is_live)


main(scope.here())
