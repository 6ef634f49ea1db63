"""What a file really is, by its first bytes: offices rename files, and suffixes lie."""

import codecs
import mmap
import zipfile
from pathlib import Path
from typing import NoReturn

from governance.core.i18n import mark
from governance.ingest.formats.text_files import marked_encoding
from governance.ingest.sources import SourceError

START = 64 * 1024
OLE, ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
EXPORT_AGAIN = mark("export the table itself as xlsx or CSV")
PACKED, UNPACK = mark("is a packed archive"), mark("unpack it first")
WORD, SLIDES = mark("is a Word document"), mark("is a presentation")
WEB_ARCHIVE, SAVE_AS = mark("is a web archive (mht)"), mark("open it in Excel and save it as xlsx")
LOCKED = mark("is locked with a password")
IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00")
# First bytes of what people hand in by mistake: what it is, and what to hand in instead.
STRANGERS = (
    (b"%PDF", mark("is a PDF"), EXPORT_AGAIN),
    (IMAGES, mark("is an image"), EXPORT_AGAIN),
    (b"RIFF", mark("is an image, sound or film"), EXPORT_AGAIN),
    (b"{\\rtf", WORD, EXPORT_AGAIN),
    ((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b"), PACKED, UNPACK),
    (b"SQLite format 3", mark("is a database"), mark("export its table as CSV")),
    (b"MIME-Version:", WEB_ARCHIVE, SAVE_AS),
)
WORDLIKE = (b"BM", b"II*\x00", b"RIFF", b"Rar!", b"GIF8")  # texts may begin so too
MEMBERS = (  # a member that only this kind of packed office file has
    ("xl/workbook.xml", "excel"),
    ("xl/workbook.bin", "excel"),
    ("content.xml", "excel"),
    ("word/document.xml", WORD),
    ("ppt/presentation.xml", SLIDES),
)
STREAMS = (  # names in the folder of an old office file, as it spells them
    ("EncryptedPackage", "encrypted"),
    ("Workbook", "excel"),
    ("Book", "excel"),
    ("WordDocument", WORD),
    ("PowerPoint Document", SLIDES),
)
HTML = (b"<html", b"<!doctype html", b"<table", b"<meta", b"<head", b"<body", b"<style", b"<div")
CONTROL = bytes(set(range(32)) - set(b"\t\n\r\x0b\x0c\x1a\x1b"))


def kind(path: Path) -> str:
    """What it is by content: excel | parquet | html | text.

    Raises SourceError for an empty file, or for what holds no table: what it is, and what to
    hand in instead.
    """
    with path.open("rb") as stream:
        start = stream.read(START)
    if not start:
        _reject(path, mark("is empty"), mark("export it again"))
    for first, what, instead in STRANGERS:
        if start.startswith(first) and not (start.startswith(WORDLIKE) and _is_plain(start)):
            _reject(path, what, instead)
    if start.startswith(ZIP):
        return _zipped(path)
    if start.startswith(OLE):
        return _old_office(path)
    if start.startswith(b"PAR1"):
        return "parquet"
    return _text(path, start)


def _is_plain(start: bytes) -> bool:
    """Whether nothing in it is unprintable: a text may begin with “BM” as well."""
    return not any(byte in CONTROL for byte in start[:512])


def _zipped(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            members = set(archive.namelist())
    except (zipfile.BadZipFile, EOFError):
        _reject(path, mark("is a workbook that was cut off"), mark("copy or export it again"))
    kinds = [what for member, what in MEMBERS if member in members]
    return _workbook(path, kinds, PACKED, UNPACK)


def _old_office(path: Path) -> str:
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as whole:
        contents = [what for name, what in STREAMS if whole.find(name.encode("utf-16-le")) >= 0]
    if "encrypted" in contents:
        _reject(path, LOCKED, mark("save it in Excel without a password"))
    return _workbook(path, contents, mark("is an office file without a table"), EXPORT_AGAIN)


def _workbook(path: Path, kinds: list[str], otherwise: str, instead: str) -> str:
    """Raises SourceError where the first of the kinds is no workbook, or there is none."""
    if not kinds:
        _reject(path, otherwise, instead)
    if kinds[0] != "excel":
        _reject(path, kinds[0], EXPORT_AGAIN)
    return "excel"


def _text(path: Path, start: bytes) -> str:
    if marked_encoding(start).startswith("utf-16"):
        return "text"
    if len(start.translate(None, CONTROL)) < 0.98 * len(start):
        _reject(path, mark("is no text; perhaps it is encrypted"), EXPORT_AGAIN)
    opening = start.removeprefix(codecs.BOM_UTF8).lstrip()[:4096].lower()
    if opening.startswith(HTML) or (opening.startswith(b"<") and b"<table" in opening):
        return "html"
    return "text"


def _reject(path: Path, what: str, instead: str) -> NoReturn:
    message = mark("{file}: the file {what}; {instead}")
    raise SourceError(message, file=path.name, what=what, instead=instead)
