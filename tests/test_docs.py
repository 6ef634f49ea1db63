"""What can be set is documented; what is documented exists."""

import dataclasses
import re

import pytest

from governance.core import contracts
from governance.ingest.sources import Source
from governance.metrics.catalog import Metric

DATA = (contracts.PROJECT / "data" / "README.md").read_text(encoding="utf-8")
QUERIES = (contracts.PROJECT / "queries" / "README.md").read_text(encoding="utf-8")
DERIVED = {"name", "sql", "text"}  # not written in a file's header


@pytest.mark.parametrize("key", [field.name for field in dataclasses.fields(Source)])
def test_every_key_of_a_source_is_documented(key: str) -> None:
    assert key in DERIVED or re.search(rf"`\[*{key}[\]`. <]", DATA)


@pytest.mark.parametrize("key", [field.name for field in dataclasses.fields(Metric)])
def test_every_key_of_a_metric_is_documented(key: str) -> None:
    assert key in DERIVED or f"`{key}`" in QUERIES


@pytest.mark.parametrize("dataset", list(contracts.load()))
def test_every_dataset_says_what_a_row_is_and_its_key(dataset: str) -> None:
    key = ", ".join(contracts.load()[dataset].key)
    assert re.search(rf"^\| {dataset} \| [^|]+ \| {key} \|", DATA, re.MULTILINE)


@pytest.mark.parametrize("name", ["README.md", "data/README.md", "queries/README.md"])
def test_links_lead_somewhere(name: str) -> None:
    path = contracts.PROJECT / name
    for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target
