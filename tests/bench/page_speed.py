"""How long the server takes for every page, in milliseconds.

python -m tests.bench.page_speed --warehouse FILE [--pages overview …] [--runs 20] [--rounds 1]
    [--limit 300]

Starts the dashboard on the warehouse and opens each page over its websocket as a browser does, in
a session of its own each time, from the request until the server says that the page is done. Each
page is opened with as many different areas and periods as there are runs: for the first time
(cold), and then all of them again in as many rounds as asked for (warm). "CPU" is what the server
computes for a warm page, at the mean: it says what a page costs also while the machine is busy with
something else. Exit status 1 where a page's warm p95 is above the limit, or where a page breaks.
"""

import argparse
import os
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import numpy as np
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from governance.warehouse.reader import Warehouse
from tests.browser.server import started
from tests.support.views import address, views

PERIODS = ("last_month", "last_quarter", "last_12_months", "year_to_date", "last_30_days")
# How often a visit goes to each level: leaders stay above, gridders below.
LEVELS = {"all": 1, "district": 1, "street_office": 2, "community": 2, "grid_cell": 1}
SEED = 4
TICKS = os.sysconf("SC_CLK_TCK")  # of a process's time, a second
HEAD = ("page", "warm p50", "p95", "max", "CPU", "cold p50", "p95", "max", "KB")
LINE = "{:<34}{:>9}{:>7}{:>7}{:>7}{:>10}{:>7}{:>7}{:>7}"


@dataclass(frozen=True)
class Visit:
    """One page once: milliseconds, bytes sent, and the errors that it showed."""

    milliseconds: float
    size: int
    errors: tuple[str, ...]


@dataclass(frozen=True)
class Server:
    """A running dashboard: the address of its websocket, and its process."""

    stream: str
    process: int

    @property
    def cpu_milliseconds(self) -> float:
        """What it has computed so far, on all cores."""
        stat = Path(f"/proc/{self.process}/stat").read_text(encoding="utf-8")
        user, system = stat.rpartition(")")[2].split()[11:13]
        return 1000 * (int(user) + int(system)) / TICKS


def main(arguments: Sequence[str] | None = None) -> int:
    """0 every page is fast enough, 1 one is too slow or breaks."""
    options = parser().parse_args(arguments)
    scopes = list(scopes_of(options.warehouse, options.runs))
    print(f"{options.warehouse}, {options.runs} areas and periods a page, milliseconds; {load()}")
    print(LINE.format(*HEAD), flush=True)
    with started(options.warehouse) as (http, process):
        server = Server(http.replace("http", "ws", 1) + "/_stcore/stream", process)
        visit(server, "", "")  # what is imported with the first page is no page's cost
        slow = [
            f"{entry.name} {asked}".strip()
            for entry, asked in views()
            if not options.pages or entry.name in options.pages
            if not is_fast(server, (address(entry), asked), scopes, options)
        ]
    print(f"too slow or broken: {', '.join(slow) or 'none'}; {load()}")
    return int(bool(slow))


def is_fast(
    server: Server, view: tuple[str, str], scopes: Sequence[str], options: argparse.Namespace
) -> bool:
    """Prints a view's line; whether its warm p95 is within the limit and nothing broke."""
    page, asked = view
    cold = [visit(server, page, merged(scope, asked)) for scope in scopes]
    before = server.cpu_milliseconds
    again = [*scopes] * options.rounds
    warm = [visit(server, page, merged(scope, asked)) for scope in again]
    cpu = (server.cpu_milliseconds - before) / len(warm)
    size = float(np.median([one.size for one in warm])) / 1024
    figures = [*spread(warm), cpu, *spread(cold), size]
    print(LINE.format(f"/{page} {asked}", *(f"{figure:.0f}" for figure in figures)), flush=True)
    errors = {error for one in (*cold, *warm) for error in one.errors}
    print(*(f"  {error}\n" for error in sorted(errors)), sep="", end="", flush=True)
    return not errors and figures[1] <= options.limit


def spread(visits: Sequence[Visit]) -> list[float]:
    """p50, p95 and the most of their milliseconds."""
    taken = [one.milliseconds for one in visits]
    return [float(np.percentile(taken, share, method="higher")) for share in (50, 95, 100)]


def scopes_of(warehouse: Path, runs: int) -> Iterator[str]:
    """Query strings of different areas and periods, the same ones each time."""
    opened = Warehouse.open(warehouse)
    codes = opened.areas().groupby("level")["area_code"].agg(sorted).to_dict()
    opened.close()
    dice = random.Random(SEED)
    levels = cycle(
        [level for level, often in LEVELS.items() if level in codes for _n in range(often)]
    )
    seen: set[tuple[str, str]] = set()
    while len(seen) < runs:
        pair = dice.choice(codes[next(levels)]), dice.choice(PERIODS)
        if pair not in seen:
            seen.add(pair)
            yield urlencode({"area": pair[0], "period": pair[1]})


def load() -> str:
    """How busy the machine is: above one a core, times are longer than they would be."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


def merged(scope: str, asked: str) -> str:
    """Both query strings as one; what is asked for stands above the scope."""
    return urlencode({**dict(parse_qsl(scope)), **dict(parse_qsl(asked))})


def visit(server: Server, page: str, asked: str) -> Visit:
    """Opens a page as a browser with a new window does."""
    request = BackMsg()
    request.rerun_script.page_name = page
    request.rerun_script.query_string = asked
    request.rerun_script.context_info.locale = "zh-CN"
    with connect(server.stream, subprotocols=[Subprotocol("streamlit")], max_size=None) as socket:
        began = time.perf_counter()
        socket.send(request.SerializeToString())
        size, errors = 0, []
        while True:
            data = socket.recv(timeout=300)
            size += len(data)
            message = ForwardMsg.FromString(data)
            kind = message.WhichOneof("type")
            errors += error_of(message, kind)
            if kind == "script_finished":
                return Visit(1000 * (time.perf_counter() - began), size, tuple(errors))


def error_of(message: ForwardMsg, kind: str | None) -> list[str]:
    """What the page shows instead of itself, if it does."""
    if kind == "page_not_found":
        return ["there is no such page"]
    if kind == "delta" and message.delta.new_element.WhichOneof("type") == "exception":
        return [message.delta.new_element.exception.message]
    return []


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="python -m tests.bench.page_speed",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--warehouse", type=Path, required=True)
    top.add_argument("--pages", nargs="+", metavar="NAME", help="only these of the registry")
    top.add_argument("--runs", type=int, default=20, help="areas and periods for each page")
    top.add_argument("--rounds", type=int, default=1, help="how often each is opened again, warm")
    top.add_argument("--limit", type=float, default=300, help="milliseconds of the warm p95")
    return top


if __name__ == "__main__":
    sys.exit(main())
