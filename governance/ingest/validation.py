"""What is wrong with a value: what cannot be read is rejected, what is implausible is flagged."""

import datetime as dt
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

from duckdb import Expression, SQLExpression

from governance.core.contracts import Check, Column, Contract
from governance.ingest.formats.header_cells import FILE
from governance.ingest.geo import boundaries
from governance.ingest.parsing import OUTLINE, REPLACED, SOUGHT, TEXT, call, col, const
from governance.ingest.sources import Source

VERDICT = ".rule."  # before a check's key: the column with what its rule says of a row
WINDOW = re.compile(r"\bover\s*\(\s*(?P<parted>partition\s+by\b)?", re.IGNORECASE)
SLACK = dt.timedelta(days=2)  # a clock ahead of ours by a time zone is no fault


@dataclass(frozen=True)
class Problem:
    """One thing that may be wrong with a column; rows for which `condition` is true have it."""

    column: str
    name: str
    detail: str
    severity: str
    condition: Expression

    def in_text(self, text: Expression) -> Expression:
        """Of the rows that meet the condition: whether the text, as it came, has the problem."""
        return call("is_shortened", text) if self.name == "shortened" else const(True)


def apply_checks(contract: Contract, mapped: Container[str], among_rows: bool) -> list[Expression]:
    """The verdicts of the contract's checks on a row, as columns beside row_values.

    The other rows of a rule are those of the same file.
    """
    return [
        SQLExpression(WINDOW.sub(_in_file, check.rule)).alias(VERDICT + check.key)
        for check in _applicable(contract, mapped, among_rows)
    ]


def _in_file(window: re.Match[str]) -> str:
    return f"over (partition by {FILE}{',' if window['parted'] else ''} "


def problems(source: Source, mapped: Container[str], today: dt.date) -> Iterator[Problem]:
    """Every problem that a row alone may have, as expressions over row_values and `apply_checks`.

    Of a column that is not `mapped` nothing can be wrong but that it is required.
    """
    for column in source.contract.columns.values():
        if column.name in mapped or column.required or column.type == "area":
            yield from _unreadable(source, column)
        if column.name in mapped:
            yield from _unbelievable(column, source.contract.floor, today)
    yield from broken(source.contract, mapped, among_rows=False)


def broken(contract: Contract, mapped: Container[str], among_rows: bool) -> Iterator[Problem]:
    """The rules of the contract that a row may break, as expressions over `apply_checks`."""
    for check in _applicable(contract, mapped, among_rows):
        is_broken = col(VERDICT + check.key) == const(False)
        yield Problem(check.column, check.key, check.rule, check.severity, is_broken)


def _applicable(contract: Contract, mapped: Container[str], among_rows: bool) -> list[Check]:
    checks = [check for check in contract.checks if check.among_rows == among_rows]
    return [check for check in checks if check.column in mapped]


def _unreadable(source: Source, column: Column) -> Iterator[Problem]:
    value = col(column.name)
    text = value if column.type == "text" else col(column.name + TEXT)
    lost = text.isnotnull() & value.isnull()
    if column.required:
        empty = text.isnull() if column.type in REPLACED else value.isnull() & text.isnull()
        yield Problem(column.name, "required", "", "reject", empty)
    if column.type == "area":
        ways = " → ".join(source.area.by)
        yield Problem(column.name, "unknown_area", ways, "reject", lost)
        outside = text.isnull() & value.isnull() & col(SOUGHT).isnotnull()
        yield Problem(column.name, "outside", source.area.level, _severity(column), outside)
    elif column.type == "geometry":
        for name in (*boundaries.REJECTED, boundaries.REPAIRED):
            severity = "flag" if name == boundaries.REPAIRED else "reject"
            yield Problem(column.name, name, column.type, severity, col(OUTLINE) == const(name))
    elif column.type != "text":
        expected = " | ".join(source.formats.get(column.name, (column.type,)))
        yield Problem(column.name, "type", expected, "reject", lost)
    if column.type in ("text", "area"):
        yield Problem(column.name, "shortened", "", _severity(column), call("is_shortened", text))
    if column.allowed:
        strange = call("list_contains", const([*column.allowed]), value) == const(False)
        yield Problem(column.name, "allowed", ", ".join(column.allowed), "reject", strange)


def _severity(column: Column) -> str:
    return column.severity or ("reject" if column.required else "flag")


def _unbelievable(column: Column, floor: dt.date, today: dt.date) -> Iterator[Problem]:
    value = col(column.name)
    severity = _severity(column)
    if column.min is not None:
        below = value < const(column.min)
        yield Problem(column.name, "range", f"≥ {column.min:g}", severity, below)
    if column.max is not None:
        above = value > const(column.max)
        yield Problem(column.name, "range", f"≤ {column.max:g}", severity, above)
    if column.type in ("date", "datetime"):
        yield Problem(column.name, "too_early", f"≥ {floor}", severity, value < const(floor))
    if column.past:
        until = today + SLACK
        yield Problem(column.name, "future", f"< {until}", severity, value >= const(until))
