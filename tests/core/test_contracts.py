"""Contracts say what a row means; a wrong one is refused by name."""

from pathlib import Path

import pytest

from governance.core import contracts
from governance.core.contracts import ContractError


def test_areas_come_before_the_facts_that_need_them() -> None:
    order = list(contracts.load())
    for contract in contracts.load().values():
        assert all(order.index(need) < order.index(contract.dataset) for need in contract.needs)


@pytest.mark.parametrize("dataset", list(contracts.load()))
def test_each_contract_speaks_both_languages(dataset: str) -> None:
    contract = contracts.load()[dataset]
    texts = [contract.title, contract.row, *(check.message for check in contract.checks)]
    texts += [column.title for column in contract.columns.values()]
    texts += [points.title for points in contract.points.values() if points.title]
    texts += [t for column in contract.columns.values() for t in (column.allowed or {}).values()]
    assert all(text["zh"] and text["en"] for text in texts)


def test_personal_columns_are_named() -> None:
    personal = {
        (contract.dataset, column.name)
        for contract in contracts.load().values()
        for column in contract.columns.values()
        if column.personal
    }
    assert personal == {
        ("visits", "household_id"),
        ("visits", "visitor_id"),
        ("issues", "description"),
        ("volunteer_hours", "volunteer_id"),
    }


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('type = "integer"', 'type = "int"'), "type = 'int' is none of: text, area"),
        (('key = ["area_code"]', 'key = ["code"]'), "column = 'code' is none of: "),
        (("required = true", "requird = true"), "perhaps required?"),
    ],
)
def test_a_wrong_contract_is_refused(change: tuple[str, str], message: str) -> None:
    text = (contracts.CONTRACTS / "areas.toml").read_text(encoding="utf-8").replace(*change)
    with pytest.raises(ContractError) as raised:
        contracts.parse(text)
    assert message in str(raised.value)
    assert "contract areas" in str(raised.value)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('splits = ["visitor_role"]', 'splits = ["household_id"]'), "column = 'household_id'"),
        (('splits = ["visitor_role"]', 'splits = ["role"]'), "column = 'role' is none of: "),
        (('splits = ["visitor_role"]', "splits = []"), "'points.visits.splits' is missing"),
        (('day = "visited_day"', 'days = "visited_day"'), "perhaps day?"),
        (('day = "visited_day"', "left_out = 1"), "is not one column and its value"),
        (('assumed = "1"', "assumed = 1"), "columns.persons.assumed = 1 is not a text"),
    ],
)
def test_wrong_points_are_refused(change: tuple[str, str], message: str) -> None:
    text = (contracts.CONTRACTS / "visits.toml").read_text(encoding="utf-8").replace(*change)
    with pytest.raises(ContractError) as raised:
        contracts.parse(text)
    assert message in str(raised.value)
    assert "points.visits" in str(raised.value) or "columns.persons" in str(raised.value)


def test_two_datasets_cannot_share_the_name_of_their_points(tmp_path: Path) -> None:
    for name in ("visits", "compounds"):
        text = (contracts.CONTRACTS / f"{name}.toml").read_text(encoding="utf-8")
        text = text.replace("[points.compounds]", "[points.visits]")
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ContractError, match=r"points\.visits is a name that compounds has"):
        contracts.load(tmp_path)
