"""Data that tests share: the sample warehouse and, where it lies beside the project, real input."""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--all", action="store_true", help="the tests marked slow, too")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--all"):
        return
    slow = [item for item in items if item.get_closest_marker("slow")]
    items[:] = [item for item in items if item not in slow]
    config.hook.pytest_deselected(items=slow)


@pytest.fixture(autouse=True)
def browser_cookies(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The cookies of AppTest's browser, of which it otherwise makes a mock of anything."""
    cookies: dict[str, str] = {}
    monkeypatch.setattr(ContextProxy, "cookies", cookies)
    return cookies


@pytest.fixture(scope="session")
def sample_warehouse() -> Path:
    """The project's own sample warehouse, brought up to date by the commands that users run."""
    from governance.warehouse.reader import DEFAULT

    variables = {k: v for k, v in os.environ.items() if not k.startswith("GOVERNANCE_")}
    with Path(__file__).open() as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)  # one pytest-xdist worker builds, the others wait for it
        for command in (["sample_data"], ["governance", "build"]):
            call = [sys.executable, "-m", *command]
            subprocess.run(call, cwd=ROOT, env=variables, check=True)
    return DEFAULT


@pytest.fixture(scope="session")
def shared_real() -> Path:
    """Folder with the public exports of two cities; tests that need it are skipped without it."""
    folder = ROOT.parent / "shared" / "real"
    if not folder.is_dir():
        pytest.skip("the public exports are not there: expected ../shared/real beside the project")
    return folder


@pytest.fixture(scope="session")
def shared_cases() -> Path:
    """Folder with small inputs that went wrong; tests that need it are skipped without it."""
    folder = ROOT.parent / "shared" / "cases"
    if not folder.is_dir():
        pytest.skip("the cases are not there: expected ../shared/cases beside the project")
    return folder


@pytest.fixture(scope="session")
def paged_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny office: January to March in the east, the west has no ledger for February."""
    from tests.support import paged

    return paged.publish(tmp_path_factory.mktemp("pages"))


@pytest.fixture
def app(paged_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The dashboard on the tiny office."""
    from governance.warehouse.reader import VARIABLE

    monkeypatch.setenv(VARIABLE, str(paged_warehouse))
    return AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=30)
