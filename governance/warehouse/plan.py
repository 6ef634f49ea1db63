"""What a build has to do: which files are new, and which datasets must be read again."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from governance.core import contracts, sql
from governance.ingest import record_keys
from governance.ingest.input_files import Fingerprint, Input, place_in_order
from governance.ingest.sources import Source
from governance.metrics import catalog, rules

PACKAGE = Path(__file__).resolve().parents[1]
# What is held of an export depends on the first, what is derived from it on the second; a change
# to a page or a view makes neither stale.
INTAKE = (
    "core/contracts",
    "core/sql",
    "core/toml_entries",
    "ingest/batches",
    "ingest/formats/excel",
    "ingest/formats/header_cells",
    "ingest/formats/plain_csv",
    "ingest/formats/reader",
    "ingest/formats/signatures",
    "ingest/formats/structured_files",
    "ingest/formats/text_files",
    "ingest/formats/used_range",
    "ingest/geo/area_resolution",
    "ingest/geo/boundaries",
    "ingest/geo/datums",
    "ingest/geo/place_names",
    "ingest/geo/topology",
    "ingest/input_files",
    "ingest/ledger",
    "ingest/loading",
    "ingest/parsing",
    "ingest/pipeline",
    "ingest/record_keys",
    "ingest/sandbox",
    "ingest/sources",
    "ingest/validation",
)
DERIVED = (
    "core/periods",
    "metrics/aggregate",
    "metrics/catalog",
    "metrics/coverage",
    "metrics/known_cells",
    "metrics/mart",
    "metrics/measure",
    "metrics/memory",
    "metrics/query",
    "metrics/rules",
    "metrics/statements",
    "metrics/suppression",
    "metrics/suppression_closure",
    "stats/signals/chance",
    "stats/signals/judgement",
    "stats/signals/limits",
    "stats/signals/scatter",
    "stats/signals/series",
    "stats/signals/shift",
    "stats/signals/signal_table",
    "stats/signals/stocks",
    "stats/signals/working_days",
    "stats/signals/arrays",
    "warehouse/availability",
    "warehouse/build",
    "warehouse/engines/dialect",
    "warehouse/engines/duckdb_engine",
    "warehouse/engines/engine",
    "warehouse/engines/exchange",
    "warehouse/engines/spark_engine",
    "warehouse/lineage",
    "warehouse/mart_scans",
    "warehouse/mart_tables",
    "warehouse/marts",
)
INTAKE_ROOMS = ("intake",)
DERIVED_ROOMS = ("staging", "intermediate", "marts", "warehouse")


@dataclass(frozen=True)
class LoadedFile:
    """One file of the build that is published now."""

    file_id: int
    source: str
    system: str
    dataset: str
    path: str
    mark: Fingerprint
    source_digest: str


@dataclass(frozen=True)
class Plan:
    """base: the build to start from, None for nothing. stale: datasets ingested again from nothing.

    inputs: the files to read, in their order. derive_all: marts are rebuilt for every dataset.
    reword: what the base says of a metric is not what its file says now.
    """

    base: Path | None
    stale: frozenset[str]
    inputs: tuple[Input, ...]
    derive_all: bool
    reword: bool = False

    @property
    def is_idle(self) -> bool:
        """Whether the published build is what a new one would be."""
        has_work = self.stale or self.inputs or self.derive_all or self.reword
        return self.base is not None and not has_work


@dataclass(frozen=True)
class LoadedState:
    """What a build was made of: its files by source and path, its recipes, its metrics' texts."""

    held: dict[tuple[str, str], LoadedFile]
    recipes: tuple[str, str]
    metrics: frozenset[str]


def recipes() -> tuple[str, str]:
    """Hashes of what decides how files are ingested, and of what is derived from them.

    Raises CatalogError for a metric's file that is wrong.
    """
    declared = [path.read_bytes() for path in sorted(contracts.CONTRACTS.glob("*.toml"))]
    computed = sorted(metric.recipe.encode() for metric in catalog.load().values())
    computed.append(rules.RULES.read_bytes())  # signals hold no number that is not shown
    return _hash(INTAKE, INTAKE_ROOMS, declared), _hash(DERIVED, DERIVED_ROOMS, computed)


