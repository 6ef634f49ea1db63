"""Which header of an export is which column of a contract: names first, then values."""

from collections.abc import Sequence
from dataclasses import dataclass

from governance.core.contracts import Column, Contract
from governance.core.i18n import mark
from governance.ingest.mapping import header_similarity, value_profiles
from governance.ingest.mapping.header_similarity import Reason
from governance.ingest.mapping.value_profiles import Gazetteer, Profile

ENOUGH = 0.5  # a score below it is no suggestion
UNLIKE = 0.3  # of values that have to be of a kind, so few fit that the name misleads
ALIKE = 0.6  # two-letter words that share one letter are not alike
NAME, VALUES = 0.7, 0.3
NAMED_BY_VALUES = 0.6
COUNTED = 0.6  # what counts the lines is the number of a record only where nothing else is

FIT = mark("{share:.0%} of its values are of the kind")
NOT_FIT = mark("only {share:.0%} of its values are of the kind")
EMPTY = mark("it has no values to judge by")
BY_VALUES = mark("its values are what this column holds")


@dataclass(frozen=True)
class Match:
    """The header suggested for a contract column ("" for none), how sure (0..1), and why."""

    column: str
    header: str = ""
    score: float = 0.0
    why: tuple[Reason, ...] = ()


def match(profiles: Sequence[Profile], contract: Contract, areas: Gazetteer) -> tuple[Match, ...]:
    """One match a contract column, in its order: each header once, the total score the best."""
    from scipy.optimize import linear_sum_assignment  # 0.15 s of CPU for who maps no file

    columns = list(contract.columns.values())
    candidates = [
        [_match(profile, column, contract, areas) for profile in profiles] for column in columns
    ]
    # Cubed, so that two half-good headers never take the place of one that is named exactly.
    # As many places without a header as there are columns: none has to take what does not fit.
    scores = [
        [m.score**3 if m.score >= ENOUGH else -1.0 for m in row] + [0.0] * len(columns)
        for row in candidates
    ]
    _rows, assigned = linear_sum_assignment(scores, maximize=True)
    return tuple(
        row[place] if place < len(profiles) else Match(column.name)
        for row, place, column in zip(candidates, assigned, columns, strict=True)
    )


def _match(profile: Profile, column: Column, contract: Contract, areas: Gazetteer) -> Match:
    named, why = header_similarity.likeness(profile.header, column)
    fit = value_profiles.fit(profile, column, areas, is_key=column.name in contract.key)
    is_distinctive = column.type != "text" or bool(column.allowed)
    reasons = [why] if why else []
    if named < ALIKE:
        named, reasons = 0.0, []
    if not named and _speaks(profile, column, areas, fit):
        named, reasons = NAMED_BY_VALUES, [Reason(BY_VALUES)]
    if column.name in contract.key and value_profiles.is_running_number(profile):
        named *= COUNTED
    share = Reason(FIT, (("share", fit),))
    score = named * (NAME + VALUES * fit)
    if not profile.texts:
        score, share = named * 0.9, Reason(EMPTY)
    elif fit < UNLIKE and _has_to_fit(column, contract):
        score, share = named * 0.4, Reason(NOT_FIT, (("share", fit),))
    reasons += [share] if is_distinctive or not profile.texts else []
    return Match(column.name, profile.header, round(min(1.0, score), 3), tuple(reasons))


def _has_to_fit(column: Column, contract: Contract) -> bool:
    """Whether values of another kind say that the name misleads: dates are no description."""
    return not (column.allowed or column.type == "area" or column.name in contract.key)


def _speaks(profile: Profile, column: Column, areas: Gazetteer, fit: float) -> bool:
    """Whether values alone name their column: several allowed words, or codes of known areas."""
    if column.type == "area":
        return bool(areas.codes) and fit >= 0.9 and profile.distinct >= 2
    return bool(column.allowed) and fit >= 0.8 and profile.distinct >= 3
