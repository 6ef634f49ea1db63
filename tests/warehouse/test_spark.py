"""What Spark computes of the sample is what DuckDB computes of it, on a real cluster.

Installed by `python3 run.py test --all` alone; where Spark or Java is missing, these tests fail.
"""

import math
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import pytest

from governance.core import contracts
from governance.metrics import catalog, mart
from governance.metrics.catalog import Metric
from governance.warehouse import availability, mart_scans, mart_tables, marts
from governance.warehouse.engines import exchange, opening
from governance.warehouse.engines.duckdb_engine import DuckDBEngine
from governance.warehouse.engines.engine import Engine, EngineError
from governance.warehouse.reader import Warehouse
from tests.support import spark_cluster, tiny
from tests.warehouse import test_increments

pytestmark = pytest.mark.slow

MEETINGS = """
dataset = "meetings"
files = "meetings_*.csv"
[columns]
meeting_id = "id"
held_on = "held"
area_code = "area"
attendance = "attendance"
votes_cast = "votes"
votes_for = "in_favour"
[constants]
kind = "owners"
"""
ROOT = Path(__file__).resolve().parents[2]
FIGURES = {
    "numerator": "cast(sum(numerator) as double)",
    "denominator": "cast(sum(denominator) as double)",
    "entity": "count(distinct entity)",
}

SECONDS = "UNIX_SECONDS(CAST({0} AS TIMESTAMP))"
SAID_OTHERWISE = {
    "select date_diff('second', a, b) as s from t": (
        f"SELECT ({SECONDS.format('b')} - {SECONDS.format('a')}) AS s FROM t"
    ),
    "select concat(a, ' ', b) as c from t": (
        "SELECT CONCAT(COALESCE(a, ''), ' ', COALESCE(b, '')) AS c FROM t"
    ),
    "select quantile_cont(a, 0.9) as q from t": "SELECT PERCENTILE(a, 0.9) AS q FROM t",
    "select lead(a) over (order by b) as n from t": (
        "SELECT LEAD(a) OVER (ORDER BY b NULLS LAST) AS n FROM t"
    ),
    "select $a is null as n": "SELECT :a IS NULL AS n",
    "with r as (select a_sum, b from t) select b, cast(sum(columns('_sum$')) as double) from r": (
        "WITH r AS (SELECT a_sum, b FROM t) SELECT b, CAST(SUM(a_sum) AS DOUBLE) AS a_sum FROM r"
    ),
}


@pytest.mark.parametrize("text", SAID_OTHERWISE)
def test_what_spark_says_otherwise_is_said_so(text):
    from governance.warehouse.engines import dialect

    assert dialect.to_spark(text) == SAID_OTHERWISE[text]


@pytest.mark.parametrize(
    "text",
    [
        "select date_diff('day', a, b) from t",
        "select percentile_cont(0.9) within group (order by a) from t",
        "select sum(columns('x')) from t",
        "select from from",
    ],
)
def test_what_has_no_equal_is_refused(text):
    from governance.warehouse.engines import dialect

    with pytest.raises(EngineError, match=r"\w"):
        dialect.to_spark(text)


def test_a_query_names_its_tables_but_not_its_steps():
    from governance.warehouse.engines import dialect

    text = "with a as (select * from b join c on true) select * from a, d where x in (from e)"
    assert dialect.tables(text) == {"b", "c", "d", "e"}


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A cluster of its own, whose drivers are started here."""
    folder = tmp_path_factory.mktemp("spark")
    with pytest.MonkeyPatch.context() as patched, spark_cluster.cluster(folder) as url:
        for name, value in spark_cluster.driver(folder).items():
            patched.setenv(name, value)
        yield url


@pytest.fixture(scope="module")
def spark(master: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """For the tests of the sample together; a cluster serves one driver at a time."""
    with opening.opened("spark", master, tmp_path_factory.mktemp("facts")) as engine:
        yield engine


@pytest.fixture(scope="module")
def facts(
    sample_warehouse: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A copy of the sample, to put tables into."""
    file = shutil.copyfile(sample_warehouse, tmp_path_factory.mktemp("facts") / "copy.duckdb")
    with duckdb.connect(file) as con:
        yield con


def question(metric: Metric) -> str:
    """What a metric's rows add up to, by month and area of every level."""
    figures = [FIGURES[name] for name in metric.figures if name in FIGURES]
    figures += [f"quantile_cont(observation, {metric.quantile})"] if metric.quantile else []
    columns = ", ".join(f"{text} as figure_{place}" for place, text in enumerate(figures))
    return f"""
    select
        area.ancestor_code as area_code, cast(date_trunc('month', day) as date) as month,
        count(*) as records, {columns}
    from ({mart_scans.rows(metric)}) as body
    join area_rollup as area on area.area_code = coalesce(body.area_code, 'unspecified')
    group by area.ancestor_code, cast(date_trunc('month', day) as date)
    """


