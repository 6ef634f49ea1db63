"""What the values below a header look like and mean, and how well they fit a column."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import lru_cache

import pyarrow as pa
import pyarrow.compute as pc
from rapidfuzz import fuzz

from governance.core.contracts import Column
from governance.core.toml_entries import Text
from governance.ingest.formats.reader import Export
from governance.ingest.parsing import FALSE, SUFFIX, TRUE
from governance.ingest.sources import Source

LOOKED_AT = 1000  # rows, evenly spread over the file
DISTINCT = 300
LABELS = 40  # a column of labels has few of them
NEUTRAL = 0.5
NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?([eE][+-]?\d+)?|[+-]?\.\d+")
WHOLE = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.0+)?")
DATE = re.compile(
    r"(19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*([-/.月]\s*\d{1,2}.*)?"
    r"|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}(\D.*)?"
    r"|\d{1,2}[- ][A-Za-z]{3,9}[- ]\d{2,4}.*|[A-Za-z]{3,9} \d{1,2}, ?\d{4}.*"
    r"|(19|20)\d{2}(0[1-9]|1[0-2])([0-2]\d|3[01])(\d{4,6})?"
)
SERIAL = re.compile(r"[2-7]\d{4}(\.\d+)?")  # days since 1900, as a spreadsheet stores dates
CODE = re.compile(r"[A-Za-z]{0,4}[-_]?\d{6,20}")
SHAPE = re.compile(r'\s*(\{.*"coordinates"|(MULTI)?POLYGON)', re.DOTALL)
ENDING = re.compile(SUFFIX)
ALIKE_ENOUGH = 0.6  # below it a word is left to the person
LONGEST = 20  # what is longer is a sentence, no label
MARKS = {"√": "true", "✓": "true", "×": "false", "✗": "false", "✕": "false"}
AFFIRMED = re.compile("t|(re)?solved|(very)?satisfied|returned|deferred|extended")
DENIED = re.compile(
    "f|(un|not)(re)?solved|(very)?dissatisfied|(un|not)satisfied|not(returned|deferred|extended)"
)
JUDGED = re.compile(
    "(?:非常|很|较|比较|基本|已经?)?(不太?|未|没有?|无|非)?(?:满意|解决|办结|退单|退回|延期|老旧)"
)
PUNCTUATION = re.compile(r"[\W_]+")
DEGREES = {"longitude": 180.0, "latitude": 90.0}


@dataclass(frozen=True)
class Gazetteer:
    """What is known of areas: codes, names without their official endings, levels with borders."""

    codes: frozenset[str] = field(default_factory=frozenset)
    names: frozenset[str] = field(default_factory=frozenset)
    bounded: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Profile:
    """The values of one header. texts: the first distinct ones, without what means "missing"."""

    header: str
    filled: int
    distinct: int
    texts: tuple[str, ...]

    def share(self, fits: Callable[[str], object]) -> float:
        """The share of the distinct values that fit, 0..1."""
        return sum(bool(fits(text)) for text in self.texts) / max(1, len(self.texts))


def profiles(export: Export) -> list[Profile]:
    """What stands below each header, from a sample of the rows."""
    sample = spread(export.table, LOOKED_AT)
    return [_profile(header, sample) for header in export.headers]


def profile(export: Export, header: str) -> Profile:
    """What stands below one header."""
    return _profile(header, spread(export.table, LOOKED_AT))


def spread(table: pa.Table, rows: int) -> pa.Table:
    """At most so many rows of a table, evenly spaced, in order."""
    step = max(1, -(-table.num_rows // rows))
    return table.take(pa.array(range(0, table.num_rows, step), pa.int64()))


def _profile(header: str, sample: pa.Table) -> Profile:
    column = pc.utf8_trim_whitespace(sample[header]).drop_null()
    texts = [unicodedata.normalize("NFKC", text) for text in column.to_pylist()]
    known = [text for text in texts if text not in Source.missing]
    distinct = list(dict.fromkeys(known))
    return Profile(header, len(known), len(distinct), tuple(distinct[:DISTINCT]))


def fit(profile: Profile, column: Column, areas: Gazetteer, *, is_key: bool) -> float:
    """0..1: how well the values are what the column holds; 0.5 where they tell nothing."""
    if not profile.texts:
        return NEUTRAL
    if column.allowed or column.words:
        labels = replace(profile, texts=profile.texts[:LABELS])
        return labels.share(lambda text: meaning(text, column)[0])
    if column.type == "area":
        return area_fit(profile, areas)
    if column.name in DEGREES:
        return profile.share(_degrees(DEGREES[column.name]))
    if column.type == "text":
        unique = profile.distinct / max(1, profile.filled)
        return unique if is_key else 1 - 0.8 * _of_type(profile, "date")
    return _of_type(profile, column.type)


@lru_cache(maxsize=2000)
def _of_type(profile: Profile, kind: str) -> float:
    return profile.share(TYPES[kind])


@lru_cache(maxsize=2000)
def area_fit(profile: Profile, areas: Gazetteer) -> float:
    """The share of known codes or names; where no area is known, whether codes look like codes."""
    if not areas.codes:
        return max(NEUTRAL, profile.share(CODE.fullmatch))
    return max(profile.share(areas.codes.__contains__), name_fit(profile, areas))


def name_fit(profile: Profile, areas: Gazetteer) -> float:
    """The share of values that are the name of an area, official endings aside."""
    return profile.share(lambda text: ENDING.sub("", text) in areas.names)


def is_running_number(profile: Profile) -> bool:
    """1, 2, 3 …: it counts the lines of this file and may start again in the next one."""
    first = [text for text in profile.texts[:20] if text.isdecimal()]
    return (
        len(first) > 2
        and [int(text) for text in first] == list(range(int(first[0]), int(first[0]) + len(first)))
        and int(first[0]) <= 1
    )


def _degrees(limit: float) -> Callable[[str], bool]:
    def fits(text: str) -> bool:
        return bool(NUMBER.fullmatch(text)) and abs(float(text.replace(",", ""))) <= limit

    return fits


def _is_date(text: str) -> bool:
    return bool(DATE.fullmatch(text) or SERIAL.fullmatch(text))


def truth(text: str) -> str:
    """What a word says: “true” (是, √, 满意), “false” (否, 不满意), or "" for neither."""
    word = _bare(text)
    judged = JUDGED.fullmatch(word)
    if AFFIRMED.fullmatch(word) or word in TRUE or (judged and not judged.group(1)):
        return "true"
    if DENIED.fullmatch(word) or word in FALSE or judged:
        return "false"
    return MARKS.get(text.strip(), "")


def meaning(text: str, column: Column) -> tuple[str, float]:
    """The code that a word means in a column, or true or false, and how sure that is.

    First by the words of the column itself: 超期 is yes where it asks for overdue, and no where it
    asks for on time. ("", 0) where nobody can tell.
    """
    if text in (column.allowed or ()):
        return text, 1.0
    for code, words in column.words.items():
        if _bare(text) in map(_bare, words):
            return code, 0.95
    if column.allowed:
        return nearest(text, column.allowed)
    known = truth(text)
    return known, 0.9 if known else 0.0


def is_plain_truth(text: str) -> bool:
    """Whether reading understands the word without a mapping."""
    return text.strip().lower() in (*TRUE, *FALSE)


@lru_cache(maxsize=20_000)
def _bare(text: str) -> str:
    return PUNCTUATION.sub("", unicodedata.normalize("NFKC", text).strip().lower())


def nearest(text: str, allowed: Mapping[str, Text]) -> tuple[str, float]:
    """The allowed code that a word means and how sure that is, ("", 0) where none or two fit."""
    if len(text) > LONGEST:
        return "", 0.0
    scores = {
        code: max(_alike(_bare(text), _bare(name)) for name in (code, *label.values()))
        for code, label in allowed.items()
    }
    (first, best), *others = sorted(scores.items(), key=lambda item: -item[1])
    tied = others and others[0][1] >= best - 0.001
    return ("", 0.0) if best < ALIKE_ENOUGH or tied else (first, best)


@lru_cache(maxsize=20_000)
def _alike(a: str, b: str) -> float:
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    short, long = sorted((a, b), key=len)
    if len(short) > 1 and short in long:
        return 0.7 + 0.25 * len(short) / len(long)
    ratio = fuzz.ratio(a, b) / 100
    if a.isascii() or b.isascii():
        return ratio if ratio >= 0.8 else 0.0
    shared = SequenceMatcher(None, a, b, autojunk=False).find_longest_match().size
    return max(ratio, 0.6 + 0.05 * shared) if shared > 1 else ratio


TYPES: dict[str, Callable[[str], object]] = {
    "integer": WHOLE.fullmatch,
    "number": NUMBER.fullmatch,
    "boolean": truth,
    "date": _is_date,
    "datetime": _is_date,
    "geometry": SHAPE.match,
}
