"""Writes briefings as TOML with tomlkit: what is usual is left out, comments and order are kept."""

from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import Any

import tomlkit

from governance.briefings.model import Briefing, Slide
from governance.core.toml_entries import Text

NEW = "[[slides]]\n"


def to_toml(given: Briefing, head: str = "") -> str:
    """The text of the briefing's file; `head` are the comment lines that stand above it."""
    return head + "\n".join([titled("", given.title), *(slide(NEW, one) for one in given.slides)])


def titled(head: str, title: Text) -> str:
    """What stands above the slides, with another title in it."""
    document = tomlkit.parse(head)
    _set(document, "title", title)
    return document.as_string()


def slide(block: str, given: Slide) -> str:
    """The lines of a slide with other values in them."""
    document = tomlkit.parse(block)
    table: Any = document["slides"][0]
    for field in fields(Slide):
        value = getattr(given, field.name)
        is_usual = field.default is not MISSING and value == field.default
        if field.name in table and table[field.name] == _plain(value):
            continue
        if not is_usual:
            _set(table, field.name, value)
        elif field.name in table:
            del table[field.name]
    return document.as_string()


def head_of(text: str) -> str:
    """The comment and empty lines that a file begins with."""
    lines = text.splitlines(keepends=True)
    first = next((n for n, line in enumerate(lines) if line.strip() and line[0] != "#"), len(lines))
    return "".join(lines[:first])


def _set(table: Any, name: str, value: object) -> None:
    if not isinstance(value, Mapping):
        table[name] = _plain(value)
        return
    for lang in sorted(value, reverse=True):
        if name in table:
            table[name][lang] = value[lang]
        else:
            table.add(tomlkit.key([name, lang]), value[lang])


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
