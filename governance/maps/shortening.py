"""Names of areas as short as they may be on a map that shows what lies around them."""

import re
from collections.abc import Iterable

SUFFIX = re.compile(r"(街道办事处|街道|社区|镇|乡|村|微网格|网格)$")
NUMBER = re.compile(r"第?(\d+)(?:微网格|网格|片区)?$")


def shorten(name: str, above: Iterable[str] = ()) -> list[str]:
    """The ways to write a name, the fullest first: 永红社区第03网格, 第03网格, 03."""
    short = name
    for other in sorted(above, key=len, reverse=True):
        if name.startswith(other) and len(name) > len(other):
            short = name[len(other) :].strip()
            break
    number = NUMBER.search(short)
    return list(dict.fromkeys([short, number[1] if number else SUFFIX.sub("", short) or short]))


def is_numbered(name: str) -> bool:
    """Whether a name can be written as its number alone."""
    return NUMBER.search(name) is not None
