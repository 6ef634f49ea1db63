"""What a person may correct of a suggested mapping, as tables to edit, and back again."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from governance.core import contracts
from governance.core.contracts import Column
from governance.core.i18n import Translator
from governance.ingest.formats.reader import Export
from governance.ingest.mapping import value_profiles
from governance.ingest.mapping.column_matching import Match
from governance.ingest.mapping.dataset_detection import Candidate, Details
from governance.ingest.mapping.suggestions import Word

SHOWN = 3  # values of a header that stand beside it
NOTHING = ""


def columns(candidate: Candidate, export: Export, _: Translator) -> pd.DataFrame:
    """Indexed by contract column: title, header, score, why, example; headers are to be edited."""
    known = contracts.load()[candidate.dataset].columns
    rows = [
        {
            "title": _.pick(known[match.column].title)
            + (" ✱" if known[match.column].required else ""),
            "header": match.header or None,
            "score": match.score if match.header else None,
            "example": examples(export, match.header),
            "why": _why(candidate, match, _),
        }
        for match in candidate.matches
    ]
    return pd.DataFrame(rows, index=[match.column for match in candidate.matches])


def _why(candidate: Candidate, match: Match, _: Translator) -> str:
    if match.header:
        return ", ".join(reason.say(_) for reason in match.why)
    is_area = contracts.load()[candidate.dataset].columns[match.column].type == "area"
    if is_area and candidate.area.columns:
        return _("sought by the names below {headers}", headers=", ".join(candidate.area.columns))
    return _("sought by the coordinates") if is_area and "point" in candidate.area.by else ""


def examples(export: Export, header: str) -> str:
    """The first different values below a header."""
    return " · ".join(value_profiles.profile(export, header).texts[:SHOWN]) if header else ""


def chosen_columns(edited: pd.DataFrame) -> dict[str, str]:
    """Contract column → header, of an edited table of columns."""
    picked = edited["header"].dropna()
    return {str(name): str(header) for name, header in picked.items() if header}


def repeated_headers(columns: Mapping[str, str]) -> list[str]:
    """Headers mapped to more than one column: allowed, but seldom intended."""
    headers = list(columns.values())
    return sorted({header for header in headers if headers.count(header) > 1})


def words(known: Sequence[Word]) -> pd.DataFrame:
    """Value, how often it is there, and its meaning, which is to be edited."""
    rows = [(word.text, word.count, word.code or None) for word in known]
    return pd.DataFrame(rows, columns=["value", "count", "meaning"])


def edited_words(known: Sequence[Word], edited: pd.DataFrame) -> tuple[Word, ...]:
    """The words with the meanings of an edited table."""
    codes = edited["meaning"].fillna(NOTHING)
    return tuple(replace(word, code=str(code)) for word, code in zip(known, codes, strict=True))


def meanings(column: Column, _: Translator) -> dict[str, str]:
    """What a word may mean: contract value → label."""
    if column.allowed:
        return {code: _.pick(label) for code, label in column.allowed.items()}
    return {"true": _("Yes"), "false": _("No")}


def apply_edits(
    details: Details,
    words: Mapping[str, tuple[Word, ...]],
    formats: Mapping[str, str],
    constants: Mapping[str, str],
    key: Sequence[str],
) -> Details:
    """The details as a person left them; formats and constants that are empty go."""
    dates = {
        name: replace(read, formats=(formats[name],) if formats.get(name) else read.formats)
        for name, read in details.dates.items()
    }
    filled = {name: value for name, value in constants.items() if value}
    missing = tuple(name for name in details.missing if name not in filled)
    return replace(
        details, missing=missing, words=dict(words), dates=dates, constants=filled, key=tuple(key)
    )
