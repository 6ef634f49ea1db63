"""The commands of briefings: list, check, freeze, compare two frozen ones; export."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

import pandas as pd

from governance.briefings import compose, export_files, frozen, frozen_comparison, store
from governance.briefings.model import BriefingError
from governance.briefings.slide_content import Deck
from governance.cli.build_commands import RequestError, show
from governance.warehouse.reader import Warehouse, chosen_file

Shown = TypeVar("Shown")


def briefing(options: argparse.Namespace) -> int:
    """Does what is asked; 2 where names are missing or too many."""
    act, count = ACTIONS[options.action]
    if len(options.names) != count:
        names = " ".join(["NAME"] * count) or "no name"
        raise RequestError(f"briefing {options.action} takes {names}")
    return act(options)


def _list(options: argparse.Namespace) -> int:
    """Every briefing with its title and slides, and its frozen files; 1 where any is wrong."""
    rows, wrong = [], []
    for name in store.names():
        try:
            given = store.load(name).briefing
        except BriefingError as error:
            wrong.append(str(error))
            continue
        title, kept = given.title.get(options.lang, ""), " ".join(frozen.names(name)[:3])
        rows.append((name, title, len(given.slides), kept))
    show(pd.DataFrame(rows, columns=["name", "title", "slides", "frozen"]), options.format)
    for said in wrong:
        print(said, file=sys.stderr)
    return int(bool(wrong))


def _check(options: argparse.Namespace) -> int:
    """Reads a briefing; what is wrong is the error."""
    stored = store.load(options.names[0])
    print(f"{len(stored.briefing.slides)} slides, SHA-256 {stored.digest}")
    return 0


def _freeze(options: argparse.Namespace) -> int:
    """Freezes a briefing to the published build; prints the file."""
    warehouse = Warehouse.open(chosen_file(options.warehouse))
    print(frozen.freeze(warehouse, store.load(options.names[0])))
    return 0


def _compare(options: argparse.Namespace) -> int:
    """Prints what differs between two frozen briefings, the older one first."""
    before, now = (frozen.load(name).decks[options.lang] for name in options.names)
    frame = frozen_comparison.compare(before, now)
    changed = frame[frame["why"] != ""]
    show(frame if options.all else changed, options.format)
    print(f"{len(changed)} of {len(frame)} numbers differ", file=sys.stderr)
    return 0


# What is done, and with how many names.
ACTIONS = {
    "list": (_list, 0),
    "check": (_check, 1),
    "freeze": (_freeze, 1),
    "compare": (_compare, 2),
}


def export(options: argparse.Namespace) -> int:
    """Writes a briefing, of the published build or frozen, into a file; prints its path."""
    if (options.slide is None) != (options.format in export_files.FORMATS):
        raise RequestError("png and svg draw one slide: --slide N, counted from 1")
    deck = _deck(options)
    if options.slide is not None and options.frozen:
        deck = replace(deck, slides=(_one(deck.slides, options.slide),))
    number = f" {options.slide}" if options.slide else ""
    name = export_files.file_name(replace(deck, title=f"{deck.title}{number}"), options.format)
    target = options.out or Path(name)

    export_files.write(deck, options.format, target, partial(_report, "page"))
    print(target)
    return 0


def _one(slides: Sequence[Shown], number: int) -> Shown:
    """The slide of this number. Raises RequestError."""
    if not 1 <= number <= len(slides):
        raise RequestError(f"there is no slide {number}; the briefing has 1 to {len(slides)}")
    return slides[number - 1]


def _report(part: str, done: int, total: int) -> None:
    """Says how far it is, for people and for the page that waits (briefings/export_job.py)."""
    print(f"{part} {done} of {total}", file=sys.stderr, flush=True)


def _deck(options: argparse.Namespace) -> Deck:
    if options.frozen:
        kept = frozen.load(options.frozen)
        if kept.name != options.briefing:
            raise RequestError(f"{options.frozen} is of {kept.name}, not {options.briefing}")
        return kept.decks[options.lang]
    given = store.load(options.briefing).briefing
    if options.slide is not None:
        given = replace(given, slides=(_one(given.slides, options.slide),))
    warehouse = Warehouse.open(chosen_file(options.warehouse))
    return compose.deck(warehouse, options.briefing, given, options.lang, partial(_report, "slide"))
