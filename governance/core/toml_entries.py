"""Strict reading of TOML into dataclasses: pydantic checks, this says what is wrong and where."""

import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from difflib import get_close_matches
from functools import cache, reduce
from operator import getitem
from types import GenericAlias, NoneType
from typing import Annotated, Any, TypeVar, cast, get_args, get_type_hints

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    TypeAdapter,
    ValidationError,
)
from pydantic_core import CoreSchema, ErrorDetails, PydanticCustomError

from governance.core.i18n import TranslatedError, mark

# pydantic's kind of error → what was expected, in plain words.
KINDS: Mapping[str, str] = {
    "string_type": mark("a text"),
    "float_type": mark("a number"),
    "int_type": mark("a whole number"),
    "greater_than": mark("a whole number above 0"),
    "bool_type": mark("true or false"),
    "date_type": mark("a date without quotes, like 2026-05-01"),
    "tuple_type": mark('a list of texts, like ["visits"]'),
    "pair": mark('one column and its value, like {{ kind = "branch" }}'),
    "text": mark("a text in each language: .zh and .en"),
}
TABLE = mark("a table of keys")
UNKNOWN = mark("{key} = {value!r} is none of: {allowed}")
FIRST = ("unexpected_keyword_argument", "missing")  # a key that is misspelt is missing, too
Kind = TypeVar("Kind")


class EntryError(TranslatedError):
    """Something in a file is wrong. Says where, what, and what is allowed."""


class Table:
    """Base of the dataclasses that a TOML table is read into. Its fields are checked strictly."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema = handler(source)
        cast(dict[str, Any], handler.resolve_ref_schema(schema))["strict"] = False
        return schema


def _in_both_languages(text: Mapping[str, str]) -> Mapping[str, str]:
    if set(text) != {"zh", "en"}:
        raise PydanticCustomError("text", "needs zh and en")
    return text


def _listed(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


def _pairs(filters: Any) -> Any:
    """Filters as texts, as DuckDB writes the values."""
    if not isinstance(filters, Mapping):
        return filters
    texts = {key: str(value) for key, value in filters.items()}
    return tuple((k, t.lower() if isinstance(filters[k], bool) else t) for k, t in texts.items())


def _pair(value: Any) -> Any:
    if isinstance(value, Mapping) and len(value) == 1:
        return _pairs(value)[0]
    raise PydanticCustomError("pair", "is no pair")


Positive = Annotated[int, Field(gt=0)]
# A column and the value of the records that are meant: { kind = "branch" }; or several such.
Pair = tuple[str, str]
Condition = Annotated[Pair, BeforeValidator(_pair)]
Conditions = Annotated[tuple[Pair, ...], BeforeValidator(_pairs)]
Text = Annotated[Mapping[str, str], AfterValidator(_in_both_languages)]
# One text, or a list of them.
LISTED = BeforeValidator(_listed)
Texts = Annotated[tuple[str, ...], LISTED]


def choice(*allowed: str) -> AfterValidator:
    """What a text is checked by that is one of these: put it into the Annotated of its field."""

    def check(value: str) -> str:
        if value not in allowed:
            raise PydanticCustomError("choice", "none of them", {"allowed": allowed})
        return value

    return AfterValidator(check)


def one_of(value: str, allowed: Collection[str], key: str) -> None:
    """Raises EntryError where the text of a key is none of those allowed."""
    if value not in allowed:
        raise _none_of(key, value, sorted(allowed))


def _none_of(key: str, value: str, allowed: Sequence[str]) -> EntryError:
    listed = ", ".join(filter(None, allowed))
    error = EntryError(UNKNOWN, key=key, value=value, allowed=listed)
    return _with_nearest(error, value, allowed)


def _with_nearest(error: EntryError, value: str, allowed: Sequence[str]) -> EntryError:
    """The error, and the one of what is allowed that was probably meant."""
    near = get_close_matches(value, allowed, n=1)
    message = mark("{error}; perhaps {near}?")
    return EntryError(message, error=error, near=near[0]) if near else error


def parse(text: str, name: str) -> dict[str, Any]:
    """The tables of a TOML text; `name` says whose it is. Raises EntryError."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = mark("{table}: this is no TOML: {error}")
        raise EntryError(message, table=name, error=error) from error


