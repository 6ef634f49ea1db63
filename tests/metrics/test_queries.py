"""The heavy SQL: complete headers, the columns they promise, and nothing that ties it to DuckDB."""

import copy
import dataclasses
import datetime as dt
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb
import pytest

from governance.core import contracts, sql
from governance.ingest.input_files import inputs_of
from governance.metrics import catalog, statements
from governance.metrics.catalog import CatalogError, Metric
from governance.warehouse import build, plan
from tests.support import tiny

CATALOG = catalog.load()
ROOMS = ("staging", "intermediate", "metrics", "marts")
PORTABLE = [path for room in ROOMS for path in sql.files(room)]
# A number in SQL is a rule, which belongs into the header of a metric, unless it is one of these.
PLAIN = {"0", "1", "3600", "86400"}  # the last two: seconds of an hour and of a day
STRUCTURAL = {
    "intake/date_words.sql": ({"12", "23"}, "hours of the clock"),
    "intake/datetimes.sql": ({"100", "20000", "80000"}, "years of %y; days of Excel's"),
    "intake/full_exports.sql": ({"2"}, "the latest export and the one before it"),
    "intake/texts.sql": ({"2"}, "the letter after an apostrophe"),
    "intermediate/grid_sizes.sql": ({"100"}, "per cent"),
    "intermediate/rebounds.sql": ({"1073741824"}, "parts of one that binary numbers hold"),
    "staging/parking_spaces.sql": ({"2"}, "digits of an hour"),
    "views/compound_events.sql": (set("2345678"), "in which order events of a day stand"),
    "views/measure_entities.sql": ({"31"}, "a character"),
    "views/measure_quantile.sql": ({"31"}, "a character"),
    "views/measure_rows.sql": ({"31"}, "the character between two values"),
    "views/build_summary.sql": ({"12"}, "letters of a hash that tell builds apart"),
    "views/grid_audit.sql": ({"2", "100"}, "two halves; per cent"),
    "views/points.sql": ({"4294967296"}, "2^32, above every number of a row"),
    "views/receipt_rows.sql": ({"12"}, "letters of a hash that tell persons apart"),
    "warehouse/area_rollup.sql": ({"2", "3", "4", "5"}, "ranks of the levels"),
}
CHINESE = re.compile("[\u4e00-\u9fff]")
MOST_LINES = 59
# What Spark lacks or does otherwise; searched without comments and with string literals emptied.
FORBIDDEN = {
    "integer division": r"//",
    "the % operator": r"%",
    "|| (null swallows the rest)": r"\|\|",
    "list literal or subscript": r"\[",
    "struct literal": r"\{",
    "lambda": r"->|\blambda\b",
    "grouping sets": r"\b(grouping sets|rollup|cube)\b",
    "distinct on": r"\bdistinct on\b",
    "* exclude or * replace": r"\*\s*(exclude|replace)\b",
    "json": r"\w*json\w*",
    "unnest": r"\bunnest\b",
    "pivot": r"\b(un)?pivot\b",
    "order by inside an aggregate": r"\b(?!(?:over|as)\b)\w+\s*\([^()]*\border by\b",
    "a sum without a cast": r"(?<!cast\()\bsum\((?![^()]*\)\s*over)",
    "division of what is not cast to double": r"(?<!as double\))(?<!as double\) )/",
    "date_trunc without a cast to date": r"(?<!cast\()\bdate_trunc\(",
    "try_cast": r"\btry_cast\b",
    "within group (sqlglot makes it approximate)": r"\bwithin group\b",
    "an approximate aggregate": r"\bapprox_\w+",
    "a union by name": r"\bby name\b",
    "a quotient cast to integer": r"cast\([^()]*/[^()]* as (big|small|tiny)?int(eger)?\)",
    "a file read inside the SQL": r"\bread_\w+\(",
    "a parameter": r"\$\w+",
    "upper case": r"[A-Z]",
}


