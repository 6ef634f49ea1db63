"""Every cell, name and total of the pivot opens exactly its own records."""

from itertools import product
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from governance.app import cache
from governance.core.i18n import translator
from governance.metrics import catalog, number_format, pivot
from governance.warehouse.reader import Warehouse
from tests.conftest import ROOT
from tests.support import offices, pivots, tiny
from tests.support.paged import opened

PAGE = "pages/analyse/explore.py"
CATALOG = catalog.load()
ZH = translator("zh")
ODD = "停车; a:b, 100% &=“x”"
DAYS = {"period": "custom", "start": "2026-02-10", "end": "2026-04-06"}
# One of every way in which a metric is computed, beside issues_reported.
EACH = (
    "active_volunteers", "backlog", "hours_per_volunteer", "issues_per_1000", "on_time_rate",
    "outputs", "resolution_hours_p50", "spaces_built", "three_rate_score", "visit_coverage",
    "volunteer_retention",
)  # fmt: skip
UNKNOWN = "未指定"


@pytest.fixture(scope="module")
def build(tmp_path_factory):
    """A few issues of several channels, months and areas, some of no known one, beside all else."""
    folder = tmp_path_factory.mktemp("clicks")
    sorts = product(("hotline", "grid", ""), ("噪声", ODD, ""), ("02-12", "03-05", "04-05"))
    places = [*tiny.GRIDS, tiny.STREET, ""]
    rows = [
        {
            "channel": channel,
            "category": category,
            "reported_at": f"2026-{day} 09:00",
            "due_at": f"2026-{day} 18:00",
            "resolved_at": f"2026-{day} {'12' if n % 3 else '20'}:00",
            "area_code": places[(n + again) % len(places)],
        }
        for n, (channel, category, day) in enumerate(sorts)
        for again in range(1 + n % 2)
        if (channel, category) != ("grid", "噪声")
    ]
    for n, row in enumerate(rows):
        row["issue_id"] = f"I{n}"
    sources = [one for one in offices.few_of_each() if one.dataset != "issues"]
    from governance.warehouse import build as building

    building.build([tiny.areas(), tiny.issues(*rows), *sources], folder, folder / "w.duckdb")
    return Warehouse((folder / "w.duckdb").resolve())


@pytest.fixture(scope="module")
def sample(sample_warehouse):
    return Warehouse(sample_warehouse.resolve())


def page(build, monkeypatch, **address):
    """Explore at an address, and the places of its pivot."""
    monkeypatch.setenv("GOVERNANCE_WAREHOUSE", str(build.file))
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    found = opened(app, PAGE, **{"lang": "zh"} | address)
    assert not found.exception
    html = pivots.drawn(found)
    return found, pivots.spots(html) if html else []


def some_pairs(metric, build, area):
    """By their kinds, one pair of every kind of rows by every kind of columns."""
    offered = pivot.dimensions(metric, cache.ground(build).tree.levels_below(area))
    found: dict[tuple[str, str], pivot.By] = {}
    for n, first in enumerate(offered):
        others = [name for name in offered if pivot.kind(name) != pivot.kind(first)]
        turned = [*others[n:], *others[:n], pivot.NONE]
        found |= {(pivot_kind(first), pivot_kind(other)): (first, other) for other in turned}
    return found


def pivot_kind(dimension):
    kind = pivot.kind(dimension)
    return kind if kind in ("level", "time", "") else "segment"


def chosen(spots):
    """One place of every kind: cells, unknown and rest lines, names, totals, the grand total."""
    rows, columns = max(s.row for s in spots), max(s.column for s in spots)
    unknown = {s.row for s in spots if s.column == -1 and s.text.startswith(UNKNOWN)}
    unknown_columns = {s.column for s in spots if s.row == -1 and s.text.startswith(UNKNOWN)}
    kinds = {}
    for spot in spots:
        row = "total" if spot.row == rows else "unknown" if spot.row in unknown else spot.row < 0
        column = "total" if spot.column == columns else spot.column < 0
        column = "unknown" if spot.column in unknown_columns else column
        if spot.href:
            kinds[row, column] = spot
    return kinds


def wrong(build, spots, metric):
    """The chosen places whose receipt shows another number, or is not proved; and their kinds."""
    rows, columns = max(s.row for s in spots), max(s.column for s in spots)
    said = {(s.row, s.column): s.text for s in spots}
    found = []
    kinds = chosen(spots)
    for kind, spot in kinds.items():
        query, proof = pivots.receipt(build, spot.href)
        at = rows if spot.row == -1 else spot.row, columns if spot.column == -1 else spot.column
        shown = (
            "＊"
            if proof.is_few
            else "—"
            if proof.shown is None
            else number_format.level(proof.shown, metric)
        )
        counts = metric.key != "issues_reported" or proof.shown == proof.records
        if shown != said[at] or not proof.holds or proof.agrees is False or not counts:
            found.append((kind, spot, said[at], shown, query, proof))
    return found, set(kinds)


