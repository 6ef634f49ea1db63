"""From the texts of an export to typed columns: the expressions that a source declares."""

from collections.abc import Mapping

from duckdb import (
    CaseExpression,
    CoalesceOperator,
    ColumnExpression,
    ConstantExpression,
    Expression,
    FunctionExpression,
)

from governance.contracts import Column
from governance.exports import ROW
from governance.sources import Source, SourceError

ISO_DATETIMES = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d")
TRUE = ("true", "1", "yes", "y", "是")
FALSE = ("false", "0", "no", "n", "否")
NAMES = "_names"  # the path of place names, top to bottom, where the source declares one
POINT = "_point"  # the coordinates by which an area was sought, as text
TEXT = ".text"  # beside each typed column stands the text that it was read from

# One place has many official spellings; the end of the name that varies says nothing.
SUFFIX = "(社区居民委员会|社区居委会|居民委员会|居委会|社区|村民委员会|村委会|村)$"

call, col, const = FunctionExpression, ColumnExpression, ConstantExpression


def headers_of(source: Source, headers: tuple[str, ...], file: str) -> Mapping[str, str]:
    """Contract column → header of this file. Raises SourceError for a column that is not there."""
    wanted = source.columns or {name: (name,) for name in headers}
    wanted = {name: given for name, given in wanted.items() if name in source.contract.columns}
    found = {name: [h for h in given if h in headers] for name, given in wanted.items()}
    extra = [entry.column for entry in source.exclude] + list(source.area.columns)
    lost = [" / ".join(wanted[name]) for name, hits in found.items() if not hits]
    if lost := lost + [header for header in extra if header not in headers]:
        raise SourceError(
            f"{file}: no column {', '.join(lost)}; the header in row {source.header_row} is: "
            f"{', '.join(headers)}; correct [columns] or header_row in source {source.name}"
        )
    return {name: hits[0] for name, hits in found.items()}


def texts(source: Source, headers: Mapping[str, str]) -> list[Expression]:
    """One cleaned text a contract column, null where the source says that nothing was known."""
    columns = [_text(source, name, headers).alias(name) for name in source.contract.columns]
    return [col(ROW), *columns, _name_path(source).alias(NAMES)]


def typed(source: Source) -> list[Expression]:
    """Each contract column in its type, null where its text cannot be read, and the text beside."""
    columns = source.contract.columns.values()
    values = [_typed(source, column).alias(column.name) for column in columns]
    return [col(ROW), col(NAMES), *values, *(col(c.name).alias(c.name + TEXT) for c in columns)]


def _text(source: Source, name: str, headers: Mapping[str, str]) -> Expression:
    if name in source.constants:
        return const(source.constants[name])
    if name not in headers:
        return const(None).cast("varchar")
    text = _known(source, col(headers[name]))
    for pattern, new in source.replace.get(name, ()):
        text = call("regexp_replace", text, const(pattern), const(new))
    if name in source.replace:
        text = _known(source, text)
    return _mapped(text, source.values.get(name, {}))


def _known(source: Source, text: Expression) -> Expression:
    trimmed = call("trim", text)
    return CaseExpression(trimmed.isnotin(*map(const, source.missing)), trimmed)


def _mapped(text: Expression, values: Mapping[str, str]) -> Expression:
    if not values:
        return text
    (first, target), *rest = values.items()
    result = CaseExpression(text == const(first), const(target))
    for given, target in rest:
        result = result.when(text == const(given), const(target))
    return result.otherwise(text)


def _name_path(source: Source) -> Expression:
    if not source.area.columns:
        return const(None).cast("varchar")
    names = [
        call("regexp_replace", _known(source, col(header)), const(SUFFIX), const(""))
        for header in source.area.columns
    ]
    return call("nullif", call("concat_ws", const("|"), *names), const(""))


def _typed(source: Source, column: Column) -> Expression:
    text = col(column.name)
    if column.type in ("date", "datetime"):
        return _moment(text, source.formats.get(column.name, ())).cast(column.sql_type)
    if column.type == "integer":
        number = text.try_cast("double")
        return CaseExpression(number == call("floor", number), number.try_cast("bigint"))
    if column.type == "boolean":
        lower = call("lower", text)
        readable = CaseExpression(lower.isin(*map(const, TRUE)), const(True))
        return readable.when(lower.isin(*map(const, FALSE)), const(False))
    if column.type == "number":
        number = text.try_cast("double")
        return CaseExpression(call("isfinite", number), number)
    return text.cast(column.sql_type)


def _moment(text: Expression, declared: tuple[str, ...]) -> Expression:
    """Formats with an offset are read apart: beside them, times without one are taken for UTC."""
    local = [*(form for form in declared if "%z" not in form), *ISO_DATETIMES]
    moment = call("try_strptime", text, const(local))
    zoned = [form for form in declared if "%z" in form]
    if not zoned:
        return moment
    return CoalesceOperator(moment, call("try_strptime", text, const(zoned)).cast("timestamp"))
