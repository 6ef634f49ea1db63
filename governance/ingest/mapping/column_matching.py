"""Which header of an export is which column of a contract: names first, then values."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz

from governance.core.contracts import Column, Contract
from governance.core.i18n import Translator, mark
from governance.ingest.mapping import value_profiles
from governance.ingest.mapping.value_profiles import Gazetteer, Profile

BRACKETS = re.compile(r"[(\[{【〔《<][^)\]}】〕》>]*[)\]}】〕》>]")
CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
NO_WORD = re.compile(r"[\W_]+")
# Names that many columns share: they say something alone, and nothing as part of another name.
GENERIC = re.compile(
    "序号|编号|单号|时间|日期|类型|类别|名称|内容|状态|数量|人数|单位|姓名"
    "|id|no|code|date|time|day|name|type|kind|number|text|title|x|y"
)
# What many columns end with: 办结时间 and 受理时间 are not alike, though half their letters are.
ENDING = re.compile(
    "(?<=..)(时间|日期|编号|编码|代码|类型|类别|名称|数量|人数|人次|户数|情况)$"
    "|(?<=.) (id|no|number|code|time|date|day|type|kind|name|at|on|of)$"
)
WHETHER = re.compile("^是否已?(?=..)")  # 是否督办 and 是否办结 are not alike either
CORE, CORE_OF_WORDS, ONE_WORD = 0.5, 0.7, 0.85
SHORTEST = 2  # letters that a name needs to be sought inside another one
EXACT, GENERIC_EXACT, RANK = 1.0, 0.92, 0.04
ENOUGH = 0.5  # a score below it is no suggestion
UNLIKE = 0.3  # of values that have to be of a kind, so few fit that the name misleads
ALIKE = 0.6  # two-letter words that share one letter are not alike
NAME, VALUES = 0.7, 0.3
NAMED_BY_VALUES = 0.6
COUNTED = 0.6  # what counts the lines is the number of a record only where nothing else is

SAME = mark("the header is a name of this column")
LIKE = mark("the header is like “{name}”")
FIT = mark("{share:.0%} of its values are of the kind")
NOT_FIT = mark("only {share:.0%} of its values are of the kind")
EMPTY = mark("it has no values to judge by")
BY_VALUES = mark("its values are what this column holds")


@dataclass(frozen=True)
class Reason:
    """Why something is suggested: a message of the catalogue and what fills its fields."""

    message: str
    values: tuple[tuple[str, object], ...] = field(default_factory=tuple)

    def say(self, _: Translator) -> str:
        """The reason in the language of the translator."""
        return _(self.message, **dict(self.values))


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
    named, why = likeness(profile.header, column)
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


def plain(header: str) -> str:
    """A header without width, case, brackets, units, spaces and punctuation."""
    return NO_WORD.sub("", _words(header))


@lru_cache(maxsize=50_000)
def _words(text: str) -> str:
    folded = unicodedata.normalize("NFKC", CAMEL.sub(" ", text.strip()))
    bare = BRACKETS.sub(" ", folded) if BRACKETS.sub("", folded).strip() else folded
    return NO_WORD.sub(" ", bare).strip().lower()


def likeness(header: str, column: Column) -> tuple[float, Reason | None]:
    """0..1 and why: 1 where the header is a name of the column, else how similar the nearest is."""
    best, nearest = 0.0, ""
    for rank, name in enumerate(column.names):
        score = _alike(header, name)
        if score >= GENERIC_EXACT:
            # Of two headers that are both names of the column, the more telling one wins.
            return score - RANK * rank / len(column.names), Reason(SAME)
        if score > best:
            best, nearest = score, name
    return best, Reason(LIKE, (("name", nearest),)) if nearest else None


@lru_cache(maxsize=50_000)
def _alike(header: str, name: str) -> float:
    return max((_near(spelling, name) for spelling in _spellings(header)), default=0.0)


def _spellings(header: str) -> Iterable[str]:
    """The header, and where it joins a merged cell and one below: the other way round too."""
    words = _words(header)
    yield words
    if " " in words and not words.isascii():
        yield " ".join(reversed(words.split()))


def _near(words: str, name: str) -> float:
    other = _words(name)
    a, b = words.replace(" ", ""), other.replace(" ", "")
    if not a or not b:
        return 0.0
    if a == b:
        return GENERIC_EXACT if GENERIC.fullmatch(b) else EXACT
    if GENERIC.fullmatch(b) or GENERIC.fullmatch(a):
        return 0.0
    return min(0.9, max(_similar(words, other), _inside(words, other)))


def _similar(words: str, other: str) -> float:
    """How many letters are the same, where more than the ending is."""
    if words.isascii() and " " not in words + other:
        alike = fuzz.ratio(words, other) / 100  # direction and description are not
        return alike if alike >= ONE_WORD else 0.0
    words, other = WHETHER.sub("", words), WHETHER.sub("", other)
    enough = 100 * (CORE_OF_WORDS if words.isascii() else CORE)
    if fuzz.token_sort_ratio(ENDING.sub("", words), ENDING.sub("", other)) < enough:
        return 0.0
    a, b = words.replace(" ", ""), other.replace(" ", "")
    return max(fuzz.ratio(a, b), fuzz.token_sort_ratio(words, other)) / 100


def _inside(words: str, other: str) -> float:
    """A telling name inside a longer header (工单受理时间) is nearly as good as the name alone."""
    if other.isascii():
        mine, theirs = set(words.split()), set(other.split())
        return 0.55 + 0.35 * len(theirs) / len(mine) if theirs <= mine else 0.0
    a, b = words.replace(" ", ""), other.replace(" ", "")
    return 0.6 + 0.3 * len(b) / len(a) if len(b) > SHORTEST and b in a else 0.0
