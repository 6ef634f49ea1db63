"""The office's own files changed from a page: one entry at a time, and who changed it when.

A change is made to the file as it is now, whatever others did to it meanwhile; what the file's own
reader refuses is never written. Lines of who, when and what lie beside the files.
"""

import datetime as dt
import stat
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from governance.core import atomic_write, json_lines, toml_blocks, toml_entries
from governance.core.i18n import mark
from governance.core.toml_entries import EntryError
from governance.metrics import annotations, catalog, office, targets
from governance.metrics.annotations import Annotation
from governance.metrics.office import Office
from governance.metrics.targets import Target

LONGEST, LONGEST_NAME = 200, 80  # letters of a note, of a name
NAMELESS = mark("Write who changes it.")
EMPTY = mark("Write a few words for the note.")
LONG = mark("The note has {n} characters; {most} is the most.")
LONG_NAME = mark("The name has {n} characters; {most} is the most.")
GONE = mark("Somebody has removed or changed this note meanwhile; nothing was done.")
ENDED = mark("Somebody has changed or ended this target meanwhile; nothing was done.")
READ_ONLY = mark(
    "{file} is write-protected, and nothing was saved. Whoever runs the dashboard allows "
    "writing to it."
)
NOT_WRITTEN = mark("{file} could not be written, and nothing was saved: {reason}")
# The text of a file becomes another; the line says what was there before.
Edit = Callable[[str], tuple[str, str]]


@dataclass(frozen=True)
class Change:
    """A line of the file of changes. now, was: in words of the file; "" for nothing.

    metric, area: "" for every one; day: from which a target holds, or the first of a note.
    """

    at: dt.datetime
    by: str
    what: Literal["figures", "target", "note"]
    now: str
    was: str = ""
    metric: str = ""
    area: str = ""
    day: dt.date | None = None


def file() -> Path:
    """The lines of who changed what, beside the office's files."""
    return office.folder() / "changes.jsonl"


def changes() -> tuple[tuple[Change, ...], list[EntryError]]:
    """All changes from pages, the newest last, and what is wrong with lines that cannot be read."""
    return json_lines.load(file(), Change)


def last(what: str, **given: object) -> Change | None:
    """The newest change of a kind with these fields, None where no page made one."""
    found = (
        one
        for one in reversed(changes()[0])
        if one.what == what and all(getattr(one, name) == value for name, value in given.items())
    )
    return next(found, None)


def choose_figures(keys: Sequence[str], by: str, *, synthetic: bool) -> None:
    """Sets the key figures of the office that pages are about. Raises EntryError."""

    def edit(text: str) -> tuple[str, str]:
        blocks = toml_blocks.entries(text, "office")
        known = toml_entries.read(text, "office", Office)
        at = next((n for n, one in enumerate(known) if synthetic or not one.synthetic), None)
        values: dict[str, object] = {"key_figures": list(keys)}
        if at is None:
            values |= _made_up(synthetic)
            return toml_blocks.appended(blocks, toml_blocks.written("", "office", values)), ""
        blocks[at + 1] = toml_blocks.written(blocks[at + 1], "office", values)
        return "".join(blocks), ", ".join(known[at].key_figures)

    _change(office.file(), edit, office.parse, Change(_now(), by, "figures", ", ".join(keys)))


def set_target(new: Target, by: str) -> None:
    """Sets a target from its `since` on; what held until then holds before. Raises EntryError."""

    def edit(text: str) -> tuple[str, str]:
        blocks = toml_blocks.entries(text, "targets")
        known = toml_entries.read(text, "targets", Target)
        kin = {n: one for n, one in enumerate(known, start=1) if _is_kin(one, new)}
        later = [one.since for one in kin.values() if one.since > new.since]
        held = next((n for n, one in kin.items() if one.since <= new.since < one.until), 0)
        was = plain(kin[held].value) if held else ""
        if held and kin[held].since == new.since:
            blocks[held] = toml_blocks.written(blocks[held], "targets", {"value": new.value})
            return "".join(blocks), was
        if held:
            blocks[held] = toml_blocks.written(blocks[held], "targets", {"until": new.since})
        entry = replace(new, until=min([*later, kin[held].until if held else dt.date.max]))
        return toml_blocks.appended(blocks, _target(entry)), was

    line = Change(_now(), by, "target", plain(new.value), "", new.metric, new.area, new.since)
    _change(targets.file(), edit, targets.parse, line)


