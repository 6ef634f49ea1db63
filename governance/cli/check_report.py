"""What `check` prints of a file: what the assistant makes of it, its books, and every problem."""

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd

from governance.core import contracts
from governance.core.i18n import FALLBACK, translator
from governance.ingest.input_files import Input
from governance.ingest.mapping import assistant, dry_run, mapping_report
from governance.ingest.mapping.assistant import Proposal
from governance.ingest.mapping.dry_run import DryRun
from governance.ingest.mapping.value_profiles import Gazetteer
from governance.ingest.sources import Source
from governance.warehouse import file_lineage

_ = translator(FALLBACK)


def table(frame: pd.DataFrame) -> str:
    """A frame as text, aligned where half of it is Chinese too."""
    with pd.option_context("display.unicode.east_asian_width", True, "display.width", 10_000):
        return str(frame.to_string(index=False, na_rep="", max_colwidth=60))


def understood(
    file: Path, areas: Gazetteer, sources: Iterable[Source]
) -> tuple[Proposal, list[str]]:
    """The assistant's view of a file that no source reads, and what to print of it.

    Raises SourceError where the file holds no table.
    """
    found = assistant.propose(file, areas)
    best, contract = found.best, contracts.load()[found.best.dataset]
    runners_up = mapping_report.runners_up(found.candidates, _)
    lines = [
        f"{file}: no source reads it; this is what it looks like",
        table(mapping_report.describe_shape(found.shape, _)),
        f"dataset: {best.dataset} {best.score:.2f} (next: {runners_up})",
        *(
            f"it has every column of source {source.name}: --source {source.name} reads it so"
            for source in assistant.fitting_sources(sources, found.export)[:3]
        ),
        table(mapping_report.columns(best, _)),
        f"not used: {', '.join(found.unused) or '—'}",
        f"area: by {' → '.join(best.area.by)} {', '.join(best.area.columns)}".rstrip(),
        *(f"words: {line}" for line in mapping_report.words(found.details.words, contract, _)),
        *(f"format of {name}: {' | '.join(f)}" for name, f in found.source.formats.items()),
        *(f"constant: {name} = {value}" for name, value in found.source.constants.items()),
        *([f"key: {', '.join(found.source.key)}"] if found.source.key else []),
        *(f"look at this: {note}" for note in mapping_report.notes(best.dataset, found.details, _)),
    ]
    return found, lines


def tried(
    file: Path, source: Source, areas: Sequence[Input], limit: int, *, shows_rows: bool
) -> tuple[DryRun, list[str]]:
    """What would become of the rows, and what to print of it. Raises SourceError."""
    made = dry_run.dry_run(source, file, areas, dt.datetime.now(dt.UTC).date(), limit)
    rows = (
        [_("First rows as understood"), table(mapping_report.preview(made, _))]
        if shows_rows
        else []
    )
    lines = [
        f"{file}: read as {source.dataset} by source {source.name}",
        *rows,
        table(pd.DataFrame([made.totals])),
        *(f"{file}: warning: {file_lineage.warning(*one, _)}" for one in made.warnings),
        *(f"{file}:{row}: {severity}: {said}" for row, severity, said in made.reasons(_)),
    ]
    return made, lines
