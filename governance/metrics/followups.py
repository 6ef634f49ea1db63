"""What was agreed about a figure that needs attention: who does what until when (督办).

A file of lines that are only ever added: one opens a follow-up, later ones note or close it. It is
no workflow system: nothing is routed, and whoever reads the pages may add a line.
"""

import datetime as dt
import os
import secrets
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from governance.core import json_lines
from governance.core.contracts import PROJECT
from governance.core.i18n import LANGUAGES, mark, translator
from governance.core.toml_entries import EntryError, Text
from governance.metrics.annotations import Annotation

VARIABLE = "GOVERNANCE_FOLLOWUPS"
FILE = PROJECT / "data" / "followups.jsonl"
LONGEST = 500  # letters of a text
CLOSED = mark("Follow-up closed: {agreed}")
TOLD = mark("Follow-up closed: {agreed} ({after})")


@dataclass(frozen=True)
class Line:
    """One line of the file. follow_up: which it speaks of; the fields of opening are "" later."""

    at: dt.datetime
    by: str
    follow_up: str
    action: Literal["open", "note", "close"]
    note: str = ""
    metric: str = ""
    area: str = ""
    owner: str = ""
    due: dt.date | None = None


@dataclass(frozen=True)
class FollowUp:
    """One matter: agreed is what is to be done; lines are all that was written of it, in order."""

    key: str
    metric: str
    area: str
    owner: str
    due: dt.date
    agreed: str
    lines: tuple[Line, ...]
    closed: dt.date | None = None

    @property
    def opened(self) -> dt.date:
        """The day it was agreed on."""
        return self.lines[0].at.date()

    def is_late(self, today: dt.date) -> bool:
        """Whether it is open, and its day has passed."""
        return self.closed is None and self.due < today


def file() -> Path:
    """Where the office keeps them: GOVERNANCE_FOLLOWUPS, else the project's own."""
    return Path(os.environ.get(VARIABLE) or FILE)


def opening(metric: str, area: str, owner: str, due: dt.date, agreed: str, by: str) -> Line:
    """The line that opens a follow-up."""
    return Line(
        at=_now(),
        by=by[:LONGEST],
        follow_up=secrets.token_hex(4),
        action="open",
        note=agreed[:LONGEST],
        metric=metric,
        area=area,
        owner=owner[:LONGEST],
        due=due,
    )


def remark(one: FollowUp, note: str, by: str, *, closes: bool) -> Line:
    """A line that notes something of a follow-up, or closes it."""
    action: Literal["note", "close"] = "close" if closes else "note"
    return Line(_now(), by[:LONGEST], one.key, action, note[:LONGEST])


def append(line: Line, path: Path) -> None:
    """Adds a line for good. Raises OSError."""
    json_lines.append(line, path)


def load(path: Path) -> tuple[tuple[FollowUp, ...], list[EntryError]]:
    """All follow-ups, the newest first, and what is wrong with lines that cannot be read."""
    lines, wrong = json_lines.load(path, Line)
    return tuple(_folded(lines)), wrong


def _folded(lines: Iterable[Line]) -> list[FollowUp]:
    """The follow-ups that the lines make; lines of one that was never opened are left out."""
    found: dict[str, FollowUp] = {}
    for line in lines:
        known = found.get(line.follow_up)
        if line.action == "open" and line.due and known is None:
            found[line.follow_up] = FollowUp(
                line.follow_up, line.metric, line.area, line.owner, line.due, line.note, (line,)
            )
        elif known and line.action != "open":
            closed = line.at.date() if line.action == "close" else known.closed
            found[known.key] = replace(known, lines=(*known.lines, line), closed=closed)
    return list(reversed(found.values()))


def closed_since(
    all_of_them: Iterable[FollowUp], areas: Collection[str], day: dt.date
) -> list[FollowUp]:
    """Those of these areas that were closed on a day or later, the last ones first."""
    closed = [(one.closed, one) for one in all_of_them if one.closed and one.area in areas]
    recent = [pair for pair in closed if pair[0] >= day]
    return [one for _day, one in sorted(recent, key=lambda pair: pair[0], reverse=True)]


def of_areas(all_of_them: Iterable[FollowUp], areas: Collection[str]) -> list[FollowUp]:
    """Those that are open and speak of one of these areas, the ones due first before others."""
    own = [one for one in all_of_them if one.closed is None and one.area in areas]
    return sorted(own, key=lambda one: one.due)


def annotation(one: FollowUp, day: dt.date, after: Text) -> Annotation:
    """What trends show of one that was closed on a day. after: what came of it, {} where untold."""
    text = {
        lang: translator(lang)(TOLD if after else CLOSED, agreed=one.agreed, after=after.get(lang))
        for lang in LANGUAGES
    }
    return Annotation(day, text, area=one.area, metrics=(one.metric,))


def state() -> tuple[int, int]:
    """What becomes another where a line is added."""
    path = file()
    found = path.stat() if path.exists() else None
    return (found.st_size, found.st_mtime_ns) if found else (0, 0)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(microsecond=0)
