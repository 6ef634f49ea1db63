"""Contents as JSON and back, to the last digit: dataclasses by their fields, days as such.

By hand: pydantic writes a day as a text, so that a cell of a table would come back as one, and
files that were frozen could not be read any more.
"""

import datetime as dt
from dataclasses import fields, is_dataclass
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

DAY = "day"


def to_json(given: Any) -> Any:
    """What json.dumps writes of a content; a float keeps every digit, a day in a cell its kind."""
    if is_dataclass(given):
        return {field.name: to_json(getattr(given, field.name)) for field in fields(given)}
    if isinstance(given, tuple | list):
        return [to_json(one) for one in given]
    if isinstance(given, dt.date):
        return {DAY: given.isoformat()}
    return given


def from_json(kind: Any, given: Any) -> Any:
    """The content of this kind (a type annotation) that to_json() was given.

    Raises KeyError, TypeError or ValueError where the JSON is of something else.
    """
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        known = [f.name for f in fields(kind) if f.name in given]  # others have their defaults
        parts = {name: from_json(hints[name], given[name]) for name in known}
        return kind(**parts)  # type: ignore[operator]
    if get_origin(kind) is tuple:
        return _tuple(get_args(kind), given)
    if isinstance(given, dict):
        text = given[DAY]
        return dt.datetime.fromisoformat(text) if "T" in text else dt.date.fromisoformat(text)
    allowed = get_args(kind) if isinstance(kind, UnionType) else (kind,)
    if not isinstance(given, (*allowed, int) if float in allowed else allowed):
        raise TypeError(f"{given!r} is no {kind}")
    return given


def _tuple(kinds: tuple[Any, ...], given: Any) -> tuple[Any, ...]:
    if not isinstance(given, list):
        raise TypeError(f"{given!r} is no list")
    if kinds[-1] is Ellipsis:
        return tuple(from_json(kinds[0], one) for one in given)
    return tuple(from_json(kind, one) for kind, one in zip(kinds, given, strict=True))
