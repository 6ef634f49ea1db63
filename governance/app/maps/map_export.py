"""A map taken away as a picture: what it shows, its legend, where and when, and its build."""

from governance.app import downloads
from governance.app.context import Here
from governance.app.maps.map_sheet import Picture, Sheet
from governance.maps import map_svg


def offer(here: Here, picture: Picture, given: Sheet, place: str) -> None:
    """The menu, above the map in the container `place`; asked before the map is sent to the page.

    The page gets large layers by their address, and then the picture has no data of its own.
    """
    _, stage = here.translate, given.stage
    with downloads.menu(_("Save"), place) as is_open:
        if is_open:
            picture.deck.initial_view_state = given.view.state()
            box, look = (stage.width, stage.height), here.look.palette
            drawn = map_svg.svg(picture.deck, box, look, picture.title)
            downloads.drawing(here, picture.title, place, " ".join(picture.beside), drawn)
