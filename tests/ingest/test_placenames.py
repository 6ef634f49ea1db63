"""A path of names finds its area in every official spelling, and never one of two."""

import pytest

from governance.ingest.geo.place_names import Gazetteer, parse_name

AREAS = [
    ("S1", None, "莲花街道"),
    ("C1", "S1", "东里社区"),
    ("C2", "S1", "东里村"),
    ("C3", "S1", "新村社区"),
    ("C4", "S1", "台子"),
    ("G1", "C1", "第3网格"),
    ("G2", "C1", "第十二网格"),
    ("G3", "C3", "第3网格"),
    ("M1", "G2", "第01微网格"),
    ("S2", None, "Harbour Road"),
]
GAZETTEER = Gazetteer(AREAS)


@pytest.mark.parametrize(
    ("name", "full", "bare"),
    [
        ("东里社区", "东里社区", "东里"),
        ("东里社区居委会", "东里社区", "东里"),
        ("东里社区居民委员会", "东里社区", "东里"),
        ("东里居委会", "东里社区", "东里"),
        ("东里村", "东里村", "东里"),
        ("东里村委会", "东里村", "东里"),
        ("东里村村委会", "东里村", "东里"),
        ("东里村村民委员会", "东里村", "东里"),
        ("东里村民委员会", "东里村", "东里"),
        ("莲花街道办事处", "莲花街道", "莲花"),
        ("莲花街道办", "莲花街道", "莲花"),
        ("莲花街办", "莲花街道", "莲花"),
        (" 莲 花\u3000街道 ", "莲花街道", "莲花"),
        ("第3网格", "3网格", "3"),
        ("第03网格", "3网格", "3"),
        ("3网格", "3网格", "3"),
        ("第０３网格", "3网格", "3"),
        ("三网格", "3网格", "3"),
        ("第十二网格", "12网格", "12"),
        ("第二十网格", "20网格", "20"),
        ("第一百零五网格", "105网格", "105"),
        ("第二〇三网格", "203网格", "203"),
        ("第3号网格", "3网格", "3"),
        ("第3微网格", "3微网格", "3"),
        ("003", "3", "3"),
        ("Ｈarbour  Road", "harbourroad", "harbourroad"),
        ("社区", "社区", "社区"),
        ("东里网格", "东里网格", "东里网格"),
    ],
)
def test_all_spellings_of_a_name_are_one(name: str, full: str, bare: str) -> None:
    assert (parse_name(name).full, parse_name(name).bare) == (full, bare)


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("莲花街道|东里社区|第3网格", "G1"),
        ("莲花街办|东里社区居委会|第03网格", "G1"),
        ("莲花|东里社区|3", "G1"),
        ("东里社区|十二网格", "G2"),
        ("莲花街道|东里村村委会", "C2"),
        ("莲花|东里社区", "C1"),
        ("新村", "C3"),
        ("新村社区居委会", "C3"),
        ("台子村", "C4"),
        ("东里社区|第1微网格", "M1"),
        ("莲花街道|12网格", "G2"),
        ("harbour road", "S2"),
        pytest.param("东里", None, id="community-or-village"),
        pytest.param("第3网格", None, id="grid-without-community"),
        pytest.param("莲花街道|第3网格", None, id="grid-of-two-communities"),
        pytest.param("海州街道|东里社区", None, id="another-street"),
        pytest.param("东里社区|莲花街道", None, id="upside-down"),
        pytest.param("西里", None, id="unknown"),
        ("莲花街道|新村村委会", "C3"),
        pytest.param("台子街道", "C4", id="a-register-without-kinds"),
        pytest.param("新村街道", None, id="a-community-is-no-street"),
        pytest.param("东里社区|第3微网格", None, id="a-grid-is-no-micro-grid"),
    ],
)
def test_a_path_finds_the_one_area_that_fits(path: str, code: str | None) -> None:
    assert GAZETTEER.find(path) == code
