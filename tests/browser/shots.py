"""Screenshots of a running dashboard, to be looked at by a person.

.venv/bin/python -m tests.browser.shots --pages / /metrics --out screenshots --full
"""

import argparse
import itertools
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import Look, Recorder, launch, settle, stretch


def main() -> int:
    """Takes every picture; returns 1 where a page failed, broke or asked an outside host."""
    options = parser().parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, launch(playwright) as browser:
        troubles = [
            trouble
            for path, look in itertools.product(options.pages, looks(options))
            for trouble in shoot(browser, options, path, look)
        ]
    print(*troubles, sep="\n", file=sys.stderr)
    return 1 if troubles else 0


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    top.add_argument("--url", default="http://127.0.0.1:8501", help="address of the dashboard")
    top.add_argument("--pages", nargs="+", default=["/"], help="paths, with their query if any")
    top.add_argument("--out", type=Path, default=Path("screenshots"), help="folder for pictures")
    top.add_argument("--locales", nargs="+", default=["zh-CN", "en-US"])
    top.add_argument("--schemes", nargs="+", default=["light", "dark"])
    top.add_argument("--sizes", nargs="+", default=["1440x900", "390x844"], metavar="WxH")
    top.add_argument("--full", action="store_true", help="the whole page, not the first screen")
    return top


def looks(options: argparse.Namespace) -> list[Look]:
    """Each language in each scheme and size."""
    sizes = [tuple(map(int, size.split("x"))) for size in options.sizes]
    return [
        Look(locale, scheme, *size)
        for locale, scheme, size in itertools.product(options.locales, options.schemes, sizes)
    ]


def shoot(browser: Browser, options: argparse.Namespace, path: str, look: Look) -> list[str]:
    """Takes one picture, named after page and look; returns what went wrong on the page."""
    recorder = Recorder()
    with look.context(browser) as context:
        recorder.listen(context)
        page = context.new_page()
        page.goto(options.url.rstrip("/") + path)
        settle(page)
        if options.full:
            stretch(page)
        name = "".join(c if c.isalnum() else "-" for c in path.strip("/")) or "home"
        page.screenshot(path=options.out / f"{name}-{look}.png")
        broken = page.get_by_test_id("stException").all_inner_texts()
    return [
        f"{path} {look}: {trouble}" for trouble in [*broken, *recorder.outside, *recorder.errors]
    ]


if __name__ == "__main__":
    sys.exit(main())
