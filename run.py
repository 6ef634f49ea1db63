#!/usr/bin/env python3
"""Set up and serve the dashboard, or test it: `python3 run.py --help`.

Standard library only, so that a bare Debian with python3 and git can run it. A step whose result
is there already is skipped without a word, so a second run needs no network.
"""

import argparse
import ctypes
import fcntl
import hashlib
import importlib.util
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import webbrowser
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = str(VENV / "bin" / "python")
STAMP = VENV / "requirements.json"
WHEELHOUSE = ROOT / "wheelhouse"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "microsoft-edge")
CHECKS = (
    ["ruff", "check"],
    ["ruff", "format", "--check"],
    ["mypy"],
    # A file's tests on one worker: what they share is built once, which saves a third of the CPU.
    ["pytest", "--dist", "loadfile"],
)


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status."""
    if arguments[:1] == ["test"]:
        return test(arguments[1:])
    parser = argparse.ArgumentParser(
        epilog="`run.py test [--all] [pytest arguments]` runs every check."
    )
    parser.add_argument("command", nargs="?", choices=["setup"], help="set up, serve nothing")
    parser.add_argument("--port", type=int, default=8501, help="port on 127.0.0.1 (8501)")
    parser.add_argument("--no-browser", action="store_true", help="open no browser window")
    options = parser.parse_args(arguments)
    return set_up() if options.command else serve(options.port, not options.no_browser)


def set_up() -> int:
    """Install the pinned packages and build the sample warehouse, where missing or stale."""
    with Path(__file__).open() as script:
        fcntl.flock(script, fcntl.LOCK_EX)  # a second run waits here until the first is ready
        install("requirements.txt")
        # Variables that name an office's own data and warehouse never apply to the sample.
        variables = {k: v for k, v in environment().items() if not k.startswith("GOVERNANCE_")}
        for command in (["sample_data"], ["governance", "build"]):
            call = [PYTHON, "-m", *command]
            if status := subprocess.call(call, cwd=ROOT, env=variables):
                return status
    return 0


def server_command(port: int) -> list[str]:
    """What serves the dashboard to readers.

    For people who edit it, Streamlit looks after every module that is imported, anew for each
    window that is opened: 165 to 250 ms of CPU of the 300 to 410 that a page then took.
    """
    script = ["-m", "streamlit", "run", "dashboard.py"]
    return [str(PYTHON), *script, f"--server.port={port}", "--server.fileWatcherType=none"]


def serve(port: int, window: bool) -> int:
    """Serve the dashboard until stopped; `window` also opens it in a browser, if there is one."""
    if answers(port):
        sys.exit(f"Port {port} is in use; choose another one with --port.")
    if status := set_up():
        return status
    server = subprocess.Popen(server_command(port), cwd=ROOT, env=environment())
    try:
        if window and any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY"))):
            while server.poll() is None and not answers(port):
                time.sleep(0.2)
            webbrowser.open(f"http://127.0.0.1:{port}")
        return server.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        server.terminate()
        server.wait()


def test(arguments: Sequence[str]) -> int:
    """Run every check, pytest last and with `arguments`; return the first failing status."""
    is_whole = "--all" in arguments
    with Path(__file__).open() as script:
        fcntl.flock(script, fcntl.LOCK_EX)
        spark = ["requirements-spark.txt"] if is_whole else []
        install("requirements.txt", "requirements-dev.txt", *spark)
        install_system([*missing_packages(), *(missing_servers() if is_whole else [])])
    calls = [[PYTHON, "-m", *check] for check in CHECKS]
    # Three on two cores, since half of the time a test waits for a browser; those marked slow
    # measure, and have a core each.
    calls[-1] += ["-n", "2" if is_whole else "3", *arguments]
    statuses = [subprocess.call(call, cwd=ROOT, env=environment()) for call in calls]
    return next(filter(None, statuses), 0)


def install(*files: str) -> None:
    """Bring .venv to the pinned versions, unless its stamp says that it has them."""
    wanted = {name: hashlib.sha256((ROOT / name).read_bytes()).hexdigest() for name in files}
    stamp = read_stamp()
    if wanted.items() <= stamp.items():
        return
    if not stamp:
        create_environment()
    STAMP.unlink(missing_ok=True)  # interrupted from here on, .venv is made afresh next time
    local = ["--no-index", f"--find-links={WHEELHOUSE}"] if WHEELHOUSE.is_dir() else []
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "install", *local]
    alone = VENV / "uv.txt"
    alone.write_text(pin("uv"))
    step("Installing uv", [*pip, f"-r{alone}"])
    # Compiled at once: where the machine writes no bytecode, every start would take 2 s longer.
    uv = [PYTHON, "-m", "uv", "pip", "install", "--compile-bytecode", f"--python={PYTHON}", *local]
    pinned = [f"-r{name}" for name in files]
    # uv reads no pip settings: where only pip knows the office's mirror, pip does it, slower.
    step(f"Installing {' and '.join(files)}", [*uv, *pinned], [*pip, *pinned])
    STAMP.write_text(json.dumps(stamp | wanted, indent=1))


def pin(package: str) -> str:
    """The lines of requirements.txt that pin a package: its version and the hashes of its files."""
    lines = (ROOT / "requirements.txt").read_text().splitlines(keepends=True)
    start = next(n for n, line in enumerate(lines) if line.startswith(f"{package}=="))
    last = next(n for n in range(start, len(lines)) if not lines[n].rstrip().endswith("\\"))
    return "".join(lines[start : last + 1])


def read_stamp() -> dict[str, str]:
    """Requirements file → digest, as installed in .venv; empty where .venv cannot be used."""
    try:
        subprocess.run([PYTHON, "-c", "import uv"], check=True, capture_output=True)
        return dict(json.loads(STAMP.read_text()))
    except (OSError, ValueError, subprocess.CalledProcessError):
        return {}


def create_environment() -> None:
    """Make an empty .venv, in place of a broken one too."""
    if not importlib.util.find_spec("ensurepip"):
        install_system(["python3-venv"])
    # Not sys.executable itself: the script may be run by the very .venv that is cleared.
    step("Creating .venv", [os.path.realpath(sys.executable), "-m", "venv", "--clear", str(VENV)])


def install_system(packages: Sequence[str]) -> None:
    """Install Debian packages as root; anyone else is told the command and exits with 1."""
    command = f"apt-get update && apt-get install -y {' '.join(packages)}"
    if packages and (os.geteuid() or not shutil.which("apt-get")):
        sys.exit(f"Missing on this machine: {', '.join(packages)}. Run as root:\n  {command}")
    if packages:
        step(f"Installing {', '.join(packages)} with apt-get", ["sh", "-c", command])


def missing_packages() -> list[str]:
    """Debian packages that the tests still need: browser, Chinese font, Playwright's library."""
    missing = [] if find_browser() else ["chromium"]
    fonts = shutil.which("fc-list")
    if not fonts or not subprocess.check_output([fonts, ":lang=zh-cn"]):
        missing += ["fontconfig", "fonts-noto-cjk"]
    try:
        ctypes.CDLL("libatomic.so.1")
    except OSError:
        missing.append("libatomic1")
    return missing


