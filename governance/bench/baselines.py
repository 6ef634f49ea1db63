"""What a build and its pages are held against, each measured in a process of its own.

python -m governance.bench.baselines NAME FOLDER     prints one JSON object: seconds and cpu_seconds
(imports apart), and what it found. FOLDER holds sources/, exports/ and large.duckdb.
"""

import csv
import datetime as dt
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pandas as pd
from duckdb import ColumnExpression as col  # noqa: N813  the house calls it so

from governance.bench import headline
from governance.ingest import sources as sourcing
from governance.ingest.input_files import inputs_of
from governance.ingest.sources import Source
from governance.metrics import catalog, statements
from governance.warehouse import build, plan
from governance.warehouse.reader import Warehouse

WAREHOUSE = "large.duckdb"
FACTS = "facts"  # the folder of the facts as parquet
COPIES = "copies"
Found = dict[str, float]


@contextmanager
def timed(name: str, found: Found) -> Iterator[None]:
    """Notes wall and CPU seconds of what is done inside, on all cores."""
    began, cpu = time.perf_counter(), time.process_time()
    yield
    found[f"{name}_seconds"] = time.perf_counter() - began
    found[f"{name}_cpu"] = time.process_time() - cpu


def copy(folder: Path) -> Found:
    """The exports by DuckDB's read_csv, typed as the contracts say, into parquet; no check."""
    found: Found = {"copy_bytes": 0}
    (folder / COPIES).mkdir(exist_ok=True)
    con = duckdb.connect()
    with timed("copy", found):
        for source in sourcing.load(folder / "sources"):
            # Nothing is guessed: looking into 72 files took twice as long as 2 million rows.
            rows = con.read_csv(
                str(folder / "exports" / source.files[0]),
                columns=_types(source, _files(source, folder)[0]),
                header=True,
                sep=",",
                quotechar='"',
                escapechar='"',
                auto_detect=False,
                ignore_errors=True,
            )
            rows.to_parquet(str(folder / COPIES / f"{source.name}.parquet"))
    found["copy_bytes"] = size_of(folder / COPIES)
    return found


def intake(folder: Path) -> Found:
    """The exports as a build takes them in, checked and placed, but without any metric."""
    found: Found = {}
    sources, file = sourcing.load(folder / "sources"), folder / "checked.duckdb"
    with timed("intake", found), duckdb.connect(file, config=dict(build.BUILDER)) as con:
        work = plan.rebuild_all(inputs_of(sources, folder / "exports"))
        build.fill(con, work, sources, catalog.from_texts(()), dt.datetime.now(dt.UTC).date())
        con.execute("checkpoint")
    file.unlink()
    return found


def scan(folder: Path) -> Found:
    """One pass over every column of the facts that a metric reads, in the warehouse itself."""
    found: Found = {}
    warehouse = Warehouse.open(folder / WAREHOUSE)
    con = warehouse.cursor()
    used: dict[str, set[str]] = {}
    for metric in warehouse.with_data.values():
        for dataset in statements.datasets(metric.sql):
            used.setdefault(dataset, set()).update(statements.mentioned(metric.sql))
    with timed("scan", found):
        for dataset, names in used.items():
            columns = [name for name in con.table(dataset).columns if name in names]
            largest = [duckdb.FunctionExpression("max", col(column)) for column in columns]
            con.table(dataset).aggregate(largest).fetchall()
    return found


def facts(folder: Path) -> Found:
    """The accepted facts of the warehouse as parquet; with the rows of facts and of marts."""
    found: Found = {"fact_rows": 0, "mart_rows": 0}
    (folder / FACTS).mkdir(exist_ok=True)
    warehouse = Warehouse.open(folder / WAREHOUSE)
    con = warehouse.cursor()
    frames = {name: con.table(name) for name in sorted(warehouse.present)}
    with timed("facts", found), duckdb.connect() as writer:
        for name, rows in frames.items():
            reader = rows.to_arrow_reader(100_000)
            writer.from_arrow(reader).to_parquet(str(folder / FACTS / f"{name}.parquet"))
    found["facts_bytes"] = size_of(folder / FACTS)
    tables = con.execute("select table_name from duckdb_tables() where table_name like 'mart%'")
    marts = [name for (name,) in tables.fetchall()]
    found["fact_rows"] = sum(map(_count, frames.values()))
    found["mart_rows"] = sum(_count(con.table(name)) for name in marts)
    return found


