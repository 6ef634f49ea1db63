"""Frozen briefings: numbers, charts, words and sources, kept as a file that never changes."""

import datetime as dt
import hashlib
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from governance.briefings import compose, json_codec, store
from governance.briefings.model import BriefingError
from governance.briefings.slide_content import Deck
from governance.briefings.store import Stored
from governance.core import atomic_write
from governance.core.i18n import LANGUAGES, mark
from governance.warehouse.reader import Warehouse

FORMAT = 1
NAMED = re.compile(r"(?P<name>.+)-(?P<day>\d{4}-\d\d-\d\d)-(?P<build>.+)\.json")


@dataclass(frozen=True)
class Frozen:
    """A briefing as it was on a day. decks: by language; digest: of the briefing's file."""

    name: str
    frozen_at: dt.datetime
    digest: str
    decks: Mapping[str, Deck]

    @property
    def build(self) -> str:
        return next(iter(self.decks.values())).build


def folder() -> Path:
    """Where frozen briefings lie."""
    return store.folder() / "frozen"


def freeze(warehouse: Warehouse, stored: Stored, now: dt.datetime | None = None) -> Path:
    """Keeps a briefing as the build has it, in every language; the file is never written again.

    Returns the file; the same content frozen twice on a day is one file. Raises OSError.
    """
    moment = (now or dt.datetime.now(dt.UTC)).replace(microsecond=0)
    decks = {
        lang: compose.deck(warehouse, stored.name, stored.briefing, lang) for lang in LANGUAGES
    }
    return keep(Frozen(stored.name, moment, stored.digest, decks))


def keep(frozen: Frozen) -> Path:
    """Writes a frozen briefing under a name of its own."""
    stem = f"{frozen.name}-{frozen.frozen_at:%Y-%m-%d}-{frozen.build}"
    folder().mkdir(parents=True, exist_ok=True)
    for number in range(1, 1000):
        file = folder() / (f"{stem}.json" if number == 1 else f"{stem}-{number}.json")
        if file.exists() and load(file.name).decks == frozen.decks:
            return file
        if not file.exists() and atomic_write.put_once(file, _text(frozen)):
            return file
    raise BriefingError(stem, mark("it was frozen 1,000 times on this day already"))


def _text(frozen: Frozen) -> str:
    body = {
        "name": frozen.name,
        "frozen_at": frozen.frozen_at.isoformat(),
        "digest": frozen.digest,
        "decks": {lang: json_codec.to_json(deck) for lang, deck in frozen.decks.items()},
    }
    written = json.dumps(body, ensure_ascii=False, allow_nan=False, sort_keys=True)
    sha = hashlib.sha256(written.encode()).hexdigest()
    return f'{{"format": {FORMAT}, "sha256": "{sha}", "content":\n{written}}}\n'


def names(briefing: str = "") -> list[str]:
    """The files of frozen briefings (of one of them), the latest first."""
    files = {
        file: match for file in folder().glob("*.json") if (match := NAMED.fullmatch(file.name))
    }
    own = [file for file, match in files.items() if briefing in ("", match["name"])]
    own.sort(key=lambda file: (files[file]["day"], file.stat().st_mtime_ns), reverse=True)
    return [file.name for file in own]


def name_of(file: str) -> str:
    """The briefing that a file is of, by its name; "" for a file of something else."""
    match = NAMED.fullmatch(file)
    return match["name"] if match else ""


def listed(file: str) -> Frozen:
    """The frozen briefing of a file of the folder, by its name alone. Raises BriefingError."""
    if file not in names():
        raise _absent(file)
    return load(file)


def _absent(file: str) -> BriefingError:
    message = mark("there is no frozen briefing of this name; there are: {names}")
    return BriefingError(file, message, names=", ".join(names()[:9]) or "-")


def load(file: str) -> Frozen:
    """The frozen briefing of a file of the folder, or of any path.

    Raises BriefingError where there is none, or it is not any more what was written.
    """
    path = Path(file) if os.sep in file else folder() / file
    if not path.is_file():
        raise _absent(file)
    text = path.read_text(encoding="utf-8")
    try:
        return _frozen(text)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        message = mark("this is no frozen briefing, or somebody has changed it: {error}")
        raise BriefingError(path.name, message, error=error) from error


def _frozen(text: str) -> Frozen:
    head, _line, rest = text.partition("\n")
    written = rest.rstrip("\n").removesuffix("}")
    stated = json.loads(head + "null}")
    if stated["format"] != FORMAT:
        raise ValueError(f"format {stated['format']}, and this version reads {FORMAT}")
    if hashlib.sha256(written.encode()).hexdigest() != stated["sha256"]:
        raise ValueError("its SHA-256 is another")
    body: dict[str, Any] = json.loads(written)
    decks = {lang: json_codec.from_json(Deck, deck) for lang, deck in body["decks"].items()}
    moment = dt.datetime.fromisoformat(body["frozen_at"])
    return Frozen(body["name"], moment, body["digest"], decks)
