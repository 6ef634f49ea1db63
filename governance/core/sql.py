"""The SQL files under queries/, by room and name."""

from functools import cache
from pathlib import Path

from governance.core.contracts import PROJECT

QUERIES = PROJECT / "queries"
DATASET = "the_dataset"  # stands for a contract's name in a file that is for each of them


@cache
def text(room: str, name: str) -> str:
    """The text of queries/<room>/<name>.sql. Raises FileNotFoundError where there is none."""
    return (QUERIES / room / f"{name}.sql").read_text(encoding="utf-8")


def text_for(dataset: str, room: str, name: str) -> str:
    """The text of a file that is written once for every dataset, for this one.

    Names of tables cannot be bound; that of a dataset is an identifier, or this raises ValueError.
    """
    if not dataset.isidentifier():
        raise ValueError(f"dataset {dataset!r} is no identifier")
    return text(room, name).replace(DATASET, dataset)


def files(room: str) -> list[Path]:
    """Every SQL file of a room, by name."""
    return sorted((QUERIES / room).glob("*.sql"))