def end_target(held: Target, day: dt.date, by: str) -> None:
    """Has a target hold for periods before a day alone. Raises EntryError, also if it is gone."""

    def edit(text: str) -> tuple[str, str]:
        blocks = toml_blocks.entries(text, "targets")
        known = toml_entries.read(text, "targets", Target)
        if held not in known:
            raise EntryError(ENDED)
        at = known.index(held) + 1
        if held.since < day:
            blocks[at] = toml_blocks.written(blocks[at], "targets", {"until": day})
        else:
            del blocks[at]
        return "".join(blocks).rstrip() + "\n", plain(held.value)

    line = Change(_now(), by, "target", "", "", held.metric, held.area, day)
    _change(targets.file(), edit, targets.parse, line)


def plain(value: float) -> str:
    """A target's number as somebody would write it, with all its digits."""
    return f"{value:.15g}"


def _is_kin(one: Target, new: Target) -> bool:
    """Whether both speak of the same figure: metric, area, level and length of period."""
    names = ("metric", "area", "level", "months", "synthetic")
    return all(getattr(one, name) == getattr(new, name) for name in names)


def _target(new: Target) -> str:
    values: dict[str, object] = {"metric": new.metric, "value": new.value}
    values |= {name: text for name in ("area", "level") if (text := getattr(new, name))}
    values |= {"months": new.months} if new.months else {}
    values |= {"since": new.since} if new.since > dt.date.min else {}
    values |= {"until": new.until} if new.until < dt.date.max else {}
    return toml_blocks.written("", "targets", values | _made_up(new.synthetic))


def add_note(new: Annotation, by: str) -> None:
    """Adds a note of a month or of days. Raises EntryError."""
    text = _said(new)
    if not text.strip():
        raise EntryError(EMPTY)
    if len(text) > LONGEST:
        raise EntryError(LONG, n=len(text), most=LONGEST)

    def edit(before: str) -> tuple[str, str]:
        blocks = toml_blocks.entries(before, "annotations")
        return toml_blocks.appended(blocks, _note(new)), ""

    _change(annotations.file(), edit, annotations.parse, _noted(new, by, now=text))


def remove_note(known: Annotation, by: str) -> None:
    """Takes a note out of the file. Raises EntryError, also where it is there no more."""

    def edit(before: str) -> tuple[str, str]:
        blocks = toml_blocks.entries(before, "annotations")
        found = toml_entries.read(before, "annotations", Annotation)
        if known not in found:
            raise EntryError(GONE)
        del blocks[found.index(known) + 1]
        return "".join(blocks).rstrip() + "\n", _said(known)

    _change(annotations.file(), edit, annotations.parse, _noted(known, by, now=""))


def _note(new: Annotation) -> str:
    values: dict[str, object] = {"date": new.date, "until": new.until}
    values |= {"area": new.area} if new.area else {}
    values |= {"metrics": list(new.metrics)} if new.metrics else {}
    values |= {"text": new.text}
    return toml_blocks.written("", "annotations", values | _made_up(new.synthetic))


def _noted(note: Annotation, by: str, now: str) -> Change:
    """The line of a note; one of several metrics stands under none."""
    metric = note.metrics[0] if len(note.metrics) == 1 else ""
    return Change(_now(), by, "note", now, "", metric, note.area, note.date)


def author(note: Annotation) -> Change | None:
    """Who wrote a note on a page, None where it was written by hand."""
    line = _noted(note, "", now=_said(note))
    return last("note", now=line.now, metric=line.metric, area=line.area, day=line.day)


def _said(note: Annotation) -> str:
    return next(iter(note.text.values()), "")


def _made_up(synthetic: bool) -> dict[str, object]:
    """What is written about made-up data is never shown on an office's own."""
    return {"synthetic": True} if synthetic else {}


def _change(path: Path, edit: Edit, parse: Callable[..., object], line: Change) -> None:
    """Changes a file whole, and says who did it; both or neither. Raises EntryError."""
    if not line.by.strip():
        raise EntryError(NAMELESS)
    if len(line.by) > LONGEST_NAME:
        raise EntryError(LONG_NAME, n=len(line.by), most=LONGEST_NAME)
    metrics = set(catalog.load())
    try:
        with atomic_write.turn(path.parent):
            before = path.read_text(encoding="utf-8") if path.exists() else ""
            parse(before, metrics)
            after, was = edit(before)
            parse(after, metrics)
            _put(path, before, after, replace(line, was=was))
    except OSError as error:
        reason = error.strerror or error
        raise EntryError(NOT_WRITTEN, file=path.name, reason=reason) from error


def _put(path: Path, before: str, after: str, line: Change) -> None:
    target = path.resolve()  # a link stays one
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else atomic_write.READ_BY_ALL
    if not mode & stat.S_IWUSR:
        raise EntryError(READ_ONLY, file=path.name)
    atomic_write.put(target, after, mode)
    try:
        json_lines.append(line, file())
    except OSError:
        atomic_write.put(target, before, mode)
        raise


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(microsecond=0)
