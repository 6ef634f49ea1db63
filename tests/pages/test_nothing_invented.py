"""Where exports have the required columns only, no page speaks of what reads any other."""

import datetime as dt
import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import PAGES
from governance.__main__ import main
from governance.app.registry import Entry
from governance.core import contracts
from governance.metrics import catalog
from governance.metrics.query import Query
from governance.warehouse import availability
from governance.warehouse.reader import VARIABLE, Warehouse
from tests.support import briefed, generic, shown, tiny
from tests.support.paged import unfolded

FACTS = [dataset for dataset in contracts.load() if dataset not in contracts.GROUND]
# Pages that tell what metrics and columns there are, recorded or not.
EXPLAINING = ("metrics", "data", "upload", "reconciliation")
# Columns of which the everyday run tries what is lost without them.
USUAL = ("resolved_at", "due_at", "key_group", "occupied")
METHOD = "**异常**"  # how what needs attention is found, in general
Visit = Callable[[str, Entry], AppTest]


def office(folder: Path, bare: str) -> Path:
    """Every dataset in full but one (or all of them), which has the required columns alone."""
    sources = [
        generic.source(
            dataset,
            generic.optional(contracts.load()[dataset]) if bare in (dataset, "all") else (),
        )
        for dataset in FACTS
    ]
    place = folder / bare
    place.mkdir()
    return tiny.warehouse(place, *sources).file


# The guide says of every figure how it is read, whether there is one or not.
SAYING = [entry for entry in PAGES if entry.name != "guide"]


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    folder = tmp_path_factory.mktemp("bare")
    built = cache(office)

    @cache
    def reader(bare: str) -> AppTest:
        app = AppTest.from_file("../../dashboard.py", default_timeout=60)
        app.query_params["lang"] = "zh"
        return app.run()

    with pytest.MonkeyPatch.context() as patch:

        def go(bare: str, entry: Entry) -> AppTest:
            patch.setenv(VARIABLE, str(built(folder, bare)))
            page = f"pages/{entry.section}/{entry.name}.py"
            return unfolded(reader(bare).switch_page(page).run())

        yield go


def unknown_titles(file: Path) -> list[str]:
    """Chinese titles of metrics that this build does not know, unless another's begins so."""
    build = Warehouse(file)
    titles = {key: metric.title["zh"] for key, metric in build.catalog.items()}
    known = [titles[key] for key in build.with_data]
    lost = [title for key, title in titles.items() if key not in build.with_data]
    return [title for title in lost if not any(title in other for other in known)]


@pytest.mark.parametrize(
    "bare",
    [
        "all",
        *(pytest.param(d, marks=[] if d == "issues" else pytest.mark.slow) for d in FACTS),
    ],
)
@pytest.mark.parametrize("entry", SAYING, ids=lambda entry: entry.name)
def test_a_page_is_silent_on_what_nobody_recorded(visit: Visit, bare: str, entry: Entry) -> None:
    app = visit(bare, entry)
    assert not app.exception
    if entry.name in EXPLAINING:
        return
    words = [text for text in shown.words(app) if not text.startswith(METHOD)]
    lost = unknown_titles(Path(os.environ[VARIABLE]))
    assert lost or bare == "activities"  # which no metric reads
    assert [(title, text) for title in lost for text in words if title in text] == []


def needing(dataset: str, column: str) -> set[str]:
    """The metrics that no figure can be told of where a dataset lacks a column."""
    wants = availability.needs(catalog.load())
    return {key for key, needs in wants.items() if (dataset, (column,)) in needs}


@pytest.mark.parametrize(
    ("dataset", "column"),
    [
        pytest.param(dataset, column, marks=[] if column in USUAL else pytest.mark.slow)
        for dataset in FACTS
        for column in generic.optional(contracts.load()[dataset])
        if needing(dataset, column)
    ],
)
def test_each_column_that_is_missing_takes_its_metrics_along(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], dataset: str, column: str
) -> None:
    others = [generic.source(other) for other in FACTS if other != dataset]
    build = tiny.warehouse(tmp_path, *others, generic.source(dataset, [column]))
    lost = needing(dataset, column)
    assert not lost & build.with_data.keys()
    windows = ((dt.date(2025, 3, 1), dt.date(2025, 4, 1)), (dt.date(2025, 1, 1), build.meta.as_of))
    found = build.answer(Query(tuple(lost), "street_office", tiny.STREET, windows))
    assert not found["has_data"].any()
    assert found[["value", "numerator", "denominator"]].isna().all(axis=None)
    assert build.view("signals", {"metrics": [*lost], "aimed": [], "area": "all"}).empty
    status = main(["metric", min(lost), "--warehouse", str(build.file)])
    assert (status, column in capsys.readouterr().err) == (2, True)
    slide = briefed.shown(build, "zh", metrics=tuple(lost)[:8])
    assert [(figure.value, figure.compared) for figure in slide.figures if figure.value] == []
