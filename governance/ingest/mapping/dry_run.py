"""What would become of a file's rows, tried in memory: nothing is published."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from governance.core import sql
from governance.core.contracts import LEVELS, ROOT
from governance.core.i18n import Translator, mark
from governance.ingest import problem_messages, rejected_rows, sandbox
from governance.ingest.formats.header_cells import ROW
from governance.ingest.input_files import Input
from governance.ingest.loading import load_inputs
from governance.ingest.mapping.value_profiles import ENDING, Gazetteer
from governance.ingest.parsing import col
from governance.ingest.sources import Source

PREVIEW = 10
# Of what ingest/sandbox.py allows the process; each thread takes a part of it for itself.
CONFIG: Mapping[str, str | int | float | list[str]] = {"memory_limit": "1500MB", "threads": 2}
PROBLEMS = 500
AREA_FILE = 1_000_000  # the file of the dry run comes after every file of areas
FIGURES = {
    "rows_read": mark("Rows read"),
    "accepted": mark("Accepted"),
    "flagged": mark("of these flagged"),
    "rejected": mark("Rejected"),
    "corrected": mark("Corrected"),
    "excluded": mark("Rows excluded"),
    "duplicated": mark("of these twice in the file"),
}


@dataclass(frozen=True)
class DryRun:
    """One file, read as one source says.

    totals: rows by outcome. preview: the first rows as understood, typed, with their row number.
    problems: the first of them by row; counts: rows by problem, column and severity.
    rejected_rows and why: the rows and everything that is wrong with them; they may be millions,
    so they stay Arrow tables until they are needed. warnings: name and detail.
    """

    source: Source
    sha256: str
    totals: Mapping[str, int]
    preview: pd.DataFrame
    problems: pd.DataFrame
    counts: pd.DataFrame
    rejected_rows: pa.Table
    why: pa.Table
    warnings: tuple[tuple[str, str], ...]

    def rejected(self, _: Translator, headers: Sequence[str] = ()) -> pd.DataFrame:
        """The rejected rows in the file's own columns, with their place and the reasons."""
        rows, why = self.rejected_rows.to_pandas(), self.why.to_pandas()
        return rejected_rows.frame(rows, why, self.sha256, _, headers, self.source.dataset)

    def reasons(self, _: Translator) -> list[tuple[int, str, str]]:
        """Row number, severity and sentence of the first problems."""
        rows = self.problems
        sentences = problem_messages.sentences(rows, _, self.source.dataset)
        return list(zip(rows["row_number"], rows["severity"], sentences, strict=True))


def dry_run(
    source: Source, file: Path, areas: Sequence[Input], today: dt.date, problems: int = PROBLEMS
) -> DryRun:
    """Reads the file after the areas and says what would become of each row.

    Raises SourceError where the file as a whole cannot be what the source says, or takes more than
    governance/ingest/sandbox.py allows.
    """
    return sandbox.call(file, _dry_run, source, file, areas, today, problems)


def _dry_run(
    source: Source, file: Path, areas: Sequence[Input], today: dt.date, problems: int
) -> DryRun:
    entry = Input(AREA_FILE, source, file.name, file).recognised()
    others = [other for other in areas if other.source.name != source.name]
    with duckdb.connect(config=dict(CONFIG)) as con:
        load_inputs(con, [*others, entry], today)
        about = {"file": AREA_FILE}
        warnings = con.execute(sql.text("views", "file_warnings"), about).fetchall()
        return DryRun(
            source,
            entry.fingerprint().sha256,
            con.execute(sql.text("views", "dry_run_totals"), about)
            .df()
            .iloc[0]
            .astype(int)
            .to_dict(),
            _preview(con, source),
            con.execute(sql.text("views", "dry_run_problems"), about | {"limit": problems}).df(),
            con.execute(sql.text("views", "dry_run_counts"), about).df(),
            con.execute(sql.text("views", "dry_run_rejected"), about).to_arrow_table(),
            con.execute(sql.text("views", "dry_run_reasons"), about).to_arrow_table(),
            tuple((warning, detail) for warning, detail in warnings),
        )


def _preview(con: duckdb.DuckDBPyConnection, source: Source) -> pd.DataFrame:
    mapped = {*source.columns, *source.constants, "area_code"}
    wanted = [name for name in source.contract.columns if name in mapped or not source.columns]
    rows = con.table("intake.row_values").order(ROW).limit(PREVIEW)
    return rows.select(col(ROW).alias("row_number"), *map(col, wanted)).df()


def gazetteer(areas: Sequence[Input], today: dt.date) -> Gazetteer:
    """What the assistant may know of the areas. Raises SourceError where they cannot be read."""
    if not areas:
        return Gazetteer()
    with duckdb.connect() as con:
        load_inputs(con, areas, today)
        rows = con.execute(sql.text("views", "dry_run_areas")).fetchall()
    bounded = {level for _code, _name, level, is_bounded in rows if is_bounded}
    return Gazetteer(
        frozenset(code for code, *_rest in rows),
        frozenset(ENDING.sub("", name) for _code, name, *_rest in rows),
        tuple(level for level in (ROOT, *LEVELS) if level in bounded),
    )
