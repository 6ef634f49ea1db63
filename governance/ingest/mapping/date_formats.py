"""Date formats that a source has to declare, because reading does not understand them alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import duckdb
from duckdb import DuckDBPyConnection

from governance.core.contracts import Contract
from governance.ingest import parsing
from governance.ingest.formats.reader import Export
from governance.ingest.mapping import value_profiles
from governance.ingest.parsing import TEXT, call, col, const
from governance.ingest.sources import Source

LOOKED_AT = 20_000  # rows, evenly spread: enough for a day above 12
FEW = 200  # distinct values that say which forms are worth trying on all
FORMATS_AT_MOST = 3
TIMES = ("", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p")
DAYS = tuple(
    sep.join(parts) for sep in ("/", "-", ".") for parts in (("%m", "%d", "%Y"), ("%d", "%m", "%Y"))
)
NAMED = ("%d-%b-%Y", "%d %b %Y", "%b %d, %Y", "%d %B %Y", "%B %d, %Y", "%d-%b-%y")
FORMS = tuple(day + time for day in (*DAYS, *NAMED) for time in TIMES)
SWAP = str.maketrans("md", "dm")
# The same form with day and month in the other order.
OTHER_ORDER = {day + time: day.translate(SWAP) + time for day in DAYS for time in TIMES}


@dataclass(frozen=True)
class Dates:
    """Formats for one column. example: a value that needs them; unread: values that none reads.

    rows: values that were looked at.

    either: two readings of which a person has to choose one; then formats is empty.
    """

    formats: tuple[str, ...]
    example: str
    unread: int
    either: tuple[str, ...] = ()
    rows: int = 0

    @property
    def is_asked(self) -> bool:
        """Whether a person has to say something: a few broken values are none of the format's."""
        return bool(self.formats or self.either or 2 * self.unread > self.rows)


def needed(export: Export, contract: Contract, columns: Mapping[str, str]) -> dict[str, Dates]:
    """By column of days or times: what has to be declared, where anything has to be."""
    dated = {
        name: header
        for name, header in columns.items()
        if contract.columns[name].type in ("date", "datetime")
    }
    if not dated:
        return {}
    con = duckdb.connect()
    parsing.create_macros(con)
    source = Source("", contract.dataset, columns={n: (h,) for n, h in dated.items()})
    con.register(
        "export_texts", parsing.clean(source, value_profiles.spread(export.table, LOOKED_AT))
    )
    texts = con.table("export_texts").select(*parsing.texts(source, dated))
    typed = texts.select(*parsing.correct_spelling(source, dated)).select(
        *parsing.parse_types(source, dated)
    )
    rest = duckdb.StarExpression(exclude=list(dated))
    typed.select(rest, *(parsing.read_late_column(source, name) for name in dated)).create("typed")
    return {name: read for name in dated if (read := _needed(con, name))}


def _needed(con: DuckDBPyConnection, name: str) -> Dates | None:
    text = col(name + TEXT)
    unread = con.table("typed").filter(text.isnotnull() & col(name).isnull())
    counted = unread.select(text.alias("text")).aggregate("text, count(*) as n", "text")
    con.execute("drop table if exists waiting")
    counted.create("waiting")
    most = con.table("waiting").order("n desc, text").limit(1).fetchall()
    if not most:
        return None
    known = con.table("typed").filter(text.isnotnull()).count("*").fetchall()[0][0]
    return replace(_chosen(con, most[0][0]), rows=int(known))


def _chosen(con: DuckDBPyConnection, example: str) -> Dates:
    formats: list[str] = []
    few = _read(con.table("waiting").limit(FEW), FORMS)
    forms = [form for form in FORMS if few[form]]
    while forms and len(formats) < FORMATS_AT_MOST:
        read = _read(_rest(con, formats), forms)
        best = max(read, key=lambda form: read[form])
        if not read[best]:
            break
        other = OTHER_ORDER.get(best, best)
        if other != best and read.get(other) == read[best]:
            return Dates((), example, _left(con, formats), (best, other))
        formats.append(best)
    return Dates(tuple(formats), example, _left(con, formats))


def _read(rows: duckdb.DuckDBPyRelation, forms: Sequence[str]) -> dict[str, int]:
    """How many of the values each form would read."""
    read = [
        call(
            "sum", duckdb.CaseExpression(_parsed([form]).isnotnull(), col("n")).otherwise(const(0))
        )
        for form in forms
    ]
    counts = rows.aggregate(read).fetchall()[0]
    return dict(zip(forms, (count or 0 for count in counts), strict=True))


def _left(con: DuckDBPyConnection, formats: Sequence[str]) -> int:
    return int(_rest(con, formats).sum("n").fetchall()[0][0] or 0)


def _rest(con: DuckDBPyConnection, formats: Sequence[str]) -> duckdb.DuckDBPyRelation:
    waiting = con.table("waiting")
    return waiting.filter(_parsed(formats).isnull()) if formats else waiting


def _parsed(forms: Sequence[str]) -> duckdb.Expression:
    return call("try_strptime", col("text"), const(list(forms)))
