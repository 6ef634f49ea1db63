"""The rules of the house, each checked on the files themselves."""

import ast
import itertools
import re
import subprocess
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports
from streamlit.config import get_config_options

ROOT = Path(__file__).resolve().parent.parent
# Who computes numbers before suppression: the proof of a figure, which is not shown.
PROVING = {"governance/metrics/measure.py", "governance/receipts/proof.py"}
LONGEST = 300
DATA = (".png", ".webp", ".csv", ".geojson", ".json", ".parquet", ".po", ".pot", ".xlsx", ".docx")
FORBIDDEN = {
    "a path of one machine": r"(?<![\w.~*])/(home|root|Users|work|opt|mnt)/[\w.-]+",
    "a path of one Windows machine": r"\b[A-Z]:\\\\?[A-Za-z]",
    "the option that names a registry": r"(?i)\b(extra[-_])?index[-_]url\b",
    "a registry or mirror": r"(?i)https?://[\w.-]*(pypi|pythonhosted|registry|npmjs|mirror)",
    "a registry's index": r"(?i)https?://\S+/simple\b",
}


@cache
def project_files() -> tuple[str, ...]:
    """Every text file that is in version control or would be added to it."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    ).stdout.splitlines()
    if not listed:
        pytest.fail("git lists no file: run the tests in a clone")
    return tuple(sorted(name for name in set(listed) if (ROOT / name).is_file()))


def sources(*suffixes: str) -> list[str]:
    return [name for name in project_files() if name.endswith(suffixes)]


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@cache
def tree(name: str) -> ast.Module:
    return ast.parse(text(name), name)


def product() -> list[str]:
    """The Python files of the product itself."""
    tops = ("dashboard.py", "governance/", "pages/", "sample_data/")
    return [name for name in sources(".py") if name.startswith(tops)]


def imports(name: str) -> Iterator[str]:
    """Dotted names that a file imports, `from a import b` as a.b."""
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}:{node.lineno} imports by relative name"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def neighbours(name: str) -> set[str]:
    """Files of this project that a file imports from."""
    dotted = {name[:-3].replace("/", "."): name for name in sources(".py")}
    found = {part for whole in imports(name) for part in (whole, whole.rpartition(".")[0])}
    return {dotted[one] for one in found if one in dotted} - {name}


def test_no_room_imports_a_higher_one():
    """The contracts of import-linter in pyproject.toml: rooms in layers, Streamlit in one."""
    assert lint_imports(cache_dir=None) == EXIT_STATUS_SUCCESS


def test_page_scripts_lie_in_a_section():
    """Directly under pages/ they would switch Streamlit to its old way of finding pages."""
    assert [name for name in sources(".py") if re.fullmatch(r"pages/[^/]+", name)] == []


def test_no_file_is_too_long_to_read():
    long = {
        name: lines
        for name in sources(".py", ".sql", ".toml", ".md")
        if (lines := len(text(name).splitlines())) > LONGEST
    }
    assert long == {}


def test_pages_only_compose():
    """What fills more than a screen or two belongs into the app room, where it can be reused."""
    lines = {name: len(text(name).splitlines()) for name in ["dashboard.py", *sources(".py")]}
    pages = {name: count for name, count in lines.items() if name.startswith(("dash", "pages/"))}
    assert len(pages) > 20
    assert {name: count for name, count in pages.items() if count >= 120} == {}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_names_one_machine_or_a_registry(what):
    pattern = re.compile(FORBIDDEN[what])
    found = [
        f"{name}:{number}: {line.strip()[:120]}"
        for name in project_files()
        if not name.endswith(DATA) and name != "tests/test_architecture.py"
        for number, line in enumerate(text(name).splitlines(), start=1)
        if pattern.search(line)
    ]
    assert found == []


def is_formatted(node: ast.expr) -> bool:
    """Whether a text is put together from values: f-string, %, +, .format() or .join()."""
    if isinstance(node, ast.JoinedStr):
        return any(isinstance(part, ast.FormattedValue) for part in node.values)
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ast.Mod | ast.Add)
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("format", "join")
    )


def test_no_sql_is_formatted():
    """Values are bound; a name that must vary goes through DuckDB's relations."""
    methods = {"execute", "executemany", "sql", "query"}
    formatted = [
        f"{name}:{node.lineno}"
        for name in product()
        for node in ast.walk(tree(name))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in methods
        and node.args
        and is_formatted(node.args[0])
    ]
    assert formatted == []


def test_no_call_packs_its_arguments_in_a_literal():
    """f(*(a, b)) is f(a, b), written so that a formatter keeps it on one line."""
    packed = [
        f"{name}:{given.lineno}"
        for name in [*product(), "run.py"]
        for node in ast.walk(tree(name))
        if isinstance(node, ast.Call)
        for given in node.args
        if isinstance(given, ast.Starred) and isinstance(given.value, ast.Tuple | ast.List)
    ]
    assert packed == []


def test_every_module_says_what_it_is_for():
    assert [name for name in product() if not ast.get_docstring(tree(name))] == []


def settings(table: Mapping[str, Any], above: str = "") -> Iterator[str]:
    """Dotted names of every setting in a table and the tables inside."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from settings(value, f"{above}{key}.")
        else:
            yield above + key


def test_every_streamlit_setting_exists():
    known = get_config_options()
    ours = settings(tomllib.loads(text(".streamlit/config.toml")))
    assert [name for name in ours if name not in known] == []


def test_every_streamlit_setting_has_its_reason_above():
    """Colours apart, which share the one above their tables."""
    lines = text(".streamlit/config.toml").partition("[theme.light]")[0].splitlines()
    bare = [
        line
        for above, line in itertools.pairwise(lines)
        if " = " in line and not line.startswith("#") and not above.startswith("#")
    ]
    assert bare == []


def test_numbers_before_suppression_are_had_by_the_proof_alone():
    reached = {name for name in product() if re.search(r"\bcomputed\(", text(name))}
    assert reached == PROVING
    counting = {
        name for name in product() if re.search(r"\baggregate\.(count|cross|sums)\b", text(name))
    }
    assert counting == {"governance/metrics/measure.py"}
