"""What the source and contract files say about an export.

data/sources/<name>.toml is the single description of an export, so that what is written is
what will be read. Columns, headers, value spellings, date formats, encoding and sheet come from it.
"""

import tomllib
from functools import cache
from typing import Any

import pandas as pd

from sample_data.facts import CONTRACTS, SOURCES


@cache
def source_spec(name: str) -> dict[str, Any]:
    """data/sources/<name>.toml as a dictionary."""
    return tomllib.loads((SOURCES / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def contract_spec(dataset: str) -> dict[str, Any]:
    """data/contracts/<dataset>.toml as a dictionary."""
    return tomllib.loads((CONTRACTS / f"{dataset}.toml").read_text(encoding="utf-8"))


def headers_of(
    spec: dict[str, Any], frame: pd.DataFrame, is_oldest: bool = False
) -> dict[str, str]:
    """Contract column → header in the order of the source file; a name path comes last.

    Where a column goes by several names, the oldest file has the last of them.
    """
    first = {
        column: header if isinstance(header, str) else header[-1 if is_oldest else 0]
        for column, header in spec["columns"].items()
    }
    path = spec.get("area", {}).get("columns", [])
    return {**first, **{header: header for header in path if header in frame.columns}}
