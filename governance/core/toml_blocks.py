"""Files of [[table]] entries, changed entry by entry: all other lines and comments stay.

By hand is only what tomlkit does not do: it counts the comment above an entry to the entry before,
so a text is cut into entries, each with its comment, and put together again.
"""

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import tomlkit

from governance.core import toml_entries
from governance.core.i18n import mark
from governance.core.toml_entries import EntryError

APART = mark("{table}: the file is written in a way that only a person can change; edit it by hand")


def cut(text: str, table: str) -> list[str]:
    """What stands above the entries, then each entry with the comment right above it."""
    header = rf"^[ \t]*\[\[[ \t]*{re.escape(table)}[ \t]*\]\][^\n]*(?:\n|\Z)"
    begin = re.compile(rf"(?:^[ \t]*#[^\n]*\n)*{header}", re.M)
    starts = [match.start() for match in begin.finditer(text)]
    return [text[start:end] for start, end in pairwise([0, *starts, len(text)])]


def entries(text: str, table: str) -> list[str]:
    """The same where every entry is told apart, and holds nothing else. Raises EntryError."""
    blocks, spec = cut(text, table), toml_entries.parse(text, table)
    told_apart = len(blocks) - 1 == len(spec.get(table, [])) and (table in spec) == bool(blocks[1:])
    if not told_apart or any(
        set(toml_entries.parse(block, table)) != {table} for block in blocks[1:]
    ):
        raise EntryError(APART, table=table)
    return blocks


def written(block: str, table: str, values: Mapping[str, object]) -> str:
    """The lines of an entry with other values; None takes a key away."""
    document = tomlkit.parse(block or f"[[{table}]]\n")
    entry: Any = document[table]
    for name, value in values.items():
        if value is None:
            entry[0].pop(name, None)
        elif isinstance(value, Mapping) and name not in entry[0]:
            for part, text in value.items():
                entry[0].add(tomlkit.key([name, part]), text)
        else:
            entry[0][name] = value
    return document.as_string()


def appended(blocks: list[str], block: str) -> str:
    """The text with an entry more, an empty line before it."""
    text = "".join(blocks).rstrip()
    return f"{text}\n\n{block}" if text else block
