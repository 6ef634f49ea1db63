"""A frozen briefing never changes, and two of them are compared number by number."""

import dataclasses
import datetime as dt
import json
import math
from typing import Any

import pytest

from governance.__main__ import main
from governance.briefings import frozen, frozen_comparison, json_codec, store
from governance.briefings.model import Briefing, BriefingError, Slide, named
from governance.briefings.slide_content import Deck, Table
from governance.warehouse import build
from governance.warehouse.reader import VARIABLE, Warehouse
from tests.support import tiny

SLIDES = (
    Slide("metric", metrics=("visits", "visit_coverage"), area=tiny.EAST),
    Slide("trend", metrics=("visits",)),
    Slide("ranking", metrics=("visits",), level="community"),
    Slide("ranking", metrics=("visit_yield",), level="grid_cell"),
    Slide("table", metrics=("visits", "visit_person_times"), level="grid_cell"),
    Slide("attention"),
    Slide("map", metrics=("visits",), level="grid_cell"),
    Slide("text", comment={"zh": "=议程", "en": "+agenda"}),
)
DAYS = (31, 28, 31, 30)  # each month's last, so that it is over
NOVEMBER = dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)


@pytest.fixture
def office(tmp_path, monkeypatch):
    """A folder of briefings with one in it, and a builder of the office with so many visits."""
    monkeypatch.setenv(store.VARIABLE, str(tmp_path / "briefings"))
    target = tmp_path / "current.duckdb"
    monkeypatch.setenv(VARIABLE, str(target))
    store.create("例会", Briefing({"zh": "例会", "en": "Meeting"}, named(SLIDES)))

    def publish(*counts):
        rows = [
            {
                "visited_at": f"2026-{month:02d}-{DAYS[month - 1]} 09:00",
                "area_code": tiny.GRIDS[n % 3],
            }
            for month, count in enumerate(counts, start=1)
            for n in range(count)
        ]
        given = [tiny.areas(), tiny.visits(*rows)]
        if target.exists():
            build.build(given, tmp_path, target)
        else:
            tiny.build_once(target, *given)
        return Warehouse.open(target)

    return publish


def freeze(warehouse, now=NOVEMBER):
    return frozen.freeze(warehouse, store.load("例会"), now)


@pytest.mark.parametrize(
    ("builds", "in_the_east"), [(2, 5.0), pytest.param(10, 10.0, marks=pytest.mark.slow)]
)
def test_a_frozen_briefing_is_the_same_after_further_builds(office, builds, in_the_east):
    file = freeze(office(3, 4, 5))
    before, text = frozen.load(file.name), file.read_bytes()
    for more in range(1, builds + 1):
        now = office(3, 4, 5 + more)
    assert file.read_bytes() == text
    assert frozen.load(file.name) == before
    assert before.decks["en"].slides[0].figures[0].value == 4.0
    later = frozen.load(freeze(now).name)
    assert later.decks["en"].slides[0].figures[0].value == in_the_east
    assert file.name == f"例会-2026-11-20-{before.build}.json"
    assert frozen.names("例会") == [freeze(now).name, file.name]


def test_the_same_content_frozen_twice_is_one_file_and_another_has_its_own(office):
    warehouse = office(3, 4)
    first = freeze(warehouse)
    assert freeze(warehouse, NOVEMBER + dt.timedelta(hours=1)) == first
    store.change("例会", lambda given: dataclasses.replace(given, slides=given.slides[1:]))
    second = freeze(warehouse)
    assert second.name == first.name.replace(".json", "-2.json")
    assert len(frozen.load(first.name).decks["zh"].slides) == len(SLIDES)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_json_and_back_keeps_every_digit(office, lang):
    deck = frozen.load(freeze(office(3, 4, 5)).name).decks[lang]
    there = json.loads(json.dumps(json_codec.to_json(deck), allow_nan=False))
    assert json_codec.from_json(Deck, there) == deck
    values: list[Any] = [
        math.pi,
        0.1 + 0.2,
        1e-300,
        -0.0,
        2**53 + 1,
        True,
        None,
        "=1",
        dt.date(2026, 1, 31),
    ]
    table = Table("t", "", (), (), (tuple(values),), (), (), ())
    back = json_codec.from_json(Table, json.loads(json.dumps(json_codec.to_json(table)))).rows[0]
    assert [(type(cell), cell) for cell in back] == [(type(cell), cell) for cell in values]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text.replace("12", "13", 1),
        lambda text: text[:-40],
        lambda text: text.replace(text, "{}"),
        lambda text: text.replace('"format": 1', '"format": 9'),
        lambda text: text[:0],
    ],
)
def test_a_file_that_somebody_changed_is_refused(office, spoil):
    file = freeze(office(3, 4, 5))
    text = file.read_text(encoding="utf-8")
    assert spoil(text) != text
    file.chmod(0o644)
    file.write_text(spoil(text), encoding="utf-8")
    with pytest.raises(BriefingError, match="no frozen briefing, or somebody has changed it"):
        frozen.load(file.name)