def rebuild_all(inputs: Iterable[Input]) -> Plan:
    """Everything from nothing."""
    return Plan(None, frozenset(), _numbered(inputs, 0), derive_all=True)


def make_plan(current: Path | None, inputs: Iterable[Input], full: bool) -> Plan:
    """The least that turns the current build into one of these inputs; full: everything again."""
    entries = list(inputs)
    books = None if full or current is None else _loaded_state(current)
    if books is None:
        return rebuild_all(entries)
    loaded, (intake_recipe, derived_recipe) = books.held, books.recipes
    now = recipes()
    marked = [_with_known_fingerprint(entry, loaded) for entry in entries]
    stale = _stale(marked, loaded)
    known = {(file.source, file.path) for file in loaded.values() if file.dataset not in stale}
    unread = [entry for entry in marked if (entry.source.name, entry.path) not in known]
    moved = stale.union(entry.source.dataset for entry in unread)
    # Every row that is held was placed by the areas and boundaries as they were.
    if intake_recipe != now[0] or moved.intersection(contracts.GROUND):
        return rebuild_all(marked)
    last = max((file.file_id for file in loaded.values()), default=0)
    texts = {metric.text for metric in catalog.load().values()}
    return Plan(
        base=current,
        stale=frozenset(stale),
        inputs=_numbered(unread, last),
        derive_all=derived_recipe != now[1],
        reword=texts != books.metrics,
    )


def _stale(entries: Sequence[Input], loaded: dict[tuple[str, str], LoadedFile]) -> set[str]:
    """Datasets of which a file changed, went, is read otherwise, or comes before a known one."""
    now = {(entry.source.name, entry.path): entry for entry in entries}
    stale = {file.dataset for key, file in loaded.items() if not _is_same(file, now.get(key))}
    last: dict[str, tuple[object, ...]] = {}
    for entry in entries:
        if (entry.source.name, entry.path) in loaded:
            last[_line(entry.source)] = place_in_order(entry.source, entry.path)
    for entry in entries:
        is_new = (entry.source.name, entry.path) not in loaded
        if is_new and place_in_order(entry.source, entry.path) < last.get(_line(entry.source), ()):
            stale.add(entry.source.dataset)
    return stale


def _is_same(loaded: LoadedFile, entry: Input | None) -> bool:
    return (
        entry is not None
        and entry.fingerprint().sha256 == loaded.mark.sha256
        and entry.source.digest == loaded.source_digest
    )


def _with_known_fingerprint(entry: Input, loaded: dict[tuple[str, str], LoadedFile]) -> Input:
    """The input with its fingerprint: the recorded one where size and mtime are unchanged."""
    file = loaded.get((entry.source.name, entry.path))
    if file and entry.file and entry.stat() == (file.mark.size, file.mark.modified_ns):
        return replace(entry, known=file.mark)
    return entry.recognised()


def _line(source: Source) -> str:
    return f"{source.dataset} {record_keys.system_of(source)}"


def _numbered(entries: Iterable[Input], last: int) -> tuple[Input, ...]:
    return tuple(replace(entry, file_id=last + n) for n, entry in enumerate(entries, start=1))


def _loaded_state(file: Path) -> LoadedState | None:
    """What a build was made of; None where it cannot be read."""
    try:
        with duckdb.connect(file, read_only=True) as con:
            rows = con.execute(sql.text("warehouse", "held_files")).fetchall()
            recipe = con.execute("select intake_recipe, derived_recipe from build_info").fetchall()
            texts = con.execute("select text from metric_catalog").fetchall()
    except duckdb.Error:  # torn, or of another version: everything is read again
        return None
    files = (
        LoadedFile(file_id, source, system, dataset, path, Fingerprint(*mark), digest)
        for file_id, source, system, dataset, path, *mark, digest in rows
    )
    by_file = {(file.source, file.path): file for file in files}
    return LoadedState(by_file, recipe[0], frozenset(text for (text,) in texts))


def _hash(modules: Iterable[str], rooms: Iterable[str], declared: Iterable[bytes]) -> str:
    code = [PACKAGE / f"{module}.py" for module in modules]
    queries = [path for room in rooms for path in sql.files(room)]
    total = hashlib.sha256()
    for part in [*(path.read_bytes() for path in sorted([*code, *queries])), *declared]:
        total.update(part)
    return total.hexdigest()