def test_a_month_added_on_spark_is_computed_alone(master: str, tmp_path: Path) -> None:
    """By the commands that an office types; what comes of them is what one build here makes."""
    exports, declared = tmp_path / "exports", tmp_path / "sources"
    for folder in (exports, declared):
        folder.mkdir()
    write_areas(exports, declared)
    (declared / "meetings.toml").write_text(MEETINGS, encoding="utf-8")
    for month in (3, 4):
        write_month(exports, month)
    office = Office(declared, exports, tmp_path / "office.duckdb")
    office.build("--engine", "spark", "--master", master)
    before = partitions(office.facts / "accepted_meetings")
    assert set(before) == {"2026-03", "2026-04"}
    write_month(exports, 5)
    office.build("--engine", "spark", "--master", master)
    # Spark was given the records of that month, and no other was read again.
    assert partitions(office.facts / "accepted_meetings") == before
    assert set(partitions(office.facts / "meetings")) == {"2026-05"}
    here = replace(office, target=tmp_path / "here.duckdb")
    here.build()
    for table in (*test_increments.TABLES, "meetings", "mart_meetings"):
        one, other = (rows_of(each.target, table) for each in (office, here))
        assert one == other, table
    assert one


def rows_of(file: Path, table: str) -> list[tuple[object, ...]]:
    with duckdb.connect(file, read_only=True) as con:
        return sorted(test_increments.rows(con, table), key=repr)


@dataclass(frozen=True)
class Office:
    """What `python -m governance build` is called with."""

    sources: Path
    exports: Path
    target: Path

    @property
    def facts(self) -> Path:
        """Where Spark finds them unless it is told otherwise."""
        return self.target.with_name(f"{self.target.name}.facts")

    def build(self, *words: str) -> None:
        folders = {"sources": self.sources, "exports": self.exports, "warehouse": self.target}
        options = [word for key, path in folders.items() for word in (f"--{key}", str(path))]
        call = [sys.executable, "-m", "governance", "build", *options, *words]
        done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def write_areas(exports: Path, declared: Path) -> None:
    names = ("area_code", "name", "level", "parent_code", "households")
    lines = [",".join(row.get(name, "") for name in names) for row in tiny.AREAS]
    (exports / "areas.csv").write_text("\n".join([",".join(names), *lines]), encoding="utf-8")
    columns = [f'{name} = "{name}"' for name in names]
    text = "\n".join(['dataset = "areas"', 'files = "areas.csv"', "[columns]", *columns])
    (declared / "areas.toml").write_text(text, encoding="utf-8")


def write_month(folder: Path, month: int) -> None:
    lines = ["id,held,area,attendance,votes,in_favour"]
    for number in range(1, 26):
        votes = f"{number + month},{number}" if number % 3 else ","
        area = tiny.GRIDS[number % 3]
        lines.append(f"{month}{number:02},2026-{month:02}-{number:02},{area},{number},{votes}")
    (folder / f"meetings_{month}.csv").write_text("\n".join(lines), encoding="utf-8")


def partitions(place: Path) -> dict[str, set[str]]:
    """Month → its files, whose names are new each time that they are written."""
    return {
        path.name.partition("=")[2]: {file.name for file in path.iterdir()}
        for path in place.glob(f"{exchange.MONTH}=*")
    }


def test_what_does_not_add_up_is_equal(spark: Engine, facts: duckdb.DuckDBPyConnection) -> None:
    """Records, entities and sums to the last digit; quantiles to the last but one.

    DuckDB's interpolation multiplies and adds in one rounding (fma), Spark's in two.
    """
    compared = 0
    for metric in catalog.load().values():
        if metric.additive:
            continue
        one, other = (answers(engine, facts, metric) for engine in (DuckDBEngine(), spark))
        assert one, metric.key
        assert one.keys() == other.keys(), metric.key
        assert [cell for cell in one if not is_equal(metric, one[cell], other[cell])] == []
        compared += sum(map(len, one.values()))
    assert compared > 100_000
    print(f"{compared:,} values of metrics that do not add up are equal")


def answers(engine: Engine, con: duckdb.DuckDBPyConnection, metric: Metric) -> dict[tuple, tuple]:
    engine.create(con, "answers", question(metric), {})
    return {row[:2]: row[2:] for row in con.table("answers").fetchall()}


def is_equal(metric: Metric, one: tuple, other: tuple) -> bool:
    return one == other or (
        metric.quantile is not None
        and one[:-1] == other[:-1]
        and math.isclose(one[-1], other[-1], rel_tol=1e-14)
    )


def test_every_mart_is_equal(
    spark: Engine, facts: duckdb.DuckDBPyConnection, sample_warehouse: Path
) -> None:
    """Every row and figure, to the last digit: these are sums of numbers that binary holds.

    Of the rows, as in a build, that have what each metric needs.
    """
    metrics, as_of = catalog.load(), Warehouse(sample_warehouse).meta.as_of
    availability.refresh(facts, metrics, (), as_of)
    metrics = availability.restrict(facts, metrics)
    additive = [metric for metric in metrics.values() if metric.additive]
    mart_tables.create(facts, additive)
    marts.derive(facts, spark, metrics, dict.fromkeys(contracts.load()))
    facts.execute("attach ? as here (read_only)", [str(sample_warehouse)])
    names = {mart.table(metric.dataset) for metric in additive} | {"rows_rebound_cycles"}
    compared = 0
    for name in sorted(names):
        one, other = facts.table(f"here.{name}"), facts.table(name)
        assert one.columns == other.columns, name
        assert one.except_(other).fetchall() == other.except_(one).fetchall() == [], name
        assert len(one) == len(other) > 0, name
        figures = [
            column for column in one.columns if column.endswith(("numerator", "denominator"))
        ]
        compared += sum(one.count(column).fetchall()[0][0] for column in figures)
    assert compared > 1_000_000
    print(f"{compared:,} values of marts are equal")
