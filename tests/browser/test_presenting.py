"""A meeting: the monthly briefing presented by keys, on screens of three sizes."""

import pytest
from playwright.sync_api import Locator, Page, expect

from governance.briefings import compose, pagination, store
from governance.briefings.pagination import Page as Shown
from governance.warehouse.reader import Warehouse
from tests.browser.chromium import Look, seen_as, settle

NAME = "月度治理例会"
LOTUS = "500113011"
PATIENCE = 20_000  # milliseconds, on a machine that does other things as well
SIZES = [Look(width=w, height=h) for w, h in ((1280, 720), (1440, 900), (1920, 1080), (3840, 2160))]
# What reaches out of the window, or out of the place that it is given. Parts of Plotly's drawing
# and of the map that are clipped on purpose are inside elements that are not.
OUTSIDE = """() => {
    const parts = '.page.head > *, .page.whole .body *, .page td, .page.side *, .page.sources, '
        + '[data-testid="stPlotlyChart"], #deckgl-overlay, .st-key-presenting_keys nav';
    const found = [...document.querySelectorAll(parts)].filter((part) => {
        const box = part.getBoundingClientRect();
        return box.width && (box.right > innerWidth + 1 || box.bottom > innerHeight + 1
            || box.left < -1 || box.top < -1);
    }).map((part) => `${part.tagName} ${part.className} ${part.textContent.slice(0, 40)}`);
    const page = document.querySelector('[data-testid="stMain"]');
    if (page.scrollHeight > innerHeight + 1) found.push(`scrolls: ${page.scrollHeight}`);
    const sources = document.querySelector('.page.sources').getBoundingClientRect();
    const body = [...document.querySelectorAll('.page.whole .body > *, .page table')];
    return found.concat(body.filter((part) => part.getBoundingClientRect().bottom > sources.top)
        .map((part) => `lies on the sources: ${part.className}`));
}"""


@pytest.fixture(scope="module")
def shown(sample_warehouse) -> list[Shown]:
    """The pages that are presented, as they are composed."""
    given = store.load(NAME)
    warehouse = Warehouse.open(sample_warehouse)
    return pagination.pages(compose.deck(warehouse, NAME, given.briefing, "zh"))


def heading(page: Page) -> Locator:
    return page.locator(".page.head h2")


def at(page: Page, shown: list[Shown], number: int) -> None:
    """Waits for a page of the talk."""
    place = page.locator(".st-key-presenting_keys .number")
    expect(place).to_have_text(f"{number} / {len(shown)}")
    expect(heading(page)).to_have_text(shown[number - 1].title, timeout=PATIENCE)


def present(page: Page, dashboard: str, slide: int = 1) -> None:
    page.goto(f"{dashboard}/presenter?briefing={NAME}&slide={slide}")
    settle(page)


@seen_as(*SIZES)
def test_every_page_fits_the_screen(page: Page, dashboard: str, shown: list[Shown]) -> None:
    present(page, dashboard)
    for number in range(1, len(shown) + 1):
        at(page, shown, number)
        settle(page)
        assert page.evaluate(OUTSIDE) == [], f"page {number}"
        page.keyboard.press("ArrowRight")
    at(page, shown, len(shown))


def test_the_keys_of_a_keyboard_and_of_a_clicker(
    page: Page, dashboard: str, shown: list[Shown]
) -> None:
    present(page, dashboard)
    last = len(shown)
    steps = (("PageDown", 2), (" ", 3), ("ArrowDown", 4), ("PageUp", 3), ("ArrowLeft", 2))
    for key, number in (*steps, ("End", last), ("ArrowRight", last), ("Home", 1), ("ArrowUp", 1)):
        page.keyboard.press(key)
        at(page, shown, number)
    for _press in range(4):  # quicker than the server draws: none is lost
        page.keyboard.press("ArrowRight")
    at(page, shown, 5)
    page.keyboard.press("Home")
    at(page, shown, 1)
    for _press in range(4):  # as quick as it draws: a page on the way takes no step back
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(150)
    at(page, shown, 5)
    page.go_back()
    expect(heading(page)).not_to_have_text(shown[4].title)


def test_black_and_back(page: Page, dashboard: str, shown: list[Shown]) -> None:
    present(page, dashboard, 2)
    middle = "() => getComputedStyle(document.body, '::after').backgroundColor"
    page.keyboard.press("b")
    assert page.evaluate(middle) == "rgb(0, 0, 0)"
    page.keyboard.press(".")
    assert page.evaluate(middle) != "rgb(0, 0, 0)"
    page.keyboard.press("b")
    page.keyboard.press("ArrowRight")
    at(page, shown, 3)
    assert page.evaluate(middle) != "rgb(0, 0, 0)"


def test_a_bar_is_pointed_at_and_looked_inside(
    page: Page, dashboard: str, shown: list[Shown]
) -> None:
    number, slide = next((one.number, one.slide) for one in shown if one.slide.kind == "ranking")
    present(page, dashboard, number)
    # Plotly listens on a sheet that lies over the bars.
    page.locator('[data-testid="stPlotlyChart"] .bars .point').first.click(force=True)
    chosen = page.locator(".st-key-slide_chosen")
    expect(chosen).to_contain_text(slide.charts[0].categories[0])
    chosen.get_by_role("button").click()
    expect(page.locator(".page.head .where")).to_contain_text(slide.charts[0].categories[0])
    assert f"inside={slide.charts[0].codes[0]}" in page.url
    page.keyboard.press("Escape")
    expect(heading(page)).to_contain_text("超期未结")
    assert "/presenter" in page.url
    settle(page)
    page.keyboard.press("Escape")
    expect(page.locator("h1")).to_have_text("简报")


def test_the_speaker_has_notes_in_a_second_window(
    page: Page, dashboard: str, shown: list[Shown]
) -> None:
    present(page, dashboard, 2)
    with page.expect_popup() as opened:
        page.keyboard.press("n")
    notes = opened.value
    settle(notes)
    told = notes.locator(".speaking")
    expect(told.locator("h2")).to_have_text(shown[1].title)
    expect(told.locator(".next b")).to_have_text(shown[2].title)
    for slide in shown[1:3]:  # both as they look
        expect(notes.get_by_role("img", name=slide.title, exact=True)).to_be_visible()
    notes.keyboard.press("ArrowRight")  # in the second window steps the first
    at(page, shown, 3)
    expect(told.locator("h2")).to_have_text(shown[2].title, timeout=PATIENCE)
    page.keyboard.press("End")  # and the other way round
    at(page, shown, len(shown))
    expect(told.locator(".place")).to_have_text(f"{len(shown)} / {len(shown)}", timeout=PATIENCE)
    expect(notes.locator(".passed")).not_to_have_text("00:00")
