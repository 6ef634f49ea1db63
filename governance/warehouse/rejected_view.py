"""Rows with a problem, to be browsed: what became of them, why, and what stands in them."""

import json
from collections.abc import Mapping
from typing import Any

import pandas as pd

from governance.core import contracts
from governance.core.i18n import Translator, mark
from governance.ingest import problem_messages, rejected_rows
from governance.warehouse.file_lineage import records

# So many lines are shown; a file's rejected rows can be downloaded in full.
MOST = 1000
FATES = {
    "rejected": mark("rejected"),
    "corrected": mark("corrected"),
    "excluded": mark("excluded"),
    "flagged": mark("flagged"),
}
PROBLEMS = {
    "broken": mark("does not fit the header"),
    "required": mark("required value missing"),
    "type": mark("cannot be read"),
    "shortened": mark("digits lost in a spreadsheet"),
    "allowed": mark("value not allowed"),
    "range": mark("out of range"),
    "too_early": mark("date too early"),
    "future": mark("date in the future"),
    "unknown_area": mark("unknown area"),
    "outside": mark("point in no area"),
    "outside_area": mark("point outside its area"),
    "placeholder_point": mark("placeholder point"),
    "hours_over_day": mark("more than 24 hours in a day"),
    "boundary_open": mark("boundary not closed"),
    "boundary_empty": mark("boundary without area"),
    "boundary_swapped": mark("longitude and latitude swapped"),
    "boundary_far": mark("boundary off the earth"),
    "boundary_mended": mark("boundary mended"),
    "boundary_overlap": mark("boundaries overlap"),
    "boundary_gap": mark("gap between boundaries"),
    "boundary_hole": mark("hole between boundaries"),
    "boundary_outside": mark("boundary outside the area above"),
    "orphan": mark("unknown parent area"),
    "duplicated": mark("twice in the file"),
    "repeated": mark("came again unchanged"),
    "superseded": mark("came again changed"),
    "vanished": mark("missing from the latest full export"),
    "excluded": mark("left out by the source"),
}


def problem(key: str, dataset: str, _: Translator) -> str:
    """The short name of a problem: the engine's own, else what the contract's check says."""
    if key in PROBLEMS:
        return _(PROBLEMS[key])
    messages = {check.key: check.message for check in contracts.load()[dataset].checks}
    return _.pick(messages[key]) if key in messages else key


def column(name: str | None, dataset: str, _: Translator) -> str:
    """What people call a column of the contract; "—" for a row as a whole."""
    declared = contracts.load()[dataset].columns.get(name or "")
    return _.pick(declared.title) if declared else name or "—"


def summary(counts: pd.DataFrame, dataset: str, _: Translator) -> pd.DataFrame:
    """How often which problem is there. counts: queries/views/problem_counts.sql."""
    keys = ["problem", "column_name", "fate"]
    grouped = counts.groupby(keys, dropna=False, sort=False)
    totals = grouped.agg(rows=("rows", "sum"), example=("example", "first")).reset_index()
    totals = totals.sort_values("rows", ascending=False, kind="stable")
    return pd.DataFrame(
        [
            {
                _("Problem"): problem(row["problem"], dataset, _),
                _("Column"): column(row["column_name"], dataset, _),
                _("What became of it"): fate(row, _),
                _("Rows"): row["rows"],
                _("For example"): row["example"] or "",
            }
            for row in records(totals)
        ]
    )


def table(rows: pd.DataFrame, dataset: str, _: Translator) -> pd.DataFrame:
    """One line a problem in the order of `rows` (queries/views/problem_rows.sql)."""
    return pd.DataFrame(
        [
            {
                _("Row"): row["row_number"],
                _("Column"): column(row["column_name"], dataset, _),
                _("Value"): row["value"] or "",
                _("Reason"): reason(row, dataset, _),
                _("What became of it"): fate(row, _),
                _("File"): row["path"],
            }
            for row in records(rows)
        ]
    )


def fate(row: Mapping[str, Any], _: Translator) -> str:
    """What became of a row, in a word."""
    label = FATES[row["fate"]]
    return _(label)


def reason(row: Mapping[str, Any], dataset: str, _: Translator) -> str:
    """Why, and how to correct it, in a sentence."""
    facts = (row["problem"], row["column_name"], row["value"], row["detail"])
    return problem_messages.sentence(*facts, _, dataset)


def cells(content: str, _: Translator) -> pd.DataFrame:
    """A rejected row as it came: one line a column of its file.

    content: JSON of a row of queries/views/rejected_rows.sql.
    """
    values = json.loads(content)
    if isinstance(values, list):
        values = {str(place): cell for place, cell in enumerate(values, start=1)}
    values = {name: cell for name, cell in values.items() if name != rejected_rows.ROW_NUMBER}
    texts = ["" if cell is None else str(cell) for cell in values.values()]
    return pd.DataFrame({_("Column"): list(values), _("Value"): texts})
