"""A build that starts from the last one ends where a build from nothing does."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from governance.ingest import sources
from governance.ingest.input_files import Input, inputs_of
from governance.ingest.sources import Source
from governance.metrics import catalog
from governance.metrics.catalog import Catalog
from governance.warehouse import build, mart_tables, plan, publish
from tests.support import tiny

# What may differ between two builds of the same exports: when, how and in what order.
ASIDE = {
    *("build_id", "built_at", "seconds", "started_from", "taken_at", "file_id"),
    *("modified_ns", "inputs"),
}
TABLES = (
    *("files", "row_problems", "refused_rows", "happened", "coverage", "left_out", "sources"),
    *("issues", "visits", "parking_spaces", "area_list", "signals", "rows_rebound_cycles"),
    *("mart_issues", "mart_visits", "mart_parking_spaces"),
)
ISSUES = """
dataset = "issues"
files = "issues_*.csv"
full = {full}
may_vanish = 1.0
[columns]
issue_id = "id"
reported_at = "reported"
due_at = "due"
resolved_at = "resolved"
area_code = "area"
category = "category"
"""
PARKING = """
dataset = "parking_spaces"
files = "parking_*.csv"
[columns]
facility_id = "id"
snapshot_at = "at"
area_code = "area"
spaces = "spaces"
[constants]
status = "built"
"""


def given(full: bool = False) -> list[Source]:
    issues = sources.parse("issues", ISSUES.replace("{full}", str(full).lower()))
    return [tiny.areas(), issues, sources.parse("parking", PARKING)]


def issue(chance: random.Random, number: int, faults: float) -> str:
    day, later = chance.randint(1, 27), chance.randint(1, 27)
    resolved = f"2026-{chance.choice(('03', '04'))}-{later:02}" if chance.random() < 0.6 else ""
    due = f"2026-04-{chance.randint(1, 27):02}"
    area = chance.choice(tiny.GRIDS) if chance.random() >= faults else "nowhere"
    return f"{number},2026-03-{day:02},{due},{resolved},{area},{chance.choice('abc')}"


def write_day(folder: Path, chance: random.Random, day: int, faults: float = 0.05) -> None:
    """An export with new issues, old ones in another state, some unchanged, and two snapshots."""
    numbers = [*range(day * 10, day * 10 + 10), *chance.sample(range(day * 10), min(day * 3, 9))]
    lines = ["id,reported,due,resolved,area,category", *(issue(chance, n, faults) for n in numbers)]
    lines += lines[-1:]  # the same row twice
    (folder / f"issues_{day}.csv").write_text("\n".join(lines), encoding="utf-8")
    rows = [
        f"P{chance.randint(1, 3)},2026-{chance.randint(1, 9):02}-01,{chance.choice(tiny.GRIDS)},{n}"
        for n in (chance.randint(0, 50), chance.randint(0, 50))
    ]
    text = "\n".join(["id,at,area,spaces", *rows])
    (folder / f"parking_{day}.csv").write_text(text, encoding="utf-8")


def content(file: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every table of a warehouse as sorted rows, files named by source and path."""
    with duckdb.connect(file, read_only=True) as con:
        return {table: sorted(rows(con, table), key=repr) for table in TABLES}


def rows(con: duckdb.DuckDBPyConnection, table: str) -> Iterator[tuple[object, ...]]:
    names = con.table(table).columns
    paths = dict(con.table("files").select("file_id", "path").fetchall())
    for row in con.table(table).fetchall():
        values = dict(zip(names, row, strict=True))
        path = paths.get(values.get("file_id"))
        yield path, *(value for name, value in values.items() if name not in ASIDE)


def plan_of(folder: Path, target: Path, declared: list[Source]) -> plan.Plan:
    return plan.make_plan(publish.published(target), inputs_of(declared, folder), full=False)


def day_by_day_and_at_once(folder: Path, full: bool) -> tuple[Path, Path]:
    chance = random.Random(1)
    for day in range(1, 5):
        write_day(folder, chance, day, faults=0 if full else 0.05)
        kept = build.build(given(full), folder, folder / "kept.duckdb")
    return kept.file, build.build(given(full), folder, folder / "anew.duckdb").file


