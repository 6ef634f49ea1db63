"""From the texts of an export to typed columns: the expressions that a source declares."""

import datetime as dt
from collections.abc import Container, Mapping
from itertools import product

import pyarrow as pa
import pyarrow.compute as pc
from duckdb import (
    CaseExpression,
    CoalesceOperator,
    ColumnExpression,
    ConstantExpression,
    DuckDBPyConnection,
    Expression,
    FunctionExpression,
)

from governance.core import sql
from governance.core.contracts import Column, Contract
from governance.core.i18n import mark
from governance.ingest.formats.header_cells import FILE, ROW
from governance.ingest.sources import Source, SourceError

ISO = ("2024-03-05", "2024-03-05 09:05", "2024-03-05 09:05:07")
TRUE = ("true", "1", "yes", "y", "是")
FALSE = ("false", "0", "no", "n", "否")
WORDS = [*TRUE, *FALSE]  # looked up in a list: DuckDB makes a join of a longer `in`
NAMES = "_names"  # the path of place names, top to bottom, where the source declares one
SOUGHT = "_point"  # the coordinates by which an area was sought, as text
STATED = "_stated"  # the area that code or names tell
OUTLINE = "_outline"  # what is wrong with a boundary: a name of governance/ingest/geo/boundaries.py
REPLACED = ("area", "geometry")  # types of columns whose values are not those that were read
MOMENT = ".moment"  # after the name of a column whose times Arrow has read
TEXT = ".text"  # beside a typed column stands the text that it was read from

# What a text has that tells a time of day, not a day alone.
TIMED = r"[:：时点]|[T ]\d{1,2}$|^\d{12,14}$|^\d{5}\.\d*[1-9]"
LAST_SECOND = dt.timedelta(days=1, seconds=-1)

# One place has many official spellings; the end of the name that varies says nothing.
SUFFIX = "(社区居民委员会|社区居委会|居民委员会|居委会|社区|村民委员会|村委会|村)$"
GUARDED = r"^'([=+\-@])"
LITERAL = '^="(.*)"$'  # how systems keep Excel from turning a code into a number
# Blanks that people cannot see: also of copies from web pages and Windows' date settings.
BLANKS = " \t\r\n\f\v\u00a0\u2002\u2003\u2009\u202f\u3000\u200b\u200e\u200f\u202a\u202c\ufeff"

call, col, const = FunctionExpression, ColumnExpression, ConstantExpression


def create_macros(con: DuckDBPyConnection) -> None:
    """Defines on a connection what the expressions of this module call."""
    for name in ("texts", "datetimes", "date_words"):
        con.execute(sql.text("intake", name))


def headers_of(source: Source, headers: tuple[str, ...], file: str) -> Mapping[str, str]:
    """Contract column → header of this file. Raises SourceError for a column that is not there."""
    wanted = source.columns or {name: (name,) for name in headers}
    wanted = {name: names for name, names in wanted.items() if name in source.contract.columns}
    present = {name: [h for h in names if h in headers] for name, names in wanted.items()}
    extra = [entry.column for entry in source.exclude] + list(source.area.columns)
    lost = [" / ".join(wanted[name]) for name, hits in present.items() if not hits]
    if lost := lost + [header for header in extra if header not in headers]:
        message = mark(
            "{file}: no column {columns}; the header in row {row} is: {headers}; "
            "correct [columns] or header_row in source {source}"
        )
        place = {"file": file, "row": source.header_row, "source": source.name}
        raise SourceError(message, columns=", ".join(lost), headers=", ".join(headers), **place)
    return {name: hits[0] for name, hits in present.items()}


def clean(source: Source, table: pa.Table, is_mended: bool = False) -> pa.Table:
    """The cells of an export without blanks around them, null where they mean "no value".

    is_mended: the apostrophe goes that keeps a spreadsheet from running a text as a formula; our
    own list of rejected rows put it there. In Arrow: DuckDB's trim with a list of blanks takes ten
    times as long.
    """
    missing = pa.array(source.missing, pa.string())
    keys = [name for name in (FILE, ROW) if name in table.column_names]
    names = [name for name in table.column_names if name not in keys]
    columns = [_cleaned(table[name], missing) for name in names]
    if is_mended:
        columns = [pc.replace_substring_regex(c, GUARDED, r"\1") for c in columns]
    return pa.table([*columns, *map(table.column, keys)], names=[*names, *keys])


