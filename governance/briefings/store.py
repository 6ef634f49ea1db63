"""The folder of briefings: one TOML file each, read strictly, changed whole or not at all."""

import hashlib
import os
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from governance.briefings import model, toml_writer
from governance.briefings.model import Briefing, BriefingError
from governance.core import atomic_write
from governance.core.contracts import PROJECT
from governance.core.i18n import mark
from governance.ingest.settings import RESERVED
from governance.metrics import catalog

BRIEFINGS = PROJECT / "data" / "briefings"
VARIABLE = "GOVERNANCE_BRIEFINGS"
# What a name may hold: letters and digits of any script. No dot and no slash: it stays a file here.
NAME = re.compile(r"\w(?:[\w \-]{0,78}[\w])?")
MEANWHILE = mark("somebody has changed it meanwhile; look at it again first")
Edit = Callable[[Briefing], Briefing]


@dataclass(frozen=True)
class Stored:
    """A briefing as its file has it. digest: SHA-256 of the file, which tells one state apart."""

    name: str
    briefing: Briefing
    digest: str


def folder() -> Path:
    """Where briefings lie: GOVERNANCE_BRIEFINGS, else the project's own."""
    return Path(os.environ.get(VARIABLE) or BRIEFINGS)


def path(name: str) -> Path:
    """The file of a briefing. Raises BriefingError for a name that is no plain one."""
    if not NAME.fullmatch(name) or name.lower() in RESERVED:
        message = mark("a briefing's name holds letters, digits, spaces, - and _ only")
        raise BriefingError(repr(name), message)
    return folder() / f"{unicodedata.normalize('NFC', name)}.toml"


def name_of(title: str) -> str:
    """A title as a briefing's name, as close to it as can be."""
    kept = re.sub(r"[^\w \-]+", " ", unicodedata.normalize("NFC", title))
    name = " ".join(kept.split())[:80].strip(" -")
    return (
        name
        if NAME.fullmatch(name) and name.lower() not in RESERVED
        else f"briefing {name}".strip()
    )


def names() -> list[str]:
    """Every briefing of the folder."""
    return sorted(file.stem for file in folder().glob("*.toml") if NAME.fullmatch(file.stem))


def load(name: str) -> Stored:
    """The briefing of this name. Raises BriefingError where there is none, or it is wrong."""
    file = path(name)
    if not file.is_file():
        message = mark("there is no briefing of this name; there are: {names}")
        raise BriefingError(name, message, names=", ".join(names()) or "-")
    return _stored(name, text_of(name))


def text_of(name: str) -> str:
    """What a briefing's file holds, right or wrong, its line ends as they are.

    Raises BriefingError where it cannot be read.
    """
    try:
        return path(name).read_bytes().decode()
    except UnicodeDecodeError as error:
        message = mark("the file is not written in UTF-8; save it as such")
        raise BriefingError(f"{name}.toml", message) from error
    except OSError as error:
        message = mark("the file cannot be read: {reason}")
        raise BriefingError(f"{name}.toml", message, reason=error.strerror or error) from error


def _stored(name: str, text: str) -> Stored:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Stored(name, model.parse(text, f"{name}.toml", catalog.load()), digest)


def change(name: str, edit: Edit) -> Stored:
    """Changes a briefing as it is now, whatever others did to it meanwhile.

    Raises BriefingError where the file or what `edit` makes of it is wrong, and what edit raises.
    """
    with atomic_write.turn(folder()):
        before = load(name)
        text = text_of(name)
        text = _closest(name, text, before.briefing, edit(before.briefing))
        after = _stored(name, text)
        atomic_write.put(path(name), text)
    return after


def _closest(name: str, text: str, before: Briefing, after: Briefing) -> str:
    """The text that says `after` and leaves most of the file as it is. Raises BriefingError."""
    plain = toml_writer.to_toml(after, toml_writer.head_of(text))
    meant = _stored(name, plain).briefing
    for closer in toml_writer.spliced(text, before, after):
        try:
            if _stored(name, closer).briefing == meant:
                return closer
        except BriefingError:
            continue
    return plain


def mend(name: str, seen: str, text: str) -> Stored:
    """Writes a file whole in place of the text that was seen. Raises BriefingError and OSError."""
    with atomic_write.turn(folder()):
        if text_of(name) != seen:
            raise BriefingError(name, MEANWHILE)
        stored = _stored(name, text)
        atomic_write.put(path(name), text)
    return stored


def create(name: str, briefing: Briefing) -> Stored:
    """Keeps a new briefing. Raises BriefingError where one has the name."""
    text, file = toml_writer.to_toml(briefing), path(name)
    stored = _stored(name, text)
    with atomic_write.turn(folder()):
        if file.exists():
            raise BriefingError(name, mark("another briefing has this name; choose another one"))
        atomic_write.put(file, text)
    return stored


def remove(name: str, seen: str) -> None:
    """Deletes a briefing that is still as it was seen (its digest). Raises BriefingError."""
    with atomic_write.turn(folder()):
        if load(name).digest != seen:
            raise BriefingError(name, MEANWHILE)
        path(name).unlink()
