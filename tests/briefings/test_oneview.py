"""One slide as a picture: what is on it, and that its numbers are the slide's."""

import dataclasses
import re
import struct
import xml.etree.ElementTree as ET

import pytest

from governance.__main__ import main
from governance.briefings import compose, frozen, single_slide, store
from governance.core.i18n import translator
from governance.warehouse.reader import VARIABLE, Warehouse

MONTHLY = "月度治理例会"
ZH = translator("zh")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def deck(sample_warehouse):
    warehouse = Warehouse.open(sample_warehouse)
    return compose.deck(warehouse, MONTHLY, store.load(MONTHLY).briefing, "zh")


def one(deck, kind):
    slide = next(slide for slide in deck.slides if slide.kind == kind)
    return dataclasses.replace(deck, slides=(slide,))


def words(root):
    return "".join("".join(root.itertext()).split())


@pytest.mark.parametrize("kind", ["trend", "ranking", "map"])
def test_title_scope_sentences_and_source_are_on_it_and_inside(deck, kind):
    given = one(deck, kind)
    (slide,) = given.slides
    root = ET.fromstring(single_slide.svg(given, ZH))
    said = words(root)
    for text in (slide.title, slide.where, *slide.words, *slide.sources):
        assert "".join(text.split()) in said
    places = [float(part.get("y")) for part in root.findall(f"{SVG}text")]
    assert 0 < min(places) < max(places) < single_slide.HEIGHT
    figure = root.find(f"{SVG}svg")
    assert float(figure.get("y")) + float(figure.get("height")) < single_slide.HEIGHT - 40
    assert "var(" not in said
    assert "stroke:#" in said  # the rules of its lines have the colours themselves


def test_a_chart_has_the_slides_numbers_to_the_last_digit(deck):
    given = one(deck, "trend")
    root = ET.fromstring(single_slide.svg(given, ZH))
    values = [float(part.get("data-value")) for part in root.iter() if part.get("data-value")]
    series = given.slides[0].charts[0].series[0].values
    assert values == [value for value in series if value is not None]


def test_a_map_has_every_area_and_its_legend(deck):
    given = one(deck, "map")
    (drawn,) = given.slides[0].maps
    root = ET.fromstring(single_slide.svg(given, ZH))
    paths = [part for part in root.iter(f"{SVG}path") if part.get("data-said")]
    assert len(paths) == 195
    boxes = {part.get("fill") for part in root.iter(f"{SVG}rect")}
    assert {row.colour for row in drawn.classes} <= boxes
    assert "".join(drawn.title.split()) in words(root)


def test_a_slide_without_a_picture_is_told(deck):
    given = one(deck, "attention")
    with pytest.raises(single_slide.PictureError) as wrong:
        single_slide.svg(given, ZH)
    assert (
        wrong.value.translated(ZH) == "“需要关注”没有图表也没有地图，不能存为 SVG；PNG 可画出整页"
    )
    assert not single_slide.has_figure(given.slides[0])


def test_long_texts_break_and_keep_every_letter():
    text = "On-time closure rate of 莲花街道，与上期相比下降了 3.1 个百分点 <b>" * 3
    lines = single_slide._broken(text, 40)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert len(lines) > 4


def test_the_command_writes_one_slide_of_the_build_and_of_a_frozen_state(
    sample_warehouse, tmp_path, monkeypatch, capsys
):
    monkeypatch.setenv(VARIABLE, str(sample_warehouse))
    monkeypatch.chdir(tmp_path)
    assert main(["export", MONTHLY, "--format", "svg", "--slide", "5"]) == 0
    name = capsys.readouterr().out.strip()
    assert re.fullmatch(rf"{MONTHLY} 5 \S+\.svg", name)
    live = (tmp_path / name).read_text(encoding="utf-8")
    given = store.load(MONTHLY)
    monkeypatch.setenv(store.VARIABLE, str(tmp_path))
    file = frozen.freeze(Warehouse.open(sample_warehouse), given)
    asked = ["--slide", "5", "--frozen", str(file), "--out", "kept.svg"]
    assert main(["export", MONTHLY, "--format", "svg", *asked]) == 0
    assert (tmp_path / "kept.svg").read_text(encoding="utf-8") == live


def test_the_command_draws_any_slide_as_png(sample_warehouse, tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(sample_warehouse))
    target = tmp_path / "3.png"
    asked = ["--format", "png", "--slide", "3", "--lang", "en", "--out", str(target)]
    assert main(["export", MONTHLY, *asked]) == 0
    picture = target.read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert struct.unpack(">II", picture[16:24]) == (2560, 1440)


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        (["--format", "png"], 2, "png and svg draw one slide: --slide N"),
        (["--format", "pptx", "--slide", "2"], 2, "png and svg draw one slide: --slide N"),
        (["--format", "svg", "--slide", "17"], 2, "no slide 17; the briefing has 1 to 16"),
        (["--format", "svg", "--slide", "0"], 2, "no slide 0"),
        (["--format", "svg", "--slide", "1"], 1, "has no chart and no map"),
    ],
)
def test_what_cannot_be_drawn_is_told(sample_warehouse, monkeypatch, capsys, asked, status, said):
    monkeypatch.setenv(VARIABLE, str(sample_warehouse))
    assert main(["export", MONTHLY, *asked]) == status
    assert said in capsys.readouterr().err
