"""Makes the README's pictures from the sample: python -m tests.bench.pictures.

Each page in light and dark, as few colours as look the same, so that all are small.
"""

from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from governance.bench.server import serving
from governance.core.contracts import PROJECT
from governance.warehouse.reader import DEFAULT
from tests.browser.chromium import Look, launch, settle

FOLDER = PROJECT / "docs" / "pictures"
PAGES = {"overview": "", "map": "map?area=500113011&metric=overdue"}
LOOKS = (Look(height=860), Look(scheme="dark", height=860))
WIDTH, COLOURS = 1000, 48


def main() -> None:
    """Writes docs/pictures/<page>-<scheme>.png and says how large they are together."""
    FOLDER.mkdir(exist_ok=True)
    with (
        serving(DEFAULT) as address,
        sync_playwright() as playwright,
        launch(playwright) as browser,
    ):
        for look in LOOKS:
            page = look.context(browser).new_page()
            for name, path in PAGES.items():
                page.goto(f"{address}/{path}")
                settle(page)
                page.wait_for_timeout(1500)  # the map's letters come last
                save(page.screenshot(), FOLDER / f"{name}-{look.scheme}.png")
    files = sorted(FOLDER.glob("*.png"))
    print(f"{len(files)} pictures, {sum(file.stat().st_size for file in files):,} bytes")


def save(picture: bytes, file: Path) -> None:
    """The picture in WIDTH pixels and COLOURS colours."""
    image = Image.open(BytesIO(picture)).convert("RGB")
    height = round(image.height * WIDTH / image.width)
    small = image.resize((WIDTH, height), Image.Resampling.LANCZOS)
    small.quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)


if __name__ == "__main__":
    main()