def _cleaned(cells: pa.ChunkedArray, missing: pa.Array) -> pa.ChunkedArray:
    trimmed = pc.utf8_trim(cells, characters=BLANKS)
    if pc.any(pc.starts_with(trimmed, '="')).as_py():
        trimmed = pc.replace_substring_regex(trimmed, LITERAL, r"\1")
    chunks = [_without(chunk, missing) for chunk in trimmed.chunks]
    return pa.chunked_array(chunks, pa.string())


def _without(texts: pa.StringArray, missing: pa.Array) -> pa.StringArray:
    """The texts, null where they are missing: they stay where they are, and are marked anew."""
    known = pc.and_(texts.is_valid(), pc.invert(pc.is_in(texts, value_set=missing)))
    _validity, *contents = texts.buffers()
    if texts.offset or known.offset:  # which would be those of the marks, too
        return pc.if_else(known, texts, None)
    return pa.StringArray.from_buffers(len(texts), *contents, known.buffers()[1])


def read_moments(source: Source, table: pa.Table, headers: Mapping[str, str]) -> pa.Table:
    """Over `clean`: columns of times that are all as ISO 8601 has them, read beside their texts.

    Arrow takes a fifth of DuckDB's time for them. Other columns are left to `parse_types`.
    """
    told = (source.formats, source.replace, source.values, source.constants)
    for name, header in headers.items():
        is_plain = not any(name in settings for settings in told)
        if is_plain and source.contract.columns[name].type in ("date", "datetime"):
            moments = _moments(table[header])
            known = moments and name + MOMENT not in table.column_names
            table = table.append_column(name + MOMENT, moments) if known else table
    return table


def _moments(texts: pa.ChunkedArray) -> pa.ChunkedArray | None:
    lengths = set(pc.unique(pc.binary_length(texts)).to_pylist())
    if not lengths <= {None, *(len(form) for form in ISO)}:
        return None  # an hour alone is a time for Arrow, and for nobody else
    try:
        moments = pc.cast(texts, pa.timestamp("s"))
    except pa.ArrowInvalid:
        return None
    earliest = pc.min(moments).as_py()
    return moments if earliest and earliest.year >= 1000 else None


def texts(source: Source, headers: Mapping[str, str]) -> list[Expression]:
    """Over `clean`: one text a contract column, replaced and mapped as the source says."""
    columns = [_text(source, name, headers).alias(name) for name in source.contract.columns]
    return [*columns, _name_path(source).alias(NAMES)]


def parse_types(
    source: Source, filled: Container[str], moments: Container[str] = ()
) -> list[Expression]:
    """Over `texts`: each contract column in its type, and beside it the text that it is read from.

    Null is also what has another form than nearly all have: see `parse_fully`. Texts stay as they
    are. filled: the columns that have texts at all; the others cost nothing. moments: the names of
    what `read_moments` has read.
    """
    columns = source.contract.columns.values()
    values = [
        _value(source, column, filled, moments).cast(column.sql_type).alias(column.name)
        for column in columns
    ]
    return [col(NAMES), *values, *(col(c.name).alias(c.name + TEXT) for c in columns)]


def without_told_texts(contract: Contract) -> dict[str, Expression]:
    """Over `parse_types`: the columns that are kept, the texts where the values do not tell them.

    Those are areas' and boundaries', which become other values, and what could not be read.
    """
    columns = contract.columns.values()
    texts = {
        c.name + TEXT: CaseExpression(col(c.name).isnull(), col(c.name + TEXT))
        if is_parsed(c)
        else col(c.name + TEXT)
        for c in columns
        if c.type != "text"
    }
    return {c.name: col(c.name) for c in columns} | texts


def is_parsed(column: Column) -> bool:
    """Whether its values are not texts any more."""
    return column.type != "text" and column.type not in REPLACED


