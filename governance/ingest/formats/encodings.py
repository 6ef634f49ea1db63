"""In which encoding a text is written."""

import codecs
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from charset_normalizer import from_bytes

from governance.core.i18n import mark
from governance.ingest.sources import SourceError

BLOCK = 1 << 20
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (b"\x84\x31\x95\x33", "gb18030"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CHINESE = ("gb18030", "big5")
# What systems call GBK or Big5 holds characters that only these wider sets have.
WIDER = {"gbk": "gb18030", "gb2312": "gb18030", "cp936": "gb18030", "big5": "cp950"}


@dataclass(frozen=True)
class Encoding:
    """A guess: the name as Python knows it, how sure (0 to 1), and a message that says why."""

    name: str
    confidence: float
    why: str


def encoding_of(path: Path) -> str:
    """The encoding where none is declared: a byte order mark, UTF-16, strict UTF-8, else GB18030.

    Statistical detectors take short GB18030 files for Korean; this order does not guess.
    """
    with path.open("rb") as stream:
        start = stream.read(BLOCK)
        if marked := _marked(start):
            return marked
        decoder = codecs.getincrementaldecoder("utf-8")()
        block = start
        try:
            while block:
                decoder.decode(block)
                block = stream.read(BLOCK)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "gb18030"
    return "utf-8"


def guess(path: Path, sample: bytes) -> Encoding:
    """The encoding of a file whose first bytes are given; Chinese ones by their characters.

    The whole file is read only as UTF-8, which cannot be mistaken for another.
    """
    if marked := _marked(sample):
        if sample.startswith(tuple(bom for bom, _ in BOMS)):
            return Encoding(marked, 1.0, mark("it begins with a byte order mark"))
        return Encoding(marked, 0.95, mark("every other byte is zero"))
    if encoding_of(path) == "utf-8":
        if sample.isascii():
            return Encoding("utf-8", 1.0, mark("it holds Latin letters and digits only"))
        return Encoding("utf-8", 1.0, mark("every byte of it is valid UTF-8"))
    return _chinese(sample)


def open_text(path: Path, encoding: str) -> TextIO:
    """The file as text, newlines untouched and without byte order mark.

    Raises SourceError for an encoding that does not exist.
    """
    try:
        name = codecs.lookup(encoding).name
    except LookupError as error:
        raise SourceError(
            f"{path.name}: no encoding is called {encoding!r}; use utf-8, gb18030, utf-16 or big5"
        ) from error
    stream = path.open(encoding=WIDER.get(name, name), newline="")
    _skip_mark(stream)
    return stream


def _skip_mark(stream: TextIOWrapper) -> None:
    try:
        marked = stream.read(1) == "\ufeff"
    except UnicodeError:
        marked = False  # the reader meets it again, and says where
    if not marked:
        stream.seek(0)


def _marked(start: bytes) -> str:
    """The encoding that a byte order mark or the zero bytes of UTF-16 tell; "" for neither."""
    for bom, name in BOMS:
        if start.startswith(bom):
            return name
    odd, even = start[1::2].count(0), start[::2].count(0)
    if max(odd, even) <= len(start) / 20:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _chinese(sample: bytes) -> Encoding:
    """GB18030 or Big5. Other encodings are left out: on short files detectors prefer Korean."""
    best = from_bytes(sample, cp_isolation=list(CHINESE)).best()
    if best is None:
        return Encoding("gb18030", 0.5, mark("it is neither UTF-8 nor surely Big5"))
    confidence = round(0.95 * (1 - float(best.chaos)), 2)
    if best.encoding == "gb18030":
        return Encoding("gb18030", confidence, mark("it reads as Chinese in GB18030"))
    return Encoding("big5", confidence, mark("it reads as Chinese in Big5"))
