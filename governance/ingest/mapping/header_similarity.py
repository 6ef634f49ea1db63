"""How alike a header of an export and the names of a contract's column are."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz

from governance.core.contracts import Column
from governance.core.i18n import Translator, mark

BRACKETS = re.compile(r"[(\[{【〔《<][^)\]}】〕》>]*[)\]}】〕》>]")
CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
NO_WORD = re.compile(r"[\W_]+")
# Names that many columns share: they say something alone, and nothing as part of another name.
GENERIC = frozenset(
    [
        "序号",
        "编号",
        "单号",
        "时间",
        "日期",
        "类型",
        "类别",
        "名称",
        "内容",
        "状态",
        "数量",
        "人数",
        "单位",
        "姓名",
        "id",
        "no",
        "code",
        "date",
        "time",
        "day",
        "name",
        "type",
        "kind",
        "number",
        "text",
        "title",
        "x",
        "y",
    ]
)
# What many columns end with: 办结时间 and 受理时间 are not alike, though half their letters are.
ENDING = re.compile(
    "(?<=..)(时间|日期|编号|编码|代码|类型|类别|名称|数量|人数|人次|户数|情况)$"
    "|(?<=.) (id|no|number|code|time|date|day|type|kind|name|at|on|of)$"
)
CORE, CORE_OF_WORDS, ONE_WORD = 0.5, 0.7, 0.85
SHORTEST = 2  # letters that a name needs to be sought inside another one
EXACT, GENERIC_EXACT, RANK = 1.0, 0.92, 0.04


@dataclass(frozen=True)
class Reason:
    """Why something is suggested: a message of the catalogue and what fills its fields."""

    message: str
    values: tuple[tuple[str, object], ...] = field(default_factory=tuple)

    def say(self, _: Translator) -> str:
        """The reason in the language of the translator."""
        return _(self.message, **dict(self.values))


SAME = mark("the header is a name of this column")
LIKE = mark("the header is like “{name}”")


def plain(header: str) -> str:
    """A header without width, case, brackets, units, spaces and punctuation."""
    return NO_WORD.sub("", _words(header))


@lru_cache(maxsize=50_000)
def _words(text: str) -> str:
    folded = unicodedata.normalize("NFKC", CAMEL.sub(" ", text.strip()))
    bare = BRACKETS.sub(" ", folded) if BRACKETS.sub("", folded).strip() else folded
    return NO_WORD.sub(" ", bare).strip().lower()


def names(column: Column) -> tuple[str, ...]:
    """What a column may be called: its key, its titles, its aliases; the most telling first."""
    return tuple(dict.fromkeys([column.name, *column.title.values(), *column.aliases]))


def likeness(header: str, column: Column) -> tuple[float, Reason | None]:
    """0..1 and why: 1 where the header is a name of the column, else how similar the nearest is."""
    best, nearest = 0.0, ""
    for rank, name in enumerate(known := names(column)):
        score = _alike(header, name)
        if score >= GENERIC_EXACT:
            # Of two headers that are both names of the column, the more telling one wins.
            return score - RANK * rank / len(known), Reason(SAME)
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
        return GENERIC_EXACT if b in GENERIC else EXACT
    if b in GENERIC or a in GENERIC:
        return 0.0
    return min(0.9, max(_similar(words, other), _inside(words, other)))


def _similar(words: str, other: str) -> float:
    """How many letters are the same, where more than the ending is."""
    if words.isascii() and " " not in words + other:
        alike = fuzz.ratio(words, other) / 100  # direction and description are not
        return alike if alike >= ONE_WORD else 0.0
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
