"""Guesses about an unknown file: in which encoding its text is, and what parts its cells."""

import csv
import io
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from charset_normalizer import from_bytes

from governance.core.i18n import mark
from governance.ingest.formats import text_files

T = TypeVar("T", str, int)
ROWS = 60  # rows of a table that are looked at
DELIMITERS = (",", "\t", ";", "|", "，")


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
