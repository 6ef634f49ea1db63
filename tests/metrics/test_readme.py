"""The metric of queries/README.md: its three files agree, each pasted as it stands there."""

import tomllib
from collections.abc import Mapping
from typing import Any

import pytest

from governance.metrics import catalog
from governance.metrics.measure import computed
from governance.metrics.query import Query
from tests.metrics import test_metric_cases as cases
from tests.oracles import facts
from tests.oracles.facts import Facts, Question
from tests.support import trial
from tests.support.trial import ROOT

FILES = trial.blocks((ROOT / "queries" / "README.md").read_text(encoding="utf-8"))
SQL, CASE, ORACLE = (block.text for block in FILES if block.path)


@pytest.mark.parametrize("entry", tomllib.loads(CASE)["expected"], ids=lambda one: one["level"])
def test_header_case_and_oracle_of_the_example_agree(
    monkeypatch: pytest.MonkeyPatch, entry: Mapping[str, Any]
) -> None:
    known = catalog.from_texts([SQL])
    areas = cases.read("areas")
    monkeypatch.setattr(
        cases, "read", lambda name: areas if name == "areas" else tomllib.loads(CASE)
    )
    con = cases.derived("votes_cast", known)
    window = (entry["start"], entry["end"])
    query = Query(("votes_cast",), entry["level"], "all", (window,))
    frame = computed(con.cursor(), known, query)
    found = cases.record(frame, area_code=entry["area_code"])
    assert (found["numerator"], found["value"]) == (entry["numerator"], entry["value"])
    second = oracle()(Facts(con), Question(entry["area_code"], *window))
    assert second == entry["value"]


def oracle() -> Any:
    """The function of the example, among the names that a module of oracles imports."""
    names = {"Facts": Facts, "Question": Question, "during": facts.during}
    exec(compile(ORACLE, "queries/README.md", "exec"), names)  # noqa: S102  the project's own text
    return names["votes_cast"]
