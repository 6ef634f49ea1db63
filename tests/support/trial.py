"""A worked trial in Markdown: its files, commands and what they print; and a project to try it in.

A bold path is the name of the file in the fenced block below it; a `diff` block goes into a file
that is there, below the line that has the word named after the path. A `bash` block is run; a
`text` block is what the commands before it print, line by line.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(
    r"(?:^\*\*`(?P<path>[^`]+)`\*\*(?:, below the line of `(?P<below>[^`]+)`)?\n)?"
    r"^```(?P<kind>\w+)\n(?P<text>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)
# Of the tests, what runs a metric's case and opens pages.
TESTS = re.compile(r"tests/(\w+\.py|(support|cases)/.*|metrics/(__init__|test_metric_cases)\.py)")


@dataclass(frozen=True)
class Block:
    """A fenced block. kind: the language after the fence. path, below: "" where it is no file."""

    kind: str
    text: str
    path: str = ""
    below: str = ""


def blocks(markdown: str) -> list[Block]:
    """The fenced blocks of a text in their order."""
    found = BLOCK.finditer(markdown)
    return [Block(one["kind"], one["text"], one["path"] or "", one["below"] or "") for one in found]


def project(folder: Path) -> None:
    """A copy of the project's files, most tests apart. A link would lead back to the project."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file() and (not name.startswith("tests/") or TESTS.fullmatch(name)):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    (folder / ".venv").symlink_to(sys.prefix)


class Trial:
    """A trial that is carried out in a folder. exports: what its commands have exported so far."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.exports = ""

    def carry_out(self, given: list[Block]) -> Iterator[tuple[Block, str]]:
        """Writes files and runs commands; yields each `text` block with what was printed."""
        printed = ""
        for block in given:
            if block.path:
                self.write(block)
            elif block.kind == "bash":
                printed = self.run(block.text)
                found = [one for one in block.text.splitlines() if one.startswith("export ")]
                self.exports += "".join(f"{one}\n" for one in found)
            elif block.kind == "text":
                yield block, printed

    def write(self, block: Block) -> None:
        """The block as a file that is not there yet, or into one below its line."""
        path = self.folder / block.path
        if not block.below:
            assert not path.exists(), f"{block.path} is there already"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
            return
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        (place,) = [n for n, line in enumerate(lines) if block.below in line]
        added = block.text.removeprefix("+")
        path.write_text("".join([*lines[: place + 1], added, *lines[place + 1 :]]), "utf-8")

    def run(self, commands: str) -> str:
        """What the commands print. Fails with it where one of them fails."""
        dropped = ("GOVERNANCE_", "PYTEST_", "COV_")
        clean = {k: v for k, v in os.environ.items() if not k.startswith(dropped)}
        script = f"set -e\n{self.exports}{commands}"
        made = subprocess.run(
            ["bash", "-c", script],
            cwd=self.folder, env=clean, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert made.returncode == 0, f"{commands}\n{made.stdout}\n{made.stderr}"
        return made.stdout