def test_one_that_is_not_there_is_told(office):
    with pytest.raises(BriefingError, match="there is no frozen briefing of this name"):
        frozen.load("x.json")


def compared(before, now, lang="en"):
    frame = frozen_comparison.compare(
        frozen.load(before.name).decks[lang], frozen.load(now.name).decks[lang]
    )
    return frame.set_index(["slide", "figure"])


def test_new_data_of_the_same_month_is_told_number_by_number(office):
    first = freeze(office(3, 4, 6))
    second = freeze(office(3, 5, 9))
    builds = [frozen.load(file.name).build for file in (first, second)]
    found = compared(first, second)
    east = found.loc["Visits · Visit coverage", "Visits"]
    assert list(east[["before", "now", "change"]]) == [4.0, 6.0, 2.0]
    assert east["why"] == f"new data: build {builds[0]} → {builds[1]}"
    january = found.loc["Visits", "Visits · Jan 2026"]
    assert list(january) == [3.0, 3.0, 0.0, ""]
    assert found.loc["Visits", "Visits · Feb 2026"]["change"] == 1.0
    west = found.loc["Visits, by community", "西里村 · Value (visits)"]
    assert list(west[["before", "now"]]) == [2.0, 3.0]


def test_a_new_month_is_another_period_and_its_point_is_new(office):
    first, second = freeze(office(3, 4, 6)), freeze(office(3, 4, 6, 2))
    found = compared(first, second)
    lead = found.loc["Visits · Visit coverage", "Visits"]
    assert lead["why"] == "another period: Mar 2026 → Apr 2026"
    april = found.loc["Visits", "Visits · Apr 2026"]
    assert math.isnan(april["before"])
    assert (april["now"], april["why"]) == (2.0, "new on this slide")
    assert found.loc["Visits", "Visits · Mar 2026"]["why"] == ""


def test_new_slides_and_those_taken_out_are_told(office):
    warehouse = office(3, 4)
    first = freeze(warehouse)
    text = Slide("metric", name="more", metrics=("visit_person_times",))
    store.change("例会", lambda given: dataclasses.replace(given, slides=(*given.slides[1:], text)))
    found = compared(first, freeze(warehouse)).reset_index()
    reasons = found.groupby("why")["figure"].apply(list)
    assert reasons["new slide"] == ["Visit person-times"]
    assert "Visits" in reasons["slide taken out"]
    assert found["change"].dropna().eq(0).all()


def test_another_version_of_a_definition_is_the_reason(office):
    file = freeze(office(3, 4))
    old = frozen.load(file.name).decks["en"]
    slide = old.slides[0]
    newer = tuple(dataclasses.replace(one, version=one.version + 1) for one in slide.definitions)
    figure = dataclasses.replace(slide.figures[0], value=9.0)
    slide = dataclasses.replace(slide, definitions=newer, figures=(figure, *slide.figures[1:]))
    frame = frozen_comparison.compare(
        old, dataclasses.replace(old, slides=(slide, *old.slides[1:]))
    )
    assert frame["why"][0] == "definition changed: version 1 → 2"
    assert set(frame["why"][1:]) == {""}


def test_every_number_that_a_slide_shows_is_compared(office):
    deck = frozen.load(freeze(office(3, 4, 6)).name).decks["en"]
    found = frozen_comparison.numbers(deck)
    table = [key for key in found if key[0] == "table"]
    assert len(table) == 3 * 2
    assert {key[0] for key in found} == {s.name for s in deck.slides} - {"attention", "text"}


def test_the_command_line_lists_freezes_and_compares(office, capsys):
    office(3, 4)
    assert main(["briefing", "list", "--lang", "en", "--format", "csv"]) == 0
    assert "例会,Meeting,8," in capsys.readouterr().out
    assert main(["briefing", "freeze", "例会"]) == 0
    first = capsys.readouterr().out.strip()
    office(3, 5)
    assert main(["briefing", "freeze", "例会"]) == 0
    second = capsys.readouterr().out.strip()
    given = [first, second, "--lang", "en", "--format", "csv"]
    assert main(["briefing", "compare", *given]) == 0
    out, err = capsys.readouterr()
    assert "Visits,Visits · Feb 2026,4,5,1,new data: build" in out
    assert "numbers differ" in err
    assert main(["briefing", "check", "例会"]) == 0
    assert "8 slides" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        (["freeze", "gone"], 1, "there is no briefing of this name; there are: 例会"),
        (["freeze"], 2, "briefing freeze takes NAME"),
        (["compare", "a.json", "b.json"], 1, "no frozen briefing of this name"),
        (["freeze", "../x"], 1, "a briefing's name holds letters"),
    ],
)
def test_what_cannot_be_done_is_told(office, capsys, asked, status, said):
    office(3, 4)
    assert main(["briefing", *asked]) == status
    assert said in capsys.readouterr().err
