"""The profile of an area as it comes out of a printer."""

import re
from io import BytesIO
from unicodedata import normalize

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from governance.core.i18n import known_language, translator
from tests.browser.chromium import Look, seen_as, settle

AREA = "110105012023"
A4 = (595, 842)  # points
SAMPLE = "Sample data (synthetic), not real"
# What stands first and last on the page.
WHOLE = {
    "zh": ("数据截至", "受理量", "近期会议"),
    "en": ("Data up to", "Backlog", "Largest parking"),
}
# Called instead of the browser's dialogue, which no test can close.
COUNTED = "window.printed = 0; window.print = () => { window.printed += 1; };"
HIDDEN = ["stSidebar", "stHeader", "stPopover", "stSelectbox", "stButtonGroup"]


@seen_as(Look(), Look("en-US", "dark"))
def test_a_profile_is_printed_whole_and_without_anything_to_click(
    page: Page, dashboard: str, look: Look
) -> None:
    page.goto(f"{dashboard}/profile?area={AREA}")
    settle(page)
    page.emulate_media(media="print")
    for name in HIDDEN:
        assert not any(one.is_visible() for one in page.get_by_test_id(name).all())
    expect(page.locator(".place h2")).to_have_text("霞光里社区")
    for part in (".condition .sample", ".on-paper", ".sheet >> nth=0", ".foot"):
        expect(page.locator(part)).to_be_visible()
    colour = page.locator(".sheet td").first.evaluate("one => getComputedStyle(one).color")
    assert colour == "rgb(17, 17, 17)"
    paper = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert {tuple(map(round, sheet.mediabox[2:])) for sheet in paper} == {A4}
    # A font may draw a character by the sign of its radical, which looks the same.
    said = normalize("NFKC", "".join(" ".join(sheet.extract_text() for sheet in paper).split()))
    _ = translator(known_language(look.locale))
    for text in ("霞光里社区", AREA, _(SAMPLE), *WHOLE[_.lang]):
        assert normalize("NFKC", text.replace(" ", "")) in said
    for text in ("Overview", "Explore", "Download", "Compared with"):
        assert _(text).replace(" ", "") not in said


def test_the_button_prints(page: Page, dashboard: str) -> None:
    page.add_init_script(COUNTED)
    page.goto(f"{dashboard}/profile?area={AREA}")
    settle(page)
    page.get_by_role("button", name="打印").click()
    assert page.evaluate("window.printed") == 1


def test_a_number_opens_its_receipt(page: Page, dashboard: str) -> None:
    page.goto(f"{dashboard}/profile?area={AREA}&metric=")
    settle(page)
    page.locator(".sheet").first.get_by_role("link").first.click()
    expect(page.locator("h1")).to_have_text("数据溯源")
    expect(page).to_have_url(re.compile(f"area={AREA}"))