def code_of(text: str) -> str:
    """SQL without comments, string literals emptied."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"--[^\n]*", "", text)
    return re.sub(r"'(?:[^']|'')*'", "''", text)


def complaints(text: str) -> list[str]:
    found = [rule for rule, pattern in FORBIDDEN.items() if re.search(pattern, code_of(text))]
    units = re.findall(r"\bdate_?(?:diff|sub)\(\s*'(\w+)'", text)
    return found + [f"difference in {unit}s" for unit in units if unit != "second"]


@pytest.fixture(scope="module")
def empty() -> Iterator[duckdb.DuckDBPyConnection]:
    """A warehouse that knows one area and no fact."""
    area = {"area_code": "990001001", "name": "示例街道", "level": "street_office"}
    con = duckdb.connect()
    inputs = inputs_of([tiny.from_rows("areas", [area])], Path())
    build.fill(con, plan.rebuild_all(inputs), [], CATALOG, dt.date(2024, 12, 31))
    yield con
    con.close()


def columns_of(con: duckdb.DuckDBPyConnection, table: str) -> Mapping[str, str]:
    rows = con.execute(
        "select column_name, data_type from information_schema.columns"
        " where table_name = ? order by ordinal_position",
        [table],
    )
    return dict(rows.fetchall())


@pytest.mark.parametrize("path", PORTABLE, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_sql_is_portable_and_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert complaints(text) == []
    assert len(text.splitlines()) <= MOST_LINES


@pytest.mark.parametrize(
    "text",
    [
        "select a // b from t",
        "select a % 2 from t",
        "select a || b from t",
        "select [a, b] from t",
        "select list_filter(a, x -> x > 1) from t",
        "select distinct on (a) a from t",
        "select * exclude (a) from t",
        "select string_agg(a order by b) from t",
        "select sum(a) as a from t",
        "select a / b from t",
        "select cast(a as bigint) / b from t",
        "select date_trunc('month', a) from t",
        "select date_diff('hour', a, b) from t",
        "select try_cast(a as date) from t",
        "select percentile_cont(0.5) within group (order by a) as a from t",
        "select approx_count_distinct(a) as a from t",
        "select a from t union all by name select a from u",
        "select * from read_parquet('a.parquet')",
        "SELECT a from t",
    ],
)
def test_lint_sees_what_is_not_portable(text: str) -> None:
    assert complaints(text)


@pytest.mark.parametrize(
    "text",
    [
        "select cast(sum(a) as bigint) as a from t",
        "select cast(a as double) / b from t",
        "select lead(a) over (partition by b order by c) from t",
        "select cast(date_trunc('month', a) as date) from t",
        "select cast(date_diff('second', a, b) as double) / 3600 from t",
        "-- 50 % || ELSE\nselect a from t where b like '%,C,%'",
    ],
)
def test_lint_lets_pass_what_is_portable(text: str) -> None:
    assert complaints(text) == []


@pytest.mark.parametrize("metric", CATALOG.values(), ids=lambda metric: metric.key)
def test_header_is_complete(metric: Metric, empty: duckdb.DuckDBPyConnection) -> None:
    header = tomllib.loads(metric.text.partition("/*")[2].partition("*/")[0])
    assert header["key"] == metric.key
    for text in (metric.title, metric.definition, metric.formula, metric.excludes):
        assert set(text) == {"zh", "en"}
        assert CHINESE.search(text["zh"])
        assert text["en"]
        assert not CHINESE.search(text["en"])
    assert metric.unit
    assert metric.grain.startswith("one row per ")
    assert metric.version >= 1
    assert set(metric.segments) <= set(columns_of(empty, metric.dataset))


@pytest.mark.parametrize("metric", CATALOG.values(), ids=lambda metric: metric.key)
def test_body_has_the_columns_of_its_header(
    metric: Metric, empty: duckdb.DuckDBPyConnection
) -> None:
    columns = columns_of(empty, metric.view)
    days = {"register": []}.get(metric.time, ["day"])
    wanted = ["area_code", *days, *metric.splits, *metric.figures, *catalog.ORIGIN]
    assert list(columns) == [*wanted, *(["day"] if not days else [])]
    assert columns["day"] == "DATE"
    assert {columns[name] for name in ("numerator", "denominator") if name in columns} <= {
        *("INTEGER", "BIGINT", "DOUBLE"),
    }


def numbers_in(text: str) -> set[str]:
    return set(re.findall(r"(?<![\w$.])\d+(?:\.\d+)?(?!\w)", code_of(text)))


RULED = sorted(path for path in sql.QUERIES.rglob("*.sql") if path.parent.name != "proofs")


@pytest.mark.parametrize("path", RULED, ids=lambda path: path.stem)
def test_no_sql_says_the_number_of_a_rule(path: Path) -> None:
    name = path.relative_to(sql.QUERIES).as_posix()
    allowed, _why = STRUCTURAL.get(name, (set(), ""))
    found = numbers_in(path.read_text(encoding="utf-8")) - PLAIN
    assert found == allowed


@pytest.mark.parametrize("metric", CATALOG.values(), ids=lambda metric: metric.key)
def test_a_plain_reading_says_no_number_that_its_definition_does_not(metric: Metric) -> None:
    """It reads no header, so that it finds a number there that its definition does not say."""
    made_of = [metric, *(CATALOG[key] for key in metric.weights or {})]
    words = " ".join(f"{one.definition['en']} {one.formula['en']}" for one in made_of)
    words = words.replace(",", "")
    said = set(re.findall(r"\d+(?:\.\d+)?", words)) | {"100"}  # per cent
    assert numbers_in(sql.text("proofs", metric.key)) - PLAIN <= said


def test_a_number_in_sql_is_seen() -> None:
    text = "/* 4 */ select a1, $2, '5' from t where a > 30 and b < 0.8 -- 6\nlimit 7"
    assert numbers_in(text) == {"30", "0.8", "7"}


@pytest.mark.parametrize("metric", CATALOG.values(), ids=lambda metric: metric.key)
def test_a_definition_says_the_numbers_by_which_it_is_computed(metric: Metric) -> None:
    numbers: list[Any] = [*(metric.lookback or {}).values(), *(metric.weights or {}).values()]
    numbers += [metric.least] if metric.aggregate == "frequent" else []
    # A part of a score is a metric with a definition of its own.
    rules = statements.rules(metric.sql) - (metric.weights or {}).keys()
    numbers += [number for key in rules for number in CATALOG[key].parameters.values()]
    for language in ("zh", "en"):
        words = metric.definition[language] + metric.formula[language]
        said = {
            float(n.replace(",", "")) for n in re.findall(r"\d[\d,]*\d(?:\.\d+)?|\d[.\d]*", words)
        }
        assert set(numbers) <= said, f"{metric.key}: {language} does not say {numbers}"


def test_parameters_are_of_a_metric_and_used() -> None:
    files = [path for room in (*ROOMS, "views") for path in sql.files(room)]
    used = set().union(*(statements.rules(path.read_text(encoding="utf-8")) for path in files))
    assert used <= {key for key, metric in CATALOG.items() if metric.numbers}
    assert {key for key, metric in CATALOG.items() if metric.parameters} <= used


def test_what_lies_inside_an_area_is_said_once() -> None:
    """By the macros of queries/warehouse/view_macros.sql."""
    files = [path for room in ("views", "reconciliation") for path in sql.files(room)]
    again = [path.name for path in files if re.search(r"ancestor_code = \$", path.read_text())]
    assert again == []


def test_the_macros_know_the_levels(empty: duckdb.DuckDBPyConnection) -> None:
    levels = [contracts.ROOT, *contracts.LEVELS]
    found = empty.execute("select list_transform($1, lambda one: depth(one))", [levels]).fetchall()
    assert found == [(list(range(len(levels))),)]


@pytest.mark.parametrize("dataset", contracts.load())
def test_staging_keeps_every_column_of_the_contract(
    dataset: str, empty: duckdb.DuckDBPyConnection
) -> None:
    columns = columns_of(empty, dataset)
    wanted = {name: column.sql_type for name, column in contracts.load()[dataset].columns.items()}
    assert {name: columns[name].lower() for name in wanted} == wanted


def test_staging_has_one_file_a_dataset() -> None:
    assert {path.stem for path in sql.files("staging")} == set(contracts.load())


@pytest.mark.parametrize("field", dataclasses.fields(Metric), ids=lambda field: field.name)
def test_all_but_the_words_of_a_metric_decide_its_values(field: dataclasses.Field) -> None:
    other = copy.copy(CATALOG["closure_rate"])
    object.__setattr__(other, field.name, "another")  # past the header's own checks
    is_same = other.recipe == CATALOG["closure_rate"].recipe
    assert is_same == (field.name in catalog.WORDS)


def test_a_wrong_header_is_refused() -> None:
    text = CATALOG["visits"].text
    for old, new in (
        ('better = "up"', 'better = "more"'),
        ("unit =", "units ="),
        ("/*", "--"),
        ("from visits", "form visits"),
    ):
        with pytest.raises(CatalogError):
            catalog.parse(text.replace(old, new))


def test_parameters_of_no_metric_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        sql, "files", lambda room, files=sql.files: [
            path for path in files(room) if path.stem != "rebound_rate"
        ],
    )  # fmt: skip
    with pytest.raises(CatalogError, match=r"rebound_\w+.sql: .*'rebound_rate'"):
        catalog.load()


@pytest.mark.parametrize("field", dataclasses.fields(Metric), ids=lambda field: field.name)
def test_readme_names_every_header_field(field: dataclasses.Field) -> None:
    readme = (sql.QUERIES / "README.md").read_text(encoding="utf-8")
    if field.name not in ("sql", "text", "basis"):
        assert f"| `{field.name}` |" in readme
