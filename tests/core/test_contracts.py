"""Contracts say what a row means; a wrong one is refused by name."""

import pytest

from governance.core import contracts
from governance.core.contracts import ContractError

DATASETS = {
    *("areas", "boundaries", "compounds", "organisations", "visits", "issues"),
    *("volunteer_hours", "parking_spaces", "meetings", "projects", "activities"),
}


def test_all_datasets_have_a_contract() -> None:
    assert set(contracts.load()) == DATASETS


def test_areas_come_before_the_facts_that_need_them() -> None:
    order = list(contracts.load())
    for contract in contracts.load().values():
        assert all(order.index(need) < order.index(contract.dataset) for need in contract.needs)


@pytest.mark.parametrize("dataset", sorted(DATASETS))
def test_each_contract_speaks_both_languages(dataset: str) -> None:
    contract = contracts.load()[dataset]
    texts = [contract.title, contract.row, *(check.message for check in contract.checks)]
    texts += [column.title for column in contract.columns.values()]
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
