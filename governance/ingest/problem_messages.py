"""Why a row was rejected or flagged, as a sentence that says how to correct it."""

import json
import re

import pandas as pd

from governance.core import contracts
from governance.core.contracts import Column
from governance.core.i18n import FALLBACK, Translator, mark, translator

# problem → (what is wrong, how to correct it); {value}, {detail} and {column} are filled in.
SENTENCES = {
    "broken": (mark("the row does not fit the header ({detail})"), mark("export the file again")),
    "required": (mark("is empty but required"), mark("fill it in, or map another column")),
    "type": (
        mark("“{value}” cannot be read as {detail}"),
        mark("correct it, or declare its format in the source"),
    ),
    "allowed": (
        mark("“{value}” is not one of: {detail}"),
        mark("correct it, or map it under [values.{column}]"),
    ),
    "range": (mark("“{value}” is out of range ({detail})"), mark("correct it")),
    "too_early": (mark("“{value}” is too early to be true ({detail})"), mark("correct the date")),
    "future": (
        mark("“{value}” lies in the future ({detail})"),
        mark("correct the date, or its format"),
    ),
    "unknown_area": (
        mark("“{value}” is no known area (sought by {detail})"),
        mark("correct it, or add the area"),
    ),
    "outside": (
        mark("its point lies in no area of level {detail}"),
        mark("correct it, or add the area"),
    ),
    "outside_area": (
        mark("its point lies outside its area"),
        mark("correct the coordinates or the area, or declare the right crs in the source"),
    ),
    "placeholder_point": (
        mark("the same point stands in too many rows to be real ({detail})"),
        mark("find the true coordinates, or leave them empty"),
    ),
    "boundary_open": (
        mark("a ring of the boundary does not end where it begins (at {value})"),
        mark("repeat its first point as its last one, or export the file again"),
    ),
    "boundary_empty": (
        mark("the boundary encloses no area (at {value})"),
        mark("draw it as a polygon of at least three points"),
    ),
    "boundary_swapped": (
        mark("longitude and latitude are swapped (at {value})"),
        mark("export each point as longitude, then latitude"),
    ),
    "boundary_far": (
        mark("its points lie nowhere on the earth (at {value})"),
        mark("declare the right crs in the source, an EPSG code where they are metres"),
    ),
    "boundary_mended": (
        mark("the boundary crossed or touched itself and was mended (at {value})"),
        mark("nothing to mend if it looks right on the map; else draw it anew"),
    ),
    "boundary_twice": (
        mark("the same area has several different boundaries in the file"),
        mark("keep one, or join the parts into one MultiPolygon"),
    ),
    "boundary_overlap": (
        mark("the boundary overlaps {value} by {detail}"),
        mark("draw the border that they share once, for both"),
    ),
    "boundary_gap": (
        mark("between it and {value} is a gap of {detail} that belongs to no area"),
        mark("widen one of them, or draw the area that is missing"),
    ),
    "boundary_hole": (
        mark("in it or beside it {detail} belong to no area of its level"),
        mark("widen it, or draw the area that is missing"),
    ),
    "boundary_outside": (
        mark("it lies outside {value}, to which it belongs, with {detail}"),
        mark("draw it inside, or correct its parent or the parent's boundary"),
    ),
    "hours_over_day": (
        mark("one volunteer's hours of that day come to more than 24 ({detail})"),
        mark("correct the hours, or remove what was entered twice"),
    ),
    "shortened": (
        mark("“{value}” lost digits when a spreadsheet shortened it"),
        mark("export the column as text"),
    ),
    "orphan": (
        mark("“{value}” is no area above this one"),
        mark("add the parent, or correct its code"),
    ),
    "superseded": (
        mark("the same record came again later"),
        mark("nothing to mend: the latest state counts"),
    ),
    "duplicated": (
        mark("the same row stands twice in the file"),
        mark("nothing to mend: it counts once"),
    ),
    "repeated": (
        mark("the same record came again unchanged"),
        mark("nothing to mend: it counts once"),
    ),
    "vanished": (
        mark("the record is missing from the latest full export"),
        mark("nothing to mend if it was withdrawn there; else export it again"),
    ),
    "excluded": (
        mark("“{value}”: left out by the source ({detail})"),
        mark("nothing to mend if that is meant"),
    ),
}
RULE = (mark("“{value}” breaks the rule {detail}"), mark("correct the row"))
SAID = mark("“{value}”: {said}")
SUBJECT = mark("{column}: {what}; {mend}")
WHOLE_ROW = mark("{what}; {mend}")
# Words of the contracts and sources that stand in a problem's detail.
WORDS = {
    "integer": mark("a whole number"),
    "number": mark("a number"),
    "boolean": mark("yes or no"),
    "date": mark("a date"),
    "datetime": mark("a date and time"),
    "geometry": mark("a boundary"),
    "code": mark("its code"),
    "name_path": mark("its names"),
    "point": mark("its coordinates"),
    "district": mark("District"),
    "street_office": mark("Street office"),
    "community": mark("Community"),
    "grid_cell": mark("Grid cell"),
    "micro_grid": mark("Micro-grid"),
}
JOINED = re.compile(r"( \| | → |, )")


def sentence(
    problem: str,
    column: str | None,
    value: str | None,
    detail: str | None,
    _: Translator | None = None,
    dataset: str = "",
) -> str:
    """Column, what is wrong with the value, and how to correct it; English unless `_` says else.

    A problem that is a contract's own check uses the words of the contract. With `dataset`
    the column and its allowed values have their titles beside their keys.
    """
    _ = _ or translator(FALLBACK)
    spec = contracts.load()[dataset].columns.get(column or "") if dataset else None
    filled = {"value": value or "", "detail": _detail(problem, detail, spec, _), "column": column}
    what, mend = SENTENCES.get(problem, RULE)
    if problem not in SENTENCES and (message := _message(problem, _)):
        with_value = _(SAID, value=value, said=message) if value else message
    else:
        with_value = _(what, **filled)
    parts = {"what": with_value, "mend": _(mend, **filled)}
    named = f"{_.pick(spec.title)} ({column})" if spec else column
    return _(SUBJECT, column=named, **parts) if column else _(WHOLE_ROW, **parts)


def sentences(rows: pd.DataFrame, _: Translator, dataset: str) -> list[str]:
    """The sentence of each row: problem, column_name, value, detail (of row_problems)."""
    facts = rows[["problem", "column_name", "value", "detail"]].astype(object)
    known = facts.where(facts.notna(), None).itertuples(index=False)
    return [
        sentence(problem, column, value, detail, _, dataset)
        for problem, column, value, detail in known
    ]


def _detail(problem: str, detail: str | None, spec: Column | None, _: Translator) -> str:
    if problem == "excluded":
        return _.pick(json.loads(detail or "{}")) or _("out of scope")
    if problem == "allowed" and spec and spec.allowed:
        return ", ".join(_.pick(label) for label in spec.allowed.values())
    parts = JOINED.split(detail or "")
    return "".join(_(WORDS[part]) if part in WORDS else part for part in parts)


def _message(problem: str, _: Translator) -> str:
    """What a contract says of a row against its check of this name, "" where none has it."""
    checks = (check for contract in contracts.load().values() for check in contract.checks)
    return next((_.pick(check.message) for check in checks if check.key == problem), "")
