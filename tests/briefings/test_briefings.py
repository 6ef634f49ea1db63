"""Briefings as files: read strictly, written in order, changed by two people at once."""

import datetime as dt
import threading

import pytest

from governance.briefings import edits, model, store, toml_writer
from governance.briefings.model import KINDS, Briefing, Slide, named
from governance.core import i18n
from governance.metrics import catalog

METRICS = catalog.load()
HEAD = 'title.zh = "例会"\ntitle.en = "Meeting"\n'
ZH = i18n.translator("zh")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv(store.VARIABLE, str(tmp_path))
    return tmp_path


def briefing(*slides):
    return Briefing({"zh": "例会", "en": "Meeting"}, named(slides))


FULL = Slide(
    "ranking",
    name="grids",
    area="500113011",
    period="custom",
    start=dt.date(2026, 1, 1),
    end=dt.date(2026, 1, 31),
    compare="last_year",
    only="channel:hotline",
    rules=("closure_rate_less_deferred",),
    metrics=("on_time_rate",),
    level="grid_cell",
    most=8,
    title={"zh": '网格"按期"', "en": "=1+1"},
    comment={"zh": "一\n二\\", "en": ""},
    words={"zh": "好", "en": "well\x07"},
    notes={"zh": "备注", "en": "note"},
)


def test_what_is_written_is_read_again_in_its_order():
    given = briefing(FULL, Slide("text", comment={"zh": "议程", "en": ""}), Slide("attention"))
    text = toml_writer.to_toml(given, "# above\n")
    assert model.parse(text, "a.toml", METRICS) == given
    assert text.startswith("# above\ntitle.zh = ")
    assert toml_writer.head_of(text) == "# above\n"


def test_what_is_usual_is_not_written():
    text = toml_writer.to_toml(briefing(Slide("attention")))
    assert text.split("\n\n")[1] == '[[slides]]\nkind = "attention"\nname = "attention"\n'


def test_slides_without_a_name_get_one_each():
    names = [slide.name for slide in named([Slide("text"), Slide("text"), Slide("text", "text-2")])]
    assert names == ["text", "text-3", "text-2"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x = 1", "'x' is none of a briefing's keys"),
        ('title.zh = "a"', "the briefing has no title"),
        ('title.zh = " "\ntitle.en = ""', "the briefing has no title"),
        (HEAD + "[[slides]]", "slides, entry 1: 'kind' is missing"),
        (HEAD + '[[slides]]\nkind = "pie"', "slides, entry 1: kind = 'pie' is none of"),
        (HEAD + '[[slides]]\nkind = "text"\nmetric = "x"', "'metric' is none of its keys"),
        (HEAD + '[[slides]]\nkind = "text"\nmost = "x"', "most = 'x' is not a whole number"),
        (HEAD + '[[slides]]\nkind = "text"\nmost = -1', "most = -1 shows no row"),
        (HEAD + '[[slides]]\nkind = "trend"', "shows one metric"),
        (HEAD + '[[slides]]\nkind = "table"', "metrics is missing"),
        (
            HEAD + '[[slides]]\nkind = "trend"\nmetrics = ["on_tme_rate"]',
            "no metric 'on_tme_rate'; perhaps on_time_rate",
        ),
        (HEAD + '[[slides]]\nkind = "text"\nperiod = "june"', "period = 'june' is none of"),
        (HEAD + '[[slides]]\nkind = "text"\nperiod = "custom"', "start and end go with"),
        (HEAD + '[[slides]]\nkind = "text"\nstart = 2026-01-01', "start and end go with"),
        (
            HEAD + '[[slides]]\nkind="text"\nperiod="custom"\nstart=2026-02-01\nend=2026-01-31',
            "end = 2026-01-31 lies before start = 2026-02-01",
        ),
        (HEAD + '[[slides]]\nkind = "text"\nonly = "hotline"', "not written segment:value"),
        (HEAD + '[[slides]]\nkind = "text"\nname = "../x"', "may hold letters"),
        (HEAD + '[[slides]]\nkind = "text"\ntitle.zh = "a"', "a text in each language"),
        (
            HEAD + '[[slides]]\nkind = "text"\nname = "a"\n' * 2,
            "slides, entry 2: name = 'a' is entry 1's",
        ),
        ("=", "this is no TOML"),
    ],
)
def test_what_is_wrong_is_told_by_file_slide_and_field(text, said):
    with pytest.raises(model.BriefingError) as wrong:
        model.parse(text, "例会.toml", METRICS)
    assert str(wrong.value).startswith("例会.toml: ")
    assert said in str(wrong.value)
    assert wrong.value.translated(i18n.translator("en")) == str(wrong.value)


