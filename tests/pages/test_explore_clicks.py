"""Every number on Explore opens a receipt of that number, and a row's name filters by the row."""

from itertools import product

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from governance.app import cache, figure_panel
from governance.charts import cross_grid
from governance.core.i18n import translator
from governance.metrics import catalog, number_format
from governance.metrics import scope as asked
from governance.metrics.metric_values import Values
from governance.receipts.proof import prove
from governance.warehouse.reader import Warehouse
from tests.conftest import ROOT
from tests.support import offices, tiny
from tests.support.paged import opened

PAGE = "pages/analyse/explore.py"
CATALOG = catalog.load()
ZH = translator("zh")
ODD = "停车; a:b, 100% &=“x”"
DAYS = {"period": "custom", "start": "2026-02-10", "end": "2026-04-06"}
# One of every way in which a metric is computed.
EACH = (
    "backlog", "hours_per_volunteer", "issues_per_1000", "on_time_rate", "outputs",
    "resolution_hours_p50", "spaces_built", "three_rate_score", "visit_coverage",
    "volunteer_retention",
)  # fmt: skip
ODDLY = (
    ("issues_reported", ""), ("issues_reported", f"category:{ODD}"), ("on_time_rate", "category:"),
    ("resolution_hours_p50", "channel:hotline"), ("on_time_rate", "channel:hotline"),
)  # fmt: skip


@pytest.fixture(scope="module")
def build(tmp_path_factory):
    """A few issues and visits of several channels, months and areas beside a row of all else."""
    folder = tmp_path_factory.mktemp("clicks")
    sorts = product(("hotline", "grid", ""), ("噪声", ODD, ""), ("02-12", "03-05", "04-05"))
    rows = [
        {
            "issue_id": f"I{n}",
            "channel": channel,
            "category": category,
            "reported_at": f"2026-{day} 09:00",
            "due_at": f"2026-{day} 18:00",
            "resolved_at": f"2026-{day} {'12' if n % 3 else '20'}:00",
            "area_code": tiny.GRIDS[n % 3] if n % 7 else "",
        }
        for n, (channel, category, day) in enumerate(sorts)
        for _again in range(1 + n % 2)
    ]
    for n, row in enumerate(rows):
        row["issue_id"] = f"I{n}"
    sources = [one for one in offices.few_of_each() if one.dataset != "issues"]
    from governance.warehouse import build as building

    building.build([tiny.areas(), tiny.issues(*rows), *sources], folder, folder / "w.duckdb")
    file = (folder / "w.duckdb").resolve()
    return Warehouse(file)


@pytest.fixture(scope="module")
def sample(sample_warehouse):
    file = sample_warehouse.resolve()
    return Warehouse(file)


def read(build, **address):
    """The scope of an address, and that nothing of it was refused."""
    found, notices = asked.read(address, cache.ground(build), ZH)
    assert notices == []
    return found


def grids(build, metric, scope):
    """Every grid of the metric that the page offers in the scope."""
    tree = cache.ground(build).tree
    offered = cross_grid.dimensions(metric, has_areas=bool(tree.level_below(scope.area)))
    for first in offered:
        for second in cross_grid.second_dimensions(metric, first, offered):
            if metric.apart not in (first, second) and not metric.compares(scope.filters):
                continue
            found = cache.explored(build, metric, scope, (first, second))
            yield cross_grid.build_grid(found, metric, (first, second), tree, ZH)


