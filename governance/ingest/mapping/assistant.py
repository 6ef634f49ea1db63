"""The mapping assistant: from an unknown file to a source that a person can correct."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from governance.core.contracts import GROUND
from governance.ingest import parsing, rejected_rows, sandbox, settings
from governance.ingest.formats import reader
from governance.ingest.formats.reader import Export
from governance.ingest.input_files import Input, inputs_of
from governance.ingest.mapping import dataset_detection, format_detection, source_writer
from governance.ingest.mapping.dataset_detection import Candidate, Details
from governance.ingest.mapping.format_detection import Chosen, Shape
from governance.ingest.mapping.value_profiles import Gazetteer
from governance.ingest.sources import Source, SourceError

OPEN = Chosen()
CORRECTED = "mended_"  # in the name of a source that reads rejected rows that were corrected


@dataclass(frozen=True)
class Proposal:
    """What the assistant makes of a file: how it is read, what it may be, and a source for it."""

    shape: Shape
    export: Export
    candidates: list[Candidate]
    details: Details
    source: Source

    @property
    def best(self) -> Candidate:
        return self.candidates[0]

    @property
    def unused(self) -> list[str]:
        """Headers of the file that nothing takes up."""
        used = {header for headers in self.source.columns.values() for header in headers}
        return [h for h in self.export.headers if h not in used | {*self.source.area.columns}]


def propose(file: Path, areas: Gazetteer) -> Proposal:
    """Detects, reads and maps a file. Raises SourceError where it holds no table."""
    shape, probe, export = look(file)
    candidates = dataset_detection.rank(export, areas, f"{file.stem} {probe.sheet}")
    best = candidates[0]
    details = dataset_detection.details(export, best.dataset, best.columns, best.area)
    source = source_writer.source(probe, best.dataset, best.columns, best.area, details)
    return Proposal(shape, export, candidates, details, source)


def look(
    file: Path, chosen: Chosen = OPEN, header: tuple[int, int] | None = None
) -> tuple[Shape, Source, Export]:
    """What the file looks like, a source that only reads it, and its cells.

    chosen, header (first row and number of rows): what a person decided instead of the guess.
    Raises SourceError where it holds no table, or cannot be read so.
    """
    return sandbox.call(file, _look, file, chosen, header)


def _look(
    file: Path, chosen: Chosen, header: tuple[int, int] | None
) -> tuple[Shape, Source, Export]:
    shape = format_detection.detect_shape(file, chosen)
    probe = source_writer.probe(shape, file)
    if header:
        probe = replace(probe, header_row=header[0], header_rows=header[1])
    return shape, probe, reader.read(probe, file)


def areas_of(sources: Iterable[Source], folder: Path) -> list[Input]:
    """The areas and boundaries among the sources. Raises SourceError where one has no file."""
    return inputs_of([source for source in sources if source.dataset in GROUND], folder)


def fitting_sources(sources: Iterable[Source], export: Export) -> list[Source]:
    """Known sources whose columns the export has, all of them; the one with the most first."""
    known = [
        source
        for source in sources
        if source.files and source.columns and CORRECTED not in source.name
    ]
    fits = [source for source in known if _has_columns(source, export)]
    return sorted(fits, key=lambda source: (-len(source.columns), source.name))


def continued_source(known: Source, probe: Source, export: Export, file: Path) -> Source:
    """The known source where it reads this file as it is, else a sibling that does.

    Corrected rejected rows come in a format of their own, whatever that of the register is.
    """
    if rejected_rows.FILE in export.headers:
        # Spreadsheets save what they opened in an encoding of their own: it is found each time.
        return replace(
            source_writer.sibling(known, probe, f"{CORRECTED}{probe.format}"), encoding=""
        )
    if settings.place(known, file.name) and _is_read_alike(known, file, export):
        return known
    return source_writer.sibling(known, probe, probe.format)


def _is_read_alike(known: Source, file: Path, export: Export) -> bool:
    try:
        return reader.read(known, file).headers == export.headers
    except SourceError:  # another encoding, delimiter or format than last time
        return False


def _has_columns(source: Source, export: Export) -> bool:
    try:
        parsing.headers_of(source, export.headers, "")
    except SourceError:  # the export is none of this source's, which is the question here
        return False
    return True
