"""Targets and annotations as people write them: what is read, and how a wrong entry is told."""

import datetime as dt

import pytest

from governance.core.i18n import translator
from governance.core.toml_entries import EntryError
from governance.metrics import annotations, catalog, targets
from governance.metrics.annotations import Annotation

METRICS = ("visits", "on_time_rate")
MAY = (dt.date(2026, 5, 1), dt.date(2026, 6, 1))
TEXT = {"zh": "停电", "en": "Power cut"}


def target(lines: str) -> targets.Target:
    (found,) = targets.parse(f"[[targets]]\n{lines}", METRICS)
    return found


def annotation(lines: str) -> Annotation:
    text = 'text = { zh = "停电", en = "Power cut" }'
    (found,) = annotations.parse(f"[[annotations]]\n{lines}\n{text}", METRICS)
    return found


def test_a_target_is_read_with_what_it_holds_for() -> None:
    found = target('metric = "visits"\nvalue = 12\nlevel = "community"\nmonths = 1')
    assert found == targets.Target("visits", 12, level="community", months=1)


def test_an_annotation_is_read_with_its_days() -> None:
    found = annotation('date = 2026-05-06\nuntil = 2026-05-09\nmetrics = ["visits"]')
    assert found == Annotation(dt.date(2026, 5, 6), TEXT, dt.date(2026, 5, 9), metrics=("visits",))
    assert annotation("date = 2026-05-06").window == (dt.date(2026, 5, 6), dt.date(2026, 5, 7))


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ('metrik = "visits"\nvalue = 1', "entry 2: 'metrik' is none of its keys: metric, value"),
        ('metric = "visits"', "entry 2: 'value' is missing"),
        ('metric = "visit"\nvalue = 1', "entry 2: metric = 'visit' is none of: on_time_rate, vis"),
        ('metric = "visits"\nvalue = "90%"', "entry 2: value = '90%' is not a number"),
        ('metric = "visits"\nvalue = true', "entry 2: value = True is not a number"),
        ('metric = "visits"\nvalue = 1\nlevel = "town"', "entry 2: level = 'town' is none of: all"),
        ('metric = "visits"\nvalue = 1\nmonths = 1.5', "entry 2: months = 1.5 is not a whole num"),
        ('metric = "visits"\nvalue = 1\nmonths = -1', "entry 2: no period has -1 months"),
        ('metric = "visits"\nvalue = 1\nsince = "May"', "entry 2: since = 'May' is not a date"),
        ('metric = "visits"\nvalue = 1\nnote = { zh = "旧" }', "not a text in each language"),
        ("metric = visits", "targets: this is no TOML"),
    ],
)
def test_a_wrong_target_is_told_by_its_number(lines: str, said: str) -> None:
    good = '[[targets]]\nmetric = "visits"\nvalue = 1\n'
    with pytest.raises(EntryError) as caught:
        targets.parse(f"{good}[[targets]]\n{lines}", METRICS)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ('date = "2026-05-06"', "entry 1: date = '2026-05-06' is not a date without quotes"),
        (
            "date = 2026-05-06\nuntil = 2026-05-06",
            "until (the first day after) must come after date",
        ),
        ('date = 2026-05-06\nmetrics = "visits"', 'is not a list of texts, like ["visits"]'),
        ("date = 2026-05-06\nmetrics = [1]", 'is not a list of texts, like ["visits"]'),
        ('date = 2026-05-06\nmetrics = ["visit"]', "metrics = 'visit' is none of: on_time_rate"),
        ("until = 2026-05-06", "entry 1: 'date' is missing"),
    ],
)
def test_a_wrong_annotation_is_told_by_its_number(lines: str, said: str) -> None:
    with pytest.raises(EntryError) as caught:
        annotation(lines)
    assert said in str(caught.value)


def test_an_error_is_told_in_the_readers_language() -> None:
    with pytest.raises(EntryError) as caught:
        target('metric = "visits"\nvalue = "90%"')
    assert caught.value.translated(translator("zh")) == "targets 第 1 项：value = '90%' 不是数字"


def test_a_single_bracket_is_told() -> None:
    with pytest.raises(EntryError, match=r"write \[\[targets\]\] in double brackets"):
        targets.parse('[targets]\nmetric = "visits"\nvalue = 1', METRICS)


def test_an_annotation_speaks_of_its_areas_metrics_and_days() -> None:
    one = Annotation(dt.date(2026, 4, 30), TEXT, dt.date(2026, 5, 2), "C1", ("visits",))
    assert one.holds("visits", ["all", "S1", "C1", "G1"], MAY)
    assert not one.holds("on_time_rate", ["all", "S1", "C1"], MAY)
    assert not one.holds("visits", ["all", "S1"], MAY)
    assert not one.holds("visits", ["C1"], (dt.date(2026, 5, 2), dt.date(2026, 6, 1)))


def test_an_annotation_of_nowhere_and_nothing_speaks_of_everything() -> None:
    one = Annotation(dt.date(2026, 5, 31), TEXT)
    assert annotations.speaking([one], "visits", ["all"], MAY) == [one]


def test_no_file_is_no_entry(tmp_path) -> None:
    assert targets.load(METRICS, tmp_path / "none.toml") == ()
    assert annotations.load(METRICS, tmp_path / "none.toml") == ()


def test_the_projects_own_entries_are_right_and_made_up() -> None:
    known = set(catalog.load())
    made_up = [aim.synthetic for aim in targets.load(known, targets.file())]
    made_up += [note.synthetic for note in annotations.load(known, annotations.file())]
    assert made_up
    assert all(made_up)
