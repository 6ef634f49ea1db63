"""The benchmark's findings as a table, as Markdown and as JSON."""

import json
import os
import platform
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from statistics import median

from governance.bench.pages import PageCost
from governance.bench.sizes import Size
from governance.core import atomic_write

# What is shown of a figure: its unit's divisor and decimals.
UNITS = {"s": (1, 1), "ms": (1e-3, 0), "rows": (1, 0), "MB": (1e6, 1), "x": (1, 2)}
Line = tuple[str, str, str]
# By section: what it is, its unit, and the figure; of "a / b" the first divided by the second.
LINES: Mapping[str, Sequence[Line]] = {
    "Build": (
        ("build, CPU", "s", "build_cpu"),
        ("build, wall", "s", "build_seconds"),
        ("typed COPY of the same CSV to parquet, CPU", "s", "copy_cpu"),
        ("typed COPY, wall", "s", "copy_seconds"),
        ("build ÷ typed COPY, CPU", "x", "build_cpu / copy_cpu"),
        ("CSV to checked facts, without metrics, CPU", "s", "intake_process_cpu"),
        ("checked facts ÷ typed COPY, CPU", "x", "intake_process_cpu / copy_cpu"),
        ("marts and signals (the rest of the build), CPU", "s", "derived_cpu"),
        ("bare scan of the columns used, CPU", "s", "scan_cpu"),
        ("marts and signals ÷ bare scan, CPU", "x", "derived_cpu / scan_cpu"),
        ("build ÷ bare scan, CPU", "x", "build_cpu / scan_cpu"),
    ),
    "Rows and sizes": (
        ("rows of facts", "rows", "fact_rows"),
        ("rows of marts", "rows", "mart_rows"),
        ("rows of marts ÷ rows of facts", "x", "mart_rows / fact_rows"),
        ("exports", "MB", "exports_bytes"),
        ("warehouse", "MB", "warehouse_bytes"),
        ("the same facts as parquet", "MB", "facts_bytes"),
        ("warehouse ÷ facts as parquet", "x", "warehouse_bytes / facts_bytes"),
    ),
    "Headline numbers by community and month": (
        ("pandas: reading the CSV, CPU", "s", "pandas_csv_cpu"),
        ("pandas: reading the facts as parquet, CPU", "s", "pandas_parquet_cpu"),
        ("pandas: computing them, CPU", "ms", "pandas_view_cpu"),
        ("DuckDB on the facts as parquet, CPU", "ms", "duckdb_view_cpu"),
        ("the warehouse, asked for the first time, CPU", "ms", "answer_cpu"),
        ("numbers compared, which all three give alike", "rows", "answer_values"),
        ("the whole overview, cold, CPU p50", "ms", "overview_cold_cpu"),
        ("the whole overview, warm, CPU p50", "ms", "overview_warm_cpu"),
        ("pandas from CSV ÷ overview cold, CPU", "x", "pandas_first_cpu / overview_cold_cpu"),
        ("pandas from CSV ÷ overview warm, CPU", "x", "pandas_first_cpu / overview_warm_cpu"),
        ("pandas, already read ÷ overview warm, CPU", "x", "pandas_view_cpu / overview_warm_cpu"),
    ),
    "Memory and start": (
        ("most memory of the build", "MB", "build_peak"),
        ("most memory of the server, every page opened", "MB", "server_peak"),
        ("most memory of pandas", "MB", "plain_pandas_peak"),
        ("process start to the first overview", "s", "first_view_seconds"),
        ("pages cold, wall: p95 of the slowest page", "ms", "slowest_cold"),
        ("pages warm, wall: p95 of the slowest page", "ms", "slowest_warm"),
        ("pages warm, CPU: median of the pages", "ms", "pages_warm_cpu"),
    ),
}
PAGE_HEAD = (
    *("page", "cold p50", "p95", "CPU p50", "p95"),
    *("warm p50", "p95", "CPU p50", "p95", "KB"),
)
MISSING = "—"


def machine() -> dict[str, str | int | float]:
    """On what and with what it was measured; load: how busy the machine was before."""
    info = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    model = re.search(r"model name\s*:\s*(.+)", info)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "processor": model[1] if model else os.uname().machine,
        "cores": os.cpu_count() or 0,
        "memory_gb": round(memory / 1e9, 1),
        "load": round(os.getloadavg()[0], 2),
        "python": platform.python_version(),
        "duckdb": version("duckdb"),
        "streamlit": version("streamlit"),
        "pandas": version("pandas"),
    }