def test_day_by_day_gives_what_a_build_from_nothing_gives(tmp_path: Path) -> None:
    first, second = map(content, day_by_day_and_at_once(tmp_path, full=False))
    for table in TABLES:
        assert first[table] == second[table], table
    assert first["mart_issues"]
    assert first["rows_rebound_cycles"]


@pytest.mark.slow
def test_full_exports_day_by_day_give_the_same_figures(tmp_path: Path) -> None:
    """What vanished and came back may stand in the books of another file."""
    kept, anew = day_by_day_and_at_once(tmp_path, full=True)
    first, second = content(kept), content(anew)
    assert first["mart_issues"] == second["mart_issues"]
    for file in (kept, anew):
        with duckdb.connect(file, read_only=True) as con:
            found = con.execute("select * exclude (file_id, row_number) from issues order by all")
            facts = found.fetchall()
        second["facts"] = second.get("facts", facts)
        assert facts == second["facts"]
        assert len(facts) < 40


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder, chance = tmp_path_factory.mktemp("office"), random.Random(7)
    for day in (1, 2, 3):
        write_day(folder, chance, day)
    build.build(given(), folder, folder / "w.duckdb")
    return folder


@pytest.fixture
def office(built: Path, tmp_path: Path) -> Path:
    """The exports of three days and what was built of them, for one test to change."""
    return shutil.copytree(built, tmp_path / "office", symlinks=True)


def read_by(work: plan.Plan) -> list[str]:
    return [entry.path for entry in work.inputs]


def test_nothing_is_read_again_where_nothing_changed(office: Path) -> None:
    work = plan_of(office, office / "w.duckdb", given())
    assert (work.is_idle, read_by(work)) == (True, [])


