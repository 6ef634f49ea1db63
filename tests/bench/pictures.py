"""Makes the pictures of the README and of the guide from the sample.

    python -m tests.bench.pictures [CHAPTER ...]

Without chapters it makes all: of the README in light and dark, of the guide in both languages, a
picture a chapter (docs/guide/pictures). They are small: all of the guide takes 1.5 MB at most.
"""

import argparse
from collections.abc import Collection, Iterator, Mapping
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from governance.bench.server import serving
from governance.core import guide
from governance.core.contracts import PROJECT
from governance.warehouse.reader import DEFAULT
from tests.browser.chromium import Look, launch, settle

FOLDER = PROJECT / "docs" / "pictures"
PAGES = {"overview": "", "map": "map?area=500113011&metric=overdue"}
LOOKS = (Look(height=860), Look(scheme="dark", height=860))
WIDTH, COLOURS = 1000, 48  # so few look the same
# The guide: what is asked of a chapter's page where its first view says little, and the page of a
# chapter that has none of its own.
ASKED: Mapping[str, str] = {
    "bar": "",
    "overview": "",
    "compound": "compound?compound=500113011010X014",
    "map": "map?area=500113011&metric=overdue",
    "rank": "rank?metric=on_time_rate&level=grid_cell&period=last_12_months",
    "trend": "trend?metric=overdue",
    "explore": "explore?by=community&and=month&beside=on_time_rate&period=last_12_months",
    "metrics": "metrics?metric=on_time_rate",
    "receipt": "receipt?metric=on_time_rate",
    "data": "data?dataset=visits",
}
READERS = (Look(height=816), Look("en-US", height=816))
SMALL, QUALITY = 840, 50
# A reader who has been here: no hints of a first visit (governance/app/hints.py).
KNOWN = "localStorage.setItem('governance-hints', 'seen')"


def main() -> None:
    """Writes the pictures and says how large they are together."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("chapters", nargs="*", metavar="CHAPTER")
    chapters = parser.parse_args().chapters
    for folder in (FOLDER, guide.PICTURES):
        folder.mkdir(exist_ok=True)
    with (
        serving(DEFAULT) as address,
        sync_playwright() as playwright,
        launch(playwright) as browser,
    ):
        files = [] if chapters else [*readme(browser, address)]
        files += guided(browser, address, chapters or list(guide.chapters("en")))
    print(f"{len(files)} pictures, {sum(file.stat().st_size for file in files):,} bytes")


def readme(browser: Browser, address: str) -> Iterator[Path]:
    """docs/pictures/<page>-<scheme>.png."""
    for look in LOOKS:
        page = opened(browser, look)
        for name, path in PAGES.items():
            see(page, f"{address}/{path}")
            file = FOLDER / f"{name}-{look.scheme}.png"
            shrunk(page.screenshot(), WIDTH).quantize(
                COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
            ).save(file, optimize=True)
            yield file


def guided(browser: Browser, address: str, chapters: Collection[str]) -> Iterator[Path]:
    """docs/guide/pictures/<chapter>-<language>.webp."""
    for look in READERS:
        page, lang = opened(browser, look), look.locale[:2]
        for name in chapters:
            see(page, f"{address}/{ASKED.get(name, name)}")
            if name == "bar":
                page.locator(".st-key-pick_period [role=combobox]").click()
                page.wait_for_timeout(500)
            file = guide.picture(name, lang)
            shrunk(page.screenshot(), SMALL).save(file, quality=QUALITY, method=6)
            yield file


def opened(browser: Browser, look: Look) -> Page:
    """A window of a reader who has been here."""
    page = look.context(browser).new_page()
    page.add_init_script(KNOWN)
    return page


def see(page: Page, address: str) -> None:
    page.goto(address)
    settle(page)
    page.wait_for_timeout(1500)  # the map's letters come last


def shrunk(picture: bytes, width: int) -> Image.Image:
    """The picture in so many pixels."""
    image = Image.open(BytesIO(picture)).convert("RGB")
    height = round(image.height * width / image.width)
    return image.resize((width, height), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    main()
