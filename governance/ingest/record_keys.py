"""Which rows are one record, and whether two rows say the same of it."""

from functools import reduce
from operator import and_

from duckdb import CaseExpression, CoalesceOperator, DuckDBPyRelation, Expression

from governance.core.contracts import Contract
from governance.ingest.parsing import call, col, const
from governance.ingest.sources import Source

SEPARATOR = "\x1f"


def system_of(source: Source) -> str:
    """The system whose numbers a source's records bear; its own where none is declared."""
    return source.system or source.name


def states(rows: DuckDBPyRelation, contract: Contract, *beside: Expression) -> DuckDBPyRelation:
    """One line a row: its record, a hash of that and one of its content, and `beside`.

    The first two are null without a whole key.
    """
    return rows.select(
        record(contract).alias("record"),
        hashed(contract).alias("hashed"),
        call("hash", *map(col, contract.columns)).alias("content"),
        *beside,
    )


def record(contract: Contract) -> Expression:
    """The identity of a record: its system and its key; null where a part of the key is."""
    keys = [col(name) for name in contract.key]
    whole = call("concat_ws", const(SEPARATOR), col("system"), *(k.cast("varchar") for k in keys))
    return CaseExpression(is_whole(contract), whole)


def hashed(contract: Contract) -> Expression:
    """A hash of the record's identity; null where that is."""
    return CaseExpression(is_whole(contract), call("hash", col("system"), *map(col, contract.key)))


def is_whole(contract: Contract) -> Expression:
    """Whether no part of a row's key is missing."""
    return reduce(and_, (col(name).isnotnull() for name in contract.key))


def number(source: Source) -> Expression:
    """A number made of the declared key columns, for exports that have none.

    Stands over the texts of the contract's columns, so that the same record has the same number
    in every export.
    """
    texts = [CoalesceOperator(col(name), const("")) for name in source.key]
    return call("md5", call("concat_ws", const(SEPARATOR), *texts))
