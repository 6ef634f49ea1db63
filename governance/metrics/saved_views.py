"""Views that the office keeps by name: addresses of pages, in a file of lines."""

import datetime as dt
import os
import re
from dataclasses import dataclass
from pathlib import Path

from governance.core import json_lines
from governance.core.contracts import PROJECT
from governance.core.toml_entries import EntryError

VARIABLE = "GOVERNANCE_VIEWS"
FILE = PROJECT / "data" / "views.jsonl"
# Letters of a view's name and of a person's; views of a kind that the menu has room for.
LONGEST, LONGEST_BY, MOST = 40, 80, 20
# A page of this dashboard with what it shows, and nothing that leads elsewhere.
ADDRESS = re.compile(r"[a-z_-]{1,40}(\?[^\s\"'<>]{0,4000})?")


@dataclass(frozen=True)
class View:
    """A line of the file: this name stands for this address from now on; for none ("").

    by: who wrote it, as they typed it. own: whether it is listed for that name alone, which is a
    convenience and no secret.
    """

    at: dt.datetime
    name: str
    address: str
    by: str = ""
    own: bool = False

    @property
    def owner(self) -> str:
        """For whom it is listed; "" for everybody."""
        return self.by if self.own else ""


def file() -> Path:
    """Where the office keeps them: GOVERNANCE_VIEWS, else the project's own."""
    return Path(os.environ.get(VARIABLE) or FILE)


def save(name: str, address: str, path: Path, by: str = "", *, own: bool = False) -> None:
    """Keeps an address by a name, "" takes the name away. Raises OSError."""
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    json_lines.append(View(now, name[:LONGEST], address, by[:LONGEST_BY], own), path)


def load(path: Path, who: str = "") -> tuple[list[View], list[EntryError]]:
    """The views for everybody and those of a name, each the latest first; and what is wrong.

    What is wrong: lines that cannot be read.
    """
    lines, wrong = json_lines.load(path, View)
    found: dict[tuple[str, str], View] = {}
    for line in lines:
        found.pop((line.owner, line.name), None)
        if line.owner in ("", who) and ADDRESS.fullmatch(line.address):
            found[line.owner, line.name] = line
    latest = list(reversed(found.values()))
    shared, own = ([one for one in latest if one.own == own][:MOST] for own in (False, True))
    return [*shared, *own], wrong