@pytest.mark.parametrize("area", [tiny.STREET, pytest.param("all", marks=pytest.mark.slow)])
def test_every_kind_of_place_opens_its_own_records(build, monkeypatch, area):
    metric, seen = CATALOG["issues_reported"], set()
    for kinds, by in some_pairs(metric, build, area).items():
        address = DAYS | {"metric": metric.key, "by": by[0], "and": by[1], "area": area}
        _found, spots = page(build, monkeypatch, **address)
        bad, places = wrong(build, spots, metric)
        assert bad == [], by
        seen |= {(*kinds, *place) for place in places}
    known = {tuple(False if part == "unknown" else part for part in place) for place in seen}
    sides = product(("level", "time", "segment"), ("level", "time", "segment", ""))
    for rows, columns in sides:
        if rows != columns or rows == "segment":
            places = product(
                (False, "total", True), (False, "total", True) if columns else ("total",)
            )
            wanted = {(rows, columns, *place) for place in places} - {(rows, columns, True, True)}
            assert wanted <= known
    unknown = {(kinds[0], row) for *kinds, row, _column in seen if row == "unknown"}
    assert unknown == {("level", "unknown"), ("segment", "unknown")}


@pytest.mark.parametrize("key", EACH)
@pytest.mark.parametrize("most", [2, pytest.param(None, marks=pytest.mark.slow)])
def test_every_way_of_computing_opens_its_own_records(sample, monkeypatch, key, most):
    metric = CATALOG[key]
    days = {"period": "custom", "start": "2026-06-10", "end": "2026-09-05", "area": "500113011"}
    pairs = some_pairs(metric, sample, "500113011").values()
    for by in [by for by in pairs if metric.apart in ("", *by)][::-1][:most]:
        _found, spots = page(sample, monkeypatch, **days, metric=key, by=by[0], **{"and": by[1]})
        assert spots
        assert wrong(sample, spots, metric)[0] == [], by


@pytest.mark.parametrize("only", [f"category:{ODD}", "category:", "channel:hotline"])
def test_filters_of_the_page_hold_behind_every_place(build, monkeypatch, only):
    metric = CATALOG["issues_reported"]
    for by in (("channel", "community"), ("category", "month"), ("channel", "category")):
        address = DAYS | {"metric": metric.key, "by": by[0], "and": by[1], "only": only}
        _found, spots = page(build, monkeypatch, area=tiny.STREET, **address)
        assert wrong(build, spots, metric)[0] == [], by
        segment, _colon, value = only.partition(":")
        assert all(
            (segment, value) in pivots.figure(build, spot.href).filters
            for spot in chosen(spots).values()
        )


def test_a_missing_pair_is_zero_where_it_is_known_and_unknown_without_data(build, monkeypatch):
    address = DAYS | {"metric": "issues_reported", "by": "channel", "and": "category"}
    _found, spots = page(build, monkeypatch, **address)
    said = {(s.row, s.column): s for s in spots}
    rows = {s.text: s.row for s in spots if s.column == -1}
    columns = {s.text: s.column for s in spots if s.row == -1}
    zero = said[rows["网格巡查"], columns["噪声"]]
    assert zero.text == "0"
    assert pivots.receipt(build, zero.href)[1].records == 0
    address = DAYS | {"metric": "on_time_rate", "by": "channel", "and": "category"}
    _found, spots = page(build, monkeypatch, **address)
    said = {(s.row, s.column): s for s in spots}
    rows = {s.text: s.row for s in spots if s.column == -1}
    columns = {s.text: s.column for s in spots if s.row == -1}
    assert said[rows["网格巡查"], columns["噪声"]].text == "—"


def test_a_rest_says_so_on_its_receipt_and_a_level_of_none_is_refused(build, monkeypatch):
    address = DAYS | {"metric": "issues_reported", "by": "community", "area": tiny.STREET}
    _found, spots = page(build, monkeypatch, **address)
    (rest,) = [s for s in spots if s.column == -1 and s.text == UNKNOWN]
    monkeypatch.setenv("GOVERNANCE_WAREHOUSE", str(build.file))
    asked = dict(parse_qsl(rest.href.partition("?")[2]))
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    found = opened(app, "pages/reference/receipt.py", **asked | {"lang": "zh"})
    assert "未落到社区" in found.metric[0].label
    said = {s.row: s.text for s in spots if s.column == 0}
    assert found.metric[0].value == f"{said[rest.row]} 件"
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    found = opened(app, "pages/reference/receipt.py", **asked | {"lang": "zh", "rest": "nowhere"})
    assert "nowhere" in found.warning[0].value


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_way_into_a_line_narrows_the_page_to_it(build, monkeypatch, lang):
    for by in ("community", "quarter", "channel"):
        address = DAYS | {"metric": "issues_reported", "by": by, "area": tiny.STREET}
        _found, spots = page(build, monkeypatch, **address)
        line = next(s for s in spots if s.column == 0 and s.row == 0)
        name = next(s for s in spots if s.column == -1 and s.row == 0)
        asked = dict(parse_qsl(name.into.partition("?")[2])) | {"lang": lang}
        _found, inside = page(build, monkeypatch, **asked)
        rows = max(s.row for s in inside)
        assert next(s.text for s in inside if (s.row, s.column) == (rows, 0)) == line.text
