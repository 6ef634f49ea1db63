"""A standalone Spark cluster on this machine: a master and two workers, each a process."""

import json
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path
from urllib.request import urlopen

import pytest

HOST = "127.0.0.1"
WORKERS = 2
PATIENCE = 60  # seconds for the workers to be known to the master
# A core and a gigabyte each, so that it fits beside the rest of what runs here.
EXECUTOR = {"cores.max": "2", "executor.memory": "700m", "driver.memory": "700m",
            "driver.host": HOST, "sql.shuffle.partitions": "4"}  # fmt: skip


@contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """The address of its master. What it and its sessions write goes into `folder`."""
    spec = find_spec("pyspark")
    if spec is None:
        pytest.fail("pyspark is not installed: `python3 run.py test --all` does")
    home = Path(spec.submodule_search_locations[0])
    _write_defaults(folder)
    variables = _variables(home, folder)
    port, board = _free_port(), _free_port()
    url = f"spark://{HOST}:{port}"
    ports = ["--port", str(port), "--webui-port", str(board)]
    with ExitStack() as running:

        def start(kind: str, *words: str) -> None:
            log = running.enter_context((folder / f"{kind}{time.monotonic_ns()}.log").open("w"))
            name = f"org.apache.spark.deploy.{kind.lower()}.{kind}"
            call = [str(home / "bin" / "spark-class"), name, "--host", HOST, *words]
            process = subprocess.Popen(call, env=variables, stdout=log, stderr=log)
            running.callback(process.wait)
            running.callback(process.terminate)

        start("Master", *ports)
        for number in range(WORKERS):
            place = folder / f"worker{number}"
            start("Worker", "-c", "1", "-m", "1g", "-d", str(place), "--webui-port", "0", url)
        _wait(f"http://{HOST}:{board}/json/", folder)
        yield url


def _write_defaults(folder: Path) -> None:
    """What an office would write for its own cluster."""
    scratch = folder / "scratch"
    scratch.mkdir(parents=True)
    options = EXECUTOR | {"local.dir": str(scratch), "sql.warehouse.dir": str(scratch),
                          "ui.enabled": "false"}  # fmt: skip
    lines = [f"spark.{key} {value}" for key, value in options.items()]
    (folder / "spark-defaults.conf").write_text("\n".join(lines), encoding="utf-8")


def _variables(home: Path, folder: Path) -> dict[str, str]:
    return os.environ | {
        "SPARK_HOME": str(home),
        "SPARK_CONF_DIR": str(folder),
        "SPARK_LOCAL_IP": HOST,
        "SPARK_DAEMON_MEMORY": "256m",
    }


def driver(folder: Path) -> dict[str, str]:
    """Variables for the process of a driver."""
    return {"SPARK_CONF_DIR": str(folder), "SPARK_LOCAL_IP": HOST}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _wait(board: str, folder: Path) -> None:
    """Until the master says that every worker has come; fails with their logs."""
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        try:
            with urlopen(board, timeout=5) as answer:
                if json.load(answer)["aliveworkers"] == WORKERS:
                    return
        except (OSError, ValueError):  # not there yet, or its board is not JSON yet
            pass
        time.sleep(0.3)
    logs = "\n".join(path.read_text()[-1500:] for path in sorted(folder.glob("*.log")))
    pytest.fail(f"no cluster after {PATIENCE} s\n{logs}")
