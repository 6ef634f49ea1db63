"""The office's files changed from a page: entry by entry, comments kept, by one after the other."""

import datetime as dt
import threading
from pathlib import Path

import pytest

from governance.core.toml_entries import EntryError
from governance.metrics import annotations, catalog, office, office_edits, targets
from governance.metrics.annotations import Annotation
from governance.metrics.targets import Target

METRICS = set(catalog.load())
OFFICE = """# What the office says of itself.

[[office]]
home = "S"  # the street
# Agreed in March.
key_figures = ["visits"]
synthetic = true

# The real one.
[[office]]
home = "R"
"""
SEPTEMBER = dt.date(2026, 9, 1)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(office.VARIABLE, str(tmp_path))
    return tmp_path


def note(text: str, **given: object) -> Annotation:
    values: dict[str, object] = {"until": dt.date(2026, 10, 1), "metrics": ("visits",), **given}
    return Annotation(SEPTEMBER, {"zh": text, "en": text}, **values)  # type: ignore[arg-type]


def test_figures_are_set_where_they_hold_and_all_else_stays() -> None:
    office.file().write_text(OFFICE, encoding="utf-8")
    office_edits.choose_figures(["overdue", "visits"], "张三", synthetic=True)
    expected = OFFICE.replace('["visits"]', '["overdue", "visits"]')
    assert office.file().read_text(encoding="utf-8") == expected
    office_edits.choose_figures(["visits"], "李四", synthetic=False)
    made_up, real = office.load(METRICS, office.file())
    assert (made_up.key_figures, real.key_figures) == (("overdue", "visits"), ("visits",))
    assert "# The real one." in office.file().read_text(encoding="utf-8")
    first, second = office_edits.changes()[0]
    assert (first.by, first.was, first.now) == ("张三", "visits", "overdue, visits")
    assert (second.by, second.was) == ("李四", "")


def test_an_office_without_a_file_gets_one() -> None:
    office_edits.choose_figures(["visits"], "张三", synthetic=True)
    (one,) = office.load(METRICS, office.file())
    assert (one.key_figures, one.synthetic) == (("visits",), True)


@pytest.mark.parametrize("keys", [["visits"] * 7, ["no_metric"]])
def test_what_the_reader_refuses_is_not_written(keys: list[str]) -> None:
    office.file().write_text(OFFICE, encoding="utf-8")
    with pytest.raises(EntryError):
        office_edits.choose_figures(keys, "张三", synthetic=True)
    assert office.file().read_text(encoding="utf-8") == OFFICE
    assert office_edits.changes() == ((), [])


def test_a_target_holds_from_its_day_on_and_the_old_one_before() -> None:
    text = '# Aims.\n\n[[targets]]\nmetric = "on_time_rate"\nvalue = 90  # by the plan\n'
    targets.file().write_text(text, encoding="utf-8")
    office_edits.set_target(Target("on_time_rate", 95, since=SEPTEMBER), "张三")
    office_edits.set_target(Target("on_time_rate", 96, since=SEPTEMBER), "张三")
    office_edits.set_target(Target("on_time_rate", 92, since=dt.date(2026, 5, 1)), "李四")
    office_edits.set_target(Target("on_time_rate", 80, area="S", since=SEPTEMBER), "李四")
    known = targets.load(METRICS, targets.file())

    def at(month: int, area: str = "") -> float | None:
        window = dt.date(2026, month, 1), dt.date(2026, month + 1, 1)
        found = targets.find(known, "on_time_rate", area, "", window)
        return found.value if found else None

    assert [at(4), at(5), at(8), at(9), at(9, "S"), at(8, "S")] == [90, 92, 92, 96, 80, 92]
    assert len(known) == 4
    written = targets.file().read_text(encoding="utf-8")
    assert written.startswith("# Aims.\n\n[[targets]]")
    assert "value = 90  # by the plan" in written
    assert [(one.by, one.was, one.now) for one in office_edits.changes()[0]] == [
        ("张三", "90", "95"),
        ("张三", "95", "96"),
        ("李四", "90", "92"),
        ("李四", "", "80"),
    ]


