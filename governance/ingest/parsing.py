"""From the texts of an export to typed columns: the expressions that a source declares."""

from collections.abc import Container, Mapping

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
from governance.core.contracts import Column
from governance.core.i18n import mark
from governance.ingest.formats.header_cells import ROW
from governance.ingest.sources import Source, SourceError

TRUE = ("true", "1", "yes", "y", "是")
FALSE = ("false", "0", "no", "n", "否")
NAMES = "_names"  # the path of place names, top to bottom, where the source declares one
POINT = "_point"  # the coordinates by which an area was sought, as text
OUTLINE = "_outline"  # what is wrong with a boundary: a name of governance/ingest/geo/boundaries.py
TEXT = ".text"  # beside each typed column stands the text that it was read from

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
    names = [name for name in table.column_names if name != ROW]
    columns = [_cleaned(table[name], missing) for name in names]
    if is_mended:
        columns = [pc.replace_substring_regex(c, GUARDED, r"\1") for c in columns]
    return pa.table([*columns, table[ROW]], names=[*names, ROW])


def _cleaned(cells: pa.ChunkedArray, missing: pa.Array) -> pa.ChunkedArray:
    trimmed = pc.utf8_trim(cells, characters=BLANKS)
    if pc.any(pc.starts_with(trimmed, '="')).as_py():
        trimmed = pc.replace_substring_regex(trimmed, LITERAL, r"\1")
    return pc.if_else(pc.is_in(trimmed, value_set=missing), None, trimmed)


def texts(source: Source, headers: Mapping[str, str]) -> list[Expression]:
    """Over `clean`: one text a contract column, replaced and mapped as the source says."""
    columns = [_text(source, name, headers).alias(name) for name in source.contract.columns]
    return [col(ROW), *columns, _name_path(source).alias(NAMES)]


def correct_spelling(source: Source, filled: Container[str]) -> list[Expression]:
    """Over `texts`: what is to be read in its usual spelling, and the text as it was beside it.

    A step of its own, so that the expressions of the next one name it instead of repeating it.
    """
    columns = source.contract.columns.values()
    usual = [
        (_correct_spelling(source, column) if column.name in filled else col(column.name)).alias(
            column.name
        )
        for column in columns
    ]
    return [col(ROW), col(NAMES), *usual, *(col(c.name).alias(c.name + TEXT) for c in columns)]


def parse_types(source: Source, filled: Container[str]) -> list[Expression]:
    """Over `correct_spelling`: each contract column in its type, null where unreadable.

    filled: the columns that have texts at all; the others cost nothing.
    """
    columns = source.contract.columns.values()
    values = [
        _parse_type(source, column).alias(column.name)
        if column.name in filled
        else const(None).cast(column.sql_type).alias(column.name)
        for column in columns
    ]
    return [col(ROW), col(NAMES), *values, *(col(c.name + TEXT) for c in columns)]


def unreadable(source: Source, filled: Container[str]) -> Mapping[str, Expression]:
    """Over `parse_types`: of each column that may be a date in words, whether one waits."""
    columns = source.contract.columns.values()
    dates = [c.name for c in columns if c.name in filled and c.type in ("date", "datetime")]
    return {
        name: col(name).isnull() & call("may_be_date_words", col(name + TEXT)) for name in dates
    }


def read_late_column(source: Source, name: str) -> Expression:
    """Over `parse_types`: the date column with dates in words read, where it is still null."""
    kind = source.contract.columns[name].sql_type
    words = call("parse_date_words", call("usual", col(name + TEXT))).cast(kind)
    return CoalesceOperator(col(name), words).alias(name)


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


def _correct_spelling(source: Source, column: Column) -> Expression:
    text = col(column.name)
    is_prose = column.type == "text" and not _is_code(source, column)
    return text if is_prose or column.type == "geometry" else call("usual", text)


def _parse_type(source: Source, column: Column) -> Expression:
    text = col(column.name)
    if column.type in ("date", "datetime"):
        formats = source.formats.get(column.name, ())
        return parse_datetime(text, formats, source.two_digit_year_until).cast(column.sql_type)
    if column.type == "integer":
        return call("parse_whole", call("parse_number", text))
    if column.type == "boolean":
        lower = call("lower", text)
        readable = CaseExpression(lower.isin(*map(const, TRUE)), const(True))
        return readable.when(lower.isin(*map(const, FALSE)), const(False))
    if column.type == "number":
        number = call("parse_number", text)
        return CaseExpression(call("isfinite", number), number)
    return text.cast(column.sql_type)


def parse_datetime(text: Expression, declared: tuple[str, ...], until: int = 0) -> Expression:
    """The local time that a text says in figures, by queries/intake/datetimes.sql.

    until: the last year that %y can mean; 0 leaves formats with %y out.
    """
    full = [form for form in declared if "%y" not in form]
    short = [form for form in declared if "%y" in form and until]
    formats = [
        [form for form in forms if ("%z" in form) == is_zoned] or None
        for forms in (full, short)
        for is_zoned in (False, True)
    ]
    return call("parse_datetime", text, *map(const, formats), const(until))


def _is_code(source: Source, column: Column) -> bool:
    """Whether a text is compared, not read: there full-width letters are other spellings."""
    named = column.name.endswith(("_code", "_id")) or column.name in source.contract.key
    return named or bool(column.allowed)
