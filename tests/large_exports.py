"""Writes the exports of a large made-up district: issues and visits by month, seeded and fast.

What is written depends on the plan alone. Every row knows when its issue is resolved, so that a
later export shows the later state of the same issues.
"""

import datetime as dt
import itertools
import json
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb

START = dt.date(2022, 1, 1)
SQL = Path(__file__).with_name("large_sql")
SOURCES = {
    "areas": """
dataset = "areas"
title = { zh = "区划网格名录", en = "Register of areas" }
synthetic = true
files = "areas.csv"
""",
    "issues": """
dataset = "issues"
title = { zh = "问题工单", en = "Issue tickets" }
synthetic = true
files = "issues_*.csv"
encoding = "utf-8"

[columns]
issue_id = "工单编号"
reported_at = "受理时间"
area_code = "网格编码"
channel = "来源渠道"
category = "问题类别"
department = "承办部门"
contacted_at = "联系时间"
due_at = "办理时限"
resolved_at = "办结时间"
is_returned = "是否退单"
duplicate_of = "重复于"
is_satisfied = "回访满意"
description = "诉求内容"

[formats]
reported_at = "%Y/%m/%d %H:%M:%S"

[values.channel]
"12345热线" = "hotline"
"网格巡查" = "grid"
"走访发现" = "visit"
"随手拍" = "snapshot"
""",
    "visits": """
dataset = "visits"
title = { zh = "走访台账", en = "Visit ledger" }
synthetic = true
files = "visits_*.csv"
encoding = "utf-8"

[columns]
visit_id = "走访编号"
visited_at = "走访时间"
area_code = "网格编码"
household_id = "户编号"
visitor_id = "走访人"
visitor_role = "身份"
persons = "人次"
purpose = "事由"
issues_found = "发现问题数"
longitude = "经度"
latitude = "纬度"

[values.visitor_role]
"专职网格员" = "full_time_gridder"
"兼职网格员" = "part_time_gridder"
"下沉干部" = "cadre"
"志愿者" = "volunteer"
""",
}


@dataclass(frozen=True)
class Plan:
    """rows: of both ledgers together, over `days` days; day_rows: of the day that is added."""

    rows: int = 10_000_000
    days: int = 1096
    day_rows: int = 20_000
    seed: int = 3

    @property
    def each(self) -> int:
        """Rows of one ledger."""
        return self.rows // 2

    @property
    def end(self) -> dt.date:
        """The first day after the ledgers: the one that is added."""
        return START + dt.timedelta(days=self.days)

    def first(self, day: dt.date) -> int:
        """The number of the first record of a day."""
        return -(-(day - START).days * self.each // self.days)


def write(plan: Plan, folder: Path) -> None:
    """Writes folder/sources/*.toml and folder/exports/*.csv, one file a ledger and month."""
    for part in ("sources", "exports"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    for name, text in SOURCES.items():
        (folder / "sources" / f"{name}.toml").write_text(text.lstrip(), encoding="utf-8")
    (folder / "plan.json").write_text(json.dumps(asdict(plan)), encoding="utf-8")
    con = _open(plan)
    _save(con, "areas", folder / "exports" / "areas.csv")
    for begin, end in itertools.pairwise(_months(plan)):
        _number(con, plan.first(begin), plan.first(end))
        for ledger in ("issues", "visits"):
            _save(con, ledger, folder / "exports" / f"{ledger}_{begin:%Y-%m}.csv", plan.end)


def write_day(plan: Plan, folder: Path) -> list[Path]:
    """Adds the next day's two files and returns them.

    A fiftieth of the day's rows are older issues resolved on that day, another fiftieth visits of
    the day before, once more and unchanged.
    """
    con, again = _open(plan), plan.day_rows // 50
    until = plan.end + dt.timedelta(days=1)
    paths = day_files(plan, folder)
    new = plan.day_rows // 2 - again
    _number(con, 0, plan.each)
    changed = con.sql(_text("resolved_on"), params={"day": plan.end, "limit": again}).fetchnumpy()
    _number(con, plan.each, plan.each + new)
    con.executemany("insert into numbers values (?)", [[int(i)] for i in changed["i"]])
    _save(con, "issues", paths[0], until)
    _number(con, plan.each - again, plan.each + new)
    _save(con, "visits", paths[1], until)
    return paths


def day_files(plan: Plan, folder: Path) -> list[Path]:
    """Where write_day puts its files; by name they come after every month."""
    return [folder / "exports" / f"{name}_{plan.end:%Y-%m_%d}.csv" for name in ("issues", "visits")]


def plan_of(folder: Path) -> Plan:
    """The plan by which the folder was written."""
    return Plan(**json.loads((folder / "plan.json").read_text(encoding="utf-8")))


def _open(plan: Plan) -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    con.execute("create table plan (seed int, start timestamp, days bigint, each bigint)")
    con.execute("insert into plan values (?, ?, ?, ?)", [plan.seed, START, plan.days, plan.each])
    con.execute("create table numbers (i bigint)")
    con.execute(_text("rolls"))
    return con


def _months(plan: Plan) -> list[dt.date]:
    days = (START + dt.timedelta(days=n) for n in range(plan.days))
    return [*(day for day in days if day.day == 1), plan.end]


def _number(con: duckdb.DuckDBPyConnection, first: int, end: int) -> None:
    con.execute("create or replace table numbers as select unnest(range(?, ?)) as i", [first, end])


def _save(
    con: duckdb.DuckDBPyConnection, name: str, path: Path, until: dt.date | None = None
) -> None:
    """Writes a ledger as it stands at the midnight that begins `until`."""
    values = {"until": until} if until else None
    con.sql(_text(name), params=values).write_csv(str(path))


def _text(name: str) -> str:
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")
