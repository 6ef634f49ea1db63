"""The guide speaks of every page, in both languages alike."""

import pytest

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
