"""Writes a briefing as TOML: slides in their order, fields in theirs, what is usual left out."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields

import tomli_w

from governance.briefings.model import Briefing, Slide
from governance.entries import Text


def to_toml(given: Briefing, head: str = "") -> str:
    """The text of the briefing's file; `head` are the comment lines that stand above it."""
    parts = [head + title(given), *map(slide, given.slides)]
    return "\n\n".join(parts) + "\n"


def title(given: Briefing) -> str:
    """The lines of a briefing's title."""
    return "\n".join(_texts("title", given.title))


def slide(given: Slide) -> str:
    """The lines of a slide."""
    return "\n".join(["[[slides]]", *_fields(given)])


def head_of(text: str) -> str:
    """The comment and empty lines that a file begins with."""
    lines = text.splitlines(keepends=True)
    first = next((n for n, line in enumerate(lines) if line.strip() and line[0] != "#"), len(lines))
    return "".join(lines[:first])


def _fields(slide: Slide) -> Iterator[str]:
    for field in fields(Slide):
        value = getattr(slide, field.name)
        if field.default is not MISSING and value == field.default:
            continue
        if isinstance(value, Mapping):
            yield from _texts(field.name, value)
        else:
            yield f"{field.name} = {_plain(value)}"


def _plain(value: object) -> str:
    """A value as TOML has it, a list on one line."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(_plain, value))}]"
    return tomli_w.dumps({"value": value}).removeprefix("value = ").strip()


def _texts(name: str, text: Text) -> Iterator[str]:
    for lang in sorted(text, reverse=True):
        yield f"{name}.{tomli_w.dumps({lang: text[lang]}).strip()}"
