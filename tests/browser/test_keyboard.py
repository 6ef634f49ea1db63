"""Without a mouse, and with letters twice as large: every action is reached, nothing is covered."""

import pytest
from playwright.sync_api import Page

from dashboard import PAGES
from governance.app.registry import Entry
from tests.browser.chromium import Look, seen_as, settle
from tests.support.views import address

# A window of 1440 x 900 at 200 %.
STEP = 500  # milliseconds: a table that is entered draws itself again
ZOOMED = Look("en-US", width=720, height=450)
EVERY_DAY = ("overview", "rank", "map")
FRAMED = [
    pytest.param(entry, id=entry.name, marks=[] if entry.name in EVERY_DAY else pytest.mark.slow)
    for entry in PAGES
    if not entry.is_bare
]
# What can be clicked or typed into; of a group of radio buttons one is reached, arrows do the rest.
NAMED = "one => `${one.tagName} ${one.ariaLabel || one.innerText || one.name}`.trim()"
ACTIONS = f"""() => [...document.querySelectorAll(
    'a[href], button:not(:disabled, [role=radio]), input:not(:disabled), summary, textarea'
)].filter(one => one.tabIndex >= 0 && one.checkVisibility({{ visibilityProperty: true }})
    && one.getClientRects().length && !one.closest('[aria-hidden=true], [inert]')).map({NAMED})"""
FOCUSED = f"() => ({NAMED})(document.activeElement)"
IN_TABLE = "() => Boolean(document.activeElement.closest('[data-testid=stDataFrame]'))"
PLACE = """() => {
    const one = document.activeElement;
    return ['stSidebar', 'bar'].findIndex(name =>
        one.closest(`[data-testid=${name}], .st-key-${name}`)); }"""
COVERED = """() => {
    const title = document.querySelector('h1');
    const box = title.firstElementChild.getBoundingClientRect();
    const seen = [8, box.width - 8].map(x =>
        document.elementFromPoint(box.left + x, box.top + box.height / 2));
    return seen.filter(one => !title.contains(one)).map(one => one.outerHTML.slice(0, 200)); }"""
TOO_WIDE = """() => [...document.querySelectorAll('html, body, [data-testid="stMain"]')]
    .filter(box => box.scrollWidth > box.clientWidth).map(box => box.tagName)"""


@pytest.mark.parametrize("name", ["overview", "issues", "rank", "data"])
def test_every_action_is_reached_by_tab_menu_then_bar_then_page(
    page: Page, dashboard: str, name: str
) -> None:
    page.goto(f"{dashboard}/{name if name != 'overview' else ''}")
    settle(page)
    wanted = set(page.evaluate(ACTIONS))
    reached: set[str] = set()
    places: list[int] = []
    for _ in range(len(wanted) + 40):
        page.keyboard.press("Tab")
        if page.evaluate(IN_TABLE):
            page.wait_for_timeout(STEP)
        if page.evaluate("document.activeElement === document.body") and reached:
            break
        reached.add(page.evaluate(FOCUSED))
        places.append(page.evaluate(PLACE))
    assert wanted - reached == set()
    menu, bar = ([n for n, place in enumerate(places) if place == which] for which in (0, 1))
    content = [n for n, place in enumerate(places) if place < 0 and n > max(bar)]
    assert max(menu) < min(bar)
    assert len(content) >= len(places) - len(menu) - len(bar) - 2  # the way past the menu, and MAIN


@pytest.mark.parametrize("entry", FRAMED)
@seen_as(ZOOMED)
def test_at_twice_the_size_nothing_covers_the_title_or_is_cut(
    page: Page, dashboard: str, look: Look, entry: Entry
) -> None:
    page.goto(f"{dashboard}/{address(entry)}")
    settle(page)
    assert page.evaluate(COVERED) == []
    assert page.evaluate(TOO_WIDE) == []


def test_a_table_whose_cells_open_is_passed_by_and_opens_at_no_arrow(
    page: Page, dashboard: str
) -> None:
    page.goto(f"{dashboard}/visits")
    settle(page)
    table = page.locator(".st-key-opens_key_groups")
    assert table.get_by_test_id("data-grid-canvas").get_attribute("tabindex") == "-1"
    table.get_by_test_id("stElementToolbarButton").last.get_by_role("button").focus()
    page.keyboard.press("Tab")
    for key in ("ArrowDown", "ArrowRight", "ArrowDown"):
        page.keyboard.press(key)
    page.wait_for_timeout(1000)
    settle(page)
    assert "/visits" in page.url


def test_tab_leads_out_of_every_other_table(page: Page, dashboard: str) -> None:
    page.goto(f"{dashboard}/data")
    settle(page)
    page.locator(".st-key-fold_files summary").click()
    page.locator('.st-key-panel_files [data-testid="data-grid-canvas"]').focus()
    for _ in range(3):  # the cell that is entered, what scrolls, the next action
        page.keyboard.press("Tab")
    assert not page.evaluate(IN_TABLE)


def test_a_number_is_opened_by_the_names_of_its_row_and_column(page: Page, dashboard: str) -> None:
    page.goto(f"{dashboard}/visits")
    settle(page)
    panel = page.locator(".st-key-panel_key_groups")
    panel.get_by_role("button", name="下载").first.press("Enter")
    page.get_by_label("哪一列").last.wait_for()
    page.get_by_label("哪一列").last.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    settle(page)
    before = page.url
    page.get_by_role("button", name="打开明细").last.press("Enter")
    page.wait_for_url("**/receipt?**")
    settle(page)
    page.go_back()  # to the page as it was, without what the number alone counts
    page.wait_for_url(before)
    settle(page)
    assert page.url == before
