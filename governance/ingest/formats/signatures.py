"""What a file really is, by its first bytes: offices rename files, and suffixes lie."""

import mmap
import zipfile
from pathlib import Path

from governance.ingest.sources import SourceError

START = 64 * 1024
TEXT_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
OLE, ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
EXPORT_AGAIN = "export the table itself as xlsx or CSV"
# First bytes of what people hand in by mistake: what it is, and what to hand in instead.
STRANGERS = (
    (b"%PDF", "is a PDF", EXPORT_AGAIN),
    (b"\x89PNG", "is an image", EXPORT_AGAIN),
    (b"\xff\xd8\xff", "is an image", EXPORT_AGAIN),
    (b"GIF8", "is an image", EXPORT_AGAIN),
    (b"BM", "is an image", EXPORT_AGAIN),
    (b"II*\x00", "is an image", EXPORT_AGAIN),
    (b"RIFF", "is an image, sound or film", EXPORT_AGAIN),
    (b"{\\rtf", "is a Word document", EXPORT_AGAIN),
    (b"Rar!", "is a packed archive", "unpack it first"),
    (b"7z\xbc\xaf", "is a packed archive", "unpack it first"),
    (b"\x1f\x8b", "is a packed archive", "unpack it first"),
    (b"SQLite format 3", "is a database", "export its table as CSV"),
    (b"MIME-Version:", "is a web archive (mht)", "open it in Excel and save it as xlsx"),
)
WORDLIKE = (b"BM", b"II*\x00", b"RIFF", b"Rar!", b"GIF8")  # texts may begin so too
MEMBERS = (  # a member that only this kind of packed office file has
    ("xl/workbook.xml", "excel"),
    ("xl/workbook.bin", "excel"),
    ("content.xml", "excel"),
    ("word/document.xml", "a Word document"),
    ("ppt/presentation.xml", "a presentation"),
)
STREAMS = (  # names in the folder of an old office file, as it spells them
    ("EncryptedPackage", "encrypted"),
    ("Workbook", "excel"),
    ("Book", "excel"),
    ("WordDocument", "a Word document"),
    ("PowerPoint Document", "a presentation"),
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
        raise _rejection(path, "is empty", "export it again")
    for first, what, instead in STRANGERS:
        if start.startswith(first) and not (first in WORDLIKE and _is_plain(start)):
            raise _rejection(path, what, instead)
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
    except (zipfile.BadZipFile, EOFError) as error:
        raise _rejection(
            path, "is a workbook that was cut off", "copy or export it again"
        ) from error
    for member, what in MEMBERS:
        if member in members:
            return what if what == "excel" else _reject(path, f"is {what}", EXPORT_AGAIN)
    return _reject(path, "is a packed archive", "unpack it first")


def _old_office(path: Path) -> str:
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as whole:
        contents = [what for name, what in STREAMS if whole.find(name.encode("utf-16-le")) >= 0]
    if "encrypted" in contents:
        return _reject(path, "is locked with a password", "save it in Excel without a password")
    if contents and contents[0] != "excel":
        return _reject(path, f"is {contents[0]}", EXPORT_AGAIN)
    if not contents:
        return _reject(path, "is an office file without a table", EXPORT_AGAIN)
    return "excel"


def _text(path: Path, start: bytes) -> str:
    if start.startswith(TEXT_BOMS[1:]) or _is_wide(start):
        return "text"
    if len(start.translate(None, CONTROL)) < 0.98 * len(start):
        _reject(path, "is no text; perhaps it is encrypted", EXPORT_AGAIN)
    opening = start.removeprefix(TEXT_BOMS[0]).lstrip()[:4096].lower()
    if opening.startswith(HTML) or (opening.startswith(b"<") and b"<table" in opening):
        return "html"
    return "text"


def _is_wide(start: bytes) -> bool:
    """Whether zero bytes stand as in UTF-16: on one side of the pairs, and on that side often."""
    odd, even = start[1::2].count(0), start[::2].count(0)
    return max(odd, even) > len(start) / 20 and min(odd, even) <= max(odd, even) / 20


def _reject(path: Path, what: str, instead: str) -> str:
    raise _rejection(path, what, instead)


def _rejection(path: Path, what: str, instead: str) -> SourceError:
    return SourceError(f"{path.name}: the file {what}; {instead}")
