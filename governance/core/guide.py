"""The guide's chapters (docs/guide/<language>.md), one a page, each below its name."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from governance.core.contracts import PROJECT

FOLDER = PROJECT / "docs" / "guide"
PICTURES = FOLDER / "pictures"
NAME = re.compile(r"^<!-- (\w+) -->$", re.MULTILINE)


@cache
def chapters(lang: str) -> Mapping[str, str]:
    """Chapter name → its Markdown, in reading order."""
    _before, *parts = NAME.split((FOLDER / f"{lang}.md").read_text(encoding="utf-8"))
    return {name: text.strip() for name, text in zip(parts[::2], parts[1::2], strict=True)}


def picture(name: str, lang: str) -> Path:
    """The file of a chapter's picture in this language (tests/bench/pictures.py makes them)."""
    return PICTURES / f"{name}-{lang}.webp"
