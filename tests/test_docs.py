"""What can be set is documented; what is documented exists."""

import dataclasses
import re
from pathlib import Path

import pytest

from governance.core import contracts
from governance.ingest.sources import Source
from governance.metrics.catalog import Metric

DATA = (contracts.PROJECT / "data" / "README.md").read_text(encoding="utf-8")
CONTRACTS = (contracts.CONTRACTS / "README.md").read_text(encoding="utf-8")
DOCS = contracts.PROJECT / "docs"
QUERIES = (contracts.PROJECT / "queries" / "README.md").read_text(encoding="utf-8")
DERIVED = {"name", "sql", "text", "basis"}  # not written in a file's header
# How the keys of each table of a contract are written in the documentation.
TABLES = {
    "Contract": "",
    "Column": "[columns.<name>] ",
    "Points": "[points.<name>] ",
    "Check": "[[checks]] ",
}
NAMED = ((contracts.Column, "name"), (contracts.Points, "name"))  # by the table itself


@pytest.mark.parametrize("key", [field.name for field in dataclasses.fields(Source)])
def test_every_key_of_a_source_is_documented(key: str) -> None:
    assert key in DERIVED or re.search(rf"`\[*{key}[\]`. <]", DATA)


@pytest.mark.parametrize("key", [field.name for field in dataclasses.fields(Metric)])
def test_every_key_of_a_metric_is_documented(key: str) -> None:
    assert key in DERIVED or f"`{key}`" in QUERIES


@pytest.mark.parametrize(
    ("table", "key"),
    [
        (kind.__name__, field.name)
        for kind in (contracts.Contract, contracts.Column, contracts.Points, contracts.Check)
        for field in dataclasses.fields(kind)
        if (kind, field.name) not in NAMED
    ],
)
def test_every_key_of_a_contract_is_documented(table: str, key: str) -> None:
    assert f"`{TABLES[table]}{key}`" in CONTRACTS or f"[{key}" in CONTRACTS  # a table of tables


def test_every_dataset_of_the_table_has_a_contract() -> None:
    table = DATA.partition("\n| dataset |")[2].partition("\n\n")[0]
    listed = re.findall(r"^\| (\w+) \|", table, re.MULTILINE)
    assert sorted(listed) == sorted(contracts.load())


@pytest.mark.parametrize("dataset", list(contracts.load()))
def test_every_dataset_says_what_a_row_is_and_its_key(dataset: str) -> None:
    key = ", ".join(contracts.load()[dataset].key)
    assert re.search(rf"^\| {dataset} \| [^|]+ \| {key} \|", DATA, re.MULTILINE)


def test_everything_written_in_docs_is_in_its_index() -> None:
    index = (DOCS / "README.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"\]\(([^)#:]+\.md)", index))
    assert {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")} == {
        *(name for name in listed if not name.startswith("../")),
        "README.md",
    }


PAGES = [contracts.PROJECT / name for name in ("README.md", "CONTRIBUTING.md", "queries/README.md")]
PAGES += [*(contracts.PROJECT / "data").rglob("README.md"), *DOCS.rglob("*.md")]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(contracts.PROJECT)))
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


def test_every_module_that_the_architecture_names_exists() -> None:
    text = (contracts.PROJECT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = re.findall(r"`([a-z]+/[\w/]+\.py)`", text)
    assert len(named) > 10
    roots = (contracts.PROJECT, contracts.PROJECT / "governance")
    assert [name for name in named if not any((root / name).exists() for root in roots)] == []
