"""Why a row was refused or marked, as a sentence that says how to mend it."""

import json

# problem → (what is wrong, how to mend it); {value}, {detail} and {column} are filled in.
SENTENCES = {
    "broken": ("the row does not fit the header ({detail})", "export the file again"),
    "required": ("is empty but required", "fill it in, or map another column"),
    "type": (
        "{value!r} cannot be read as {detail}",
        "correct it, or declare its format in the source",
    ),
    "allowed": (
        "{value!r} is not one of: {detail}",
        "correct it, or map it under [values.{column}]",
    ),
    "range": ("{value!r} is out of range ({detail})", "correct it"),
    "too_early": ("{value!r} is too early to be true ({detail})", "correct the date"),
    "future": ("{value!r} lies in the future ({detail})", "correct the date, or its format"),
    "unknown_area": (
        "{value!r} is no known area (sought by {detail})",
        "correct it, or add the area",
    ),
    "outside": ("its point lies in no area of level {detail}", "correct it, or add the area"),
    "orphan": ("{value!r} is no area above this one", "add the parent, or correct its code"),
    "superseded": ("the same record came again later", "nothing to mend: the latest state counts"),
}


def sentence(problem: str, column: str | None, value: str | None, detail: str | None) -> str:
    """English: column, what is wrong with the value, and how to mend it."""
    if problem == "excluded":
        reason = json.loads(detail or "{}").get("en", "out of scope")
        return f"{column} = {value!r}: left out by the source ({reason})"
    what, mend = SENTENCES.get(problem, ("{value!r} breaks the rule {detail}", "correct the row"))
    filled = what.format(value=value, detail=detail, column=column)
    subject = f"{column}: " if column else ""
    return f"{subject}{filled}; {mend.format(column=column)}"
