"""In every TOML file of the project, a value of another kind and a misspelt key are refused."""

import tomllib
from collections.abc import Callable, Iterator
from contextlib import suppress
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from governance.briefings.model import Slide
from governance.core import contracts, toml_entries
from governance.core.toml_entries import EntryError
from governance.ingest import sources
from governance.metrics import catalog
from governance.metrics.annotations import Annotation
from governance.metrics.targets import Target
from governance.reconciliation import declared_claims, tolerance_rules
from governance.reconciliation import published_figures as figures

DATA = contracts.PROJECT / "data"
METRICS = sorted((contracts.PROJECT / "queries" / "metrics").glob("*.sql"))
WRONG = object()  # TOML has no such value; no check takes it for any other


def header(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8").partition("/*")[2].partition("*/")[0])


def contract(spec: dict[str, Any]) -> object:
    return contracts.structure(spec)


def figure_rules(spec: dict[str, Any]) -> object:
    return toml_entries.structure(
        tolerance_rules.Rules, toml_entries.named_entries(spec, "families", "key")
    )


def each(kind: type, table: str) -> Callable[[dict[str, Any]], object]:
    return lambda spec: [toml_entries.structure(kind, one) for one in spec[table]]


def of(folder: str, pattern: str = "*.toml") -> list[Path]:
    return sorted((DATA / folder).glob(pattern))


READERS: list[tuple[Path, Callable[[dict[str, Any]], object]]] = [
    *((path, contract) for path in of("contracts")),
    *((path, lambda spec: sources.structure("x", spec)) for path in of("sources")),
    *(
        (path, lambda s: toml_entries.structure(catalog.Metric, s, sql="", text=""))
        for path in METRICS
    ),
    *(
        (path, lambda spec: [figures.parse_entry(key, one) for key, one in spec.items()])
        for path in of("facts/reconciliation/figures")
    ),
    (DATA / "facts/reconciliation/rules.toml", figure_rules),
    (
        DATA / "facts/reconciliation/claims.toml",
        lambda spec: [
            toml_entries.structure(kind, one)
            for table, kind in declared_claims.KINDS.items()
            for one in spec[table]
        ],
    ),
    (DATA / "targets.toml", each(Target, "targets")),
    (DATA / "annotations.toml", each(Annotation, "annotations")),
    *((path, each(Slide, "slides")) for path in of("briefings")),
]


def leaves(spec: Any, where: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The places of all values that are no table and no list."""
    if not isinstance(spec, dict | list):
        yield where
        return
    for key, value in spec.items() if isinstance(spec, dict) else enumerate(spec):
        yield from leaves(value, (*where, key))


def changed(spec: dict[str, Any], where: tuple[Any, ...], value: object) -> dict[str, Any]:
    spec = deepcopy(spec)
    inner: Any = spec
    for key in where[:-1]:
        inner = inner[key]
    inner[where[-1]] = value
    return spec


def sample(places: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """One place of each name, and of the rest of a list none but its first."""
    return list(
        {
            tuple(str(p) for p in place if isinstance(p, str))[-2:]: place for place in places
        }.values()
    )


@pytest.mark.parametrize(("path", "read"), READERS, ids=[path.name for path, _read in READERS])
def test_a_value_of_another_kind_is_refused(path, read):
    spec = header(path) if path.suffix == ".sql" else tomllib.loads(path.read_text("utf-8"))
    read(spec)
    taken = []
    for place in sample(list(leaves(spec))):
        if path.parent.name == "briefings" and place[0] == "title":
            continue  # of the briefing itself (tests/briefings/test_briefings.py)
        with suppress(EntryError):
            read(changed(spec, place, WRONG))
            taken.append(place)
    # What a filter is compared with may be of any kind: it becomes a text.
    assert [
        place for place in taken if not {"where", "only", "bind", "left_out"} & set(place)
    ] == []


def test_a_key_deep_inside_is_named_with_its_place_and_its_neighbour():
    spec = tomllib.loads((DATA / "contracts/areas.toml").read_text("utf-8"))
    spec["columns"]["level"]["titel"] = "x"
    with pytest.raises(EntryError) as told:
        contract(spec)
    assert str(told.value).startswith("'columns.level.titel' is none of its keys: name, type, ")
    assert str(told.value).endswith("; perhaps title?")
