"""Opens the engine that a command asks for; only Spark's loads what the everyday set-up lacks."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from governance.warehouse.engines import spark_session
from governance.warehouse.engines.duckdb_engine import DuckDBEngine
from governance.warehouse.engines.engine import Engine, EngineError

NAMES = ("duckdb", "spark")


@contextmanager
def opened(name: str, master: str, folder: Path) -> Iterator[Engine]:
    """The engine of this name, for as long as the `with` statement takes.

    master: address of a Spark cluster. folder: where it finds the facts, seen by all its machines.
    Raises EngineError for what is missing.
    """
    if name == "duckdb":
        yield DuckDBEngine()
        return
    if not master:
        raise EngineError("--engine spark needs --master, such as spark://host:7077")
    spark_session.require(master)
    from governance.warehouse.engines.spark_engine import SparkEngine

    with closing(SparkEngine(master, folder)) as engine:
        yield engine
