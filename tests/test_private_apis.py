"""Each use of another library's private parts is in one file, tried on the version in use."""

import ast
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from governance.app import gc_freeze, page_messages, pages_folder
from governance.app.maps import map_tools
from governance.briefings import powerpoint_private, word_private
from governance.core import exact_sheet

ROOT = Path(__file__).resolve().parent.parent
FENCES = (
    *(exact_sheet, gc_freeze, map_tools, page_messages, pages_folder),
    *(powerpoint_private, word_private),
)


@pytest.mark.parametrize("fence", FENCES, ids=lambda fence: fence.__name__)
def test_it_was_tried_on_the_version_in_use(fence):
    """Where this fails: try it on the new version (what its head says), then change TRIED."""
    name, tried = fence.TRIED
    found = (
        f"{sys.version_info.major}.{sys.version_info.minor}" if name == "python" else version(name)
    )
    assert found == tried
    pinned = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    assert name == "python" or f"{name}=={tried} \\" in pinned  # its hashes follow


def is_private(node):
    """Streamlit's runtime and messages, gc.freeze, or a method of XlsxWriter's, overridden."""
    if isinstance(node, ast.ImportFrom):
        private = ("streamlit.proto", "streamlit.runtime", "xlsxwriter.worksheet")
        return (node.module or "").startswith(private)
    return isinstance(node, ast.Attribute) and ast.unparse(node) in ("gc.freeze", "gc.unfreeze")


def test_nothing_private_is_used_elsewhere():
    """ruff's SLF001 finds the rest: here no other file silences it."""
    fenced = {Path(fence.__file__) for fence in FENCES}
    product = [ROOT / "dashboard.py", *(ROOT / "governance").rglob("*.py")]
    for path in {*product, *(ROOT / "pages").rglob("*.py")} - fenced:
        text = path.read_text("utf-8")
        assert "noqa: SLF" not in text, path
        assert not any(map(is_private, ast.walk(ast.parse(text)))), path
