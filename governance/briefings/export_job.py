"""An export from a page: the same command as on the command line, in a process of its own."""

import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from governance.briefings.store import folder
from governance.core.contracts import PROJECT
from governance.ingest import settings

PROGRESS = re.compile(r"^(slide|page) (\d+) of (\d+)$", re.MULTILINE)
# Of the time, what goes by before the first slide (Python, the warehouse), until all slides are
# composed, and until all pages are written (the monthly briefing as PowerPoint: 2, 5 and 1 s).
STARTED, COMPOSED, WRITTEN = 0.05, 0.85, 0.99
FAILED = "governance: "


@dataclass(frozen=True)
class Errand:
    """An export that runs or has run. name: what the file is offered as."""

    process: subprocess.Popen[bytes]
    target: Path
    log: Path
    name: str

    @property
    def status(self) -> int | None:
        """Its exit status; None while it runs."""
        return self.process.poll()

    @property
    def progress(self) -> float:
        """How much of it is done, 0 to 1."""
        steps = PROGRESS.findall(self.words)
        if not steps:
            return 0.0
        part, done, total = steps[-1]
        low, high = (STARTED, COMPOSED) if part == "slide" else (COMPOSED, WRITTEN)
        return low + (high - low) * int(done) / int(total)

    @property
    def words(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    @property
    def reason(self) -> str:
        """Why it failed: the last thing that it said."""
        lines = [line for line in self.words.splitlines() if line.startswith(FAILED)]
        return lines[-1].removeprefix(FAILED) if lines else self.words[-300:]

    def end(self) -> None:
        """Stops it where it still runs, and removes what it made."""
        if self.status is None:
            self.process.terminate()
            self.process.wait()
        for file in (self.target, self.log):
            file.unlink(missing_ok=True)


def start(briefing: str, form: str, lang: str, warehouse: Path, state: str = "") -> Errand:
    """Starts the export of a briefing of a warehouse, or of one of its frozen states."""
    room = Path(tempfile.mkdtemp(prefix="export-", dir=settings.working_folder()))
    target, log = room / f"briefing.{form}", room / "log"
    # Readers come first: what is taken along may take a moment longer.
    call = ["nice", "-n", "10"] if shutil.which("nice") else []
    call += [sys.executable, "-m", "governance", "export", briefing]
    call += ["--format", form, "--lang", lang, "--out", str(target), "--warehouse", str(warehouse)]
    call += ["--frozen", str((folder() / "frozen" / state).absolute())] if state else []
    with log.open("wb") as said:
        process = subprocess.Popen(call, cwd=PROJECT, stdout=said, stderr=said)
    name = f"{Path(state).stem}.{form}" if state else f"{briefing}.{form}"
    return Errand(process, target, log, name)
