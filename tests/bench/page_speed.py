"""How long the server takes for every page and choice, in milliseconds.

python -m tests.bench.page_speed --warehouse FILE [--pages overview …] [--runs 20] [--rounds 1]
    [--limit 300]

Opens what `python -m governance bench` opens (governance/bench/pages.py), and the choices of pages
(tests/support/views.py). Exit status 1 where a page is above the limit (warm p95), or breaks.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from governance.bench import pages
from governance.bench.server import started
from tests.support.views import address, views

HEAD = ("page", "warm p50", "p95", "max", "CPU", "cold p50", "p95", "CPU", "KB")
LINE = "{:<34}{:>9}{:>7}{:>7}{:>7}{:>10}{:>7}{:>7}{:>7}"


def main(arguments: Sequence[str] | None = None) -> int:
    """0 every page is fast enough, 1 one is too slow or breaks."""
    options = parser().parse_args(arguments)
    scopes = list(pages.scopes_of(options.warehouse, options.runs))
    print(f"{options.warehouse}, {options.runs} areas and periods a page, milliseconds; {load()}")
    print(LINE.format(*HEAD), flush=True)
    with started(options.warehouse) as place:
        server = pages.server_at(*place)
        slow = [
            f"{entry.name} {asked}".strip()
            for entry, asked in views()
            if not options.pages or entry.name in options.pages
            if not is_fast(server, (address(entry), asked), scopes, options)
        ]
    print(f"too slow or broken: {', '.join(slow) or 'none'}; {load()}")
    return int(bool(slow))


def is_fast(
    server: pages.Server, view: tuple[str, str], scopes: Sequence[str], options: argparse.Namespace
) -> bool:
    """Prints a view's line; whether its warm p95 is within the limit and nothing broke."""
    page, asked = view
    found = pages.measure(server, page, scopes, options.rounds, asked)
    warm, cold = found.warm, found.cold
    figures = [warm.p50, warm.p95, warm.most, found.warm_cpu.p50]
    figures += [cold.p50, cold.p95, found.cold_cpu.p50, found.kilobytes]
    print(LINE.format(found.page, *(f"{figure:.0f}" for figure in figures)), flush=True)
    print(*(f"  {error}\n" for error in found.errors), sep="", end="", flush=True)
    return not found.errors and warm.p95 <= options.limit


def load() -> str:
    """How busy the machine is: above one a core, times are longer than they would be."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


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
