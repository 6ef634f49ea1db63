"""Which dataset an export looks like, and how it would map to it: for a person to correct."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from governance.core import contracts
from governance.core.contracts import Contract
from governance.core.i18n import mark
from governance.ingest.formats.reader import Export
from governance.ingest.mapping import column_matching, date_formats, suggestions, value_profiles
from governance.ingest.mapping.column_matching import Match, Reason
from governance.ingest.mapping.date_formats import Dates
from governance.ingest.mapping.suggestions import Word
from governance.ingest.mapping.value_profiles import Gazetteer
from governance.ingest.sources import AreaRule

REQUIRED, USED, HINT = 0.5, 0.45, 0.05
FOUND = 0.7  # what a required column is worth that is found otherwise than by a header

RUNNING = mark(
    "“{header}” counts the lines of the file: where the next export starts anew at 1, choose "
    "another number, or none and a key"
)
DAY_OR_MONTH = mark("“{header}”: “{example}” can be read as {first} or as {second}; choose one")
UNREAD = mark("“{header}”: {count} values like “{example}” cannot be read as a date")
STRANGE = mark("“{header}”: {words} mean nothing that this column allows; say what they mean")


@dataclass(frozen=True)
class Candidate:
    """A dataset that an export may be. score: 0..1, how well the export fits it as a whole."""

    dataset: str
    score: float
    matches: tuple[Match, ...]
    area: AreaRule

    @property
    def columns(self) -> dict[str, str]:
        """Contract column → header, of those that were found."""
        return {match.column: match.header for match in self.matches if match.header}


@dataclass(frozen=True)
class Details:
    """What else a mapping needs once its columns are chosen.

    missing: required columns for which the export has nothing. key and constants are as in a
    source file. words: by column, what its values mean; dates: by column, where reading has to be
    given a format; notes: what a person has to look at.
    """

    missing: tuple[str, ...]
    key: tuple[str, ...]
    constants: Mapping[str, str]
    words: Mapping[str, tuple[Word, ...]]
    dates: Mapping[str, Dates]
    notes: tuple[Reason, ...]


def rank(export: Export, areas: Gazetteer, about: str = "") -> list[Candidate]:
    """Every dataset with its mapping, the likeliest first.

    about: the file's and its sheet's name, which often say what it is.
    """
    profiles = value_profiles.profiles(export)
    candidates = []
    for contract in contracts.load().values():
        matches = column_matching.match(profiles, contract, areas)
        area, matches = suggestions.area(profiles, matches, areas)
        score = _score(contract, matches, area, len(profiles))
        score += HINT * any(word.lower() in about.lower() for word in contract.hints)
        candidates.append(Candidate(contract.dataset, round(score, 3), matches, area))
    return sorted(candidates, key=lambda candidate: -candidate.score)


def details(export: Export, dataset: str, columns: Mapping[str, str], area: AreaRule) -> Details:
    """What follows from the columns and the area rule, as suggested or as a person chose them."""
    contract = contracts.load()[dataset]
    constants = suggestions.constants(contract, columns)
    key = suggestions.key(export, contract, columns)
    words = suggestions.words(export, contract, columns)
    dates = date_formats.needed(export, contract, columns)
    mapped = {*columns, *constants, *(contract.key if key else ())}
    missing = [name for name in _required(contract) if name not in mapped]
    if set(area.by) - {"code"}:
        missing = [name for name in missing if contract.columns[name].type != "area"]
    notes = tuple(_notes(export, contract, columns, words, dates))
    return Details(tuple(missing), key, constants, words, dates, notes)


def _required(contract: Contract) -> list[str]:
    return [column.name for column in contract.columns.values() if column.required]


def _score(
    contract: Contract, matches: Iterable[Match], area: AreaRule, headers_there: int
) -> float:
    """How much of what the contract requires is found, and how much of both sides is used."""
    scores = {match.column: match.score for match in matches}
    constants = suggestions.constants(contract, {})
    others = [name for name in scores if name in constants]
    others += [c.name for c in contract.columns.values() if c.type == "area" and len(area.by) > 0]
    met = [scores[name] or FOUND * (name in others) for name in _required(contract)]
    used = sum(scores.values()) / max(1, min(headers_there, len(scores)))
    return REQUIRED * sum(met) / max(1, len(met)) + USED * min(1.0, used)


def _notes(
    export: Export,
    contract: Contract,
    columns: Mapping[str, str],
    words: Mapping[str, tuple[Word, ...]],
    dates: Mapping[str, Dates],
) -> Iterable[Reason]:
    numbers = [columns[name] for name in contract.key if name in columns]
    for header in numbers:
        if value_profiles.is_running_number(value_profiles.profile(export, header)):
            yield Reason(RUNNING, (("header", header),))
    for name, read in dates.items():
        yield from _date_notes(columns[name], read)
    for name, known in words.items():
        if strange := [word.text for word in known if not word.code]:
            examples = ", ".join(f"“{text}”" for text in strange[:5])
            yield Reason(STRANGE, (("header", columns[name]), ("words", examples)))


def _date_notes(header: str, dates: Dates) -> Iterable[Reason]:
    about = (("header", header), ("example", dates.example))
    if dates.either:
        first, second = dates.either
        yield Reason(DAY_OR_MONTH, (*about, ("first", first), ("second", second)))
    elif dates.unread:
        yield Reason(UNREAD, (*about, ("count", dates.unread)))
