"""A map on a page as a person uses it: where on the screen a cell lies, and a click on it."""

from contextlib import suppress
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as Late

from governance.app.maps import map_sheet
from governance.maps import camera
from governance.maps.camera import View
from governance.maps.cells import Cells

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

    sent: the view that the server asked for last. zoomed: by how much the reader came nearer.
    tries: clicks that were taken for none.
    """

    page: Page
    cells: Cells
    sent: View = field(init=False)
    view: View = field(init=False)
    zoomed: int = 0
    tries: int = 0

    def __post_init__(self) -> None:
        width, height = map_sheet.PAGE
        left = map_sheet.TAKEN[False][0]
        self.sent = camera.fit(self.cells.bounds, round(width * (1 - left)), height)
        self._look(self.sent)

    def where(self, *codes: str) -> list[tuple[float, float]]:
        """Pixels of the window where the middles of cells should lie."""
        box = self.page.locator(CANVAS).bounding_box()
        assert box
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        points = (self.cells.points[self.cells.codes.index(code)].tolist() for code in codes)
        found = (camera.pixels(lon, lat, self.view) for lon, lat in points)
        return [(x + right, y + down) for right, down in found]

    @property
    def near(self) -> list[str]:
        """The cells whose middle is on the map, neither cut off nor under the legend.

        But for the one that the address names already.
        """
        at = self.where(*self.cells.codes)
        ids = self.page.evaluate(UNDER, at)
        here = parse_qs(urlsplit(self.page.url).query).get("area", [""])[0]
        shown = zip(self.cells.codes, ids, strict=True)
        return [code for code, found in shown if found == CANVAS[1:] and code != here]

    def click(self, code: str) -> None:
        """A click on a cell, after which the map should have it in its middle, zoomed as before."""
        self.page.mouse.move(*self.where(code)[0])
        for _patience in range(TRIES):
            self.page.wait_for_timeout(PAUSE)
            self.page.mouse.down()
            self.page.mouse.up()
            if self._chose(code):
                break
            self.tries += 1
        assert self._chose(code), f"a click on {code} chose {self.page.url}"
        self._fly(code)

    def opened(self, code: str) -> None:
        """The page has been opened anew with a cell as its area: in the middle, nothing zoomed."""
        self.zoomed = 0
        self._fly(code)

    def _chose(self, code: str) -> bool:
        """Whether the address names the area before long."""
        asked = "code => new URLSearchParams(location.search).get('area') === code"
        with suppress(Late):
            self.page.wait_for_function(asked, arg=code, timeout=8000)
            return True
        return False

    def _fly(self, code: str) -> None:
        lon, lat = self.cells.points[self.cells.codes.index(code)]
        self._look(camera.fly(self.sent, (float(lon), float(lat)), code))

    def nearer(self) -> None:
        """The reader zooms in by one, about the middle of the map."""
        self.page.keyboard.press("Equal")
        self.page.wait_for_timeout(1000)
        self.zoomed += 1
        self.view = replace(self.view, zoom=self.view.zoom + 1)

    def _look(self, at: View) -> None:
        """The server asks for a view, its middle in what the legend leaves free."""
        self.sent = at
        aside = camera.move(at, -map_sheet.PAGE[0] * map_sheet.TAKEN[False][0] / 2, 0)
        self.view = replace(aside, zoom=aside.zoom + self.zoomed)
