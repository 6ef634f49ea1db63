"""Publishing from a page: the same build as on the command line, in a process of its own."""

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from governance.core.contracts import PROJECT
from governance.ingest import settings

COMMAND = ("-m", "governance", "build")


@dataclass(frozen=True)
class Publication:
    """A build that runs or has run; its words are in `log`. Builds wait for each other."""

    process: subprocess.Popen[bytes]
    log: Path

    @property
    def status(self) -> int | None:
        """Its exit status; None while it runs."""
        return self.process.poll()

    @property
    def words(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")


def publish() -> Publication:
    """Starts a build of the office's exports; the pages go on with the old one until it is done."""
    with tempfile.NamedTemporaryFile(
        dir=settings.working_folder(), suffix=".log", delete=False
    ) as log:
        process = subprocess.Popen([sys.executable, *COMMAND], cwd=PROJECT, stdout=log, stderr=log)
    return Publication(process, Path(log.name))