def test_only_the_new_file_is_read(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_day(office, random.Random(8), 4)
    known = {path: path.stat().st_mtime_ns for path in office.glob("*_[123].csv")}
    monkeypatch.setattr(
        Input, "recognised", lambda entry: pytest.fail(f"{entry.path} was read")
        if entry.file in known else entry
    )  # fmt: skip
    work = plan_of(office, office / "w.duckdb", given())
    assert read_by(work) == ["issues_4.csv", "parking_4.csv"]
    assert (work.base, work.stale, work.derive_all) == (
        (office / "w.duckdb").resolve(), frozenset(), False
    )  # fmt: skip


def test_a_touched_file_is_known_by_its_content(office: Path) -> None:
    (office / "issues_2.csv").touch()
    assert plan_of(office, office / "w.duckdb", given()).is_idle


def test_a_changed_file_has_its_dataset_taken_in_again(office: Path) -> None:
    with (office / "issues_2.csv").open("a", encoding="utf-8") as file:
        file.write("\n99,2026-03-05,2026-04-01,,990001001001001,a")
    work = plan_of(office, office / "w.duckdb", given())
    assert work.stale == {"issues"}
    assert read_by(work) == ["issues_1.csv", "issues_2.csv", "issues_3.csv"]


@pytest.mark.parametrize(
    "change",
    [
        *(pytest.param(c, marks=pytest.mark.slow) for c in ("removed", "before", "source")),
        "changed",
    ],
)
def test_whatever_changes_the_result_is_that_of_a_build_from_nothing(
    office: Path, change: str
) -> None:
    declared = given(full=change == "source")
    if change == "removed":
        (office / "issues_2.csv").unlink()
    elif change == "before":
        write_day(office, random.Random(9), 0)
    elif change == "changed":
        write_day(office, random.Random(10), 2)
    assert plan_of(office, office / "w.duckdb", declared).stale
    kept = build.build(declared, office, office / "w.duckdb")
    anew = build.build(declared, office, office / "anew.duckdb")
    assert content(kept.file) == content(anew.file)


def test_another_register_of_areas_makes_all_anew(office: Path) -> None:
    more = [*given(), tiny.from_rows("areas", [{**tiny.AREAS[1], "area_code": "990001001009"}])]
    more[-1] = tiny.from_rows("areas", more[-1].rows, name="more")
    work = plan_of(office, office / "w.duckdb", more)
    assert work.stale == frozenset()
    declared = [tiny.from_rows("areas", tiny.AREAS[:-1]), *given()[1:]]
    assert plan_of(office, office / "w.duckdb", declared).base is None


def test_another_metric_reads_no_export(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    intake, _ = plan.recipes()
    monkeypatch.setattr(plan, "recipes", lambda: (intake, "another"))
    work = plan_of(office, office / "w.duckdb", given())
    assert (work.derive_all, read_by(work), work.is_idle) == (True, [], False)
    before = content((office / "w.duckdb").resolve())
    made = build.build(given(), office, office / "w.duckdb")
    assert made.is_new
    assert content(made.file) == before


def other_metrics(monkeypatch: pytest.MonkeyPatch, old: str, new: str) -> Catalog:
    """The metrics from now on: `old` in the file of closure_rate is `new`."""
    texts = [metric.text.replace(old, new) for metric in catalog.load().values()]
    found = catalog.from_texts(texts)
    assert found["closure_rate"].text != catalog.load()["closure_rate"].text
    monkeypatch.setattr(catalog, "load", lambda: found)
    return found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('en = "Closure rate" }', 'en = "Share closed" }'),
        (
            'definition.en = "Of the issues due in the period, the share closed',
            'definition.en = "S',
        ),
        ('excludes.zh = "重复件、已撤销的诉求；没有办理时限的诉求；', 'excludes.zh = "'),
        ("order = 130\n", "order = 135\n"),
        ("headline = true\ndecimals = 1\nscale = 100\ndef", "decimals = 2\nscale = 100\ndef"),
        ("standard = ", "# The office's own.\nstandard = "),
    ],
)
def test_other_words_of_a_metric_derive_nothing_anew(
    office: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str
) -> None:
    found = other_metrics(monkeypatch, old, new)
    work = plan_of(office, office / "w.duckdb", given())
    assert (work.derive_all, work.reword, read_by(work), work.is_idle) == (False, True, [], False)
    before = content((office / "w.duckdb").resolve())
    monkeypatch.setattr(mart_tables, "refresh", lambda *_: pytest.fail("a mart was made anew"))
    made = build.build(given(), office, office / "w.duckdb")
    assert content(made.file) == before
    with duckdb.connect(made.file, read_only=True) as con:
        texts = con.execute("select text from metric_catalog where key = 'closure_rate'").fetchall()
    assert texts == [(found["closure_rate"].text,)]
    assert plan_of(office, office / "w.duckdb", given()).is_idle


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "\n    and not has_time_fault\n    and due_at is not null",
            "\n    and due_at is not null",
        ),
        ('segments = ["channel", "category", "department"]', 'segments = ["channel"]'),
        ("settles = 30", "settles = 20"),
        ('faults = ["reported_at", "due_at", "resolved_at"]', 'faults = ["due_at"]'),
        ('better = "up"', 'better = "down"'),
        ("version = 2", "version = 3"),
    ],
)
def test_what_a_metric_computes_derives_all_anew(
    office: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str
) -> None:
    other_metrics(monkeypatch, old, new)
    work = plan_of(office, office / "w.duckdb", given())
    assert (work.derive_all, read_by(work)) == (True, [])


def test_a_metric_that_goes_or_comes_derives_all_anew(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fewer = Catalog(metric for metric in catalog.load().values() if metric.key != "visits")
    monkeypatch.setattr(catalog, "load", lambda: fewer)
    assert plan_of(office, office / "w.duckdb", given()).derive_all


def test_another_way_of_taking_in_reads_everything(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan, "recipes", lambda: ("another", "another"))
    work = plan_of(office, office / "w.duckdb", given())
    assert (work.base, len(work.inputs)) == (None, 7)
