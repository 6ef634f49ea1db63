"""Every compound's name that a page shows leads to the compound's file; what the files tell."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import PAGES
from governance.app import context, figure_panel
from governance.reconciliation import audit, verdicts
from governance.warehouse.reader import VARIABLE, Warehouse
from tests.support.paged import drawn, opened, unfolded

HOME = "500113011"
YEAR = {"area": HOME, "period": "last_12_months", "lang": "zh"}
# Its click opens the figure, whose details have the link.
ELSEWHERE = {"audit"}
LISTING = {"organisation", "consultation", "issues", "compound"}
NAMED = {
    "新港花园": "370211002046X001",
    "康桥生活公园": "500118001009X001",
    "树人大院": "500118001002X001",
    "香林华府": "500113011004X001",
    "霞光里35号院": "110105012023X001",
}
# What was published of each and is not in the registers' boxes: kinds of events, and lists.
STORIES = {
    "新港花园": (
        {"complaint", "meeting", "vote", "project", "result", "rebound"},
        {"小区改造": (1, 0)},
    ),
    "康桥生活公园": (
        {"complaint", "meeting", "project", "result"},
        {"合同整改": (16, 16), "合同外服务": (12, 12), "智慧物业": (12, 12)},
    ),
    "树人大院": ({"complaint", "result"}, {}),
    "香林华府": ({"project", "result"}, {"电梯更换": (1, 1), "监控安装": (1, 1)}),
    "霞光里35号院": ({"visit", "meeting", "vote"}, {}),
}


@pytest.fixture
def app(sample_warehouse, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(sample_warehouse))
    return AppTest.from_file("../../dashboard.py", default_timeout=120)


@pytest.fixture(scope="module")
def warehouse(sample_warehouse):
    return Warehouse.open(sample_warehouse)


@pytest.fixture
def tables(monkeypatch) -> list[tuple[str, pd.DataFrame, Callable[[int, str], None] | None]]:
    """The tables that pages show from now on, and what a click on each does."""
    found = []
    table = figure_panel.table

    def shown(here: Any, frame: Any, title: str, key: str, **options: Any) -> Any:
        found.append((key, getattr(frame, "data", frame), options.get("chosen")))
        return table(here, frame, title, key, **options)

    monkeypatch.setattr(figure_panel, "table", shown)
    return found


@pytest.mark.parametrize("entry", [e for e in PAGES if not e.is_bare], ids=lambda e: e.name)
def test_every_compound_of_a_table_leads_to_its_file(app, tables, warehouse, monkeypatch, entry):
    names = warehouse.view("compound_names", {"area": "all"})
    codes = names.groupby("name")["compound_code"].agg(set).to_dict()
    opened(app, **YEAR)
    tables.clear()
    found = unfolded(app.switch_page(f"pages/{entry.section}/{entry.name}.py").run())
    assert not found.exception
    went: list[tuple[str, str]] = []
    tried = 0
    monkeypatch.setattr(
        context, "open_page", lambda page, **asked: went.append((page, asked.get("compound", "")))
    )
    for key, frame, chosen in [one for one in tables if one[0] not in ELSEWHERE]:
        for column in frame.columns:
            rows = [n for n, cell in enumerate(frame[column]) if isinstance(cell, str)]
            for row in [n for n in rows if frame[column].iloc[n] in codes][:5]:
                assert chosen, (key, column, "no click")
                went.clear()
                chosen(row, column)
                assert went, (key, column, frame[column].iloc[row])
                page, code = went[0]
                assert page == "compound"
                assert code in codes[frame[column].iloc[row]]
                tried += 1
    assert tried or entry.name not in LISTING


def test_a_place_that_rebounds_leads_to_its_file_from_a_profile(app):
    found = opened(app, "pages/analyse/profile.py", area=HOME, lang="zh")
    assert f"compound?area={HOME}&amp;lang=zh&amp;compound={HOME}" in drawn(found)


def test_a_receipt_names_its_compounds_and_leads_to_them(app, tables, monkeypatch):
    asked = {"area": NAMED["新港花园"][:12], "metric": "rebound_cycles", "lang": "en"}
    opened(app, "pages/reference/receipt.py", **asked)
    rows, chosen = next((f, c) for key, f, c in tables if key == "receipt_rows")
    went: list[dict[str, str]] = []
    monkeypatch.setattr(context, "open_page", lambda _page, **asked: went.append(asked))
    named = rows["Compound"].tolist()
    chosen(named.index("新港花园"), "Compound")
    chosen(named.index("新港花园"), "Day")
    assert went == [{"compound": NAMED["新港花园"]}]


def test_a_published_figure_leads_to_the_file_of_its_compound(app):
    found = opened(app, "pages/reference/reconciliation.py", figure="F012", lang="zh")
    (link,) = [one.value for one in found.markdown if "compound?" in one.value]
    assert link.startswith("[小区档案：康桥生活公园 →](")
    assert f"compound={NAMED['康桥生活公园']}" in link


@pytest.mark.parametrize("name", NAMED)
def test_a_named_compound_is_two_clicks_away_and_tells_its_story(app, tables, warehouse, name):
    page = opened(app, "pages/monitor/compound.py", area=HOME, lang="zh")
    labels = page.selectbox(key="pick_compound").options
    place = next(n for n, label in enumerate(labels) if label.startswith(f"{name} · "))
    tables.clear()
    found = page.selectbox(key="pick_compound").select_index(place).run()
    assert not found.exception
    assert found.header[0].value == name
    assert found.query_params["compound"] == NAMED[name]
    events, lists = STORIES[name]
    end = pd.Timestamp("2026-11-01").date()
    asked = {"compound": NAMED[name], "end": end, "most": 1000}
    assert set(warehouse.view("compound_events", asked)["event"]) >= events
    shown = {key: frame for key, frame, _chosen in tables}
    items = shown["checklists"].set_index("项目类型") if lists else pd.DataFrame()
    told = {kind: tuple(items.loc[kind, ["事项数", "已完成"]]) for kind in lists}
    assert told == lists
    assert "治理主体" in drawn(found)


@pytest.mark.parametrize("name", NAMED)
def test_a_file_holds_every_published_figure_of_its_compound(app, tables, warehouse, name):
    opened(app, "pages/monitor/compound.py", compound=NAMED[name], lang="zh")
    printed = {
        finding.figure.id: finding
        for finding in audit.run(warehouse).findings.values()
        if finding.figure.compound == name
    }
    published = next(frame for key, frame, _chosen in tables if key == "published")
    assert set(published["编号"]) == set(printed)
    assert published["来源"].str.endswith(".txt").all()
    wrong = {verdicts.DIFFERS, verdicts.OTHER_UNIT}
    assert [key for key, one in printed.items() if one.verdict.key in wrong] == []
