"""Words of an export and the allowed values of a contract that they mean."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from rapidfuzz import fuzz

from governance.core.toml_entries import Text
from governance.ingest.parsing import FALSE, TRUE

ENOUGH = 0.6  # below it a word is left to the person
LONGEST = 20  # what is longer is a sentence, no label
MARKS = {"√": "true", "✓": "true", "×": "false", "✗": "false"}
AFFIRMED = frozenset(
    ["t", "solved", "resolved", "satisfied", "verysatisfied", "returned", "deferred", "extended"]
)
DENIED = frozenset(
    [
        "f",
        "unsolved",
        "unresolved",
        "notsolved",
        "notresolved",
        "dissatisfied",
        "unsatisfied",
        "notsatisfied",
        "verydissatisfied",
        "notreturned",
        "notdeferred",
        "notextended",
    ]
)
JUDGED = re.compile(
    "(?:非常|很|较|比较|基本|已经?)?(不太?|未|没有?|无|非)?(?:满意|解决|办结|退单|退回|延期|老旧)"
)
PUNCTUATION = re.compile(r"[\W_]+")


def truth(text: str) -> str:
    """What a word says: “true” (是, √, 满意), “false” (否, 不满意), or "" for neither."""
    word, judged = _bare(text), JUDGED.fullmatch(_bare(text))
    if word in AFFIRMED or word in TRUE or (judged and not judged.group(1)):
        return "true"
    if word in DENIED or word in FALSE or judged:
        return "false"
    return MARKS.get(text.strip(), "")


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
    return ("", 0.0) if best < ENOUGH or tied else (first, best)


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
    shared = _longest_shared(a, b)
    return max(ratio, 0.6 + 0.05 * shared) if shared > 1 else ratio


def _longest_shared(a: str, b: str) -> int:
    """Letters of the longest piece that both words have."""
    pieces = (a[i : i + n] for n in range(1, len(a) + 1) for i in range(len(a) - n + 1))
    return max((len(piece) for piece in pieces if piece in b), default=0)
