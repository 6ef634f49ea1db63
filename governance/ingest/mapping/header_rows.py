"""Where the header of a table is: below which titles, and how many rows it takes."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from governance.core import contracts
from governance.core.i18n import mark
from governance.ingest.formats.header_cells import Cells, one_header
from governance.ingest.mapping.guesses import Guess

HIGHEST = 20  # rows in which a header is sought
LONGEST = 30  # characters; longer texts are contents or notes
DATA = re.compile(r"[\d\s.,:：/\\+%eE-]+|\d{4}年.*|true|false|是|否|—+|null")


def find(rows: Sequence[Cells]) -> tuple[Guess[int], Guess[int]]:
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
    known = sum(_plain(cell) in _vocabulary() for cell in set(named)) / len(set(named))
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
    if {_plain(cell) for cell in texts[first]} & _vocabulary():
        return mark("it holds names of columns that are known here")
    return mark("it is filled with names, and the rows below with values")


def _is_name(cell: str) -> bool:
    return bool(cell) and len(cell) <= LONGEST and not DATA.fullmatch(cell)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text)).casefold()


@cache
def _vocabulary() -> frozenset[str]:
    """Names, titles and aliases of every contract's columns, without case or punctuation."""
    columns = (c for contract in contracts.load().values() for c in contract.columns.values())
    return frozenset(_plain(name) for column in columns for name in column.names)
