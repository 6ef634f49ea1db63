"""Contents as JSON and back, to the last digit: dataclasses by their fields, days as such.

By hand: pydantic writes a day as a text, so that a cell of a table would come back as one, and
files that were frozen could not be read any more.
"""

import datetime as dt
from dataclasses import fields, is_dataclass
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

DAY = "day"


def to_json(value: Any) -> Any:
    """What json.dumps writes of a content; a float keeps every digit, a day in a cell its kind."""
    if is_dataclass(value):
        return {field.name: to_json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | list):
        return [to_json(item) for item in value]
    if isinstance(value, dt.date):
        return {DAY: value.isoformat()}
    return value


def from_json(kind: Any, value: Any) -> Any:
    """The content of this kind (a type annotation) that to_json() was given.

    Raises KeyError, TypeError or ValueError where the JSON is of something else.
    """
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        known = [f.name for f in fields(kind) if f.name in value]  # others have their defaults
        parts = {name: from_json(hints[name], value[name]) for name in known}
        return kind(**parts)  # type: ignore[operator]
    if get_origin(kind) is tuple:
        return _tuple(get_args(kind), value)
    if isinstance(value, dict):
        text = value[DAY]
        return dt.datetime.fromisoformat(text) if "T" in text else dt.date.fromisoformat(text)
    allowed = get_args(kind) if isinstance(kind, UnionType) else (kind,)
    if not isinstance(value, (*allowed, int) if float in allowed else allowed):
        raise TypeError(f"{value!r} is no {kind}")
    return value


def _tuple(kinds: tuple[Any, ...], value: Any) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is no list")
    if kinds[-1] is Ellipsis:
        return tuple(from_json(kinds[0], item) for item in value)
    return tuple(from_json(kind, item) for kind, item in zip(kinds, value, strict=True))