def plain_pandas(folder: Path) -> Found:
    """The headline numbers by pandas: after reading the CSV files, and after reading parquet."""
    found: Found = {}
    with timed("pandas_csv", found):
        frames = [_read_csv(source, folder) for source in _headline_sources(folder)]
    del frames
    with timed("pandas_parquet", found):
        tables = headline.read(folder / FACTS)
    windows = headline.months(_as_of(folder))
    with timed("pandas_view", found):
        answer = headline.of_pandas(tables, windows)
    return found | _compared(folder, answer)


def plain_duckdb(folder: Path) -> Found:
    """The headline numbers by DuckDB from the parquet files of the facts."""
    found: Found = {}
    windows = headline.months(_as_of(folder))
    with timed("duckdb_view", found):
        answer = headline.of_duckdb(folder / FACTS, windows)
    return found | _compared(folder, answer)


def question(folder: Path) -> Found:
    """The headline numbers as pages ask the warehouse for them, for the first time."""
    found: Found = {}
    warehouse = Warehouse.open(folder / WAREHOUSE)
    windows = headline.months(warehouse.meta.as_of)
    _ = warehouse.with_data
    with timed("answer", found):
        answer = headline.of_warehouse(warehouse, windows)
    return found | {"answer_values": len(answer)}


def _compared(folder: Path, answer: pd.DataFrame) -> Found:
    """How many values are unlike those of the warehouse; 0 or the comparison means nothing."""
    warehouse = Warehouse.open(folder / WAREHOUSE)
    windows = headline.months(warehouse.meta.as_of)
    return {"unlike": headline.differences(answer, headline.of_warehouse(warehouse, windows))}


def _as_of(folder: Path) -> dt.date:
    return Warehouse.open(folder / WAREHOUSE).meta.as_of


def _headline_sources(folder: Path) -> list[Source]:
    sources = sourcing.load(folder / "sources")
    return [source for source in sources if source.dataset in headline.COLUMNS]


def _read_csv(source: Source, folder: Path) -> pd.DataFrame:
    """All files of a source as a page without a warehouse would read them: dates as dates."""
    types = _types(source, _files(source, folder)[0])
    days = [name for name, kind in types.items() if kind == "timestamp"]
    parts = [pd.read_csv(path, dtype=str) for path in _files(source, folder)]
    frame = pd.concat(parts, ignore_index=True)
    return frame.assign(
        **{day: pd.to_datetime(frame[day], errors="coerce", format="mixed") for day in days}
    )


def _files(source: Source, folder: Path) -> list[Path]:
    return [path for glob in source.files for path in sorted((folder / "exports").glob(glob))]


def _types(source: Source, file: Path) -> dict[str, str]:
    """DuckDB's type by header. Words for yes and no stay texts, as nothing else reads them."""
    with file.open(encoding="utf-8", newline="") as lines:
        header = next(csv.reader(lines))
    of_column = {
        said: column.sql_type.replace("boolean", "varchar")
        for name, column in source.contract.columns.items()
        for said in source.columns.get(name, (name,))
    }
    return {said: of_column.get(said, "varchar") for said in header}


def _count(rows: duckdb.DuckDBPyRelation) -> int:
    return int(rows.aggregate("count(*)").fetchall()[0][0])


def size_of(folder: Path) -> int:
    """Bytes of the files of a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


NAMES: dict[str, Callable[[Path], Found]] = {
    one.__name__: one for one in (copy, intake, scan, facts, plain_pandas, plain_duckdb, question)
}

if __name__ == "__main__":
    print(json.dumps(NAMES[sys.argv[1]](Path(sys.argv[2]))))
