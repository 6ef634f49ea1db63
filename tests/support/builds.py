"""Runs `python -m governance build` as people do, in a process of its own, and measures it."""

import os
import resource
import subprocess
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from governance.bench.processes import Run, wait
from governance.core.contracts import PROJECT


@dataclass(frozen=True)
class Order:
    """What to build: the folders read, the warehouse published, and where scratch files go."""

    sources: Path
    exports: Path
    target: Path
    scratch: Path | None = None

    def start(self, log: IO[str] | int, limit: int | None = None) -> subprocess.Popen[str]:
        """Starts the build in a process group of its own; `log` takes what it says.

        limit: the size in bytes beyond which the system lets it write no file.
        """
        folders = {"sources": self.sources, "exports": self.exports, "warehouse": self.target}
        words = [word for key, path in folders.items() for word in (f"--{key}", str(path))]
        variables = {k: v for k, v in os.environ.items() if not k.startswith("GOVERNANCE_")}
        if self.scratch:
            variables["TMPDIR"] = str(self.scratch)
        process = subprocess.Popen(
            [sys.executable, "-m", "governance", "build", *words],
            cwd=PROJECT,
            env=variables,
            stdout=subprocess.DEVNULL,
            stderr=log,
            text=True,
            start_new_session=True,
        )
        if limit:
            resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (limit, limit))
        return process

    def run(self, limit: int | None = None, patience: float | None = None) -> Run:
        """Builds to the end, or for `patience` seconds; then it is killed and its status is -9."""
        with tempfile.TemporaryFile("w+") as log:
            run = wait(self.start(log, limit), patience)
            log.seek(0)
            return replace(run, said=log.read().strip())
