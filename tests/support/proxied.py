"""Several dashboards behind nginx, by the configuration that docs/serving.md hands out."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from governance.bench.server import free_port, is_healthy, started
from governance.core.contracts import PROJECT

CONFIGURATION = PROJECT / "docs" / "nginx.conf"
ADDRESS, SERVERS = "127.0.0.1:8080", ("127.0.0.1:8501", "127.0.0.1:8502")
PLACES = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


@dataclass(frozen=True)
class Proxied:
    """The address of the proxy, and the address and process number of each dashboard behind it."""

    address: str
    servers: tuple[tuple[str, int], ...]
    log: Path

    def answered(self) -> list[tuple[str, str, str]]:
        """Every request that has ended: the reader's cookie ("-": none), its path, and by whom."""
        words = map(str.split, self.log.read_text(encoding="utf-8").splitlines())
        # Where one could not be reached nginx names the next one behind it.
        return [(reader, path, f"http://{servers[-1]}") for reader, path, *servers in words]


@contextmanager
def proxied(warehouse: Path, folder: Path) -> Iterator[Proxied]:
    """Two dashboards of a warehouse behind one address; folder: nginx's own, while it runs.

    Raises RuntimeError with nginx's own words where it does not start.
    """
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if not program:
        raise RuntimeError("no nginx; `python3 run.py test --all` installs it or says how")
    with ExitStack() as running:
        servers = [running.enter_context(started(warehouse)) for _server in SERVERS]
        address = f"127.0.0.1:{free_port()}"
        ports = [address, *(server.removeprefix("http://") for server, _process in servers)]
        _write(folder, ports)
        command = [program, "-p", str(folder), "-c", "main.conf", "-e", "stderr"]
        log = running.enter_context((folder / "log").open("w+"))
        nginx = running.enter_context(subprocess.Popen(command, stdout=log, stderr=log))
        running.callback(nginx.terminate)
        if not is_healthy(f"http://{address}/_stcore/health", nginx):
            raise RuntimeError((folder / "log").read_text(encoding="utf-8"))
        yield Proxied(f"http://{address}", tuple(servers), folder / "answered")


def _write(folder: Path, ports: list[str]) -> None:
    """The configuration with these ports, and what Debian's own nginx.conf has around it."""
    text = CONFIGURATION.read_text(encoding="utf-8")
    for known, port in zip((ADDRESS, *SERVERS), ports, strict=True):
        assert text.count(f" {known};") == 1, f"{CONFIGURATION} names {known} once"
        text = text.replace(f" {known};", f" {port};")
    (folder / "governance.conf").write_text(text, encoding="utf-8")
    temporary = "".join(f"    {name}_temp_path {name};\n" for name in PLACES)
    # Workers of a root nginx are nobody else, who may not read a test's folder.
    user = "user root;\n" if not os.geteuid() else ""
    (folder / "main.conf").write_text(
        f"{user}daemon off;\npid nginx.pid;\nevents {{}}\nhttp {{\n{temporary}"
        "    log_format answered '$cookie_governance_reader $uri $upstream_addr';\n"
        "    access_log answered answered;\n    include governance.conf;\n}\n",
        encoding="utf-8",
    )
