"""Changes the product's code by a little and asks the tests whether they notice.

python -m tests.mutate --count 200 --seed 1: so many places, spread over all rooms, each changed
alone in a copy of the project; the tests that reach it are run, the nearest first, without a
browser. Says of each what caught it, or that it survived, and sums up by room. Which tests run a
line is known after `python -m pytest -m "not browser" --cov --cov-context=test`, else by imports.
"""

import argparse
import ast
import queue
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tests.reach import tests_at, tests_of

ROOT = Path(__file__).resolve().parent.parent
FLIPPED = {ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">", ast.Eq: "!=", ast.NotEq: "=="}
FLIPPED |= {ast.In: "not in", ast.NotIn: "in", ast.Is: "is not", ast.IsNot: "is"}
EITHER = re.compile(r"\b(?:and|or)\b")
SPELT = re.compile(r"not\s+in|is\s+not|in|is|[<>=!]=|[<>]")
FILTERS = {
    "<=": "<",
    ">=": ">",
    "<": "<=",
    ">": ">=",
    "=": "<>",
    "and": "or",
    "is null": "is not null",
}
FILTER = re.compile(r"(?<![<>=|-])(?:<=|>=|<(?!>)|>|=(?!>))|\band\b|\bis null\b")
NOTE = re.compile(r"/\*.*?\*/|--[^\n]*|'[^']*'", re.S)
FIRST, MOST = 25, 100  # tests of a line that are run first, and at all
PATIENCE = "900"  # seconds that some files may take: a change that hangs is noticed
FILES_AT_ONCE = 4


@dataclass(frozen=True)
class Change:
    """One place of a file, and what stands there instead."""

    path: str
    start: int
    end: int
    text: str
    kind: str

    @property
    def room(self) -> str:
        parts = Path(self.path).parts
        return "/".join(parts[:2]) if len(parts) > 2 else parts[0]

    def __str__(self) -> str:
        source = (ROOT / self.path).read_text(encoding="utf-8")
        line, old = source.count("\n", 0, self.start) + 1, source[self.start : self.end]
        return f"{self.path}:{line} {self.kind}: {old} → {self.text}"

    def applied(self, source: str) -> str:
        return source[: self.start] + self.text + source[self.end :]


def changes(path: Path) -> Iterator[Change]:
    """Every change of a Python or SQL file that still compiles."""
    source, name = path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix()
    found = of_sql(source) if path.suffix == ".sql" else of_python(source)
    for start, end, text, kind in found:
        yield Change(name, start, end, text, kind)


def of_sql(source: str) -> Iterator[tuple[int, int, str, str]]:
    plain = NOTE.sub(lambda hit: " " * len(hit[0]), source)
    body = plain.find("where") + 1 or plain.find(" on ") + 1
    for hit in FILTER.finditer(plain, body) if body else ():
        yield hit.start(), hit.end(), FILTERS[hit[0]], "filter"


def of_python(source: str) -> Iterator[tuple[int, int, str, str]]:
    lines = source.splitlines(keepends=True)

    def at(line: int | None, column: int | None) -> int:
        """Position of a place that ast counts in bytes."""
        before = lines[(line or 1) - 1].encode()[:column].decode()
        return sum(map(len, lines[: (line or 1) - 1])) + len(before)

    for node in ast.walk(ast.parse(source)):
        for old, new, kind, spelt in of_node(node):
            start = at(old[0].end_lineno, old[0].end_col_offset)
            end = at(old[1].lineno, old[1].col_offset)
            if spelt is None:
                start = at(old[0].lineno, old[0].col_offset)
                yield start, at(old[0].end_lineno, old[0].end_col_offset), new, kind
            elif hit := spelt.search(source, start, end):
                yield hit.start(), hit.end(), new, kind


