"""The two fact files the sample is calibrated on, and the days it covers."""

import math
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
FACTS = ROOT / "data" / "facts"
SOURCES = ROOT / "data" / "sources"
CONTRACTS = ROOT / "data" / "contracts"

START = np.datetime64("2024-11-01")
END = np.datetime64("2026-11-01")  # exclusive: 24 full months


@cache
def _published() -> pd.DataFrame:
    return pd.read_csv(FACTS / "published_figures.csv", dtype=str).set_index("id")


def figure(key: str) -> int:
    """The published figure `key` (e.g. "F034") as printed; raises KeyError when unknown."""
    return int(_published().loc[key, "value"])


def slightly_above(key: str) -> int:
    """A value that a lower bound ("…余", "…多") fits: at most 0.3 % (or one) above the print."""
    printed = figure(key)
    return printed + max(1, math.ceil(printed * 0.003))


def listed_units() -> pd.DataFrame:
    """Street offices, communities and villages of areas.csv, one row each, all text."""
    return pd.read_csv(FACTS / "areas.csv", dtype=str)
