"""Entries that people write into a TOML file: each is checked, and told by its number if wrong."""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import MISSING, Field, fields
from datetime import date
from typing import Any, TypeVar

from governance.contracts import Text
from governance.i18n import Translator, mark

DAY = mark("a date without quotes, like 2026-05-01")
WORDS = mark("a text in each language: .zh and .en")
# What a field's annotation asks of a value, and how a person says it.
KINDS: Mapping[Any, tuple[tuple[type, ...], str]] = {
    str: ((str,), mark("a text")),
    float: ((int, float), mark("a number")),
    int: ((int,), mark("a whole number")),
    bool: ((bool,), mark("true or false")),
    date: ((date,), DAY),
    date | None: ((date,), DAY),
    tuple[str, ...]: ((list,), mark('a list of texts, like ["visits"]')),
    Text: ((dict,), WORDS),
    Text | None: ((dict,), WORDS),
}
UNKNOWN = mark("{table}, entry {n}: {key} = {value!r} is none of: {allowed}")
Entry = TypeVar("Entry")


class EntryError(ValueError):
    """An entry is wrong. Says which one, what is wrong and what is allowed; `told` in any language.

    message: a msgid with {fields}; kind: one of KINDS' words among its values.
    """

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message.format(**values))
        self.message, self.values = message, values

    def told(self, _: Translator) -> str:
        """The error in a reader's language."""
        values = {k: _(str(v)) if k == "kind" else v for k, v in self.values.items()}
        return _(self.message, **values)


def read(text: str, table: str, kind: type[Entry]) -> tuple[Entry, ...]:
    """The [[table]] entries of a TOML text as dataclasses of `kind`. Raises EntryError."""
    try:
        specs = tomllib.loads(text).get(table, [])
    except tomllib.TOMLDecodeError as error:
        message = mark("{table}: this is no TOML: {error}")
        raise EntryError(message, table=table, error=error) from error
    if not isinstance(specs, list):
        message = mark("{table}: write [[{table}]] in double brackets, once an entry")
        raise EntryError(message, table=table)
    return tuple(_entry(spec, table, n, kind) for n, spec in enumerate(specs, start=1))


def _entry(spec: Mapping[str, Any], table: str, n: int, kind: type[Entry]) -> Entry:
    known = {field.name: field for field in fields(kind)}  # type: ignore[arg-type]
    where = {"table": table, "n": n}
    if unknown := sorted(set(spec) - set(known)):
        message = mark("{table}, entry {n}: {key!r} is none of its keys: {allowed}")
        raise EntryError(message, **where, key=unknown[0], allowed=", ".join(known))
    required = (name for name, field in known.items() if _is_required(field))
    if missing := [name for name in required if name not in spec]:
        raise EntryError(mark("{table}, entry {n}: {key!r} is missing"), **where, key=missing[0])
    for name, value in spec.items():
        if not _fits(value, known[name].type):
            message = mark("{table}, entry {n}: {key} = {value!r} is not {kind}")
            said = KINDS[known[name].type][1]
            raise EntryError(message, **where, key=name, value=value, kind=said)
    return kind(**{name: tuple(v) if isinstance(v, list) else v for name, v in spec.items()})


def _is_required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _fits(value: Any, wanted: Any) -> bool:
    if not isinstance(value, KINDS[wanted][0]) or isinstance(value, bool) != (wanted is bool):
        return False
    if isinstance(value, dict) and set(value) != {"zh", "en"}:
        return False
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return all(isinstance(part, str) for part in parts)


def one_of(value: str, allowed: Collection[str], table: str, n: int, key: str) -> None:
    """Raises EntryError where the text of a key is none of those allowed."""
    if value not in allowed:
        listed = ", ".join(sorted(allowed))
        raise EntryError(UNKNOWN, table=table, n=n, key=key, value=value, allowed=listed)
