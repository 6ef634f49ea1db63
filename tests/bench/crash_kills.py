"""Kills builds at random moments, and at the moments when something moves on the disk."""

import os
import random
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.bench.crash_office import PATIENCE, Figures, Office, look

OTHER = {"A": "B", "B": "A"}
MOVES = 6  # things that happen to the names beside the warehouse while a build publishes
GRACE = 0.01  # seconds after such a move within which the build is killed
DOZE = 0.0005


@dataclass
class Tally:
    """What the kills did: builds killed and published by when, and the most disk they took."""

    killed: Counter[str] = field(default_factory=Counter)
    finished: int = 0
    switched: int = 0
    peak_bytes: int = 0


def kill_builds(
    office: Office, known: Mapping[Figures, str], kills: int, seconds: float, seed: int
) -> Tally:
    """Starts builds of the state that is not published and kills them until `kills` have died.

    Every other one dies at any moment of the `seconds` that a build takes, the rest on a move.
    Raises RuntimeError where a build that nobody killed fails, and KeyError for a mixed state.
    """
    tally, chance = Tally(), random.Random(seed)
    state = known[look(office.target).figures]
    while (died := tally.killed.total()) < kills:
        process = office.order(OTHER[state]).start(subprocess.DEVNULL)
        when = "any moment" if died % 2 else "a move"
        if died % 2:
            _wait(process, chance.uniform(0, 1.1 * seconds))
        else:
            _wait_for_moves(office, process, chance.randint(1, MOVES))
            _wait(process, chance.uniform(0, GRACE))
        if _kill(process):
            tally.killed[when] += 1
        else:
            tally.finished += 1
        tally.peak_bytes = max(tally.peak_bytes, office.bytes_used())
        found = known[look(office.target).figures]
        tally.switched += found != state
        state = found
    return tally


def _kill(process: subprocess.Popen[str]) -> bool:
    """Whether it was still there to be killed."""
    status = process.poll()
    if status is None:
        os.killpg(process.pid, signal.SIGKILL)
        status = process.wait()
    if status not in (0, -signal.SIGKILL):
        raise RuntimeError(f"a build that nobody killed ended with status {status}")
    return status != 0


def _wait(process: subprocess.Popen[str], seconds: float) -> None:
    end = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < end:
        time.sleep(DOZE)


def _wait_for_moves(office: Office, process: subprocess.Popen[str], moves: int) -> None:
    """Until so many things changed among the builds' names or the published link."""
    before, end = _names(office), time.monotonic() + PATIENCE
    while moves and process.poll() is None and time.monotonic() < end:
        time.sleep(DOZE)
        now = _names(office)
        moves -= now != before
        before = now


def _names(office: Office) -> tuple[object, ...]:
    folders = [path for path in (office.place, office.builds) if path.exists()]
    names = [name for folder in folders for name in sorted(folder.iterdir())]
    return (*names, office.target.readlink())