def mismatched(build, key, base, most):
    """The cells, of `most` a grid, whose receipt shows another number or is not proved; and all."""
    metric, tree = CATALOG[key], cache.ground(build).tree
    scope = read(build, **base)
    wrong, seen = [], []
    for given in grids(build, metric, scope):
        cells = list(given.values.items())
        step = max(-(-len(cells) // most), 1)  # a grid that is wholly suppressed has no cell
        for (row, column), value in cells[::step]:
            clicked = cross_grid.cell_filters(given, row, column, scope, tree)
            if clicked is None:
                assert given.by[0 if row.endswith("unspecified") else 1] == cross_grid.AREA
                continue
            figure = read(build, **(base | clicked)).figure(metric)
            proof = prove(build.cursor(), build.catalog, figure)
            found = Values(cache.answer(build, figure))
            shown = found.at(key, figure.area, figure.window).value
            seen.append(given.by)
            if shown != pytest.approx(value) or not proof.holds:
                wrong.append((given.by, row, column, value, shown, proof))
    return wrong, seen


@pytest.mark.parametrize(
    ("key", "only"),
    [*ODDLY[:2], *(pytest.param(*odd, marks=pytest.mark.slow) for odd in ODDLY[2:])],
)
def test_a_cell_of_odd_values_is_the_number_of_its_receipt(build, key, only):
    wrong, seen = mismatched(build, key, DAYS | {"only": only}, most=2)
    assert wrong == []
    assert len(set(seen)) >= 19


@pytest.mark.slow
@pytest.mark.parametrize("key", EACH)
def test_a_cell_is_the_number_of_the_receipt_that_it_opens(sample, key):
    split = CATALOG[key].segments[0]
    days = {"period": "custom", "start": "2026-06-10", "end": "2026-09-05", "area": "500113011"}
    query = read(sample, **days).query([key], split=split)
    (value, *_others) = cache.answer(sample, query)["segment_value"]
    wrong, seen = mismatched(sample, key, days, most=1)
    again, more = mismatched(sample, key, days | {"only": f"{split}:{value}"}, most=1)
    assert wrong + again == []
    assert seen
    assert more


@pytest.mark.parametrize("key", EACH)
def test_a_rows_name_filters_by_the_row(build, key):
    metric, tree = CATALOG[key], cache.ground(build).tree
    scope = read(build, **DAYS)
    for given in grids(build, metric, scope):
        for row in given.rows:
            filtered = read(build, **(DAYS | cross_grid.row_filters(given, row.key, scope, tree)))
            name = given.by[0]
            if name == cross_grid.AREA:
                assert filtered.area == (row.key if row.key in tree else scope.area)
            elif name == cross_grid.MONTH:
                assert filtered.start.isoformat() == row.key
            else:
                assert filtered.filters == ((name, row.key),)
                assert cross_grid.row_filters(given, row.key, filtered, tree)["only"] == ""


def test_filters_of_any_value_are_read_as_they_were_written(build):
    pairs = [("channel", "a:b;c"), ("category", ODD), ("department", "")]
    address = asked.written(pairs)
    assert address["only"].endswith(";department:")
    assert read(build, **address).filters == tuple(pairs)


def buttons(here, frame, title, key, **options):
    """A table as buttons, which a test can press: each cell, and the name of each row."""
    for row, column in product(range(len(frame)), frame.columns):
        if options.get("chosen"):
            args = (row, column)
            st.button(
                f"{title} {args}",
                key=f"{key}|{row}|{column}",
                on_click=options["chosen"],
                args=args,
            )


def explored(build, monkeypatch, address):
    """Explore on the build, and the keys of the buttons that stand for its table."""
    monkeypatch.setenv("GOVERNANCE_WAREHOUSE", str(build.file))
    monkeypatch.setattr(figure_panel, "table", buttons)
    found = opened(
        AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60), PAGE, **address
    )
    return found, [button.key for button in found.button if "|" in str(button.key)]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "by", [("channel", "category"), ("category", "month"), ("area", "month"), ("month", "")]
)
def test_clicks_lead_there_in_both_languages(build, monkeypatch, lang, by):
    address = DAYS | {"metric": "issues_reported", "by": by[0], "and": by[1], "lang": lang}
    address |= {"area": tiny.STREET}
    scope = read(build, **{name: address[name] for name in (*DAYS, "area")})
    given = next(one for one in grids(build, CATALOG["issues_reported"], scope) if one.by == by)
    found, (name, cell, *_others) = explored(build, monkeypatch, address)
    found.button(key=cell).click().run()
    assert not found.exception
    value = given.values[given.rows[0].key, cell.rpartition("|")[2]]
    assert found.metric[0].value == number_format.amount(value, given.metric, translator(lang))
    found, _keys = explored(build, monkeypatch, address)
    found.button(key=name).click().run()
    assert not found.exception
    assert not found.warning
    wanted = cross_grid.row_filters(given, given.rows[0].key, scope, cache.ground(build).tree)
    assert {name: found.session_state[name] for name in wanted} == wanted


def test_a_receipt_says_its_filters_and_other_pages_have_them_too(build, monkeypatch):
    address = DAYS | {"metric": "issues_reported", "by": "channel", "and": "category", "lang": "zh"}
    found, keys = explored(build, monkeypatch, address)
    found.button(key=keys[1]).click().run()
    found.switch_page("pages/reference/receipt.py").run()
    (first, second) = [b for b in found.button if str(b.key).startswith("filter_off")]
    assert (first.key, second.key) == ("filter_off", "filter_off_1")
    first.click().run()
    assert found.session_state["only"].startswith("category:")
    assert found.session_state["also"] == ""
    two = asked.written([("channel", "hotline"), ("category", ODD)])
    found, _keys = explored(build, monkeypatch, address | two)
    chips = [b.key for b in found.button if str(b.key).startswith("filter_off")]
    assert chips == ["filter_off", "filter_off_1"]
