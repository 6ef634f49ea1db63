"""Starts a driver on a Spark cluster, with the settings that equal figures depend on."""

import os
import shutil
import socket
import warnings
from importlib.util import find_spec
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from governance.warehouse.engines.engine import EngineError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

# What a cluster needs beside these (memory, cores, s3a) is said by its own spark-defaults.conf.
SETTINGS = {
    # Stored times are local to the source: no zone may move them.
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.parquet.inferTimestampNTZ.enabled": "false",
    # Rows of registers stand on the first day of all, before the calendar's reform.
    "spark.sql.parquet.datetimeRebaseModeInWrite": "CORRECTED",
    "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
    # An overflow or a cast that fails is an error, as in DuckDB, and no null.
    "spark.sql.ansi.enabled": "true",
    # The cluster's notes are in its own logs.
    "spark.log.level": "ERROR",
    "spark.ui.showConsoleProgress": "false",
}
PATIENCE = 10  # seconds for a master to answer


def start(master: str) -> "SparkSession":
    """A session on the cluster of this address. Raises EngineError where Spark does not start."""
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("street governance").master(master)
    try:
        with warnings.catch_warnings():  # of what it does with pandas, which is not used here
            warnings.simplefilter("ignore", FutureWarning)
            return builder.config(map=dict(SETTINGS)).getOrCreate()
    except (PySparkException, OSError) as error:
        raise EngineError(f"Spark does not start with --master {master}: {error}") from error


def require(master: str) -> None:
    """Raises EngineError where a program or the cluster is missing; takes no time."""
    _require_programs()
    _require_master(master)


def _require_programs() -> None:
    """None comes with the everyday set-up."""
    missing = [name for name in ("pyspark", "sqlglot") if find_spec(name) is None]
    if missing:
        raise EngineError(
            f"--engine spark needs the package {' and '.join(missing)}: "
            ".venv/bin/python -m pip install -r requirements-spark.txt"
        )
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        raise EngineError(
            "--engine spark needs Java 17 or later: apt-get install openjdk-17-jre-headless, "
            "or name one in JAVA_HOME"
        )


def _require_master(master: str) -> None:
    """Spark itself asks for a minute before it gives up."""
    if not master.startswith("spark://"):
        return
    for address in master.removeprefix("spark://").split(","):
        place = urlsplit(f"//{address}")
        try:
            with socket.create_connection((place.hostname, place.port or 7077), PATIENCE):
                return
        except OSError:
            continue
    raise EngineError(f"no Spark master answers at {master}")
