"""What an edit did not touch stays in the file as somebody wrote it, to the byte."""

import re

import pytest

from governance.briefings import edits, store
from governance.briefings.model import Slide

HEAD = '# of the office\n\ntitle.en = "Meeting"   # English first\ntitle.zh = "例会"\n\n'
FIRST = "[[slides]]\nname='a' # quoted by hand\nkind = 'attention'\nmost=3\n\n"
SECOND = '# why this one\n[[slides]] # the second\nkind="text"\nname = "b"\n'
SECOND += 'comment.zh="""\n一\n二"""\ncomment.en = ""\n\n'
THIRD = '[[slides]]\nperiod = "last_month"\nname = "c"\nkind = "attention"\n'
FILE = HEAD + FIRST + SECOND + THIRD


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.setenv(store.VARIABLE, str(tmp_path))
    (tmp_path / "a.toml").write_bytes(FILE.encode())
    return tmp_path / "a.toml"


def slide(name):
    return store.load("a").briefing.slide(name)


def told(file):
    return file.read_bytes().decode()


def test_another_slide_is_not_touched_by_an_edit(file):
    seen = slide("a")
    store.change("a", edits.replaced(seen, Slide("attention", most=9)))
    assert told(file) == HEAD + FIRST.replace("most=3", "most=9") + SECOND + THIRD


def test_what_an_edit_sets_back_goes_and_what_somebody_wrote_out_stays(file):
    store.change("a", edits.replaced(slide("a"), Slide("attention")))
    store.change("a", edits.replaced(slide("c"), Slide("attention", area="500113011")))
    added = THIRD + 'area = "500113011"\n'
    assert told(file) == HEAD + FIRST.replace("most=3\n", "") + SECOND + added


def test_the_comment_above_a_slide_that_is_edited_stays(file):
    seen = slide("b")
    store.change("a", edits.replaced(seen, Slide("text", most=1)))
    changed = '# why this one\n[[slides]] # the second\nkind="text"\nname = "b"\nmost = 1\n\n'
    assert told(file) == HEAD + FIRST + changed + THIRD


def test_an_edit_taken_back_restores_the_rest_and_moving_there_and_back_everything(file):
    for by in (1, 1, -1, -1):
        store.change("a", edits.moved(slide("a"), by))
    assert told(file) == FILE
    store.change("a", edits.moved(slide("c"), -2))
    assert told(file) == HEAD + THIRD + "\n" + FIRST + SECOND.rstrip() + "\n"


def test_what_is_added_and_removed_leaves_the_rest(file):
    store.change("a", edits.added(Slide("attention", name="d")))
    assert told(file) == FILE + '\n[[slides]]\nkind = "attention"\nname = "d"\n'
    for name in "dbac":
        store.change("a", edits.removed(slide(name)))
    assert told(file) == HEAD.rstrip() + "\n"


def test_a_new_title_leaves_the_slides(file):
    seen = store.load("a").briefing.title
    store.change("a", edits.retitled(seen, {"zh": "会", "en": "M"}))
    title = '# of the office\n\ntitle.en = "M"   # English first\ntitle.zh = "会"\n\n'
    assert told(file) == title + FIRST + SECOND + THIRD
    with pytest.raises(edits.MeanwhileError, match="renamed the briefing meanwhile: “会 / M”"):
        store.change("a", edits.retitled(seen, {"zh": "x", "en": "x"}))


def test_slides_without_names_stay_what_they_were_called(file):
    bare = re.sub(r"""name ?= ?['"]\w['"]""", "", FILE)
    file.write_bytes(bare.encode())
    store.change("a", edits.moved(slide("text"), 1))  # nobody's name changes by that
    assert told(file).count("name") == 0
    store.change("a", edits.moved(slide("attention-2"), -1))
    assert [one.name for one in store.load("a").briefing.slides] == [
        *("attention-2", "attention", "text")
    ]
    assert "# why this one" in told(file)
    assert "# quoted by hand" in told(file)


def test_windows_line_ends_stay_where_nothing_changes(file):
    file.write_bytes(FILE.replace("\n", "\r\n").encode())
    store.change("a", edits.replaced(slide("a"), Slide("attention", most=9)))
    assert (SECOND + THIRD).replace("\n", "\r\n") in told(file)
    assert slide("a").most == 9


def test_a_line_that_only_looks_like_a_slide_is_none(file):
    trap = (
        HEAD + '[[slides]]\nkind="text"\nname="b"\ncomment.en=""\ncomment.zh="""\n[[slides]]\n"""\n'
    )
    file.write_bytes(trap.encode())
    store.change("a", edits.added(Slide("attention", name="d")))
    assert [one.name for one in store.load("a").briefing.slides] == ["b", "d"]
    assert slide("b").comment == {"zh": "[[slides]]\n", "en": ""}
