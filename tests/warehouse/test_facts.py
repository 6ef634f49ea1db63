"""A build refuses points that a contract declares and a map could not or must not show."""

from dataclasses import replace

import pytest

from governance.core import contracts
from governance.core.contracts import ContractError, Points
from governance.warehouse import marts
from tests.support import tiny

POINTS = contracts.load()["visits"].points["visits"]


@pytest.mark.parametrize(
    ("points", "message"),
    [
        (replace(POINTS, day="visit_day"), r"visits\.sql has no column visit_day"),
        (replace(POINTS, left_out=("is_void", "true")), r"visits\.sql has no column is_void"),
        (replace(POINTS, splits=("key_group",)), "no point may say key_group of a household"),
        (replace(POINTS, only=("key_group", "x")), "no point may say key_group of a household"),
    ],
)
def test_points_that_staging_does_not_make_or_that_tell_of_need_are_refused(
    monkeypatch: pytest.MonkeyPatch, points: Points, message: str
) -> None:
    known = contracts.load()
    changed = {**known, "visits": replace(known["visits"], points={"visits": points})}
    con = tiny.taken()
    monkeypatch.setattr(contracts, "load", lambda: changed)
    with pytest.raises(ContractError, match=r"contract visits, points\.visits: .*" + message):
        marts.define_facts(con)
