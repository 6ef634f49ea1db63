"""The guide speaks of every page, in both languages alike."""

import pytest
from PIL import Image

from dashboard import PAGES
from governance.core import guide


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_page_has_its_chapter(lang):
    spoken = {entry.name for entry in PAGES if not entry.is_bare and entry.name != "guide"}
    assert spoken <= set(guide.chapters(lang))


def test_both_languages_have_the_same_chapters_and_none_is_empty():
    zh, en = guide.chapters("zh"), guide.chapters("en")
    assert list(zh) == list(en)
    assert all(text.startswith("## ") and len(text) > 12 for text in (*zh.values(), *en.values()))


def test_every_chapter_has_a_picture_in_both_languages_and_all_are_small():
    """`python -m tests.bench.pictures CHAPTER` makes one that is missing."""
    wanted = {guide.picture(name, lang) for name in guide.chapters("en") for lang in ("zh", "en")}
    assert set(guide.PICTURES.iterdir()) == wanted
    assert sum(file.stat().st_size for file in wanted) <= 1_500_000
    for file in wanted:
        with Image.open(file) as image:
            assert image.size == (840, 476)  # style.css keeps this much room
