"""The engine of many machines: a Spark cluster, which reads the facts as parquet files."""

import shutil
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from duckdb import DuckDBPyConnection

from governance.core import contracts, sql
from governance.metrics.statements import INTERMEDIATE
from governance.warehouse.engines import dialect, exchange, spark_session
from governance.warehouse.engines.engine import EngineError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


RESULTS = "results"


class SparkEngine:
    """Computes one build on a cluster; all its machines see `folder` under the same name.

    Facts stay there from build to build, by month. A session starts with the first table.
    """

    def __init__(self, master: str, folder: Path) -> None:
        self._master = master
        self._folder = folder.resolve()
        self._exported: set[str] = set()
        self._models = _models()

    @cached_property
    def _spark(self) -> "SparkSession":
        shutil.rmtree(self._folder / RESULTS, ignore_errors=True)  # of a build that was killed
        return spark_session.start(self._master)

    def close(self) -> None:
        """Gives the cluster free."""
        if "_spark" in vars(self):
            self._spark.stop()

    def create(
        self, con: DuckDBPyConnection, table: str, query: str, given: Mapping[str, Any]
    ) -> None:
        """See Engine."""
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException

        result = self._folder / RESULTS / uuid4().hex
        try:
            self._define(con, query)
            rows = self._spark.sql(dialect.to_spark(query), dict(given))
            rows.write.parquet(result.as_uri())
        except (PySparkException, Py4JError) as error:
            raise EngineError(f"Spark gave up on {table}: {error}") from error
        files = {"files": str(result / "*.parquet")}
        con.execute(sql.text_for(table, "warehouse", "take_table"), files)
        shutil.rmtree(result)

    def _define(self, con: DuckDBPyConnection, query: str) -> None:
        """The tables and views that a query reads, as views of the session."""
        for name in dialect.tables(query):
            if name in self._models and not _is_shadowed(con, name):
                text = self._models[name]
                self._define(con, text)
                self._spark.sql(dialect.to_spark(text)).createOrReplaceTempView(name)
            elif name not in self._exported:
                self._export(con, name)

    def _export(self, con: DuckDBPyConnection, name: str) -> None:
        """A table as it is. What stands before a model for a while is another one each time."""
        place = exchange.export(con, name, self._folder)
        rows = self._spark.read.parquet(place.as_uri()).drop(exchange.MONTH)
        rows.createOrReplaceTempView(name)
        if name not in self._models:
            self._exported.add(name)


def _models() -> Mapping[str, str]:
    """Facts and intermediate models by name, as SQL over what was accepted."""
    facts = {dataset: sql.text("staging", dataset) for dataset in contracts.load()}
    return facts | {
        path.stem: sql.text(INTERMEDIATE, path.stem) for path in sql.files(INTERMEDIATE)
    }


def _is_shadowed(con: DuckDBPyConnection, name: str) -> bool:
    """Whether a few records stand before a dataset (queries/warehouse/step_forward.sql)."""
    known = "select 1 from duckdb_tables() where temporary and table_name = ?"
    return bool(con.execute(known, [name]).fetchall())
