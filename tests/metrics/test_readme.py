"""The metric of queries/README.md: its four files agree, each pasted as it stands there."""

import tomllib
from collections.abc import Mapping
from typing import Any

import pytest

from governance.core import sql
from governance.metrics import catalog
from governance.metrics.measure import computed
from governance.metrics.query import Query
from governance.receipts import plain_count
from tests.metrics import test_metric_cases as cases
from tests.oracles import facts
from tests.oracles.facts import Facts, Question
from tests.support import trial
from tests.support.trial import ROOT

FILES = trial.blocks((ROOT / "queries" / "README.md").read_text(encoding="utf-8"))
FACTS = sql.text("proofs", plain_count.FACTS)
SQL, CASE, ORACLE, PROOF = (block.text for block in FILES if block.path)


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
    monkeypatch.setattr(sql, "text", lambda _room, name: {"votes_cast": PROOF}.get(name, FACTS))
    figure = Query(("votes_cast",), entry["level"], entry["area_code"], (window,))
    assert plain_count.count(con.cursor(), known["votes_cast"], figure).value == entry["value"]


def oracle() -> Any:
    """The function of the example, among the names that a module of oracles imports."""
    names = {"Facts": Facts, "Question": Question, "during": facts.during}
    exec(compile(ORACLE, "queries/README.md", "exec"), names)  # noqa: S102  the project's own text
    return names["votes_cast"]
