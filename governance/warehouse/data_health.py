"""How fresh and how sound the data is: row totals of datasets and files as tables and sums."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
from pandas.io.formats.style import Styler

from governance.core import contracts, dates
from governance.core.i18n import Translator, mark
from governance.metrics import catalog_tables
from governance.warehouse import freshness
from governance.warehouse.freshness import Freshness

# The four outcomes of a row, in words that follow a number; they add up to the rows read.
OUTCOMES = {
    "accepted": mark("accepted"),
    "rejected": mark("rejected"),
    "corrected": mark("corrected"),
    "excluded": mark("excluded"),
}
COUNTS = {
    "rows_read": mark("Rows read"),
    "accepted": OUTCOMES["accepted"],
    "flagged": mark("of these in doubt"),
    "rejected": OUTCOMES["rejected"],
    "corrected": OUTCOMES["corrected"],
    "excluded": OUTCOMES["excluded"],
}
# What the excluded rows are made of.
PARTS = {
    "duplicated": mark("Twice in the file"),
    "repeated": mark("Came again unchanged"),
    "superseded": mark("Came again changed"),
    "vanished": mark("Vanished"),
    "left_out": mark("Left out by the source"),
}


def table(books: pd.DataFrame, today: date, _: Translator) -> pd.DataFrame:
    """How fresh each dataset is and what became of its rows, under translated headings.

    books, today: see ledger().
    """
    rows = books.astype(object).where(books.notna(), None).to_dict("records")
    return pd.DataFrame([_record(row, today, _) for row in rows])


def _styled(frame: pd.DataFrame, _: Translator) -> Styler:
    """Days in the reader's form over real ones, which sort and leave the house as days."""
    styled = frame.style.format(thousands=",", precision=0, na_rep="—")
    days = [_("Last day with data")]
    return styled.format(lambda day: dates.day(day, _.lang), subset=days, na_rep="—")


def _record(row: dict[str, Any], today: date, _: Translator) -> dict[str, object]:
    return {
        _("Dataset"): _.pick(contracts.load()[row["dataset"]].title),
        _("State"): freshness.describe(_freshness(row, today), _),
        _("Rows accepted"): row["accepted"],
        _("of these in doubt"): row["flagged"],
        _("Rows rejected"): row["rejected"],
        _("Rows excluded"): row["excluded"],
    }


def ledger(books: pd.DataFrame, today: date, _: Translator) -> Styler:
    """One row a dataset in the order of `books` (queries/views/dataset_health.sql): age and totals.

    today: the day from which the age is counted.
    """
    rows = books.astype(object).where(books.notna(), None).to_dict("records")
    frame = pd.DataFrame([_ledger_row(row, today, _) for row in rows])
    parts = [_(title) for title in PARTS.values()]
    empty = [title for title in parts if title in frame and not frame[title].any()]
    return _styled(frame.drop(columns=empty), _)


def _ledger_row(row: dict[str, Any], today: date, _: Translator) -> dict[str, object]:
    fresh = _freshness(row, today)
    return {
        _("Dataset"): catalog_tables.dataset_title(row["dataset"], _),
        _("State"): freshness.describe(fresh, _),
        _("Last day with data"): fresh.last,
        _("Files"): row["files"],
        **counts(row, _),
    }


def _freshness(row: Mapping[str, Any], today: date) -> Freshness:
    last = pd.Timestamp(row["last_day"]).date() if row["last_day"] is not None else None
    return freshness.assess(last, _texts(row["cadences"]), today)


def latest(books: pd.DataFrame, today: date) -> tuple[int, str, date | None]:
    """How many days the dataset that is most overdue is late, which it is, and its last day.

    0, "" and None where none is.
    """
    rows = books.astype(object).where(books.notna(), None).to_dict("records")
    ages = [
        (fresh.age - fresh.allowed, str(row["dataset"]), fresh.last)
        for row in rows
        if (fresh := _freshness(row, today)).is_late
    ]
    return max(ages, key=lambda age: age[0], default=(0, "", None))


def counts(row: Mapping[str, Any], _: Translator) -> dict[str, int]:
    """Row totals of a file or dataset under translated headings, each followed by its parts."""
    return {_(title): int(row[key]) for key, title in (COUNTS | PARTS).items()}


def sums(row: Mapping[str, Any], _: Translator) -> str:
    """The row totals as a sum in one line, which says so where it does not come out."""
    total = sum(int(row[key]) for key in OUTCOMES)
    terms = " + ".join(f"{int(row[key]):,} {_(title)}" for key, title in OUTCOMES.items())
    line = _("{n} rows read = {parts}", n=f"{int(row['rows_read']):,}", parts=terms)
    return f"{line} ✓" if total == int(row["rows_read"]) else f"⚠ {line}: {total:,}"


def excluded(row: Mapping[str, Any], _: Translator) -> str:
    """What the excluded rows are made of, "" where there are none."""
    parts = {title: int(row[key]) for key, title in PARTS.items() if int(row[key])}
    text = _("; ").join(f"{_(title)} {count:,}" for title, count in parts.items())
    return _("Of the excluded: {parts}", parts=text) if parts else ""


def total(books: pd.DataFrame) -> dict[str, int]:
    """The row totals of all rows of the frame together."""
    return {key: int(books[key].sum()) for key in (*COUNTS, *PARTS)}


def _texts(values: Any) -> list[str]:
    return [] if values is None else list(values)
