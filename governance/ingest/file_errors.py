"""Translates errors about files into the reader's language; the log keeps the English."""

import re
from functools import cache

from governance.core.i18n import Translator, mark
from governance.ingest import sandbox

# As the readers say it; {fields} are what differs from file to file.
TEMPLATES = (
    mark("{file}: the file {what}; {instead}"),
    mark("{file}: cannot be read as {form}: {error}; was it cut off? Export it again"),
    mark(
        "{file}: cannot be read as {form}: inside it is {kind}; correct format in source {source}"
    ),
    mark("{file}: the text is not {encoding} ({error}); choose another encoding"),
    mark(
        "{file}: after row {row} the text is not {encoding} ({error}); "
        "declare the right encoding in source {source}"
    ),
    mark("{file}: no encoding is called {encoding}; use utf-8, gb18030, utf-16 or big5"),
    mark(
        "{file}: no header in row {row}; correct header_row in source {source}, "
        "or export the file again"
    ),
    mark(
        "{file}: no column {columns}; the header in row {row} is: {headers}; "
        "correct [columns] or header_row in source {source}"
    ),
    mark("{file}: the workbook has no sheet; export it again"),
    mark("{file}: this web page has no table (perhaps it asks to sign in); export it again"),
    mark("{file}: another file has this name; rename the one that you hand in"),
    mark("source {source}: no file matches {files} in {folder}"),
    mark(
        "source {source}: [area] by = 'point' needs boundaries of level {level}; "
        "load areas with a geometry first"
    ),
    mark("crs {crs} is not known; use an EPSG code like EPSG:4490"),
    mark(
        "{file}: sheet {sheet} reaches to cell {cell}; delete what stands far from the table and "
        "save it again"
    ),
    *sandbox.MESSAGES.values(),
    sandbox.BROKEN_OFF,
)
# Pieces that stand in the fields of the first one.
PIECES = (
    *(mark("is empty"), mark("is a PDF"), mark("is an image"), mark("is a Word document")),
    *(mark("is an image, sound or film"), mark("is a packed archive"), mark("is a database")),
    *(mark("is a web archive (mht)"), mark("is a workbook that was cut off")),
    *(mark("is a presentation"), mark("is locked with a password")),
    *(mark("is an office file without a table"), mark("is no text; perhaps it is encrypted")),
    *(mark("export it again"), mark("export the table itself as xlsx or CSV")),
    *(mark("unpack it first"), mark("export its table as CSV"), mark("copy or export it again")),
    *(mark("open it in Excel and save it as xlsx"), mark("save it in Excel without a password")),
)
FIELD = re.compile(r"\\\{(\w+)\\\}")


def translate(error: object, _: Translator) -> str:
    """The message of an error in the translator's language; as it is where nothing is known."""
    text = str(error)
    for template in TEMPLATES:
        if match := _pattern(template).fullmatch(text):
            fields = {
                name: _(value) if value in PIECES else value
                for name, value in match.groupdict().items()
            }
            return _(template, **fields)
    return text


@cache
def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(FIELD.sub(r"(?P<\1>.+?)", re.escape(template)), re.DOTALL)