def parse_fully(source: Source, name: str, text: Expression) -> Expression:
    """A text in any form that is understood, in the column's type; null where it is unreadable."""
    column, spelt = source.contract.columns[name], call("usual", text)
    if column.type in ("date", "datetime"):
        formats = source.formats.get(name, ())
        figures = parse_datetime(spelt, formats, source.two_digit_year_until)
        moment = CoalesceOperator(figures, call("parse_date_words", spelt))
        return _to_its_end(column, moment, text).cast(column.sql_type)
    if column.type in ("integer", "number"):
        return _number(column, call("parse_number", spelt))
    return _parse_boolean(spelt)


def _text(source: Source, name: str, headers: Mapping[str, str]) -> Expression:
    if name in source.constants:
        return const(source.constants[name])
    if name not in headers:
        return const(None).cast("varchar")
    text = col(headers[name])
    for pattern, new in source.replace.get(name, ()):
        text = call("regexp_replace", text, const(pattern), const(new))
    if name in source.replace:
        text = _known(source, text)
    values = source.values.get(name)
    return call("mapped", text, const([*values]), const([*values.values()])) if values else text


def _known(source: Source, text: Expression) -> Expression:
    trimmed = call("trim", text)
    return CaseExpression(trimmed.isnotin(*map(const, source.missing)), trimmed)


def _name_path(source: Source) -> Expression:
    if not source.area.columns:
        return const(None).cast("varchar")
    path = call("concat_ws", const("|"), *map(col, source.area.columns))
    return call("nullif", path, const(""))


def _value(
    source: Source, column: Column, filled: Container[str], moments: Container[str]
) -> Expression:
    if column.name + MOMENT in moments:
        return _to_its_end(column, col(column.name + MOMENT), col(column.name))
    return _parse_type(source, column) if column.name in filled else const(None)


def _to_its_end(column: Column, moment: Expression, text: Expression) -> Expression:
    """The moment; of a deadline that is a day alone its last second. A serial's hours count."""
    if not column.deadline:
        return moment
    is_day = is_day_alone(text) & (call("date_trunc", const("day"), moment) == moment)
    return CaseExpression(is_day, moment + const(LAST_SECOND)).otherwise(moment)


def is_day_alone(text: Expression) -> Expression:
    """Whether the text of a moment says no time of day."""
    return call("regexp_matches", text, const(TIMED)) == const(False)


def _parse_type(source: Source, column: Column) -> Expression:
    text = col(column.name)
    if column.type in ("date", "datetime"):
        full, zoned, *_ = _by_kind(source.formats.get(column.name, ()))
        spelt = call("usual", text) if full or zoned else text
        moment = call("parse_usual_datetime", spelt, const(full), const(zoned))
        return _to_its_end(column, moment, text)
    if column.type in ("integer", "number"):
        return _number(column, call("parse_number", text))
    if column.type == "boolean":
        return _parse_boolean(text)
    is_prose = column.type == "text" and not _is_code(source, column)
    return text if is_prose or column.type == "geometry" else call("usual", text)


def _number(column: Column, number: Expression) -> Expression:
    if column.type == "integer":
        return call("parse_whole", number)
    return CaseExpression(call("isfinite", number), number)


def _parse_boolean(text: Expression) -> Expression:
    meanings = const([True] * len(TRUE) + [False] * len(FALSE))
    return call("list_extract", meanings, call("list_position", const(WORDS), call("lower", text)))


def parse_datetime(text: Expression, declared: tuple[str, ...], until: int = 0) -> Expression:
    """The local time that a text says in figures, by queries/intake/datetimes.sql.

    until: the last year that %y can mean; 0 leaves formats with %y out.
    """
    known = tuple(form for form in declared if until or "%y" not in form)
    return call("parse_datetime", text, *map(const, _by_kind(known)), const(until))


def _by_kind(declared: tuple[str, ...]) -> list[list[str] | None]:
    """Formats with a whole year, without and with an offset, then those with two digits of it."""
    return [
        [form for form in declared if ("%y" in form, "%z" in form) == kind] or None
        for kind in product((False, True), repeat=2)
    ]


def _is_code(source: Source, column: Column) -> bool:
    """Whether a text is compared, not read: there full-width letters are other spellings."""
    named = column.name.endswith(("_code", "_id")) or column.name in source.contract.key
    return named or bool(column.allowed)
