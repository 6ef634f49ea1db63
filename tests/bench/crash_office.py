"""The small office whose builds are killed: two states of its exports, and what readers see."""

import dataclasses
import datetime as dt
import random
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow.csv
import pyarrow.parquet

from governance.bench.exports import START, Plan, write, write_day
from governance.metrics.query import Query
from governance.warehouse import publish
from governance.warehouse.reader import Warehouse
from tests.support.builds import Order, Run

PLAN = Plan(rows=2_000, days=31, day_rows=200)
PATIENCE = 120  # seconds after which a build hangs
LONGEST_PAUSE = 0.05  # seconds of a page between two queries; builds need some of the processor
BEGINNINGS, ENDINGS = (publish.UNFINISHED, ".pointer"), (".wal", ".tmp")  # of leftovers' names
Figures = tuple[object, ...]


@dataclass(frozen=True)
class Seen:
    """What one page showed: the build that it was pinned to, and figures from several queries."""

    build_id: str
    figures: Figures


def look(target: Path, chance: random.Random | None = None) -> Seen:
    """Opens what is published as a page does and asks it several things, pausing in between.

    Raises whatever opening or a query raises, and ValueError where the page changes its build.
    """
    warehouse = Warehouse.open(target)
    try:
        first = warehouse.meta.build_id
        figures = []
        for part in _parts(warehouse):
            figures.append(part)
            if chance:
                time.sleep(chance.uniform(0, LONGEST_PAUSE))
        last = warehouse.cursor().execute("select build_id from build_info").fetchall()
        if last != [(first,)] or warehouse.file.parent.name != first:
            raise ValueError(f"a page on build {first} read {last} in {warehouse.file}")
        return Seen(first, tuple(figures))
    finally:
        warehouse.close()


def _parts(warehouse: Warehouse) -> Iterator[object]:
    """Each differs between the two states, so that any mixture of them is neither."""
    query = warehouse.cursor().execute
    yield query("select count(*), sum(persons), max(visited_at) from visits").fetchall()[0]
    yield query("select count(*), count(resolved_at), max(reported_at) from issues").fetchall()[0]
    for facts in ("visits", "issues"):
        rows = warehouse.cursor().table(facts).select(duckdb.StarExpression(exclude=["file_id"]))
        yield rows.set_alias("fact").aggregate("sum(cast(hash(fact) as hugeint))").fetchall()[0]
    for key, level in (("issues_reported", "all"), ("visits", "street_office")):
        window = (START, START + dt.timedelta(days=PLAN.days + 1))
        frame = warehouse.answer(Query((key,), level, "all", (window,)))
        yield tuple(frame.sort_values("area_code")["value"])
    books = warehouse.datasets().set_index("dataset")[["files", "rows_read", "accepted"]]
    yield tuple(books.loc[["issues", "visits"]].to_numpy().ravel().tolist())
    yield query("select count(*), sum(visits_numerator) from mart_visits").fetchall()[0]


@dataclass(frozen=True)
class Office:
    """Folders sources, A and B (the exports with a day more), and the warehouse made of them."""

    folder: Path
    place: Path

    @property
    def target(self) -> Path:
        return self.place / "office.duckdb"

    @property
    def scratch(self) -> Path:
        """The folder that builds take for the system's temporary one."""
        return self.folder / "scratch"

    def order(self, state: str) -> Order:
        """The build of a state: of A or B, or of any other folder of exports beside them."""
        exports = self.folder / state
        return Order(self.folder / "sources", exports, self.target, self.scratch)

    def build(self, state: str) -> Run:
        """Builds a state to the end. Raises RuntimeError where it fails or hangs."""
        run = self.order(state).run(patience=PATIENCE)
        if run.status:
            raise RuntimeError(f"build of {state}: exit status {run.status}\n{run.said}")
        return run

    def moved(self, place: Path) -> "Office":
        """The same exports with a warehouse somewhere else."""
        return dataclasses.replace(self, place=place)

    @property
    def builds(self) -> Path:
        return publish.builds_folder(self.target)

    def bytes_used(self) -> int:
        """Size of everything below the warehouse's place. Call while no build runs."""
        return sum(path.lstat().st_size for path in self.place.rglob("*") if path.is_file())

    def leftovers(self) -> list[str]:
        """What should not be there while no build runs."""
        left = [
            path.name
            for path in self.place.rglob("*")
            if path.name.startswith(BEGINNINGS) or path.name.endswith(ENDINGS)
        ]
        left += [path.name for path in self.scratch.iterdir()]
        kept = sum(path.is_dir() for path in self.builds.iterdir())
        return left + ([f"{kept} builds"] if kept > publish.KEEP else [])


def make(folder: Path) -> Office:
    """Writes the exports of both states; one ledger comes as parquet with page checksums."""
    write(PLAN, folder)
    (folder / "scratch").mkdir()
    exports = folder / "exports"
    month = exports / f"visits_{START:%Y-%m}.csv"
    table = pyarrow.csv.read_csv(
        month, convert_options=pyarrow.csv.ConvertOptions(column_types={"网格编码": "string"})
    )
    parquet = month.with_suffix(".parquet")
    pyarrow.parquet.write_table(table, parquet, write_page_checksum=True)
    month.unlink()
    source = folder / "sources" / "visits.toml"
    text = source.read_text(encoding="utf-8")
    both = 'files = ["visits_*.parquet", "visits_*.csv"]'
    source.write_text(text.replace('files = "visits_*.csv"', both), encoding="utf-8")
    shutil.copytree(exports, folder / "A")
    write_day(PLAN, folder)
    exports.rename(folder / "B")
    (folder / "place").mkdir()
    return Office(folder, folder / "place")


def states(office: Office) -> tuple[dict[Figures, str], list[Run]]:
    """Builds A, B and A: what readers may see of each, and what the builds took.

    Raises ValueError where a part of what they see is the same in both.
    """
    known, runs = {}, []
    for state in "ABA":
        runs.append(office.build(state))
        known[look(office.target).figures] = state
    if len(known) != 2:
        raise ValueError("the same exports were built twice and gave different figures")
    same = [one for one, other in zip(*known, strict=True) if one == other]
    if same:
        raise ValueError(f"both states show {same}, so that a mixture could not be told")
    return known, runs
