"""Which tests reach a place of the product: as a run of them recorded it, or by imports."""

import ast
import re
from collections import defaultdict
from functools import cache
from itertools import zip_longest
from pathlib import Path

from coverage import CoverageData

ROOT = Path(__file__).resolve().parent.parent
MOST_FILES = 24
RECORD = ROOT / ".coverage"  # of pytest --cov --cov-context=test
ALWAYS = (
    "tests/metrics/test_metric_cases.py",
    "tests/pages/test_empty_states.py",
    "tests/pages/test_pages.py",
)


def module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> set[str]:
    """The modules that a file imports, as dotted names, and what it takes from them."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
    return found


@cache
def readers() -> dict[str, set[str]]:
    """Module → the modules that import it."""
    known = defaultdict(set)
    for top in ("governance", "pages", "tests"):
        for path in (ROOT / top).rglob("*.py"):
            for name in imports(path):
                known[name].add(module(path))
    return known


def naming(word: str, *tops: str) -> list[str]:
    """Modules that hold the word."""
    whole = re.compile(rf"\b{word}\b")
    paths = [path for top in tops for path in sorted((ROOT / top).rglob("*.py"))]
    return [module(path) for path in paths if whole.search(path.read_text(encoding="utf-8"))]


def tests_of(path: str) -> list[str]:
    """Test files that reach the file by imports or by its name, the nearest first."""
    stem, is_sql = Path(path).stem, path.endswith(".sql")
    reached = naming(stem, "governance", "tests") if is_sql else [module(ROOT / path)]
    for name in reached:
        found = readers().get(name, set())
        if name.startswith("pages."):  # a page is a script: tests name its file
            found = set(naming(f"{name.rpartition('.')[2]}.py", "tests"))
        reached += sorted(found - set(reached))
    files = [name.replace(".", "/") + ".py" for name in reached if ".test_" in name]
    files = [name for name in files if "/browser/" not in name]
    files.sort(key=lambda name: stem not in Path(name).stem)
    return list(dict.fromkeys([*files[:MOST_FILES], *ALWAYS]))


@cache
def record() -> CoverageData:
    """What the last run with --cov-context=test recorded; empty where there was none."""
    data = CoverageData(basename=str(RECORD))
    data.read()
    return data


@cache
def tests_by_line(path: str) -> dict[int, list[str]]:
    """Line of a Python file → the tests that ran it; not what ran as a module was imported."""
    lines = record().contexts_by_lineno(path)
    return {n: sorted({c.partition("|")[0] for c in found if c}) for n, found in lines.items()}


def tests_at(path: str, line: int) -> list[str]:
    """The tests that ran a line, those of its own module first, then one of each file in turn."""
    ran = [test for test in tests_by_line(path).get(line, ()) if "/browser/" not in test]
    near = [test for test in ran if Path(path).stem in Path(test.partition("::")[0]).stem]
    by_file: dict[str, list[str]] = defaultdict(list)
    for test in ran:
        by_file[test.partition("::")[0]].append(test)
    turns = zip_longest(*by_file.values())
    return list(dict.fromkeys([*near, *(test for turn in turns for test in turn if test)]))
