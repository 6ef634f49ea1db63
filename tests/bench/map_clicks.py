"""How long a click on the map of the sample's largest street takes to show the new numbers.

.venv/bin/python -m tests.bench.map_clicks [--clicks 30] [--kind areas]
"""

import argparse
import os
import random
from statistics import median, quantiles

from playwright.sync_api import sync_playwright

from governance.bench.server import serving
from governance.warehouse.reader import DEFAULT, Warehouse
from tests.browser import mapped
from tests.browser.chromium import Look, launch, settle
from tests.browser.test_map import GRIDS, STREET

WARM = 3  # clicks before those that count: what the server and the page load only once
# From the press until the list beside the map is of the area, or marks it where nothing is inside.
TIMED = """code => {
    addEventListener('pointerdown', () => { window.pressed = performance.now(); }, true);
    const told = () => document.querySelector('.area-list h3')?.dataset.area === code
        || document.querySelector('.area-list [aria-current]')?.dataset.code === code;
    window.told = new Promise(done => {
        const look = () => told()
            ? done(performance.now() - window.pressed) : requestAnimationFrame(look);
        look();
    });
}"""


def main() -> None:
    """Prints the middle, the 90th percentile and the longest of the clicks, and the load."""
    options = parser().parse_args()
    opened = Warehouse.open(DEFAULT)
    with (
        serving(DEFAULT) as address,
        sync_playwright() as playwright,
        launch(playwright) as browser,
        Look("en-US", "light", 1440, 1100).context(browser) as context,
    ):
        page = context.new_page()
        page.goto(f"{address}/map?{GRIDS}&map={options.kind}&lang=en")
        settle(page)
        taken = clicked(page, opened, options.clicks)
    opened.close()
    tenths = quantiles(taken, n=10, method="inclusive")
    print(
        f"click to new numbers, {options.kind}, {options.clicks} clicks, load "
        f"{os.getloadavg()[0]:.1f}: median {median(taken):.0f} ms, 90th percentile "
        f"{tenths[-1]:.0f} ms, longest {max(taken):.0f} ms"
    )


def parser():
    top = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    top.add_argument("--clicks", type=int, default=30)
    top.add_argument("--kind", default="areas", help="the map's kind, as the address names it")
    return top


def clicked(page, warehouse, count):
    """Milliseconds of each click, of which each goes down by a level."""
    seen, dice, taken = mapped.look_at(page, warehouse), random.Random(5), []
    for _number in range(WARM + count):
        while seen.frame.area != STREET and dice.random() < 0.6:
            seen.up()
            settle(page)
        code = dice.choice(seen.near)
        page.evaluate(TIMED, code)
        seen.click(code)
        taken.append(page.evaluate("window.told"))
        settle(page)
    return taken[WARM:]


if __name__ == "__main__":
    main()
