"""Writes briefings as TOML with tomlkit: what is usual is left out, comments and order are kept.

A changed file is cut into slides, each with its comment, and put together again (toml_blocks).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, fields
from typing import Any

import tomlkit

from governance.briefings.model import Briefing, Slide
from governance.core import toml_blocks
from governance.core.toml_entries import Text

NEW = "[[slides]]\n"
NAMED = re.compile(r"^[ \t]*name[ \t]*=", re.M)


def to_toml(briefing: Briefing, head: str = "") -> str:
    """The text of the briefing's file; `head` are the comment lines that stand above it."""
    return head + "\n".join(
        [_titled("", briefing.title), *(_slide(NEW, slide) for slide in briefing.slides)]
    )


def _titled(head: str, title: Text) -> str:
    """What stands above the slides, with another title in it."""
    document = tomlkit.parse(head)
    _set(document, "title", title)
    return document.as_string()


def _slide(block: str, slide: Slide) -> str:
    """The lines of a slide with other values in them."""
    document = tomlkit.parse(block)
    table: Any = document["slides"][0]
    for field in fields(Slide):
        value = getattr(slide, field.name)
        is_usual = field.default is not MISSING and value == field.default
        if field.name in table and table[field.name] == _plain(value):
            continue
        if not is_usual:
            _set(table, field.name, value)
        elif field.name in table:
            del table[field.name]
    return document.as_string()


def spliced(text: str, before: Briefing, after: Briefing) -> Iterator[str]:
    """Texts with the changes in them, the one that is closest to `text` first.

    A text may say something else than `after` (a slide without a name is called by its place):
    whoever takes one reads it first.
    """
    head, *blocks = toml_blocks.cut(text, "slides")
    if len(blocks) != len(before.slides):
        return
    if before.title != after.title:
        head = _titled(head, after.title)
    if not (before.slides and after.slides):
        head = head.rstrip() + ("\n\n" if after.slides else "\n")
    for named in (False, True):
        yield head + "".join(_blocks(blocks, before.slides, after.slides, named=named))


def _blocks(
    blocks: Sequence[str], before: Sequence[Slide], after: Sequence[Slide], *, named: bool
) -> Iterator[str]:
    known = {slide.name: (slide, block) for slide, block in zip(before, blocks, strict=True)}
    for place, slide in enumerate(after):
        was, block = known.get(slide.name, (None, ""))
        if was != slide or (named and not NAMED.search(block)):
            block = _slide(block.rstrip() + "\n" if block else NEW, slide) + "\n"
        was_last = bool(before) and slide == before[-1]
        is_last = place == len(after) - 1
        yield block if is_last == was_last else block.rstrip() + ("\n" if is_last else "\n\n")


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
