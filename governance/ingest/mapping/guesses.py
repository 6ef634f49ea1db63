"""Guesses about an unknown file: its encoding, what parts its cells, and where its header is."""

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Generic, TypeVar

from charset_normalizer import from_bytes

from governance.core import contracts
from governance.core.i18n import mark
from governance.ingest.formats import text_files
from governance.ingest.formats.header_cells import Cells, one_header

T = TypeVar("T", str, int)
ROWS = 60  # rows of a table that are looked at
DELIMITERS = (",", "\t", ";", "|", "，")
HIGHEST = 20  # rows in which a header is sought
LONGEST = 30  # characters; longer texts are contents or notes
DATA = re.compile(r"[\d\s.,:：/\\+%eE-]+|\d{4}年.*|true|false|是|否|—+|null")


@dataclass(frozen=True)
class Guess(Generic[T]):
    """A guessed value, how sure it is (0 to 1), and a message that says why."""

    value: T
    confidence: float
    why: str


def by_hand(value: str) -> Guess[str]:
    """What a person chose."""
    return Guess(value, 1.0, mark("chosen by hand"))


def encoding(path: Path, sample: bytes) -> Guess[str]:
    """The encoding of a file whose first bytes are given; Chinese ones by their characters.

    The whole file is read only as UTF-8, which cannot be mistaken for another.
    """
    if marked := text_files.marked_encoding(sample):
        if sample.startswith(tuple(bom for bom, _ in text_files.BOMS)):
            return Guess(marked, 1.0, mark("it begins with a byte order mark"))
        return Guess(marked, 0.95, mark("every other byte is zero"))
    if text_files.encoding_of(path) == "utf-8":
        if sample.isascii():
            return Guess("utf-8", 1.0, mark("it holds Latin letters and digits only"))
        return Guess("utf-8", 1.0, mark("every byte of it is valid UTF-8"))
    return _chinese(sample)


def _chinese(sample: bytes) -> Guess[str]:
    """GB18030 or Big5. Other encodings are left out: on short files detectors prefer Korean."""
    best = from_bytes(sample, cp_isolation=["gb18030", "big5"]).best()
    if best is None:
        return Guess("gb18030", 0.5, mark("it is neither UTF-8 nor surely Big5"))
    confidence = round(0.95 * (1 - float(best.chaos)), 2)
    if best.encoding == "gb18030":
        return Guess("gb18030", confidence, mark("it reads as Chinese in GB18030"))
    return Guess("big5", confidence, mark("it reads as Chinese in Big5"))


def delimiter(text: str) -> Guess[str]:
    """The delimiter that makes rows alike, by clevercsv's measure of consistency."""
    # Imported here: it takes a while, and only an unknown file needs it.
    from clevercsv import Detector, Error

    sample = "".join(text.splitlines(keepends=True)[:ROWS])
    try:
        detected = Detector().detect(sample, delimiters=list(DELIMITERS), method="consistency")
    except Error:
        detected = None
    if detected is None or not detected.delimiter:
        return _commonest(sample)
    share = _evenness(sample, detected.delimiter)
    return Guess(detected.delimiter, share, mark("with it the rows have equally many cells"))


def _commonest(sample: str) -> Guess[str]:
    shares = {sign: _evenness(sample, sign) for sign in DELIMITERS}
    best = max(DELIMITERS, key=shares.__getitem__)
    if not shares[best]:
        return Guess(",", 0.5, mark("no delimiter is there; the table has one column"))
    return Guess(best, round(0.8 * shares[best], 2), mark("it is the one that most rows share"))


def _evenness(sample: str, delimiter: str) -> float:
    """The share of rows that have the commonest number of cells; 0 where that is one cell."""
    widths = Counter(len(row) for row in rows(sample, delimiter) if any(row))
    if not widths:
        return 0.0
    width, count = widths.most_common(1)[0]
    return round(count / widths.total(), 2) if width > 1 else 0.0


