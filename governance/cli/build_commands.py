"""What each command of the command line does. Results go to standard output, notes to error."""

import argparse
import datetime as dt
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd

from governance.core import contracts
from governance.core.i18n import FALLBACK, translator
from governance.ingest import rejected_rows, settings
from governance.ingest import sources as sourcing
from governance.ingest.input_files import Input
from governance.ingest.mapping import assistant, dry_run, mapping_report, source_writer
from governance.ingest.mapping.dry_run import DryRun
from governance.ingest.mapping.value_profiles import Gazetteer
from governance.ingest.sources import Source
from governance.warehouse import build as building
from governance.warehouse import build_history, file_lineage, publish
from governance.warehouse.engines import opening
from governance.warehouse.reader import Warehouse, chosen_file

_ = translator(FALLBACK)


class RequestError(ValueError):
    """The command asks for something that does not exist; says what does."""


def day(text: str) -> dt.date:
    """A date argument, YYYY-MM-DD."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no date like 2026-03-31") from error


def build(options: argparse.Namespace) -> int:
    """Builds and publishes a warehouse; prints each dataset's books."""
    target = chosen_file(options.warehouse)
    sources = sourcing.load(options.sources)
    folder = options.facts or target.with_name(f"{target.name}.facts")
    with opening.opened(options.engine, options.master, folder) as engine:
        made = building.build(sources, options.exports, target, options.full, engine)
    if made.is_new:
        warehouse = Warehouse.open(target)
        show(warehouse.datasets(), "table")
    what = "published build" if made.is_new else "up to date: build"
    print(f"{what} {made.build_id} as {target}", file=sys.stderr)
    return 0


def builds(options: argparse.Namespace) -> int:
    """The builds that are kept, or the files of one of them; publishes one of them again."""
    target = chosen_file(options.warehouse)
    if options.publish:
        with publish.builder(target):
            publish.point(target, options.publish)
        print(f"published build {options.publish} as {target} again", file=sys.stderr)
    if options.files:
        show(build_history.files_of(target, options.files), options.format)
    elif not options.publish:
        show(build_history.list_builds(target), options.format)
    return 0


def check(options: argparse.Namespace) -> int:
    """Says what would become of each file's rows; 1 where any would be rejected."""
    if len(options.files) > 1 and (options.save or options.rejected):
        raise RequestError("--save and --rejected take one file at a time")
    known = sourcing.load(options.sources) if any(options.sources.glob("*.toml")) else []
    areas = assistant.areas_of(known, options.exports)
    rejecting = [_check(file, known, areas, options) for file in options.files]
    return int(any(rejecting))


def _check(
    file: Path, known: list[Source], areas: list[Input], options: argparse.Namespace
) -> bool:
    """Prints what would become of a file's rows; whether any would be rejected."""
    source = _source_of(file, known, options)
    is_guessed = source is None
    if source is None:
        gazetteer = dry_run.gazetteer(areas, dt.datetime.now(dt.UTC).date())
        source, lines = describe_file(file, gazetteer, known)
        print(*lines, sep="\n")
    made, lines = describe_rows(file, source, areas, options.limit, shows_rows=is_guessed)
    print(*lines, sep="\n")
    if options.save:
        _save(file, source, options)
    if options.rejected:
        rows = made.rejected(_)
        options.rejected.write_bytes(rejected_rows.csv_bytes(rows))
        print(f"wrote {len(rows)} rejected rows to {options.rejected}", file=sys.stderr)
    return bool(made.totals["rejected"] > 0)


def _save(file: Path, source: Source, options: argparse.Namespace) -> None:
    """Writes the source file, its title still the name of the export."""
    target = options.sources / f"{options.save}.toml"
    if target.exists():
        raise RequestError(f"{target} exists; choose another name, or change that file")
    exports = options.exports.resolve()
    inside = file.resolve().is_relative_to(exports)
    path = file.resolve().relative_to(exports).as_posix() if inside else file.name
    title = {"zh": file.stem, "en": file.stem}
    text = source_writer.to_toml(source_writer.with_identity(source, options.save, title, (path,)))
    settings.store(text.encode(), options.sources, target.name)
    print(f"wrote {target}", file=sys.stderr)
    if not inside:
        print(f"put the file into {options.exports}, where it is read", file=sys.stderr)


