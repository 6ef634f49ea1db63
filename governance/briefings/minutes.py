"""Minutes: what is said at a meeting, typed beside its slides, in a file of lines for good."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from governance.briefings import store
from governance.core import json_lines
from governance.core.i18n import mark
from governance.core.toml_entries import EntryError

LONGEST, LONGEST_BY = 1000, 80
EMPTY = mark("Write what was said first.")
LONG = mark("The minutes have {n} characters; {most} is the most at once.")
NAMELESS = mark("Write who takes the minutes.")


@dataclass(frozen=True)
class Minute:
    """A line of the file. briefing: its name, or a frozen one's; slide: the title on the screen."""

    at: dt.datetime
    by: str
    briefing: str
    slide: str
    text: str


def file() -> Path:
    """Beside the briefings, so that they are kept and copied together."""
    return store.folder() / "minutes.jsonl"


def add(briefing: str, slide: str, text: str, by: str) -> None:
    """Keeps what was said at a slide. Raises EntryError, and OSError of the file."""
    said, name = text.strip(), by.strip()
    if not said:
        raise EntryError(EMPTY)
    if len(said) > LONGEST:
        raise EntryError(LONG, n=len(said), most=LONGEST)
    if not name:
        raise EntryError(NAMELESS)
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    json_lines.append(Minute(now, name[:LONGEST_BY], briefing, slide, said), file())


def of(briefing: str) -> tuple[list[Minute], list[EntryError]]:
    """Those of a briefing, the latest first, and what is wrong with lines that cannot be read."""
    lines, wrong = json_lines.load(file(), Minute)
    return [one for one in reversed(lines) if one.briefing == briefing], wrong
