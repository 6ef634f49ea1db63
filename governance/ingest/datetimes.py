"""Dates and times as people and systems write them, read by DuckDB expressions.

Only forms that begin with the year are understood undeclared: 3/5/2024 may be March or May.
A text in no form, and a day that does not exist, become null. DuckDB's strptime takes 1.4 µs for
each format that does not fit, and casts 0.9 µs: what form a text has is asked first.
"""

import datetime as dt

from duckdb import CaseExpression, CoalesceOperator, Expression

from governance.core.normalise import call, const

TIME = r"\d{1,2}:\d{1,2}(:\d{1,2}(\.\d+)?)?"
ISO = rf"(\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{4}}/\d{{1,2}}/\d{{1,2}})([ T]+{TIME})?"
ZONED = rf"{ISO} ?(Z|[+-]\d{{2}}(:?\d{{2}})?)"
DIGITS = ((r"\d{8}", "%Y%m%d"), (r"\d{14}", "%Y%m%d%H%M%S"), (r"\d{12}", "%Y%m%d%H%M"))
# 2024年3月5日 下午3时5分, 2024.3.5 9:05, 2024/3/5 9:05:00 PM. Either the day's own mark or a
# blank stands before the time, so that 2024-3-511:05 is not read.
YEAR_MONTH = r"(\d{4})(?:-(\d{1,2})-|/(\d{1,2})/|\.(\d{1,2})\.|年 ?(\d{1,2})月 ?)"
CLOCK = r"(\d{1,2})(?:[:时点](?:(\d{1,2})(?:[:分](?:(\d{1,2})(?:\.\d+)?秒?)?)?)?)?"
HALF = r"(上午|下午|AM|PM)?"
WORDS = rf"(?i)^{YEAR_MONTH}(\d{{1,2}})(?:[日号]| |T|$) *(?:{HALF} ?{CLOCK} ?{HALF})?$"
LIKELY = r"(?i)^\s*[\d０-９]{4}.*[年.．午APＡＰａｐ]"
PARTS = ["y", "m1", "m2", "m3", "m4", "d", "before", "h", "i", "s", "after"]
SERIAL, EPOCH = r"\d{5}(\.\d+)?", dt.datetime(1899, 12, 30)  # Excel counts days from here
FIRST_SERIAL, LAST_SERIAL = 20_000, 80_000  # 1954 to 2119
OLDEST = dt.datetime(1000, 1, 1)  # strptime reads 24 as the year 24


def parse_datetime(text: Expression, declared: tuple[str, ...], until: int = 0) -> Expression:
    """The local time, in whole seconds, that a text says in figures; declared formats first.

    until: the last year that %y can mean; 0 leaves formats with %y out. Times with an offset are
    moved into the time zone of the connection.
    """
    short = tuple(form for form in declared if "%y" in form)
    full = tuple(form for form in declared if form not in short)
    ways = [*_declared(text, full), _iso(text), _zoned(text)]
    if until:
        ways += [_pivoted(way, until) for way in _strptime(text, short)]
    parsed = CoalesceOperator(*ways, _digits(text), _serial(text))
    return call("date_trunc", const("second"), parsed)


def _declared(text: Expression, formats: tuple[str, ...]) -> list[Expression]:
    return [CaseExpression(way >= const(OLDEST), way) for way in _strptime(text, formats)]


def _strptime(text: Expression, formats: tuple[str, ...]) -> list[Expression]:
    """Formats with an offset are read apart: beside them, times without one are taken for UTC."""
    local = [form for form in formats if "%z" not in form]
    zoned = [form for form in formats if "%z" in form]
    ways = [call("try_strptime", text, const(local))] if local else []
    if zoned:
        ways.append(call("try_strptime", text, const(zoned)).cast("timestamp"))
    return ways


def _pivoted(short: Expression, until: int) -> Expression:
    """The year within the hundred that end with `until`; DuckDB reads %y as 1969 to 2068."""
    year = call("year", short)
    moved = (
        CaseExpression(year > const(until), short - call("to_years", const(100)))
        .when(year <= const(until - 100), short + call("to_years", const(100)))
        .otherwise(short)
    )
    # 1900 was no leap year: its 29 February must not become the 28th.
    return CaseExpression(call("day", moved) == call("day", short), moved)


def _iso(text: Expression) -> Expression:
    return CaseExpression(_is(text, ISO), text.try_cast("timestamp"))


def _zoned(text: Expression) -> Expression:
    zoned = text.try_cast("timestamptz").cast("timestamp")
    return CaseExpression(_is(text, ZONED), zoned)


def _digits(text: Expression) -> Expression:
    (first, form), *rest = DIGITS
    parsed = CaseExpression(_is(text, first), _after_1000(text, form))
    for pattern, other in rest:
        parsed = parsed.when(_is(text, pattern), _after_1000(text, other))
    return parsed


def _after_1000(text: Expression, form: str) -> Expression:
    parsed = call("try_strptime", text, const(form))
    return CaseExpression(parsed >= const(OLDEST), parsed)


def _serial(text: Expression) -> Expression:
    """Days since 1899-12-30; seconds are rounded, since Excel's fractions are not exact."""
    days = text.try_cast("double")
    seconds = call("to_seconds", call("round", days * const(86_400)).cast("bigint"))
    possible = days.between(const(FIRST_SERIAL), const(LAST_SERIAL))
    return CaseExpression(_is(text, SERIAL), CaseExpression(possible, const(EPOCH) + seconds))


def may_be_words(text: Expression) -> Expression:
    """Whether it is worth asking `in_words`."""
    return call("regexp_matches", text, const(LIKELY))


def in_words(text: Expression) -> Expression:
    """The local time that a text like 2024年3月5日 下午3时5分 says.

    For the texts that `moment` could not read: it takes DuckDB a tenth of a second to plan. Put
    together as ISO text, so that a day that does not exist fails in the cast.
    """
    apart = call("regexp_replace", text, const("(上午|下午)"), const(r" \1"))
    parts = call("regexp_extract", apart, const(WORDS), const(PARTS))
    part = {name: call("struct_extract", parts, const(name)) for name in PARTS}
    month = call("concat", *(part[name] for name in PARTS if name.startswith("m")))
    half = call("upper", call("concat", part["before"], part["after"]))
    day = call("concat_ws", const("-"), part["y"], month, part["d"])
    time = call(
        "concat_ws", const(":"), _hour(part["h"], half), *map(_or_0, (part["i"], part["s"]))
    )
    whole = call("concat", day, const(" "), time).try_cast("timestamp")
    read = (part["y"] != const("")) & _hour(part["h"], half).isnotnull()
    # The outer guard keeps DuckDB from taking every text apart before it knows which need it.
    parsed = CaseExpression(may_be_words(text), CaseExpression(read, whole))
    return call("date_trunc", const("second"), parsed)


def _hour(expression: Expression, half: Expression) -> Expression:
    """0 to 23 of an hour and its half of the day; null for 13 in the morning, or two halves."""
    hour = _or_0(expression).cast("integer")
    morning = half.isin(const("上午"), const("AM")) & (hour <= const(12))
    afternoon = half.isin(const("下午"), const("PM")) & (hour <= const(23))
    of_twelve = call("mod", hour, const(12))
    return (
        CaseExpression(half == const(""), hour)
        .when(morning, of_twelve)
        .when(afternoon, of_twelve + const(12))
        .cast("varchar")
    )


def _or_0(text: Expression) -> Expression:
    return CaseExpression(text == const(""), const("0")).otherwise(text)


def _is(text: Expression, pattern: str) -> Expression:
    return call("regexp_full_match", text, const(pattern))
