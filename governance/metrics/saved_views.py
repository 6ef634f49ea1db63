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
LONGEST, MOST = 40, 20  # letters of a name; views that the menu has room for
# A page of this dashboard with what it shows, and nothing that leads elsewhere.
ADDRESS = re.compile(r"[a-z_-]{1,40}(\?[^\s\"'<>]{0,4000})?")


@dataclass(frozen=True)
class View:
    """A line of the file: this name stands for this address from now on; for none ("")."""

    at: dt.datetime
    name: str
    address: str


def file() -> Path:
    """Where the office keeps them: GOVERNANCE_VIEWS, else the project's own."""
    return Path(os.environ.get(VARIABLE) or FILE)


def save(name: str, address: str, path: Path) -> None:
    """Keeps an address by a name, "" takes the name away. Raises OSError."""
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    json_lines.append(View(now, name[:LONGEST], address), path)


def load(path: Path) -> tuple[dict[str, str], list[EntryError]]:
    """Address by name, the latest first, and what is wrong with lines that cannot be read."""
    lines, wrong = json_lines.load(path, View)
    found: dict[str, str] = {}
    for line in lines:
        found.pop(line.name, None)
        if ADDRESS.fullmatch(line.address):
            found[line.name] = line.address
    return dict(list(reversed(found.items()))[:MOST]), wrong
