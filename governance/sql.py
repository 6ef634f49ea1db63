"""The SQL files under queries/, by room and name."""

from functools import cache
from pathlib import Path

from governance.contracts import PROJECT

QUERIES = PROJECT / "queries"


@cache
def text(room: str, name: str) -> str:
    """The text of queries/<room>/<name>.sql. Raises FileNotFoundError where there is none."""
    return (QUERIES / room / f"{name}.sql").read_text(encoding="utf-8")


def files(room: str) -> list[Path]:
    """Every SQL file of a room, by name."""
    return sorted((QUERIES / room).glob("*.sql"))