def missing_servers() -> list[str]:
    """Debian packages of what slow tests start: a proxy (docs/serving.md), Spark's Java."""
    proxy = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    java = os.environ.get("JAVA_HOME") or shutil.which("java")
    return ([] if proxy else ["nginx"]) + ([] if java else ["openjdk-17-jre-headless"])


def find_browser() -> str | None:
    """Path of a browser for the tests: what the variable CHROMIUM names, else one on PATH."""
    if named := os.environ.get("CHROMIUM"):
        return shutil.which(named) or sys.exit(f"CHROMIUM names {named}, which is no program.")
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def environment() -> dict[str, str]:
    """Variables for what is started: no questions asked, and a home that can be written to."""
    variables = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    if not variables.get("HOME") or not os.access(variables["HOME"], os.W_OK):
        variables["HOME"] = str(VENV)  # caches stay inside the project
    return variables


def answers(port: int) -> bool:
    """Whether something listens on the port of this machine."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def step(message: str, *commands: Sequence[str]) -> None:
    """Say what is done and do it by the first command that succeeds; exit with 1 if none does."""
    print(f"{message} …", flush=True)
    for command in commands:
        done = subprocess.run(
            command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False
        )
        if done.returncode == 0:
            return
        print(done.stdout, done.stderr, sep="", file=sys.stderr)
    sys.exit(f"{message} failed; the reason is above.")


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
