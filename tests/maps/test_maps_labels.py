"""Names on maps: none on another, none outside, short where it is narrow."""

import itertools

import pytest

from governance.maps import camera, label_placement
from governance.maps.label_placement import Constraints
from tests.support import mapped

BOX = (1000, 700)


def placed(cells, box=BOX, **more):
    view = camera.fit(cells.bounds, *box, tilted=more.pop("tilted", False))
    return label_placement.place_labels(cells, view, Constraints(*box, **more))


def overlap(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.parametrize("count", [12, 195, 1000])
@pytest.mark.parametrize(
    "more", [{}, {"size": label_placement.LARGE}, {"tilted": True}, {"drop": 30}], ids=str
)
def test_no_name_lies_on_another_or_outside(count, more):
    found = placed(mapped.voronoi(count), **more)
    assert len(found) >= 8
    for one, other in itertools.combinations(found, 2):
        assert not overlap(one.box, other.box), (one, other)
    for one in found:
        left, top, right, bottom = one.box
        assert -500 <= left < right <= 500
        assert -350 <= top < bottom <= 350


def test_the_check_above_sees_an_overlap():
    assert overlap((0, 0, 10, 10), (9, 9, 20, 20))
    assert not overlap((0, 0, 10, 10), (10, 0, 20, 10))


def test_a_box_is_where_deck_draws_it():
    """Its middle is the cell's point on the screen, `drop` pixels lower where columns stand."""
    cells = mapped.voronoi(20)
    view = camera.fit(cells.bounds, *BOX)
    for drop in (0, 25):
        for one in label_placement.place_labels(cells, view, Constraints(*BOX, drop=drop)):
            x, y = camera.pixels(*one.point, view)
            assert (one.box[0] + one.box[2]) / 2 == pytest.approx(x)
            assert (one.box[1] + one.box[3]) / 2 == pytest.approx(y + drop)


def test_all_of_few_areas_are_named_in_full():
    cells = mapped.voronoi(12)
    assert {one.text for one in placed(cells)} == set(cells.names)


def test_numbered_names_are_written_alike():
    texts = [one.text for one in placed(mapped.voronoi(400))]
    assert all(text.isdigit() for text in texts)


@pytest.mark.parametrize(
    ("name", "above", "ways"),
    [
        ("永红社区第03网格", ("永红社区",), ["第03网格", "03"]),
        ("南园社区第10网格第02微网格", ("南园社区第10网格",), ["第02微网格", "02"]),
        ("永红社区", ("羊坊店街道",), ["永红社区", "永红"]),
        ("羊坊店街道", (), ["羊坊店街道", "羊坊店"]),
        ("永红社区", ("永红社区",), ["永红社区", "永红"]),
        ("社区", (), ["社区"]),
        ("Bronx 3", (), ["Bronx 3", "3"]),
    ],
)
def test_a_name_is_shortened_by_what_stands_above(name, above, ways):
    assert label_placement.shorten(name, above) == ways


def test_chinese_is_measured_twice_as_wide():
    chinese, _height = label_placement.measure("网格", 10)
    latin, _height = label_placement.measure("ab", 10)
    assert chinese - 10 == 20
    assert 10 < latin - 10 < 14


def test_without_cells_there_is_no_name():
    assert placed(mapped.cells_of([("a", "甲", mapped.SQUARE)]))[0].text == "甲"
