"""Processes that read the published warehouse without a pause and hold what they see together."""

import multiprocessing
import random
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.synchronize import Event
from pathlib import Path
from queue import Empty
from typing import Any

from tests.bench.crash_office import Figures, Seen, look

SPAWN = multiprocessing.get_context("spawn")  # as a server's process: nothing shared with builds
FAREWELL = 60  # seconds that a reader has to finish its page and report


@dataclass
class Report:
    """What readers saw: pages by state, the builds, and everything that must not be."""

    pages: Counter[str] = field(default_factory=Counter)
    builds: dict[str, str] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    def note(self, seen: Seen, known: Mapping[Figures, str]) -> None:
        """Counts a page; one that shows neither state, or another than its build, is an error."""
        state = known.get(seen.figures)
        if state is None:
            self.errors.append(f"mixed: build {seen.build_id} shows {seen.figures}")
        elif self.builds.setdefault(seen.build_id, state) != state:
            self.errors.append(f"mixed: build {seen.build_id} shows A and B")
        else:
            self.pages[state] += 1

    def add(self, other: "Report") -> None:
        """Takes over what another reader saw."""
        self.pages.update(other.pages)
        self.errors += other.errors
        for build_id, state in other.builds.items():
            if self.builds.setdefault(build_id, state) != state:
                self.errors.append(f"mixed: two readers saw build {build_id} as A and as B")


@contextmanager
def reading(target: Path, known: Mapping[Figures, str], readers: int) -> Iterator[Report]:
    """Reads until the block ends; only then the report is filled."""
    stop, answers = SPAWN.Event(), SPAWN.Queue()
    processes = [
        SPAWN.Process(target=read, args=(seed, target, known, stop, answers))
        for seed in range(readers)
    ]
    for process in processes:
        process.start()
    report = Report()
    try:
        yield report
    finally:
        stop.set()
        for _ in processes:
            report.add(_answer(answers))
        for process in processes:
            process.join(FAREWELL)
            process.kill()


def read(seed: int, target: Path, known: Mapping[Figures, str], stop: Event, answers: Any) -> None:
    """One reader: page after page until told to stop; then it answers with its Report."""
    report, chance = Report(), random.Random(seed)
    while not stop.is_set():
        try:
            report.note(look(target, chance), known)
        except Exception as error:  # noqa: BLE001  whatever a page may meet is what is looked for
            report.errors.append(f"{type(error).__name__}: {error}")
    answers.put(report)


def _answer(answers: Any) -> Report:
    try:
        return answers.get(timeout=FAREWELL)
    except Empty:
        return Report(errors=["a reader died or hung, and left no report"])