def _source_of(file: Path, known: list[Source], options: argparse.Namespace) -> Source | None:
    """The source named or the one whose files it is among; None where the assistant is asked."""
    if not file.is_file():
        raise RequestError(f"no file {file}")
    named = [source for source in known if source.name == options.source]
    fitting = [
        source
        for source in known
        if any(file.resolve() in map(Path.resolve, options.exports.glob(g)) for g in source.files)
    ]
    hits = named if options.source else fitting
    if len(hits) > 1 or (options.source and not hits):
        raise RequestError(
            f"{file}: {len(hits)} sources read it; name one with --source: "
            f"{', '.join(source.name for source in known)}"
        )
    return hits[0] if hits else None


def sources(options: argparse.Namespace) -> int:
    """Every source of the folder and how many files it finds."""
    rows = [
        {
            "name": source.name,
            "dataset": source.dataset,
            "title": source.title.get("zh", ""),
            "files": sum(len(list(options.exports.glob(glob))) for glob in source.files),
            "pattern": " ".join(source.files) or f"{len(source.rows)} rows of its own",
        }
        for source in sourcing.load(options.sources)
    ]
    show(pd.DataFrame(rows), options.format)
    return 0


def show(frame: pd.DataFrame, form: str) -> None:
    """Prints a table as text, CSV or JSON."""
    if form == "csv":
        print(frame.to_csv(index=False, float_format="%.15g"), end="")
    elif form == "json":
        print(frame.to_json(orient="records", force_ascii=False, indent=2, double_precision=15))
    else:
        with pd.option_context("display.unicode.east_asian_width", True):
            print(frame.to_string(index=False, na_rep="", float_format="{:,.15g}".format))


def table(frame: pd.DataFrame) -> str:
    """A frame as text, aligned where half of it is Chinese too."""
    with pd.option_context("display.unicode.east_asian_width", True, "display.width", 10_000):
        return str(frame.to_string(index=False, na_rep="", max_colwidth=60))


def describe_file(
    file: Path, areas: Gazetteer, sources: Iterable[Source]
) -> tuple[Source, list[str]]:
    """The assistant's source for a file that none reads, and what to print of the file.

    Raises SourceError where the file holds no table.
    """
    proposal = assistant.propose(file, areas)
    best, contract = proposal.best, contracts.load()[proposal.best.dataset]
    runners_up = mapping_report.runners_up(proposal.candidates, _)
    lines = [
        f"{file}: no source reads it; this is what it looks like",
        table(mapping_report.describe_shape(proposal.shape, _)),
        f"dataset: {best.dataset} {best.score:.2f} (next: {runners_up})",
        *(
            f"it has every column of source {source.name}: --source {source.name} reads it so"
            for source in assistant.fitting_sources(sources, proposal.export)[:3]
        ),
        table(mapping_report.columns(best, _)),
        f"not used: {', '.join(proposal.unused) or '—'}",
        f"area: by {' → '.join(best.area.by)} {', '.join(best.area.columns)}".rstrip(),
        *(f"words: {line}" for line in mapping_report.words(proposal.details.words, contract, _)),
        *(f"format of {name}: {' | '.join(f)}" for name, f in proposal.source.formats.items()),
        *(f"constant: {name} = {value}" for name, value in proposal.source.constants.items()),
        *([f"key: {', '.join(proposal.source.key)}"] if proposal.source.key else []),
        *(
            f"look at this: {note}"
            for note in mapping_report.notes(best.dataset, proposal.details, _)
        ),
    ]
    return proposal.source, lines


def describe_rows(
    file: Path, source: Source, areas: Sequence[Input], limit: int, *, shows_rows: bool
) -> tuple[DryRun, list[str]]:
    """What would become of the rows, and what to print of it. Raises SourceError."""
    made = dry_run.dry_run(source, file, areas, dt.datetime.now(dt.UTC).date(), limit)
    lines = [f"{file}: read as {source.dataset} by source {source.name}"]
    if shows_rows:
        lines += [_("First rows as understood"), table(mapping_report.preview(made, _))]
    lines += [
        table(pd.DataFrame([made.totals])),
        *(f"{file}: warning: {file_lineage.warning(*one, _)}" for one in made.warnings),
        *(f"{file}:{row}: {severity}: {said}" for row, severity, said in made.reasons(_)),
    ]
    return made, lines
