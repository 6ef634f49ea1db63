"""The command line: python -m governance COMMAND. The same numbers as the pages, in text."""

import argparse
import os
import sys
import tomllib
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import duckdb

from governance.bench import command as bench_command
from governance.briefings import export_files, model, single_slide
from governance.cli import (
    briefing_commands,
    build_commands,
    form_command,
    metric_commands,
    reconcile_command,
)
from governance.core.contracts import LEVELS, PROJECT, ROOT, ContractError
from governance.core.i18n import FALLBACK, LANGUAGES
from governance.core.toml_entries import EntryError
from governance.forms import bindings
from governance.ingest import settings
from governance.ingest.sources import SourceError
from governance.metrics.catalog import CatalogError
from governance.reconciliation.published_figures import FigureError
from governance.stats.fairness import league
from governance.warehouse.engines import opening
from governance.warehouse.engines.engine import EngineError
from governance.warehouse.publish import PublishError

FAILURES = (
    OSError,
    EntryError,
    duckdb.Error,
    SourceError,
    PublishError,
    EngineError,
    CatalogError,
    ContractError,
    FigureError,
    model.BriefingError,
    export_files.PrintError,
    bindings.FormError,
    single_slide.PictureError,
    build_commands.RequestError,
)
PURPOSES = {
    "build": "take new exports in, check every row, publish a warehouse",
    "builds": "the builds that are kept: inputs, counts, duration",
    "check": "say what would be rejected in export files, and why",
    "metric": "the value of a metric, a row an area",
    "rank": "areas that stand apart, and those that cannot",
    "receipt": "a figure with files, proof and records",
    "metrics": "every metric: key, title, unit, dataset",
    "reconcile": "published figures and the data",
    "briefing": "briefings: list, check, freeze, compare",
    "export": "a briefing as a file, a slide as a picture",
    "form": "fill in a form of Word or Excel from the bindings beside it",
    "bench": "what builds and pages cost on this machine, beside plain tools",
    "sources": "every source: dataset and the files that it finds",
}


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; 0 done, 1 could not be done (the reason on standard error), 2 misuse."""
    options = parser().parse_args(arguments)
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader (head, less) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except FAILURES as error:
        print(f"governance: {error}", file=sys.stderr)
        return 2 if isinstance(error, build_commands.RequestError) else 1
    except KeyboardInterrupt:
        return 130
    return status


def parser() -> argparse.ArgumentParser:
    """Every command and option."""
    top = argparse.ArgumentParser(prog="python -m governance", description=__doc__)
    top.add_argument("--version", action="version", version=f"governance {version()}")
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    make = partial(_add_command, commands)
    build = make("build", build_commands.build)
    _engine(build)
    _builds(make("builds", build_commands.builds))
    check = make("check", build_commands.check)
    check.add_argument("files", nargs="+", type=Path, metavar="FILE")
    check.add_argument("--source", help="the source to read them with, where several fit or none")
    check.add_argument("--save", metavar="NAME", help="write the source as NAME.toml")
    check.add_argument(
        "--rejected", type=Path, metavar="FILE.csv", help="write the rejected rows, to be mended"
    )
    check.add_argument("--limit", type=int, default=20, help="problems shown a file (default 20)")
    _metric(make("metric", metric_commands.metric))
    _rank(make("rank", metric_commands.rank))
    receipt = make("receipt", metric_commands.receipt)
    _figure(receipt)
    receipt.set_defaults(by="")
    receipt.add_argument("--rows", type=int, default=20, help="records shown (default 20)")
    receipt.add_argument("--lang", choices=tuple(LANGUAGES), default=FALLBACK)
    _format(make("metrics", metric_commands.metrics))
    _audit(make("reconcile", reconcile_command.reconcile))
    _briefing(make("briefing", briefing_commands.briefing))
    _export(make("export", briefing_commands.export, aliases=("report",)))
    _form(make("form", form_command.form))
    _format(make("sources", build_commands.sources))
    bench_command.add_to(commands, PURPOSES["bench"])
    return top


def version() -> str:
    """The release that this checkout is, as pyproject.toml says: nothing is installed to ask."""
    with (PROJECT / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])


def _add_command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    run: Callable[..., int],
    aliases: Sequence[str] = (),
) -> argparse.ArgumentParser:
    said = PURPOSES[name]
    command = commands.add_parser(name, aliases=aliases, help=said, description=said)
    command.set_defaults(run=run)
    usual = "default: $GOVERNANCE_WAREHOUSE, else the sample"
    command.add_argument("--warehouse", type=Path, metavar="FILE", help=usual)
    command.add_argument("--sources", type=Path, metavar="DIR", default=settings.sources_folder())
    command.add_argument("--exports", type=Path, metavar="DIR", default=settings.exports_folder())
    return command


def _engine(build: argparse.ArgumentParser) -> None:
    build.add_argument("--full", action="store_true", help="read every export again")
    build.add_argument("--engine", choices=opening.NAMES, default="duckdb", help="docs/scale.md")
    build.add_argument("--master", metavar="URL", default="", help="Spark's, spark://host:7077")
    build.add_argument(
        "--facts", type=Path, metavar="DIR", help="for Spark, seen by all its machines"
    )


def _builds(command: argparse.ArgumentParser) -> None:
    command.add_argument("--files", metavar="BUILD", help="the files of one, with their hashes")
    command.add_argument("--publish", metavar="BUILD", help="publish a kept build again")
    _format(command)


def _metric(command: argparse.ArgumentParser) -> None:
    _figure(command)
    command.add_argument("--level", choices=(ROOT, *LEVELS), default=ROOT)
    command.add_argument("--by", metavar="SEGMENT", default="", help="split by a segment")


def _rank(command: argparse.ArgumentParser) -> None:
    _figure(command)
    command.add_argument("--level", choices=league.LEVELS, default="community")
    command.add_argument("--lang", choices=tuple(LANGUAGES), default=FALLBACK)
    command.set_defaults(by="")
    command.add_argument("--same-mix", action="store_true", help="by the whole's mix of cases")
    command.add_argument("--like", default="", metavar="AREA", help="only areas similar to it")


def _figure(command: argparse.ArgumentParser) -> None:
    command.add_argument("key", metavar="KEY")
    command.add_argument("--area", metavar="CODE", default=ROOT, help="only inside this area")
    command.add_argument(
        "--start", type=build_commands.day, metavar="D", help="first day (default: all time)"
    )
    command.add_argument(
        "--end", type=build_commands.day, metavar="D", help="first day after the period"
    )
    command.add_argument(
        "--only",
        dest="filters",
        default=[],
        action="append",
        type=metric_commands.filter_of,
        metavar="SEGMENT=VALUE",
        help="count this value alone; again: another value of the segment, or another segment, too",
    )
    _format(command)


def _audit(command: argparse.ArgumentParser) -> None:
    command.add_argument("--place", default="", help="only this place and what lies inside it")
    command.add_argument("--verdict", default="", help="only figures with this verdict")
    command.add_argument(
        "--what", choices=reconcile_command.WHAT, default="figures", help="default: figures"
    )
    usual = "where published figures lie (default: $GOVERNANCE_FACTS, else the sample's)"
    command.add_argument("--facts", type=Path, metavar="DIR", help=usual)
    command.add_argument("--lang", choices=tuple(LANGUAGES), default=FALLBACK)
    _format(command)


def _export(command: argparse.ArgumentParser) -> None:
    command.add_argument("briefing", metavar="BRIEFING")
    command.add_argument(
        "--format", choices=(*export_files.FORMATS, *export_files.PICTURES), required=True
    )
    command.add_argument("--slide", type=int, metavar="N", help="of png and svg: which, from 1")
    command.add_argument("--out", type=Path, metavar="FILE", help="default: title and build")
    command.add_argument("--frozen", metavar="FILE", help="of this frozen state, not of the build")
    command.add_argument("--lang", choices=tuple(LANGUAGES), default="zh")


def _form(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, metavar="FILE", help="with FILE's .toml beside it")
    command.add_argument("--out", type=Path, metavar="FILE", required=True)
    command.add_argument("--area", metavar="CODE", default="", help="in place of the form's own")
    command.add_argument(
        "--period", default="", help="as on pages (last_month), or a month: 2026-09"
    )
    command.add_argument("--lang", choices=tuple(LANGUAGES), default="zh")


def _briefing(command: argparse.ArgumentParser) -> None:
    command.add_argument("action", choices=tuple(briefing_commands.ACTIONS))
    command.add_argument("names", nargs="*", metavar="NAME", help="a briefing, or a frozen file")
    command.add_argument("--all", action="store_true", help="the numbers that are the same, too")
    command.add_argument("--lang", choices=tuple(LANGUAGES), default="zh")
    _format(command)


def _format(command: argparse.ArgumentParser) -> None:
    command.add_argument("--format", choices=("csv", "json", "table"), default="table")


if __name__ == "__main__":
    sys.exit(main())
