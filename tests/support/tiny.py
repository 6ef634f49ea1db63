"""A tiny street office for tests: areas, a few rows, and a warehouse built of them."""

import atexit
import datetime as dt
import hashlib
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from governance.ingest import sources
from governance.ingest.input_files import inputs_of
from governance.ingest.loading import load_inputs
from governance.ingest.sources import Source
from governance.warehouse import build
from governance.warehouse.reader import Warehouse

STREET, EAST, WEST = "990001001", "990001001001", "990001001002"
GRIDS = (EAST + "001", EAST + "002", WEST + "001")
AREAS = (
    {"area_code": STREET, "name": "示例街道", "level": "street_office"},
    {"area_code": EAST, "name": "东里社区", "level": "community", "parent_code": STREET},
    {"area_code": WEST, "name": "西里村", "level": "community", "parent_code": STREET},
    *(
        {
            "area_code": code,
            "name": f"第{code[-3:]}网格",
            "level": "grid_cell",
            "parent_code": code[:12],
            "households": households,
        }
        for code, households in zip(GRIDS, ("10", "20", "30"), strict=True)
    ),
)
VISIT = {"visited_at": "2026-03-05 09:05", "persons": "1", "area_code": GRIDS[0]}
ISSUE = {"reported_at": "2026-03-05 09:05", "area_code": GRIDS[0]}
Rows = Sequence[Mapping[str, str]]


def from_rows(
    dataset: str, rows: Sequence[Mapping[str, str]], name: str = "", **settings: object
) -> Source:
    """A source whose rows are given here as texts by contract column, without a file."""
    spec = {"dataset": dataset, "rows": list(rows), **settings}
    return sources.structure(name or f"{dataset}_rows", spec)


def areas() -> Source:
    """The tiny street as a source."""
    return from_rows("areas", AREAS)


def visits(*rows: Mapping[str, str], **settings: Any) -> Source:
    """Visits, each complete but for what a row says, numbered from V1."""
    filled = [{"visit_id": f"V{n}", **VISIT, **row} for n, row in enumerate(rows, start=1)]
    return from_rows("visits", filled, **settings)


def issues(*rows: Mapping[str, str], **settings: Any) -> Source:
    """Issues, each complete but for what a row says, numbered from I1."""
    filled = [{"issue_id": f"I{n}", **ISSUE, **row} for n, row in enumerate(rows, start=1)]
    return from_rows("issues", filled, **settings)


def taken(*given: Source) -> duckdb.DuckDBPyConnection:
    """What the intake makes of the tiny areas and the given sources, in memory."""
    con = duckdb.connect()
    load_inputs(con, inputs_of([areas(), *given], Path()), dt.date(2026, 11, 20))
    return con


def warehouse(folder: Path, *given: Source) -> Warehouse:
    """A published warehouse of the tiny areas and the given sources."""
    target = folder / "tiny.duckdb"
    build_once(target, areas(), *given)
    return Warehouse.open(target)


def build_once(target: Path, *given: Source) -> None:
    """Publishes the first build of sources, those with files reading beside the target.

    Sources that all bring their rows are built once a process and then copied: 2 s of CPU less.
    """
    if not all(source.rows for source in given):
        build.build(given, target.parent, target)
        return
    kept = _kept() / hashlib.sha256(repr((target.name, given)).encode()).hexdigest()
    if not (kept / target.name).exists():
        build.build(given, kept, kept / target.name)
    shutil.copytree(kept, target.parent, symlinks=True, dirs_exist_ok=True)


@cache
def _kept() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="tiny-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
