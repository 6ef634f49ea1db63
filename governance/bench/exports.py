"""Writes the exports of a large made-up district: issues and visits by month, seeded and fast.

With `others`, also what else an office has, in numbers that a district has: a volunteers' record
for ten issues, a boundary for each area, and thousands of compounds, organisations, snapshots,
meetings and projects. What is written depends on the plan alone. Every row knows when its issue is
resolved, so that a later export shows the later state of the same issues.
"""

import datetime as dt
import itertools
import json
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb

from governance.core import contracts

START = dt.date(2022, 1, 1)
SQL = Path(__file__).with_name("exports_sql")
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
compound_code = "小区编码"
channel = "来源渠道"
category = "问题类别"
department = "承办部门"
contacted_at = "联系时间"
dispatched_at = "派遣时间"
responded_at = "报到时间"
due_at = "办理时限"
resolved_at = "办结时间"
is_returned = "是否退单"
duplicate_of = "重复于"
is_deferred = "是否延期"
called_back_at = "回访时间"
is_solved = "回访解决"
is_satisfied = "回访满意"
description = "诉求内容"

[formats]
reported_at = "%Y/%m/%d %H:%M:%S"

[values.channel]
"12345热线" = "hotline"
"网格巡查" = "grid"
"走访发现" = "visit"
"随手拍" = "snapshot"
"需求清单" = "demand_list"
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
compound_code = "小区编码"
household_id = "户编号"
visitor_id = "走访人"
visitor_role = "身份"
persons = "人次"
purpose = "事由"
key_group = "重点人员"
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
# Ledgers whose columns are named as the contracts name them, each one file.
OTHERS = (
    "activities",
    "boundaries",
    "compounds",
    "meetings",
    "organisations",
    "parking_spaces",
    "projects",
    "volunteer_hours",
)
OTHER = """
dataset = "{name}"
title = {{ zh = "{zh}", en = "{en}" }}
synthetic = true
files = "{name}.csv"
"""
RARER = 10  # issues for each record of a volunteer


@dataclass(frozen=True)
class Plan:
    """rows: of both ledgers together, over `days` days; day_rows: of the day that is added.

    others: whether the other datasets are written, too.
    """

    rows: int = 10_000_000
    days: int = 1096
    day_rows: int = 20_000
    seed: int = 3
    others: bool = False

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
    if plan.others:
        _write_others(con, plan, folder)


def _write_others(con: duckdb.DuckDBPyConnection, plan: Plan, folder: Path) -> None:
    _number(con, 0, plan.each, RARER)
    for name in OTHERS:
        title = contracts.load()[name].title
        text = OTHER.format(name=name, zh=title["zh"], en=title["en"]).lstrip()
        (folder / "sources" / f"{name}.toml").write_text(text, encoding="utf-8")
        _save(con, name, folder / "exports" / f"{name}.csv")


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


def _number(con: duckdb.DuckDBPyConnection, first: int, end: int, step: int = 1) -> None:
    numbers = "create or replace table numbers as select unnest(range(?, ?, ?)) as i"
    con.execute(numbers, [first, end, step])


def _save(
    con: duckdb.DuckDBPyConnection, name: str, path: Path, until: dt.date | None = None
) -> None:
    """Writes a ledger as it stands at the midnight that begins `until`."""
    values = {"until": until} if until else None
    con.sql(_text(name), params=values).write_csv(str(path))


def _text(name: str) -> str:
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")
