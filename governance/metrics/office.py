"""What an office says of itself: the area that pages open with, and the figures that it goes by."""

import os
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from governance.core import toml_entries
from governance.core.contracts import PROJECT, ROOT
from governance.core.i18n import mark
from governance.core.toml_entries import EntryError, Table

VARIABLE = "GOVERNANCE_OFFICE"
FOLDER = PROJECT / "data"
# More are a yearbook: the first screen has room for so many, and a reader for no more.
MOST_FIGURES = 6


@dataclass(frozen=True)
class Office(Table):
    """home: code of the area that pages open with. key_figures: metrics of the first screen.

    synthetic: made up, and used on synthetic data only.
    """

    home: str = ROOT
    key_figures: tuple[str, ...] = ()
    synthetic: bool = False

    def __post_init__(self) -> None:
        if len(self.key_figures) > MOST_FIGURES:
            raise EntryError(
                mark("key_figures names {n} metrics; the first screen has room for {most}"),
                n=len(self.key_figures),
                most=MOST_FIGURES,
            )


def folder() -> Path:
    """Where the office's own files lie: GOVERNANCE_OFFICE, else the project's own."""
    return Path(os.environ.get(VARIABLE) or FOLDER)


def file() -> Path:
    """What the office says of itself."""
    return folder() / "office.toml"


def parse(text: str, metrics: Collection[str]) -> tuple[Office, ...]:
    """The offices of a TOML text; `metrics` are the keys that they may name. Raises EntryError."""
    found = toml_entries.read(text, "office", Office)
    for n, one in enumerate(found, start=1):
        with toml_entries.entry("office", n):
            for key in one.key_figures:
                toml_entries.one_of(key, metrics, "key_figures")
    return found


def load(metrics: Collection[str], path: Path) -> tuple[Office, ...]:
    """The offices of the file; none where there is no file. Raises EntryError."""
    return parse(path.read_text(encoding="utf-8"), metrics) if path.exists() else ()
