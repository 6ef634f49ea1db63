"""Which area a path of place names means, in any of the spellings that offices use."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

SEPARATOR = "|"  # between the names of a path, top to bottom
# Synonymous name endings, and the one that replaces them.
ENDINGS = {
    "社区": re.compile("(.+?)(社区居民委员会|社区居委会|居民委员会|居委会|社区)"),
    "村": re.compile("(.+?)(村?村民委员会|村?村委会|村)"),
    "街道": re.compile("(.+?)(街道办事处|街道办|街办|街道)"),
}
TURNED = {"村", "社区"}  # villages become communities, and registers keep the old word for years
NUMBERED = re.compile("第?([0-9]+|[零〇一二两三四五六七八九十百]+)号?(微网格|网格|)")
DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}


@dataclass(frozen=True)
class Spelling:
    """One name without what varies, and the word for its kind ("" where it has none)."""

    bare: str
    kind: str = ""

    @property
    def full(self) -> str:
        return self.bare + self.kind

    def fits(self, other: "Spelling") -> int:
        """2 where both are the same, 1 where one leaves the kind out, 0 where they differ."""
        if self.full == other.full:
            return 2
        kinds = {self.kind, other.kind}
        is_open = "" in kinds or kinds == TURNED
        same = self.bare == other.bare and is_open
        return int(same or self.full == other.bare or self.bare == other.full)


class Gazetteer:
    """The names of all areas. Built from (area_code, parent_code or None, name)."""

    def __init__(self, areas: Iterable[tuple[str, str | None, str]]) -> None:
        self._parents: dict[str, str | None] = {}
        self._names: dict[str, Spelling] = {}
        self._codes: Mapping[str, set[str]] = defaultdict(set)
        for code, parent, name in areas:
            self._parents[code], self._names[code] = parent, parse_name(name)
            for text in (self._names[code].full, self._names[code].bare):
                self._codes[text].add(code)

    def find(self, path: str) -> str | None:
        """The code of the one area that fits best; None where none does, or two as well.

        A path may leave out names between two or above the first; the rest must then decide.
        """
        names = [parse_name(name) for name in reversed(path.split(SEPARATOR))]
        possible = {
            code for text in (names[0].full, names[0].bare) for code in self._codes.get(text, ())
        }
        scores = {code: score for code in possible if (score := self._score(code, names))}
        best = max(scores.values(), default=())
        codes = [code for code, score in scores.items() if score == best]
        return codes[0] if len(codes) == 1 else None

    def _score(self, code: str, names: Iterable[Spelling]) -> tuple[int, ...]:
        """How well each name fits, lowest first, and how many areas between are left out."""
        place: str | None = code
        marks, skipped = [], 0
        for name in names:
            while place in self._names and not name.fits(self._names[place]):
                place, skipped = self._parents[place], skipped + 1
            if place not in self._names:
                return ()
            marks.append(name.fits(self._names[place]))
            place = self._parents[place]
        return (*marks, -skipped)


def parse_name(name: str) -> Spelling:
    """A name without spaces, full-width signs and leading zeros, its kind in one word.

    东里社区居委会 → 东里 社区 · 第０３网格 and 第三网格 → 3 网格 · 莲花街办 → 莲花 街道
    """
    text = "".join(unicodedata.normalize("NFKC", name).casefold().split())
    if numbered := NUMBERED.fullmatch(text):
        return Spelling(str(_number(numbered[1])), numbered[2])
    for kind, pattern in ENDINGS.items():
        if ended := pattern.fullmatch(text):
            return Spelling(ended[1], kind)
    return Spelling(text)


def _number(text: str) -> int:
    """3, 03 and 三 as 3; 十二 as 12; 一百零五 as 105; 二〇三 as 203."""
    if text.isdecimal():
        return int(text)
    if not set(text) & {"十", "百"}:
        return int("".join(str(DIGITS[sign]) for sign in text))
    total, digit = 0, None
    for sign in text:
        if sign in DIGITS:
            digit = DIGITS[sign]
        else:
            total += (1 if digit is None else digit) * (100 if sign == "百" else 10)
            digit = None
    return total + (digit or 0)