def of_node(
    node: ast.AST,
) -> Iterator[tuple[tuple[ast.expr, ...], str, str, re.Pattern[str] | None]]:
    """What changes at a node: it itself, or the word between two; the new text, and its kind."""
    if isinstance(node, ast.Compare) and (new := FLIPPED.get(type(node.ops[0]))):
        yield (node.left, node.comparators[0]), new, "comparison", SPELT
    elif isinstance(node, ast.BoolOp):
        new = "or" if isinstance(node.op, ast.And) else "and"
        yield (node.values[0], node.values[1]), new, "and/or", EITHER
    elif isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        more = not node.value if isinstance(node.value, bool) else node.value + 1
        yield (node, node), repr(more), "constant", None
    elif isinstance(node, ast.If):
        yield (node.test, node.test), "False", "branch", None


def verdict(change: Change, copy: Path) -> str:
    """The first test that fails with the change, or "" where it survives all."""
    target = copy / change.path
    source = target.read_text(encoding="utf-8")
    target.write_text(change.applied(source), encoding="utf-8")
    try:
        return next(filter(None, (failure(some, copy) for some in batches(change))), "")
    finally:
        target.write_text(source, encoding="utf-8")


def batches(change: Change) -> Iterator[list[str]]:
    """The tests to run, in their order: few at first, since most changes are noticed at once."""
    source = (ROOT / change.path).read_text(encoding="utf-8")
    tests = tests_at(change.path, source.count("\n", 0, change.start) + 1)
    yield from (some for some in (tests[:FIRST], tests[FIRST:MOST]) if some)
    files = [] if tests else tests_of(change.path)
    yield from (files[n : n + FILES_AT_ONCE] for n in range(0, len(files), FILES_AT_ONCE))


def failure(tests: list[str], copy: Path) -> str:
    """The first of the tests that fails, or "" where none does."""
    names = copy / "tests_to_run.txt"
    names.write_text("\n".join(tests), encoding="utf-8")
    pytest = [sys.executable, "-m", "pytest", "-n", "0", "-x", "-q", "-p", "no:cacheprovider"]
    call = ["timeout", PATIENCE, *pytest, f"@{names}"]
    done = subprocess.run(call, cwd=copy, capture_output=True, text=True, check=False)
    if done.returncode in (0, 5):  # 5: no test in the files
        return ""
    hits = re.findall(r"^(?:FAILED|ERROR) (\S+)", done.stdout, re.M)
    return hits[0] if hits else f"status {done.returncode} of {tests[0]} and others"


def chosen(count: int, seed: int, only: str = "") -> list[Change]:
    """As many changes of each room in turn, the same for the same seed."""
    dice, by_room = random.Random(seed), defaultdict(list)
    paths = [p for top in ("governance", "pages", "queries") for p in (ROOT / top).rglob("*.*")]
    for path in sorted(p for p in paths if p.suffix in (".py", ".sql")):
        for change in changes(path) if only in path.as_posix() else ():
            by_room[change.room].append(change)
    drawn = [dice.sample(found, len(found)) for _room, found in sorted(by_room.items())]
    turns = (found[turn] for turn in range(count) for found in drawn if turn < len(found))
    return list(islice(turns, count))


def main() -> None:
    """Prints the verdict on each change and the summary by room."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutate", description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="part of the paths that are changed")
    parser.add_argument("--jobs", type=int, default=1, help="so many changes at once")
    options = parser.parse_args()
    tally: Counter[tuple[str, bool]] = Counter()
    copies: queue.SimpleQueue[Path] = queue.SimpleQueue()

    def judge(change: Change) -> None:
        copy = copies.get()
        found = verdict(change, copy)
        copies.put(copy)
        tally[change.room, bool(found)] += 1
        print(f"caught by {found}: {change}" if found else f"SURVIVED: {change}", flush=True)

    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(options.jobs) as pool:
        for number in range(options.jobs):
            copies.put(copy_project(Path(folder) / str(number)))
        list(pool.map(judge, chosen(options.count, options.seed, options.only)))
    for room in sorted({room for room, _ in tally}):
        print(f"{room}: {tally[room, True]} of {tally[room, True] + tally[room, False]}")


def copy_project(place: Path) -> Path:
    """A copy in which a file can be changed while others read the project itself."""
    left_out = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache")
    shutil.copytree(ROOT, place, symlinks=True, ignore=left_out)
    (place / ".venv").symlink_to(ROOT / ".venv")
    return place


if __name__ == "__main__":
    main()
