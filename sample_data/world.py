"""What every subject draws on: the places, their compounds and one random stream a subject."""

import zlib
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sample_data.compounds import build_compounds
from sample_data.hierarchy import build_areas, build_leaves


def stream(seed: int, subject: str) -> np.random.Generator:
    """A generator of its own for each subject, so that one subject's change moves no other."""
    return np.random.default_rng([seed, zlib.crc32(subject.encode())])


@dataclass(frozen=True)
class World:
    """areas, compounds: contract columns. leaves: see hierarchy.build_leaves."""

    seed: int
    leaves: pd.DataFrame
    areas: pd.DataFrame
    compounds: pd.DataFrame

    def stream(self, subject: str) -> np.random.Generator:
        """The random stream of one subject."""
        return stream(self.seed, subject)

    def leaves_in(self, prefix: str) -> pd.DataFrame:
        """The leaves whose code starts with `prefix`, renumbered from 0."""
        inside = self.leaves["area_code"].str.startswith(prefix)
        return self.leaves[inside].reset_index(drop=True)

    def codes(self, prefix: str, level: str) -> list[str]:
        """Codes of one level under `prefix`, ascending."""
        inside = self.areas["area_code"].str.startswith(prefix) & (self.areas["level"] == level)
        return [str(code) for code in self.areas.loc[inside, "area_code"]]


def build_world(seed: int) -> World:
    """Places and compounds of one seed."""
    leaves = build_leaves(stream(seed, "hierarchy"))
    compounds = build_compounds(leaves, stream(seed, "compounds"))
    return World(seed, leaves, build_areas(leaves), compounds)
