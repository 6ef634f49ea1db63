"""Where exports have the required columns only, no page speaks of what reads any other."""

import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import PAGES
from governance.app.registry import Entry
from governance.core import contracts
from governance.warehouse.reader import VARIABLE, Warehouse
from tests.support import generic, shown, tiny

FACTS = [dataset for dataset in contracts.load() if dataset not in contracts.GROUND]
# Pages that tell what metrics and columns there are, recorded or not.
EXPLAINING = ("metrics", "data", "upload", "reconciliation")
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
            return reader(bare).switch_page(f"pages/{entry.section}/{entry.name}.py").run()

        yield go


def unknown_titles(file: Path) -> list[str]:
    """Chinese titles of metrics that this build does not know, unless another's begins so."""
    build = Warehouse(file)
    titles = {key: metric.title["zh"] for key, metric in build.catalog.items()}
    known = [titles[key] for key in build.with_data]
    lost = [title for key, title in titles.items() if key not in build.with_data]
    return [title for title in lost if not any(title in other for other in known)]


@pytest.mark.parametrize("bare", ["all", "issues"])
@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.name)
def test_a_page_is_silent_on_what_nobody_recorded(visit: Visit, bare: str, entry: Entry) -> None:
    app = visit(bare, entry)
    assert not app.exception
    if entry.name in EXPLAINING:
        return
    words = [text for text in shown.words(app) if not text.startswith(METHOD)]
    lost = unknown_titles(Path(os.environ[VARIABLE]))
    assert lost
    assert [(title, text) for title in lost for text in words if title in text] == []
