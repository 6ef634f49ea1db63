"""A briefing edited with the mouse: dragged, written in place, taken back; two lose nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from governance.bench.server import serving
from governance.briefings import store
from governance.briefings.model import Briefing, Slide, named
from tests.browser.chromium import settle

NAME = "例会"
LOTUS = "500113011"
SLIDES = (
    Slide("text", "agenda", title={"zh": "议程", "en": "Agenda"}, comment={"zh": "一", "en": "1"}),
    Slide("metric", area=LOTUS, metrics=("overdue", "visits")),
    Slide("ranking", area=LOTUS, metrics=("overdue",), level="community"),
    Slide("map", area=LOTUS, metrics=("issues_per_1000",)),
)


@pytest.fixture(scope="module")
def served(
    tmp_path_factory: pytest.TempPathFactory, sample_warehouse: Path
) -> Iterator[tuple[str, Path]]:
    """Address of a dashboard with a folder of briefings of its own."""
    folder = tmp_path_factory.mktemp("briefings")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(store.VARIABLE, str(folder))
        with serving(sample_warehouse) as address:
            yield address, folder


@pytest.fixture
def own(served: tuple[str, Path]) -> str:
    """Address of the page of briefings, of which there is one as it is above."""
    address, folder = served
    (folder / f"{NAME}.toml").unlink(missing_ok=True)
    store.create(NAME, Briefing({"zh": NAME, "en": "Meeting"}, named(SLIDES)))
    return f"{address}/briefings"


def order() -> list[str]:
    """The slides in the file."""
    return [slide.name for slide in store.load(NAME).briefing.slides]


def said(field: str) -> str:
    """What somebody has written on the slide of key figures."""
    slide = store.load(NAME).briefing.slide("metric")
    return (getattr(slide, field) or {}).get("zh", "")


def items(page: Page) -> Locator:
    return page.locator(".board ol > li")


def choose(page: Page, number: int) -> None:
    items(page).nth(number - 1).click()
    settle(page)


def drag(page: Page, number: int, to: int) -> None:
    """Takes a slide with the mouse to the upper edge of another."""
    held, goal = (items(page).nth(n - 1).bounding_box() for n in (number, to))
    assert held
    assert goal
    page.mouse.move(held["x"] + 60, held["y"] + 40)
    page.mouse.down()
    page.mouse.move(held["x"] + 60, held["y"] + 25, steps=3)
    page.mouse.move(goal["x"] + 60, goal["y"] + 4, steps=6)
    page.mouse.up()
    settle(page)


def write(page: Page, field: str, text: str) -> None:
    """Writes where the text stands on the large slide, and clicks elsewhere."""
    page.locator(f'.stage [data-field="{field}"]').click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.keyboard.insert_text(text)
    page.locator(".stage .where").click()
    settle(page)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    settle(page)


def test_a_slide_is_dragged_written_on_and_both_taken_back(page: Page, own: str) -> None:
    page.goto(own)
    settle(page, 90)
    drag(page, 3, to=1)
    assert order() == ["ranking", "agenda", "metric", "map"]
    expect(items(page).nth(0)).to_have_attribute("aria-selected", "true")
    shown = page.locator('.stage [data-field="words"]')
    write(page, "words", "先看这两个社区。\n<b>再看其他</b>")
    slide = store.load(NAME).briefing.slide("ranking")
    assert slide.words == {"zh": "先看这两个社区。\n<b>再看其他</b>", "en": ""}
    expect(shown.locator("p")).to_have_text(["先看这两个社区。", "<b>再看其他</b>"])
    expect(page.get_by_text("文字是自己写的，不随数据变化。")).to_be_visible()
    items(page).nth(0).focus()
    page.keyboard.press("Control+z")
    settle(page)
    assert store.load(NAME).briefing.slide("ranking").words is None
    press(page, "撤销")
    assert order() == ["agenda", "metric", "ranking", "map"]
    assert store.load(NAME).briefing.slides == named(SLIDES)
    items(page).nth(2).focus()
    page.keyboard.press("Alt+ArrowUp")  # the same without a mouse
    page.keyboard.press("Alt+ArrowUp")
    settle(page)
    assert order() == ["ranking", "agenda", "metric", "map"]
    page.keyboard.press("Delete")
    settle(page)
    assert order() == ["agenda", "metric", "map"]
    press(page, "撤销")
    assert order() == ["ranking", "agenda", "metric", "map"]


def test_a_text_that_is_emptied_follows_the_figures_again(page: Page, own: str) -> None:
    page.goto(own)
    settle(page, 90)
    choose(page, 2)
    title = page.locator('.stage [data-field="title"]')
    found = title.inner_text()
    write(page, "title", "我们的标题")
    expect(title).to_have_text("我们的标题")
    write(page, "title", "")
    expect(title).to_have_text(found)
    assert store.load(NAME).briefing.slides == named(SLIDES)


def test_two_who_write_the_same_sentence_lose_nothing(page: Page, own: str) -> None:
    page.goto(own)
    settle(page, 90)
    choose(page, 2)
    other = page.context.new_page()
    other.goto(own)
    settle(other)
    drag(other, 4, to=1)
    choose(other, 3)
    write(other, "title", "她的标题")
    write(page, "words", "他的话。")  # another text of the same slide: both stay
    assert said("title") == "她的标题"
    write(page, "title", "他的标题")  # over one that is seen
    assert (said("title"), said("words")) == ("他的标题", "他的话。")
    assert order() == ["map", "agenda", "metric", "ranking"]
    write(other, "title", "她的新标题")  # over one that is not
    expect(other.get_by_text("您写的内容没有保存：她的新标题")).to_be_visible()
    expect(other.locator('.stage [data-field="title"]')).to_have_text("他的标题")
    press(other, "保存我写的")
    assert (said("title"), said("words")) == ("她的新标题", "他的话。")
