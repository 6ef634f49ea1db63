"""A map on a page as a person uses it: where on the screen a cell lies, and a click on it."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as Late

from governance.app.maps import map_sheet
from governance.core.area_tree import AreaTree
from governance.maps import camera, frames
from governance.maps import cells as drawn
from governance.maps.camera import View
from governance.maps.cells import Cells
from governance.maps.frames import Frame
from governance.warehouse.reader import Warehouse

CANVAS = "#deckgl-overlay"
UNDER = "points => points.map(([x, y]) => document.elementFromPoint(x, y)?.id)"
# Without a GPU a click is only told from a drag once the picture under the pointer is drawn.
PAUSE = 120  # milliseconds
# deck.gl takes no press for a click that it learns of for longer than 250 ms, as on a machine that
# is busy with other tests; a person clicks again. What is never forgiven is another area.
TRIES = 3


@dataclass
class Seen:
    """The map of a page, with the view that the page should show if nothing resets it.

    zoomed: by how much the reader came nearer. tries: clicks that were taken for none.
    """

    page: Page
    tree: AreaTree
    cells_of: Callable[[Frame], Cells]
    cells: Cells = field(init=False)
    frame: Frame = field(init=False)
    view: View = field(init=False)
    zoomed: int = 0
    tries: int = 0

    def __post_init__(self) -> None:
        query = parse_qs(urlsplit(self.page.url).query)
        self.opened(query["area"][0], query.get("level", [""])[0])

    def where(self, *codes: str) -> list[tuple[float, float]]:
        """Pixels of the window where the middles of cells should lie."""
        box = self.page.locator(CANVAS).bounding_box()
        assert box
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        points = (self.cells.points[self.cells.codes.index(code)].tolist() for code in codes)
        found = (camera.pixels(lon, lat, self.view) for lon, lat in points)
        return [(x + right, y + down) for right, down in found]

    @property
    def area(self) -> str:
        """The area that the address names."""
        return parse_qs(urlsplit(self.page.url).query).get("area", [""])[0]

    @property
    def near(self) -> list[str]:
        """The cells whose middle is on the map, neither cut off nor under what lies on it.

        But for the one that the address names already.
        """
        at = self.where(*self.cells.codes)
        ids = self.page.evaluate(UNDER, at)
        shown = zip(self.cells.codes, ids, strict=True)
        return [code for code, found in shown if found == CANVAS[1:] and code != self.area]

    def click(self, code: str) -> None:
        """A click on a cell, after which the map should show what lies in it."""
        self.page.mouse.move(*self.where(code)[0])
        for _patience in range(TRIES):
            self.page.wait_for_timeout(PAUSE)
            self.page.mouse.down()
            self.page.mouse.up()
            if self._chose(code):
                break
            self.tries += 1
        assert self._chose(code), f"a click on {code} chose {self.page.url}"
        self.opened(code)

    def up(self) -> None:
        """Esc, after which the map should show the area above with what lies in it."""
        above = self.tree[self.frame.area].parent
        self.page.keyboard.press("Escape")
        assert self._chose(above), f"Esc from {self.frame} chose {self.page.url}"
        self.opened(above)

    def opened(self, area: str, level: str = "") -> None:
        """The page shows an area: all of its map, but for a map that it has shown already."""
        frame = frames.choose_frame(self.tree, area, level)
        assert frame
        if getattr(self, "frame", None) == frame:
            return
        self.frame, self.cells, self.zoomed = frame, self.cells_of(frame), 0
        (width, height), (_left, top, bottom) = map_sheet.PAGE, map_sheet.TAKEN[False]
        assert top == bottom
        self.view = camera.fit(self.cells.bounds, width, round(height * (1 - top - bottom)))

    def _chose(self, code: str) -> bool:
        """Whether the address names the area before long."""
        asked = "code => new URLSearchParams(location.search).get('area') === code"
        with suppress(Late):
            self.page.wait_for_function(asked, arg=code, timeout=8000)
            return True
        return False

    def nearer(self) -> None:
        """The reader zooms in by one, about the middle of the map."""
        self.page.keyboard.press("Equal")
        self.page.wait_for_timeout(1000)
        self.zoomed += 1
        self.view = replace(self.view, zoom=self.view.zoom + 1)


def look_at(page: Page, warehouse: Warehouse) -> Seen:
    """The map that a page shows, once it is there."""
    tree = AreaTree(warehouse.areas().to_dict("records"))
    return Seen(page, tree, partial(cells_of, warehouse))


def cells_of(warehouse: Warehouse, frame: Frame) -> Cells:
    """What a map of the frame draws."""
    return drawn.from_frame(warehouse.view("cells", {"frame": frame.area, "level": frame.level}))
