"""What engines need beside a warehouse, as far as no cluster is needed."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import duckdb
import pytest

from governance.warehouse.engines import exchange, spark_session
from governance.warehouse.engines.engine import EngineError

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def con():
    with duckdb.connect() as con:
        con.execute("create table accepted_visits (visited_at timestamp, persons bigint)")
        yield con


def visit(con, day, persons=1):
    con.execute("insert into accepted_visits values (?, ?)", [day, persons])


def months(place: Path) -> dict[str, set[str]]:
    """The partitions and their files, whose names are new each time that they are written."""
    partitions = place.glob("fact_month=*")
    return {path.name[11:]: {file.name for file in path.iterdir()} for path in partitions}


def test_only_a_month_that_changed_is_written_again(con, tmp_path):
    visit(con, "2026-01-31 23:59"), visit(con, "2026-02-01"), visit(con, None)
    first = months(exchange.export(con, "accepted_visits", tmp_path))
    assert set(first) == {"2026-01", "2026-02", "none"}
    assert months(exchange.export(con, "accepted_visits", tmp_path)) == first
    visit(con, "2026-02-02"), visit(con, "2026-03-01")
    second = months(exchange.export(con, "accepted_visits", tmp_path))
    assert {name for name in second if second[name] != first.get(name)} == {"2026-02", "2026-03"}
    con.execute("delete from accepted_visits where visited_at < timestamp '2026-02-01'")
    assert set(months(exchange.export(con, "accepted_visits", tmp_path))) == set(second) - {
        "2026-01"
    }
    held = con.read_parquet(str(tmp_path / "accepted_visits" / "*" / "*.parquet"))
    rows = held.select("visited_at", "persons").fetchall()
    assert Counter(rows) == Counter(con.table("accepted_visits").fetchall())


def test_an_export_that_was_cut_off_is_written_again(con, tmp_path, monkeypatch):
    visit(con, "2026-01-01")
    exchange.export(con, "accepted_visits", tmp_path)
    con.execute("update accepted_visits set persons = 2")
    with monkeypatch.context() as patched:
        patched.setattr(exchange, "_write", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            exchange.export(con, "accepted_visits", tmp_path)
    con.execute("update accepted_visits set persons = 1")
    assert set(months(exchange.export(con, "accepted_visits", tmp_path))) == {"2026-01"}


def test_other_columns_and_no_rows_are_exported(con, tmp_path):
    visit(con, "2026-01-01")
    exchange.export(con, "accepted_visits", tmp_path)
    con.execute("alter table accepted_visits add column purpose varchar")
    con.execute("delete from accepted_visits")
    place = exchange.export(con, "accepted_visits", tmp_path)
    assert set(months(place)) == {"none"}
    assert con.read_parquet(str(place / "*" / "*.parquet")).columns[:3] == [
        *("visited_at", "persons", "purpose")
    ]


def test_what_is_missing_is_said(monkeypatch, tmp_path):
    with monkeypatch.context() as patched:
        patched.setattr(spark_session, "find_spec", lambda _: None)
        with pytest.raises(EngineError, match=r"pyspark and sqlglot: .*requirements-spark\.txt"):
            spark_session.require("spark://localhost:7077")
    monkeypatch.setattr(spark_session, "find_spec", lambda _: 1)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EngineError, match="apt-get install openjdk-17-jre-headless"):
        spark_session.require("spark://localhost:7077")


def test_a_master_that_does_not_answer_is_said_at_once(monkeypatch):
    monkeypatch.setattr(spark_session, "_require_programs", lambda: None)
    with pytest.raises(EngineError, match="no Spark master answers at spark://localhost:1,"):
        spark_session.require("spark://localhost:1,localhost:2")


def test_the_everyday_product_loads_no_spark():
    code = (
        "import sys, governance.__main__;"
        "assert not {'pyspark', 'py4j', 'sqlglot'} & {m.partition('.')[0] for m in sys.modules}"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
