"""Translates errors about files into the reader's language; the log keeps the English."""

import re
from functools import cache

from governance.core.i18n import Translator

# How the messages of the catalogue begin that are errors about files, as SourceError says them.
BEGINNINGS = ("{file}: ", "source {source}: ", "crs {crs} ")
PIECES = ("what", "instead")  # fields whose values are messages of the catalogue themselves
FIELD = re.compile(r"\\\{(\w+)\\\}")


def translate(error: object, _: Translator) -> str:
    """The message of an error in the translator's language; as it is where nothing is known."""
    text = str(error)
    for message, pattern in _patterns(_):
        if match := pattern.fullmatch(text):
            fields = {
                name: _(value) if name in PIECES else value
                for name, value in match.groupdict().items()
            }
            return _(message, **fields)
    return text


@cache
def _patterns(_: Translator) -> list[tuple[str, re.Pattern[str]]]:
    """The messages and what their texts look like, the most telling first."""
    known = [message for message in _.messages if message.startswith(BEGINNINGS)]
    return [
        (message, re.compile(FIELD.sub(r"(?P<\1>.+?)", re.escape(message)), re.DOTALL))
        for message in sorted(known, key=len, reverse=True)
    ]