def read(text: str, table: str, kind: type[Kind]) -> tuple[Kind, ...]:
    """The [[table]] entries of a TOML text as dataclasses of `kind`. Raises EntryError."""
    specs = parse(text, table).get(table, [])
    if not isinstance(specs, list):
        message = mark("{table}: write [[{table}]] in double brackets, once an entry")
        raise EntryError(message, table=table)
    entries = []
    for n, spec in enumerate(specs, start=1):
        with entry(table, n):
            entries.append(structure(kind, spec))
    return tuple(entries)


def named_entries(spec: Mapping[str, Any], tables: str, field: str) -> Mapping[str, Any]:
    """A table whose [tables.<name>] each have their own name as a field."""
    entries = spec.get(tables)
    if not isinstance(entries, Mapping):
        return spec
    known = {
        name: {**entry, field: name}
        for name, entry in entries.items()
        if isinstance(entry, Mapping)
    }
    return {**spec, tables: {**entries, **known}}


@contextmanager
def entry(table: str, n: int) -> Iterator[None]:
    """Where an EntryError is from: it says which entry of which table."""
    try:
        yield
    except EntryError as error:
        message = mark("{table}, entry {n}: {error}")
        raise EntryError(message, table=table, n=n, error=error) from error


def structure(kind: type[Kind], spec: object, **fixed: object) -> Kind:
    """A dataclass of the values of a TOML table. Raises EntryError about the first that is wrong.

    fixed: fields that are no keys of the table.
    """
    values = {**spec, **fixed} if isinstance(spec, Mapping) else spec
    try:
        structured: Kind = _adapter(cast(Any, kind)).validate_python((_frozen(values),))[0]
    except ValidationError as error:
        raise _problem(min(error.errors(), key=_rank), kind, values, fixed.keys()) from error
    return structured


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    several = cast(Any, GenericAlias(tuple, (kind, ...)))
    return TypeAdapter(several, config=ConfigDict(strict=True, extra="forbid"))


def _frozen(value: Any) -> Any:
    """TOML's lists as tuples, which is what dataclasses hold."""
    if isinstance(value, Mapping):
        return {key: _frozen(item) for key, item in value.items()}
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _rank(error: ErrorDetails) -> int:
    return FIRST.index(error["type"]) if error["type"] in FIRST else len(FIRST)


def _problem(error: ErrorDetails, kind: Any, values: Any, hidden: Collection[str]) -> EntryError:
    """What pydantic found, in words that can be translated."""
    where, problem, value = error["loc"][1:], error["type"], error["input"]
    if problem == "value_error":  # of a dataclass that looks at several of its fields
        return cast(EntryError, error["ctx"]["error"])
    if problem == "unexpected_keyword_argument":
        return _unknown(where, kind, hidden)
    if problem == "missing":
        return EntryError(mark("{key!r} is missing"), key=_path(where))
    if problem == "choice":
        return _none_of(_path(where), value, error["ctx"]["allowed"])
    if problem == "string_type" and isinstance(where[-1], int):  # of a list of texts
        where, problem = where[:-1], "tuple_type"
        value = reduce(getitem, where, values)
    message = mark("{key} = {value!r} is not {kind}")
    return EntryError(message, key=_path(where), value=value, kind=KINDS.get(problem, TABLE))


def _unknown(where: Sequence[int | str], kind: Any, hidden: Collection[str]) -> EntryError:
    """A key that its table does not have, with those that it has and the nearest of them."""
    for part in where[:-1]:
        if is_dataclass(kind):
            kind = get_type_hints(kind)[str(part)]
        else:
            kind = get_args(kind)[-1 if isinstance(part, str) else 0]
        kind = get_args(kind)[0] if NoneType in get_args(kind) else kind
    allowed = [field.name for field in fields(kind) if field.name not in hidden]
    message = mark("{key!r} is none of its keys: {allowed}")
    error = EntryError(message, key=_path(where), allowed=", ".join(allowed))
    return _with_nearest(error, str(where[-1]), allowed)


def _path(where: Sequence[int | str]) -> str:
    """A place in a TOML file: columns.level.type, checks[1].rule."""
    parts = (f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in where)
    return "".join(parts).lstrip(".")
