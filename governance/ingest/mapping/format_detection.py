"""What an unknown export looks like: format, encoding, delimiter, sheet and header, as guesses.

A build never guesses: the assistant shows these to a person and writes them into the source.
"""

import json
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from governance.core.i18n import mark
from governance.ingest import sandbox
from governance.ingest.formats import excel, signatures
from governance.ingest.formats import reader as exports
from governance.ingest.formats.text_files import open_text
from governance.ingest.mapping import guesses
from governance.ingest.mapping.guesses import ROWS, Guess
from governance.ingest.sources import SourceError

SAMPLE = 256 * 1024  # bytes of a text file that are looked at


@dataclass(frozen=True)
class Shape:
    """How to read a file, each part ready to be written into a source under its own name.

    form: csv | excel | parquet | json | geojson. sheets: of a workbook, or tables of a web page;
    empty for other formats. Parts that a format does not have are "" with confidence 1.
    """

    form: Guess[str]
    encoding: Guess[str]
    delimiter: Guess[str]
    sheet: Guess[str]
    header_row: Guess[int]
    header_rows: Guess[int]
    sheets: tuple[str, ...] = ()


NONE = Guess("", 1.0, mark("this format has none"))
FIRST = Guess(1, 1.0, mark("this format names its columns itself"))


@dataclass(frozen=True)
class Chosen:
    """What a person has already decided; "" leaves it to be guessed."""

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""


def detect_shape(path: Path, chosen: Chosen = Chosen()) -> Shape:
    """What the file looks like, by its content and never by its suffix.

    Raises SourceError where it holds no table: what it is, and what to hand in instead.
    """
    return sandbox.call(path, _detect_shape, path, chosen)


def _detect_shape(path: Path, chosen: Chosen) -> Shape:
    kind = signatures.kind(path)
    with exports.translated_damage(path, kind):
        return _shape_of(path, kind, chosen)


def _shape_of(path: Path, kind: str, chosen: Chosen) -> Shape:
    if kind == "parquet":
        form = Guess("parquet", 1.0, mark("it begins as parquet files do"))
        return Shape(form, NONE, NONE, NONE, FIRST, FIRST)
    if kind == "excel":
        return _workbook(path, chosen)
    with path.open("rb") as stream:
        sample = stream.read(SAMPLE)
    by_hand = guesses.by_hand(chosen.encoding) if chosen.encoding else None
    encoding = by_hand or guesses.encoding(path, sample)
    if kind == "html":
        return _web_page(path, encoding, chosen)
    text = _text(path, encoding.value)
    structured = _structured(text) if text.lstrip().startswith(("{", "[")) else None
    if structured:
        return Shape(structured, encoding, NONE, NONE, FIRST, FIRST)
    return _delimited(text, encoding, chosen)


def _text(path: Path, encoding: str) -> str:
    """The first lines. Raises SourceError where they are not in this encoding."""
    try:
        with open_text(path, encoding) as stream:
            return stream.read(SAMPLE // 2)
    except UnicodeError as error:
        message = mark("{file}: the text is not {encoding} ({error}); choose another encoding")
        raise SourceError(message, file=path.name, encoding=encoding, error=error) from error


def _structured(text: str) -> Guess[str] | None:
    if '"FeatureCollection"' in text[:4096]:
        return Guess("geojson", 1.0, mark("it begins as a GeoJSON FeatureCollection does"))
    first = text.lstrip().splitlines()[0]
    try:
        whole = isinstance(json.loads(first), dict | list)
    except (ValueError, RecursionError):
        whole = False
    if whole or first.rstrip().endswith(("{", "[", ",")) or first.startswith(("[{", '{"')):
        return Guess("json", 0.95, mark("it begins as JSON does"))
    return None


def _delimited(text: str, encoding: Guess[str], chosen: Chosen) -> Shape:
    text = text[: text.rfind("\n") + 1] or text
    delimiter = guesses.by_hand(chosen.delimiter) if chosen.delimiter else guesses.delimiter(text)
    rows = list(islice(guesses.rows(text, delimiter.value), ROWS))
    widths = Counter(len(row) for row in rows if any(row))
    share = widths.most_common(1)[0][1] / widths.total() if widths else 0.0
    form = Guess("csv", round(0.6 + 0.4 * share, 2), mark("it is text in lines"))
    return Shape(form, encoding, delimiter, NONE, *guesses.header(rows))


def _workbook(path: Path, chosen: Chosen) -> Shape:
    names = excel.sheets(path)
    grids = {
        name: excel.sheet(path, name, slice(0, guesses.HIGHEST), ROWS).grid
        for name in ([chosen.sheet] if chosen.sheet else names)
    }
    form = Guess("excel", 1.0, mark("it is a workbook inside"))
    return Shape(form, NONE, NONE, *_best_sheet(grids, chosen), names)


def _web_page(path: Path, encoding: Guess[str], chosen: Chosen) -> Shape:
    tables = excel.tables(path, encoding.value)
    names = [chosen.sheet] if chosen.sheet in tables else tables
    grids = {name: tables[name][:ROWS] for name in names}
    form = Guess("excel", 0.95, mark("it is a web page with a table, whatever its name says"))
    return Shape(form, encoding, NONE, *_best_sheet(grids, chosen), tuple(tables))


def _best_sheet(
    grids: dict[str, list[list[str | None]]], chosen: Chosen
) -> tuple[Guess[str], Guess[int], Guess[int]]:
    """The sheet with the most filled cells at its beginning, and the header in it."""
    filled = {name: sum(any(row) * len(row) for row in grid) for name, grid in grids.items()}
    best = max(filled, key=filled.__getitem__)
    if chosen.sheet:
        return guesses.by_hand(best), *guesses.header(grids[best])
    share = round(filled[best] / max(sum(filled.values()), 1), 2)
    why = mark("it is the only one") if len(grids) == 1 else mark("it is filled more than others")
    return Guess(best, share, why), *guesses.header(grids[best])
