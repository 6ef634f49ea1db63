"""Runs `python -m governance build` as people do, in a process of its own, and measures it."""

import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Run:
    """What a build did: exit status, wall and CPU seconds, most memory held, what it said."""

    status: int
    seconds: float
    cpu_seconds: float
    peak_bytes: int
    said: str

    @property
    def is_refusal(self) -> bool:
        """Whether it gave up and said why in words that a person can use."""
        return self.status == 1 and self.said != "" and "Traceback" not in self.said


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
            cwd=ROOT,
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
            began = time.monotonic()
            process = self.start(log, limit)
            timer = threading.Timer(patience or 1e6, process.kill)
            timer.daemon = True
            timer.start()
            _, status, used = os.wait4(process.pid, 0)
            timer.cancel()
            process.returncode = os.waitstatus_to_exitcode(status)
            seconds = time.monotonic() - began
            log.seek(0)
            cpu, peak = used.ru_utime + used.ru_stime, used.ru_maxrss * 1024
            return Run(process.returncode, seconds, cpu, peak, log.read().strip())
