"""From what an assistant suggested and a person corrected to a source, and its TOML file."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import tomlkit

from governance.core.toml_entries import Text
from governance.ingest.mapping.dataset_detection import Details
from governance.ingest.mapping.format_detection import Shape
from governance.ingest.mapping.suggestions import Word
from governance.ingest.sources import AreaRule, Source

COMMENT = "# Suggested by the mapping assistant, confirmed by a person; every key: data/README.md\n"
# How a file is read is always written down, so that a later version guesses nothing else.
READ_AS = ("format", "encoding", "delimiter", "sheet", "header_row", "header_rows")
ALWAYS = ("header_row", "header_rows", "time_zone", "covers")


def probe(shape: Shape, path: Path) -> Source:
    """A source that says only how the file is to be read, its dataset still open."""
    return Source(
        name=path.stem,
        dataset="areas",
        files=(path.name,),
        format=shape.form.value,
        encoding=shape.encoding.value,
        delimiter=shape.delimiter.value or Source.delimiter,
        sheet=shape.sheet.value,
        header_row=shape.header_row.value,
        header_rows=shape.header_rows.value,
    )


def source(
    probe: Source, dataset: str, columns: Mapping[str, str], area: AreaRule, details: Details
) -> Source:
    """The probe with a dataset's mapping in it."""
    formats = {name: read.formats for name, read in details.dates.items() if read.formats}
    values = {
        name: mapping for name, known in details.words.items() if (mapping := meanings(known))
    }
    return replace(
        probe,
        dataset=dataset,
        columns={name: (header,) for name, header in columns.items()},
        formats=formats,
        values=values,
        constants=dict(details.constants),
        key=details.key,
        area=area,
    )


def meanings(words: tuple[Word, ...]) -> dict[str, str]:
    """Source text → contract value, of the words whose meaning is known and not plain."""
    return {word.text: word.code for word in words if word.code and word.code != word.text}


def with_identity(source: Source, name: str, title: Text, files: tuple[str, ...]) -> Source:
    """The source under its name, with the files that it reads."""
    return replace(source, name=name, title=dict(title), files=files)


def sibling(known: Source, probe: Source, ending: str) -> Source:
    """The mapping of a known source for a file of another form; both name the same records.

    It is never a full export: what it does not hold has not vanished.
    """
    name = f"{known.name}_{ending}"
    return replace(
        known,
        name=name,
        files=(f"{name}/*{Path(probe.files[0]).suffix}",),
        **{part: getattr(probe, part) for part in READ_AS},
        system=known.system or known.name,
        full=False,
    )


def to_toml(source: Source) -> str:
    """The source as the text of its file; `sources.parse` reads an equal source back."""
    usual = Source(source.name, source.dataset)
    always = ("dataset", *ALWAYS, *(["delimiter"] if source.format == "csv" else []))
    spec = {
        field.name: _plain(getattr(source, field.name), field.name in ("columns", "formats"))
        for field in fields(Source)
        if field.name in always or getattr(source, field.name) != getattr(usual, field.name)
    }
    return COMMENT + tomlkit.dumps(spec)


def _plain(value: Any, is_short: bool = False) -> Any:
    """A value as TOML has it. is_short: a list of one text becomes that text."""
    if is_dataclass(value):
        known = ((field.name, getattr(value, field.name)) for field in fields(value))
        return {name: _plain(item) for name, item in known if item}
    if isinstance(value, Mapping):
        return {name: _plain(item, is_short) for name, item in value.items()}
    if isinstance(value, tuple):
        return value[0] if is_short and len(value) == 1 else [_plain(item) for item in value]
    return value