def test_an_error_is_told_in_chinese():
    with pytest.raises(model.BriefingError) as wrong:
        model.parse(HEAD + '[[slides]]\nkind = "trend"', "例会.toml", METRICS)
    assert wrong.value.translated(ZH) == (
        "例会.toml: slides 第 1 项：这种幻灯片（趋势与信号）只放一个指标："
        'metrics = ["on_time_rate"]'
    )


@pytest.mark.parametrize(
    "name", ["../x", "a/b", "a\\b", ".x", "x.toml", "", " x", "con", "a\x00", "a" * 81, "-x"]
)
def test_a_name_never_leads_out_of_the_folder(folder, name):
    for act in (store.load, lambda name: store.create(name, briefing())):
        with pytest.raises(model.BriefingError):
            act(name)
    assert [file for file in folder.rglob("*") if file.name != ".turn"] == []


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("月度例会（11月）", "月度例会 11月"),
        ("../../etc/passwd", "etc passwd"),
        ("CON", "briefing CON"),
        ("…", "briefing"),
    ],
)
def test_a_title_becomes_a_name(title, name):
    assert store.name_of(title) == name
    assert store.NAME.fullmatch(store.name_of(title))


def test_a_briefing_is_made_once_changed_and_removed(folder):
    made = store.create("例会", briefing(Slide("attention")))
    assert store.names() == ["例会"]
    with pytest.raises(model.BriefingError, match="another briefing has this name"):
        store.create("例会", briefing())
    changed = store.change("例会", edits.added(Slide("attention")))
    assert [slide.name for slide in changed.briefing.slides] == ["attention", "attention-2"]
    assert store.load("例会") == changed
    with pytest.raises(model.BriefingError, match="changed it meanwhile"):
        store.remove("例会", made.digest)
    store.remove("例会", changed.digest)
    assert store.names() == []


def test_the_comment_above_stays(folder):
    (folder / "a.toml").write_text("# of the office\n\n" + HEAD, encoding="utf-8")
    store.change("a", edits.added(Slide("attention")))
    assert (folder / "a.toml").read_text(encoding="utf-8").startswith("# of the office\n\ntitle.zh")


def test_two_editors_lose_nothing_of_each_other(folder):
    store.create("a", briefing(Slide("attention"), Slide("text", comment={"zh": "甲", "en": ""})))
    attention, text = store.load("a").briefing.slides  # as both of them saw it
    store.change("a", edits.replaced(attention, Slide("attention", most=3)))
    store.change("a", edits.moved(text, -1))
    store.change("a", edits.added(Slide("attention", area="x")))
    with pytest.raises(edits.MeanwhileError) as told:
        store.change("a", edits.replaced(attention, Slide("attention", most=9)))
    assert "“attention”" in str(told.value)
    assert told.value.translated(ZH) == "幻灯片“attention”已被别人改过，请先看看现在的样子。"
    store.change("a", edits.removed(text))
    with pytest.raises(edits.MeanwhileError, match="deleted slide “text”"):
        store.change("a", edits.moved(text, 1))
    found = store.load("a").briefing.slides
    assert [(slide.name, slide.most) for slide in found] == [("attention", 3), ("attention-2", 0)]


def test_many_who_add_at_once_all_have_their_slide(folder):
    store.create("a", briefing())

    def add(n):
        store.change("a", edits.added(Slide("attention", area=f"area{n}")))

    threads = [threading.Thread(target=add, args=(n,)) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    slides = store.load("a").briefing.slides
    assert sorted(slide.area for slide in slides) == sorted(f"area{n}" for n in range(12))
    assert len({slide.name for slide in slides}) == 12


@pytest.mark.parametrize(
    ("by", "order"), [(1, "bac"), (2, "bca"), (9, "bca"), (0, "abc"), (-1, "abc")]
)
def test_a_slide_moves(by, order):
    given = briefing(*(Slide("attention", name) for name in "abc"))
    moved = edits.moved(given.slides[0], by)(given)
    assert "".join(slide.name for slide in moved.slides) == order


def test_an_edit_that_makes_a_wrong_file_changes_nothing(folder):
    before = store.create("a", briefing(Slide("attention")))
    with pytest.raises(model.BriefingError):
        store.change("a", edits.added(Slide("trend", metrics=("gone",))))
    assert store.load("a") == before


def test_the_monthly_briefing_of_the_sample_is_in_order():
    slides = store.load("月度治理例会").briefing.slides
    assert len(slides) >= 10
    assert {slide.kind for slide in slides} == set(KINDS) - {"kept", "pivot"}
