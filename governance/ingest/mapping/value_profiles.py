"""What the values below a header look like, and how well they fit a column of a contract."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

import pyarrow as pa
import pyarrow.compute as pc

from governance.core.contracts import Column
from governance.ingest.formats.reader import Export
from governance.ingest.mapping import value_matching
from governance.ingest.parsing import SUFFIX
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
    if column.allowed:
        return label_fit(profile, column)
    if column.type == "area":
        return area_fit(profile, areas)
    if column.name in DEGREES:
        return profile.share(_degrees(DEGREES[column.name]))
    if column.type == "text":
        return _text_fit(profile, is_key=is_key)
    return _of_type(profile, column.type)


def label_fit(profile: Profile, column: Column) -> float:
    """The share of the first values that mean something that the column allows."""
    texts, allowed = profile.texts[:LABELS], column.allowed or {}
    return sum(bool(value_matching.nearest(text, allowed)[0]) for text in texts) / max(
        1, len(texts)
    )


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


def bare_names(names: Iterable[str]) -> frozenset[str]:
    """Names of areas as `name_fit` looks them up."""
    return frozenset(ENDING.sub("", name) for name in names)


def is_running_number(profile: Profile) -> bool:
    """1, 2, 3 …: it counts the lines of this file and may start again in the next one."""
    first = [text for text in profile.texts[:20] if text.isdecimal()]
    return (
        len(first) > 2
        and [int(text) for text in first] == list(range(int(first[0]), int(first[0]) + len(first)))
        and int(first[0]) <= 1
    )


def _text_fit(profile: Profile, *, is_key: bool) -> float:
    if is_key:
        return profile.distinct / max(1, profile.filled)
    return 1 - 0.8 * _of_type(profile, "date")


def _degrees(limit: float) -> Callable[[str], bool]:
    def fits(text: str) -> bool:
        return bool(NUMBER.fullmatch(text)) and abs(float(text.replace(",", ""))) <= limit

    return fits


def _is_date(text: str) -> bool:
    return bool(DATE.fullmatch(text) or SERIAL.fullmatch(text))


TYPES: dict[str, Callable[[str], object]] = {
    "integer": WHOLE.fullmatch,
    "number": NUMBER.fullmatch,
    "boolean": value_matching.truth,
    "date": _is_date,
    "datetime": _is_date,
    "geometry": SHAPE.match,
}
