"""What a process costs: wall and CPU seconds, and the most memory that it held."""

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from governance.core.contracts import PROJECT


@dataclass(frozen=True)
class Run:
    """What a process did: exit status, wall and CPU seconds, most bytes held, what it said.

    said: on standard error; printed: on standard output. Those that it started count with it.
    """

    status: int
    seconds: float
    cpu_seconds: float
    peak_bytes: int
    said: str
    printed: str = ""

    @property
    def is_refusal(self) -> bool:
        """Whether it gave up and said why in words that a person can use."""
        return self.status == 1 and self.said != "" and "Traceback" not in self.said


def wait(process: "subprocess.Popen[str]", patience: float | None = None) -> Run:
    """Waits for the end; after `patience` seconds it is killed, and its status is -9."""
    began = time.monotonic()
    timer = threading.Timer(patience or threading.TIMEOUT_MAX, process.kill)
    timer.daemon = True
    timer.start()
    _, status, used = os.wait4(process.pid, 0)
    timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    cpu, peak = used.ru_utime + used.ru_stime, used.ru_maxrss * 1024
    return Run(process.returncode, time.monotonic() - began, cpu, peak, "")


def measure(command: Sequence[str], patience: float | None = None) -> Run:
    """Runs a command from the project's folder, without the variables that name an office's own."""
    variables = {k: v for k, v in os.environ.items() if not k.startswith("GOVERNANCE_")}
    with tempfile.TemporaryFile("w+") as said, tempfile.TemporaryFile("w+") as printed:
        process = subprocess.Popen(
            command, cwd=PROJECT, env=variables, stdout=printed, stderr=said, text=True
        )
        run = wait(process, patience)
        said.seek(0)
        printed.seek(0)
        told = {"said": said.read().strip(), "printed": printed.read()}
    return Run(run.status, run.seconds, run.cpu_seconds, run.peak_bytes, **told)


def cpu_seconds(process: int) -> float:
    """CPU seconds that a running process has had so far, on all cores; its children apart.

    By the clock of Linux (clock_getcpuclockid), to the microsecond: /proc counts hundredths.
    """
    return time.clock_gettime(~process << 3 | 2)


def memory(process: int) -> Mapping[str, int]:
    """Bytes of a running process: VmRSS held now, VmHWM the most so far."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    pairs = (line.split(":", 1) for line in lines)
    return {name: int(rest.split()[0]) * 1024 for name, rest in pairs if name in ("VmRSS", "VmHWM")}


def available_memory() -> int:
    """Bytes that a new process can have, by the kernel's own reckoning (MemAvailable)."""
    lines = Path("/proc/meminfo").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable"))
