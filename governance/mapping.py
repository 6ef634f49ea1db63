"""From what an assistant suggested and a person corrected to a source, and its TOML file."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import tomli_w

from governance.detect import Shape
from governance.entries import Text
from governance.guesses import Word
from governance.sources import AreaRule, Source
from governance.suggest import Details

COMMENT = "# Suggested by the mapping assistant, confirmed by a person; every key: data/README.md\n"
# How a file is read is always written down, so that a later version guesses nothing else.
ALWAYS = ("header_row", "header_rows", "time_zone", "covers")
# Keys in the order of data/README.md; tables come last, as TOML wants them.
KEYS = (
    *("dataset", "title", "owner", "cadence", "limitations", "synthetic", "files", "format"),
    *("encoding", "delimiter", "sheet", "header_row", "header_rows", "key", "system", "full"),
    *("may_vanish", "two_digit_year_until", "time_zone", "crs", "missing", "covers"),
    *("columns", "formats", "replace", "values", "constants", "area", "exclude", "rows"),
)


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
    formats = {name: found.formats for name, found in details.dates.items() if found.formats}
    values = {name: said for name, known in details.words.items() if (said := meanings(known))}
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


def named(source: Source, name: str, title: Text, files: tuple[str, ...]) -> Source:
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
        format=probe.format,
        encoding=probe.encoding,
        delimiter=probe.delimiter,
        sheet=probe.sheet,
        header_row=probe.header_row,
        header_rows=probe.header_rows,
        system=known.system or known.name,
        full=False,
    )


def to_toml(source: Source) -> str:
    """The source as the text of its file; `sources.parse` reads an equal source back."""
    plain = Source(source.name, source.dataset)
    spec: dict[str, Any] = {}
    for key in KEYS:
        value = getattr(source, key)
        if value != getattr(plain, key) or key in ("dataset", *ALWAYS):
            spec[key] = _spec(key, value)
    if source.format == "csv":
        spec["delimiter"] = source.delimiter
    return COMMENT + tomli_w.dumps({key: spec[key] for key in KEYS if key in spec})


def _spec(key: str, value: Any) -> Any:
    if key in ("columns", "formats"):
        return {name: _one_or_more(given) for name, given in value.items()}
    if key == "replace":
        return {name: [list(pair) for pair in pairs] for name, pairs in value.items()}
    if key == "area":
        path = {"columns": list(value.columns)} if value.columns else {}
        return {"by": list(value.by), **path, "level": value.level}
    if key == "exclude":
        return [
            {"column": rule.column, "values": list(rule.values), "reason": dict(rule.reason)}
            for rule in value
        ]
    if key == "rows":
        return [dict(row) for row in value]
    return list(value) if isinstance(value, tuple) else value


def _one_or_more(given: tuple[str, ...]) -> str | list[str]:
    return given[0] if len(given) == 1 else list(given)
