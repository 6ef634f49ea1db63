"""Tables of a warehouse as parquet files partitioned by month, in a folder that a cluster reads."""

import json
import shutil
from collections.abc import Collection, Mapping
from pathlib import Path

from duckdb import CoalesceOperator, DuckDBPyConnection, DuckDBPyRelation, Expression

from governance.core import contracts
from governance.ingest.parsing import call, col, const
from governance.metrics.statements import ACCEPTED

MONTH = "fact_month"  # the partitions: "2026-03", and NO_MONTH for what has none
NO_MONTH = "none"
BOOK = "_months.json"  # Spark reads no file whose name begins so


def export(con: DuckDBPyConnection, table: str, folder: Path) -> Path:
    """Brings <folder>/<table> to what the table holds; writes only the months that changed.

    Returns that folder. The month is that of the contract's time column. Raises OSError.
    """
    place, rows = folder / table, con.table(table)
    shape = [[name, str(kind)] for name, kind in zip(rows.columns, rows.types, strict=True)]
    rows = rows.project(*map(col, rows.columns), _month_of(table).alias(MONTH))
    place.mkdir(parents=True, exist_ok=True)
    held, now = _written(place, shape), _marks(rows)
    fresh = {month: mark for month, mark in held.items() if now.get(month) == mark}
    # Noted as missing first: a build that dies here leaves no month that looks written.
    _note(place, shape, fresh)
    for partition in place.glob(f"{MONTH}=*"):
        if partition.name.partition("=")[2] not in fresh:
            shutil.rmtree(partition)
    _write(rows, now.keys() - fresh.keys(), place)
    _note(place, shape, now)
    return place


def _month_of(table: str) -> Expression:
    contract = contracts.load().get(table.removeprefix(ACCEPTED))
    if contract is None or contract.time_column is None:
        return const(NO_MONTH)
    month = call("strftime", col(contract.time_column), const("%Y-%m"))
    return CoalesceOperator(month, const(NO_MONTH))


def _marks(rows: DuckDBPyRelation) -> Mapping[str, str]:
    """Month → a mark that changes with any of its rows, whatever their order."""
    own = call("hash", *map(col, rows.columns))
    sums = [call("bit_xor", own), call("sum", own), call("count")]
    return {month: str(mark) for month, *mark in rows.aggregate([col(MONTH), *sums]).fetchall()}


def _write(rows: DuckDBPyRelation, months: Collection[str], place: Path) -> None:
    if months:
        wanted = rows.filter(col(MONTH).isin(*map(const, sorted(months))))
        wanted.write_parquet(str(place), partition_by=[MONTH], append=True)
    elif not any(place.glob(f"{MONTH}=*")):  # a table without rows has its columns all the same
        empty = place / f"{MONTH}={NO_MONTH}"
        empty.mkdir()
        rows.project(*map(col, rows.columns[:-1])).limit(0).write_parquet(str(empty / "0.parquet"))


def _written(place: Path, shape: list[list[str]]) -> Mapping[str, str]:
    """The months that were written with these columns."""
    book = place / BOOK
    noted = json.loads(book.read_text(encoding="utf-8")) if book.is_file() else {}
    return dict(noted["months"]) if noted.get("shape") == shape else {}


def _note(place: Path, shape: list[list[str]], months: Mapping[str, str]) -> None:
    text = json.dumps({"shape": shape, "months": months}, indent=1)
    (place / BOOK).write_text(text, encoding="utf-8")
