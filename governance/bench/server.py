"""A dashboard of its own for whoever tests or measures it, on a port that is free."""

import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile

import run
from governance.core.contracts import PROJECT

PATIENCE = 60  # seconds until the server must answer; 2 on an idle machine


@contextmanager
def serving(warehouse: Path, base: str = "") -> Iterator[str]:
    """The address of a dashboard that shows this warehouse; it ends with the context.

    base: the path that the environment puts before all pages.
    """
    with started(warehouse, base) as (address, _process):
        yield address


@contextmanager
def started(warehouse: Path, base: str = "") -> Iterator[tuple[str, int]]:
    """Address and process number of such a dashboard.

    Raises RuntimeError with the server's own words where it does not come up.
    """
    port = free_port()
    variables = os.environ | {"GOVERNANCE_WAREHOUSE": str(warehouse)}
    with TemporaryFile("w+") as log:
        server = subprocess.Popen(
            run.server_command(port), cwd=PROJECT, env=variables, stdout=log, stderr=log
        )
        try:
            if not is_healthy(f"http://127.0.0.1:{port}{base}/_stcore/health", server):
                log.seek(0)
                raise RuntimeError(f"the dashboard did not start:\n{log.read()}")
            yield f"http://127.0.0.1:{port}", server.pid
        finally:
            server.terminate()
            server.wait()


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def is_healthy(address: str, server: subprocess.Popen[bytes]) -> bool:
    """Whether a server answers before patience ends; False as soon as it has ended."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return True
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.1)
    return False