def complete(size: Size) -> dict[str, float]:
    """A size's figures with those that follow from them."""
    found = dict(size.figures)
    # Both with the start of Python and with the processes that read the files.
    if {"build_cpu", "intake_process_cpu"} <= found.keys():
        found["derived_cpu"] = found["build_cpu"] - found["intake_process_cpu"]
    if {"pandas_csv_cpu", "pandas_view_cpu"} <= found.keys():
        found["pandas_first_cpu"] = found["pandas_csv_cpu"] + found["pandas_view_cpu"]
    if size.pages:
        found["overview_cold_cpu"] = size.pages[0].cold_cpu.p50 / 1000
        found["overview_warm_cpu"] = size.pages[0].warm_cpu.p50 / 1000
        found["slowest_cold"] = max(page.cold.p95 for page in size.pages) / 1000
        found["slowest_warm"] = max(page.warm.p95 for page in size.pages) / 1000
        found["pages_warm_cpu"] = median(page.warm_cpu.p50 for page in size.pages) / 1000
    return found


def figure(found: Mapping[str, float], name: str) -> float | None:
    """A figure, or one divided by another; None where one of them was not measured."""
    top, _, bottom = name.partition(" / ")
    above, below = found.get(top), found.get(bottom) if bottom else 1.0
    return above / below if above is not None and below else None


def as_text(sizes: Sequence[Size], about: Mapping[str, object]) -> str:
    """Everything as Markdown tables, which are readable as they stand."""
    run = [size for size in sizes if not size.why_not]
    lines = [", ".join(f"{name} {value}" for name, value in about.items()), ""]
    if run:
        lines += table(list(_summary(run)))
    for size in run:
        lines += ["", f"Pages at {size.rows:,} rows, milliseconds:", ""]
        lines += table([PAGE_HEAD, *(_page_row(page) for page in size.pages)])
    lines += ["", *_remarks(sizes)]
    return "\n".join(lines).rstrip() + "\n"


def _summary(sizes: Sequence[Size]) -> Iterator[Sequence[str]]:
    yield ["", *(f"{size.rows:,} rows" for size in sizes)]
    found = [complete(size) for size in sizes]
    for section, lines in LINES.items():
        yield [f"**{section}**", *("" for _size in sizes)]
        for what, unit, name in lines:
            yield [f"{what}", *(_shown(figure(one, name), unit) for one in found)]


def _shown(value: float | None, unit: str) -> str:
    if value is None:
        return MISSING
    divisor, decimals = UNITS[unit]
    return f"{value / divisor:,.{decimals}f}" + ("" if unit == "rows" else f" {unit}")


def _page_row(page: PageCost) -> list[str]:
    spreads = (page.cold, page.cold_cpu, page.warm, page.warm_cpu)
    taken = [value for spread in spreads for value in (spread.p50, spread.p95)]
    return [page.page, *(f"{value:,.0f}" for value in [*taken, page.kilobytes])]


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Aligned, the first column to the left."""
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    lines = [
        " | ".join(
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]
    rule = "|".join(
        "-" * (width + 1) + (":" if place else "-") for place, width in enumerate(widths)
    )
    return [f"| {lines[0]} |", f"|{rule}|", *(f"| {line} |" for line in lines[1:])]


def _remarks(sizes: Sequence[Size]) -> Iterator[str]:
    for size in sizes:
        if size.why_not:
            yield f"- {size.rows:,} rows: not measured; it {size.why_not}."
        yield from (f"- {size.rows:,} rows: {note}" for note in (*size.left_out, *size.notes))
        if size.first_view_of:
            yield f"- {size.rows:,} rows: the first overview is {size.first_view_of}."


def as_json(sizes: Sequence[Size], about: Mapping[str, object]) -> str:
    """The same, with every figure as it was measured: seconds, bytes, counts; pages in ms."""
    entries = [asdict(size) | {"figures": complete(size)} for size in sizes]
    return json.dumps({"machine": dict(about), "sizes": entries}, ensure_ascii=False, indent=1)


def place_of(text: str, name: str) -> tuple[str, str]:
    """A document up to <!-- name -->, and from <!-- /name --> on. Raises ValueError without."""
    begin, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
    head, opened, rest = text.partition(begin)
    _old, closed, tail = rest.partition(end)
    if not opened or not closed:
        raise ValueError(f"the document has no place between {begin.strip()} and {end}")
    return head + begin, end + tail


def put_between(file: Path, name: str, found: str) -> None:
    """Replaces what stands between these marks of a document. Raises ValueError, OSError."""
    head, tail = place_of(file.read_text(encoding="utf-8"), name)
    atomic_write.put(file, f"{head}{found}{tail}")
