"""Date formats that a source has to declare, because reading does not understand them alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import duckdb
import pandas as pd
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
    read = [parsing.parse_fully(source, name, col(name)).alias(name) for name in dated]
    texts.select(*read, *(col(name).alias(name + TEXT) for name in dated)).create("typed")
    return {name: dates for name in dated if (dates := _needed(con, name))}


def _needed(con: DuckDBPyConnection, name: str) -> Dates | None:
    text = col(name + TEXT)
    unread = con.table("typed").filter(text.isnotnull() & col(name).isnull())
    waiting = unread.select(text.alias("text")).aggregate("text, count(*) as n", "text")
    con.execute("drop table if exists waiting")
    waiting.create("waiting")
    most = con.table("waiting").order("n desc, text").limit(1).fetchall()
    if not most:
        return None
    few = _readable(con.table("waiting").limit(FEW), FORMS)
    forms = [form for form in FORMS if few[form].any()]
    known = con.table("typed").filter(text.isnotnull()).count("*").fetchall()[0][0]
    return replace(_chosen(_readable(con.table("waiting"), forms), most[0][0]), rows=int(known))


def _readable(rows: duckdb.DuckDBPyRelation, forms: Sequence[str]) -> pd.DataFrame:
    """How often each value is there (n), and by form whether it would be read."""
    parsed = [call("try_strptime", col("text"), const(form)).isnotnull() for form in forms]
    return rows.select("n", *parsed).df().set_axis(["n", *forms], axis=1)


def _chosen(values: pd.DataFrame, example: str) -> Dates:
    formats: list[str] = []
    while len(formats) < FORMATS_AT_MOST and len(values) and len(values.columns) > 1:
        read = values.drop(columns="n").mul(values["n"], axis=0).sum()
        best = str(read.idxmax())
        if not read[best]:
            break
        other = OTHER_ORDER.get(best, best)
        if other != best and read.get(other) == read[best]:
            return Dates((), example, int(values["n"].sum()), (best, other))
        formats.append(best)
        values = values[~values[best]]
    return Dates(tuple(formats), example, int(values["n"].sum()))
