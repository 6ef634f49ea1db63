"""How long the server takes for pages, cold and warm, in milliseconds of wall time and of CPU."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import numpy as np

from governance.app import page_messages
from governance.bench import processes
from governance.warehouse.reader import Warehouse

PERIODS = ("last_month", "last_quarter", "last_12_months", "year_to_date", "last_30_days")
# How often a visit goes to each level: leaders stay above, gridders below.
LEVELS = {"all": 1, "district": 1, "street_office": 2, "community": 2, "grid_cell": 1}
SEED = 4


@dataclass(frozen=True)
class Spread:
    """p50, p95 and the most of some milliseconds."""

    p50: float
    p95: float
    most: float


@dataclass(frozen=True)
class PageCost:
    """A page opened with several areas and periods for the first time (cold) and again (warm).

    cold, warm: from the request until the server says that the page is done; cold_cpu, warm_cpu:
    what it computes meanwhile. kilobytes: of a warm page, at the median.
    """

    page: str
    cold: Spread
    cold_cpu: Spread
    warm: Spread
    warm_cpu: Spread
    kilobytes: float
    errors: tuple[str, ...]


@dataclass(frozen=True)
class Server:
    """A running dashboard: the address of its websocket, and its process."""

    stream: str
    process: int

    def visit(self, page: str, asked: str) -> tuple[page_messages.Visit, float]:
        """Opens a page in a session of its own; with the milliseconds of CPU that it took."""
        before = processes.cpu_seconds(self.process)
        found = page_messages.visit(self.stream, page, asked)
        return found, 1000 * (processes.cpu_seconds(self.process) - before)


def server_at(address: str, process: int) -> Server:
    """A dashboard that has answered once: what is imported with the first page is no page's."""
    server = Server(page_messages.stream_of(address), process)
    server.visit("", "")
    return server


def measure(
    server: Server, page: str, scopes: Sequence[str], rounds: int = 1, asked: str = ""
) -> PageCost:
    """Opens a page with each scope, then again in `rounds`; `asked` stands above the scope."""
    queries = [_merged(scope, asked) for scope in scopes]
    cold = [server.visit(page, query) for query in queries]
    warm = [server.visit(page, query) for query in queries * rounds]
    errors = {error for visit, _cpu in (*cold, *warm) for error in visit.errors}
    return PageCost(
        f"/{page} {asked}".strip(),
        spread([visit.milliseconds for visit, _cpu in cold]),
        spread([cpu for _visit, cpu in cold]),
        spread([visit.milliseconds for visit, _cpu in warm]),
        spread([cpu for _visit, cpu in warm]),
        float(np.median([visit.size for visit, _cpu in warm])) / 1024,
        tuple(sorted(errors)),
    )


def spread(taken: Sequence[float]) -> Spread:
    """Of some milliseconds."""
    found = (np.percentile(taken, share, method="higher") for share in (50, 95, 100))
    return Spread(*map(float, found))


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


def _merged(scope: str, asked: str) -> str:
    """Both query strings as one; what is asked for stands above the scope."""
    return urlencode({**dict(parse_qsl(scope)), **dict(parse_qsl(asked))})