def test_a_target_ends_on_a_day_or_goes_where_it_never_held() -> None:
    office_edits.set_target(Target("on_time_rate", 95), "张三")
    office_edits.set_target(Target("on_time_rate", 96, since=SEPTEMBER), "张三")
    old, new = targets.load(METRICS, targets.file())
    office_edits.end_target(new, SEPTEMBER, "李四")
    assert targets.load(METRICS, targets.file()) == (old,)
    office_edits.end_target(old, dt.date(2026, 5, 1), "李四")
    (ended,) = targets.load(METRICS, targets.file())
    assert (ended.value, ended.until) == (95, dt.date(2026, 5, 1))
    *_before, last = office_edits.changes()[0]
    assert (last.what, last.now, last.metric) == ("target", "", "on_time_rate")
    assert (last.by, last.was, last.day) == ("李四", "95", dt.date(2026, 5, 1))
    with pytest.raises(EntryError, match="meanwhile"):
        office_edits.end_target(new, SEPTEMBER, "王五")


def test_a_large_target_keeps_its_digits() -> None:
    office_edits.set_target(Target("visits", 1234567.25, months=1), "张三")
    (one,) = targets.load(METRICS, targets.file())
    assert (one.value, office_edits.plain(one.value)) == (1234567.25, "1234567.25")
    found = office_edits.last("target", now="1234567.25")
    assert found
    assert (found.by, found.metric, found.was) == ("张三", "visits", "")


@pytest.mark.parametrize("text", ["=1+1", "**防汛** <b>值守</b>", 'a"b\\c\nd', "x" * 200])
def test_a_note_is_kept_as_it_was_written_and_taken_away(text: str) -> None:
    before = '# Known.\n\n[[annotations]]\ndate = 2026-01-01\ntext = { zh = "a", en = "a" }\n'
    annotations.file().write_text(before, encoding="utf-8")
    office_edits.add_note(note(text), "张三")
    _old, new = annotations.load(METRICS, annotations.file())
    assert new == note(text)
    found = office_edits.author(new)
    assert found
    assert (found.by, found.what, found.now) == ("张三", "note", text)
    office_edits.remove_note(new, "李四")
    assert annotations.file().read_text(encoding="utf-8") == before
    assert [(one.by, one.now, one.was) for one in office_edits.changes()[0]] == [
        ("张三", text, ""),
        ("李四", "", text),
    ]
    with pytest.raises(EntryError, match="meanwhile"):
        office_edits.remove_note(new, "李四")


@pytest.mark.parametrize(
    ("text", "by", "said"),
    [
        ("", "张三", "a few words"),
        ("x" * 201, "张三", "201 characters"),
        ("a", " ", "who"),
        ("a", "x" * 81, "81"),
    ],
)
def test_what_says_too_little_or_too_much_is_refused(text: str, by: str, said: str) -> None:
    with pytest.raises(EntryError, match=said):
        office_edits.add_note(note(text), by)
    assert not annotations.file().exists()


def test_a_file_that_is_write_protected_stays(folder: Path) -> None:
    office.file().write_text(OFFICE, encoding="utf-8")
    office.file().chmod(0o444)
    with pytest.raises(EntryError, match=r"office\.toml is write-protected"):
        office_edits.choose_figures(["visits"], "张三", synthetic=True)
    assert office.file().read_text(encoding="utf-8") == OFFICE
    office.file().chmod(0o644)
    (folder / "changes.jsonl").mkdir()  # who did it cannot be written down
    with pytest.raises(EntryError, match="could not be written"):
        office_edits.choose_figures(["visits"], "张三", synthetic=True)
    assert office.file().read_text(encoding="utf-8") == OFFICE


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[annotations]]\ndate = 5\n", "entry 1"),
        ("annotations = []\n", "by hand"),
        ('annotations = [{ date = 2026-01-01, text = { zh = "a", en = "a" } }]\n', "by hand"),
        ('[[annotations]]\ndate = 2026-01-01\ntext.zh = "a"\ntext.en = "a"\n[b]\n', "by hand"),
    ],
)
def test_a_file_that_is_wrong_or_of_another_shape_is_left_to_a_person(text: str, said: str) -> None:
    annotations.file().write_text(text, encoding="utf-8")
    with pytest.raises(EntryError, match=said):
        office_edits.add_note(note("a"), "张三")
    assert annotations.file().read_text(encoding="utf-8") == text


def test_twenty_who_write_at_once_lose_nothing() -> None:
    writers = [
        threading.Thread(target=office_edits.add_note, args=(note(f"n{n}"), f"p{n}"))
        for n in range(20)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    found = annotations.load(METRICS, annotations.file())
    assert {one.text["zh"] for one in found} == {f"n{n}" for n in range(20)}
    assert len(office_edits.changes()[0]) == 20