def rows(text: str, delimiter: str) -> list[list[str]]:
    """The rows of a text as far as it can be taken apart."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    taken: list[list[str]] = []
    try:
        taken.extend(reader)
    except csv.Error:
        return taken or [text.splitlines()[:1]]
    return taken


def header(rows: Sequence[Cells]) -> tuple[Guess[int], Guess[int]]:
    """The header's first row as people count, and how many rows it takes.

    rows: the first of a table, merged cells' text in all that they cover.
    """
    texts = [[(cell or "").strip() for cell in row] for row in rows]
    width = max((len(set(filter(None, row))) for row in texts), default=0)
    if not width:
        nowhere = Guess(1, 0.0, mark("the table is empty"))
        return nowhere, nowhere
    scores = [_score(texts, number, width) for number in range(min(len(texts), HIGHEST))]
    best = max(range(len(scores)), key=lambda number: (scores[number], -number))
    first, last = _extent(texts, best)
    others = [score for number, score in enumerate(scores) if not first <= number <= last]
    lead = scores[best] - max(others, default=0.0)
    confidence = round(min(1.0, 0.5 + 1.5 * max(lead, 0.0)) * min(1.0, scores[best] + 0.2), 2)
    why = _why(texts, first, last)
    return Guess(first + 1, confidence, why), Guess(last - first + 1, confidence, why)


def _score(texts: list[list[str]], number: int, width: int) -> float:
    """0 to 1: filled, names rather than values, each once, known ones, unlike the rows below."""
    named = [cell for cell in texts[number] if cell]
    if not named:
        return 0.0
    filled = len(set(named)) / width
    names = sum(map(_is_name, named)) / len(named)
    known = sum(_bare_name(cell) in _vocabulary() for cell in set(named)) / len(set(named))
    return 0.45 * filled * names + 0.15 * names + 0.25 * known + 0.15 * _contrast(texts, number)


def _contrast(texts: list[list[str]], number: int) -> float:
    """The share of named columns that hold values, not names, below."""
    below = texts[number + 1 : number + 21]
    named = [place for place, cell in enumerate(texts[number]) if _is_name(cell)]
    columns = [[row[place] for row in below if place < len(row) and row[place]] for place in named]
    values = [c for c in columns if c and sum(map(_is_name, c)) <= len(c) / 2]
    return len(values) / len(named) if named else 0.0


def _extent(texts: list[list[str]], best: int) -> tuple[int, int]:
    """First and last row of the header that `best` belongs to."""
    first = last = best
    while first > 0 and _groups(texts[first - 1], texts[first]):
        first -= 1
    while last + 1 < len(texts) and (
        _completes(texts[last], texts[last + 1]) or _groups(texts[last], texts[last + 1])
    ):
        last += 1
    return first, last


def _groups(upper: list[str], lower: list[str]) -> bool:
    """Whether the upper row names groups of the lower one: some text spans several names."""
    names = [cell for cell in (*upper, *lower) if cell]
    if len(set(filter(None, upper))) < 2 or not all(_is_name(c) and "：" not in c for c in names):
        return False
    pairs = list(zip(upper, lower, strict=False))
    spans = [above for above, below in pairs if above and above != below]
    return any(spans.count(text) > 1 or (text, text) in pairs for text in spans) or (
        any(above and above == below for above, below in pairs) and bool(spans)
    )


def _completes(upper: list[str], lower: list[str]) -> bool:
    """Whether the lower row names what the upper one leaves blank, and holds no values."""
    named = [cell for cell in lower if cell]
    gaps = [place for place, cell in enumerate(upper) if not cell]
    if not named or not all(map(_is_name, named)) or len(named) == len(lower):
        return False
    filled = [place for place in gaps if place < len(lower) and lower[place]]
    return bool(filled) and len(filled) >= len(gaps) / 2 and all(one_header([upper, lower]))


def _why(texts: list[list[str]], first: int, last: int) -> str:
    if last > first:
        return mark("names of groups stand above the names of the columns")
    if {_bare_name(cell) for cell in texts[first]} & _vocabulary():
        return mark("it holds names of columns that are known here")
    return mark("it is filled with names, and the rows below with values")


def _is_name(cell: str) -> bool:
    return bool(cell) and len(cell) <= LONGEST and not DATA.fullmatch(cell)


def _bare_name(text: str) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text)).casefold()


@cache
def _vocabulary() -> frozenset[str]:
    """Names, titles and aliases of every contract's columns, without case or punctuation."""
    columns = (c for contract in contracts.load().values() for c in contract.columns.values())
    return frozenset(_bare_name(name) for column in columns for name in column.names)
