"""A map taken away as a picture: what it shows, its legend, where and when, and its build."""

from governance import taking
from governance.atlas.sheets import Picture, Sheet
from governance.maps import printed
from governance.scope import Here


def offer(here: Here, picture: Picture, given: Sheet, place: str) -> None:
    """The menu, above the map in the container `place`; asked before the map is sent to the page.

    The page gets large layers by their address, and then the picture has no data of its own.
    """
    _, stage = here.translate, given.stage
    with taking.menu(_("Save"), place) as is_open:
        if is_open:
            picture.deck.initial_view_state = given.view.state()
            box, look = (stage.width, stage.height), here.look.palette
            drawn = printed.svg(picture.deck, box, look, picture.title)
            taking.drawing(here, picture.title, place, " ".join(picture.beside), drawn)
