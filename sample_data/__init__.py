"""Synthetic sample exports: five places with real names and codes, everything else made up."""

from pathlib import Path

from sample_data import stamp
from sample_data.exports import build_exports
from sample_data.world import build_world

SEED = 20261120


def generate(folder: Path, seed: int = SEED) -> None:
    """Writes all export files below `folder`, replacing those of an earlier run.

    The layers of the base map, roads and water, go into the folder "basemap" beside it. The same
    seed gives the same bytes of every CSV and GeoJSON file, the same content of the others.
    Raises OSError where the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    stamp.clear(folder)
    files = build_exports(build_world(seed)).write(folder)
    stamp.write_stamp(folder, seed, files)


def is_stale(folder: Path, seed: int = SEED) -> bool:
    """Whether the sample is missing, incomplete or older than its generator, facts or sources."""
    return not stamp.is_current(folder, seed)
