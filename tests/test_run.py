"""What run.py decides: what is to do, in which order, and what it says where it cannot."""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import run

FILES = {"requirements.txt": "uv==1\n", "requirements-dev.txt": "pytest==1\n"}


class Machine:
    """A machine on which every command succeeds, except those that contain `broken`."""

    def __init__(self, root: Path):
        self.root = root
        self.broken = "nothing"
        self.commands: list[str] = []

    def run(self, command, **_):
        line = " ".join(map(str, command)).replace(str(self.root), "")
        self.commands.append(line)
        if "-m venv" in line:
            run.VENV.mkdir(exist_ok=True)
        return subprocess.CompletedProcess(command, int(self.broken in line), "", "why")


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A project folder with two requirements files, no .venv, and the package ensurepip."""
    machine = Machine(tmp_path)
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(run, "PYTHON", str(tmp_path / ".venv/bin/python"))
    monkeypatch.setattr(run, "STAMP", tmp_path / ".venv/requirements.json")
    monkeypatch.setattr(run, "WHEELHOUSE", tmp_path / "wheelhouse")
    monkeypatch.setattr(subprocess, "run", machine.run)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: name)
    return machine


def install_afresh(machine, *files):
    """Installs as a new process would, and returns the commands that it took, probes aside."""
    machine.commands.clear()
    run.install(*files)
    return [line for line in machine.commands if "import uv" not in line]


def test_a_new_machine_gets_venv_then_uv_then_the_pinned_packages(machine):
    venv, uv, packages = install_afresh(machine, "requirements.txt")
    assert "-m venv --clear /.venv" in venv
    assert uv.endswith("pip --disable-pip-version-check install -r/.venv/uv.txt")
    assert packages.startswith("/.venv/bin/python -m uv pip install")
    assert packages.endswith("-rrequirements.txt")


def test_nothing_is_done_or_said_when_the_stamp_has_the_digests(machine, capsys):
    install_afresh(machine, "requirements.txt")
    assert hashlib.sha256(b"uv==1\n").hexdigest() in run.STAMP.read_text()
    capsys.readouterr()
    assert install_afresh(machine, "requirements.txt") == []
    assert capsys.readouterr().out == ""


def test_tests_add_their_packages_to_an_existing_environment(machine):
    install_afresh(machine, "requirements.txt")
    commands = install_afresh(machine, *FILES)
    assert not any("-m venv" in line for line in commands)
    assert commands[-1].endswith("-rrequirements.txt -rrequirements-dev.txt")
    assert install_afresh(machine, "requirements.txt") == []
    assert install_afresh(machine, *FILES) == []


def test_a_changed_pin_is_installed(machine):
    install_afresh(machine, *FILES)
    (machine.root / "requirements.txt").write_text("uv==2\n")
    assert install_afresh(machine, "requirements.txt")[-1].endswith("-rrequirements.txt")
    assert install_afresh(machine, *FILES) == []


@pytest.mark.parametrize("broken", ["-m venv", ".venv/uv.txt", "uv pip install"])
def test_an_interrupted_set_up_is_made_afresh(machine, monkeypatch, broken):
    def interrupt(command, **_):
        done = machine.run(command)
        if broken in " ".join(command):
            raise KeyboardInterrupt
        return done

    monkeypatch.setattr(subprocess, "run", interrupt)
    with pytest.raises(KeyboardInterrupt):
        run.install("requirements.txt")
    monkeypatch.setattr(subprocess, "run", machine.run)
    assert "-m venv --clear" in install_afresh(machine, "requirements.txt")[0]


def test_an_environment_whose_python_is_gone_is_made_afresh(machine, monkeypatch):
    install_afresh(machine, "requirements.txt")

    def lose_python(command, **_):
        if "import uv" in command:
            raise FileNotFoundError(command[0])
        return machine.run(command)

    monkeypatch.setattr(subprocess, "run", lose_python)
    assert "-m venv --clear" in install_afresh(machine, "requirements.txt")[0]


def test_a_wheelhouse_replaces_the_index(machine):
    run.WHEELHOUSE.mkdir()
    _, uv, packages = install_afresh(machine, "requirements.txt")
    assert "--no-index --find-links=/wheelhouse" in uv
    assert "--no-index --find-links=/wheelhouse" in packages


def test_pip_installs_where_uv_cannot(machine, capsys):
    machine.broken = "uv pip install"
    assert "-m pip" in install_afresh(machine, "requirements.txt")[-1]
    assert "why" in capsys.readouterr().err


def test_a_failing_step_shows_its_reason_and_leaves_no_stamp(machine, capsys):
    machine.broken = "install"
    with pytest.raises(SystemExit, match="Installing uv failed"):
        run.install("requirements.txt")
    assert "why" in capsys.readouterr().err
    assert not run.STAMP.exists()


def test_root_gets_the_missing_venv_package_first(machine, monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(shutil, "which", lambda name: name)
    assert install_afresh(machine, "requirements.txt")[0] == (
        "sh -c apt-get update && apt-get install -y python3-venv"
    )


def test_others_are_told_the_command_and_nothing_is_tried(machine, monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(SystemExit, match="apt-get install -y python3-venv"):
        install_afresh(machine, "requirements.txt")
    assert [line for line in machine.commands if "import uv" not in line] == []


def program(folder: Path, name: str) -> str:
    path = folder / name
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return str(path)


def test_the_first_browser_on_the_path_is_taken(tmp_path, monkeypatch):
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run.find_browser() is None
    edge = program(tmp_path, "microsoft-edge")
    assert run.find_browser() == edge
    chromium = program(tmp_path, "chromium")
    assert run.find_browser() == chromium


def test_the_variable_chromium_names_the_browser_or_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("CHROMIUM", program(tmp_path, "mine"))
    assert run.find_browser() == str(tmp_path / "mine")
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "none"))
    with pytest.raises(SystemExit, match="no program"):
        run.find_browser()


def test_a_machine_without_browser_or_fonts_misses_both(tmp_path, monkeypatch):
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run.missing_packages()[:3] == ["chromium", "fontconfig", "fonts-noto-cjk"]


@pytest.mark.parametrize(
    ("asked", "files", "wanted"),
    [
        ([], [], []),
        (["--all"], ["requirements-spark.txt"], ["nginx", "openjdk-17-jre-headless"]),
    ],
)
def test_the_whole_run_alone_needs_a_proxy_and_spark(monkeypatch, asked, files, wanted):
    pinned: list[str] = []
    installed: list[str] = []
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setattr(run, "install", lambda *names: pinned.extend(names))
    monkeypatch.setattr(run, "missing_packages", list)
    monkeypatch.setattr(shutil, "which", lambda *_args, **_more: None)
    monkeypatch.setattr(run, "install_system", installed.extend)
    monkeypatch.setattr(subprocess, "call", lambda *_args, **_more: 0)
    assert run.main(["test", *asked]) == 0
    assert pinned == ["requirements.txt", "requirements-dev.txt", *files]
    assert installed == wanted


@pytest.mark.parametrize("home", [None, "", "/proc/self/nowhere"])
def test_a_home_that_cannot_be_written_to_is_replaced(monkeypatch, home):
    monkeypatch.delenv("HOME", raising=False)
    if home is not None:
        monkeypatch.setenv("HOME", home)
    assert run.environment()["HOME"] == str(run.VENV)


def test_a_home_that_can_be_written_to_is_kept(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    assert run.environment()["HOME"] == str(tmp_path)


def test_the_sample_ignores_the_variables_of_an_office(machine, monkeypatch):
    seen = []
    monkeypatch.setenv("GOVERNANCE_WAREHOUSE", "office.duckdb")
    monkeypatch.setattr(run, "install", lambda *_: None)
    monkeypatch.setattr(subprocess, "call", lambda command, env, **_: seen.append((command, env)))
    assert run.main(["setup"]) == 0
    assert [command[2:] for command, _ in seen] == [["sample_data"], ["governance", "build"]]
    assert not any("GOVERNANCE_WAREHOUSE" in env for _, env in seen)


def test_every_check_runs_and_the_first_failing_status_is_returned(machine, monkeypatch):
    statuses = {"ruff": 0, "mypy": 3, "pytest": 1}
    seen = []

    def call(command, **_):
        seen.append(command[2:])
        return statuses[command[2]]

    monkeypatch.setattr(run, "install", lambda *_: None)
    monkeypatch.setattr(run, "missing_packages", list)
    monkeypatch.setattr(run, "missing_servers", list)
    monkeypatch.setattr(subprocess, "call", call)
    assert run.main(["test", "--all", "-k", "run"]) == 3
    assert [" ".join(check) for check in seen] == [
        "ruff check",
        "ruff format --check",
        "mypy",
        "pytest --dist loadfile -n 2 --all -k run",
    ]


def test_a_port_in_use_is_refused_before_anything_is_set_up(monkeypatch):
    monkeypatch.setattr(run, "answers", lambda _: True)
    with pytest.raises(SystemExit, match="Port 8502 is in use"):
        run.main(["--port", "8502"])


def test_help_needs_nothing_installed():
    script = Path(run.__file__)
    done = subprocess.run(
        [sys.executable, "-S", "-I", script, "--help"], capture_output=True, text=True, check=True
    )
    assert "--no-browser" in done.stdout


def test_a_pin_has_its_hashes_and_no_more(machine):
    pins = "a==1 \\\n    --hash=sha256:aa\nuv==2 \\\n    --hash=sha256:bb\n    # via b\nb==3\n"
    (machine.root / "requirements.txt").write_text(pins)
    assert run.pin("uv") == "uv==2 \\\n    --hash=sha256:bb\n"
