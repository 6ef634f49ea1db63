"""How one system's export maps to a contract: data/sources/<name>.toml, read and checked."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from governance.core import contracts, toml_entries
from governance.core.contracts import LEVELS, Contract
from governance.core.toml_entries import LISTED, EntryError, Table, Text, Texts, choice

SOURCES = contracts.PROJECT / "data" / "sources"
FORMATS = {
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".parquet": "parquet",
    ".xlsx": "excel",
    ".xls": "excel",
    ".json": "json",
    ".geojson": "geojson",
}
AREA_WAYS = ("code", "name_path", "point")
# What people and systems write where nothing is known.
MISSING = (
    *("", "-", "--", "—", "——", "－", "/", "／", "无", "暂无"),
    *("N/A", "n/a", "#N/A", "NULL", "null", "None", "NaN", "nan"),
)


class SourceError(ValueError):
    """A source file is wrong, or an export does not fit it. Says what, where and the remedy.

    values: what fills the message's {fields}.
    """

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message.format(**values) if values else message)


@dataclass(frozen=True)
class AreaRule(Table):
    """How a row finds its area: ways tried in order; headers of the name path; level of points."""

    by: Annotated[tuple[Annotated[str, choice(*AREA_WAYS)], ...], LISTED] = ("code",)
    columns: Texts = ()
    level: Annotated[str, choice(*LEVELS)] = "community"


@dataclass(frozen=True)
class Exclusion(Table):
    """Rows whose `column` (a header of the export) holds one of `values` are out of scope."""

    column: str
    values: Texts
    reason: Text


@dataclass(frozen=True)
class Source(Table):
    """One system's export. `columns`: contract column → headers it may have, first present wins.

    key: contract columns that identify a record where the export has no number for it.
    system: sources that share it share their numbers, of records as of households, volunteers and
    teams; "" means the source alone.
    full: each export holds every record, so that one missing from the latest has vanished;
    may_vanish: the share of the records that one export may lose without being taken for cut off.
    two_digit_year_until: the last year that %y can mean; 0 leaves two-digit years unread.
    """

    name: str
    dataset: str
    title: Text = field(default_factory=lambda: {"zh": "", "en": ""})
    owner: str = ""
    cadence: str = ""
    limitations: Text = field(default_factory=dict)
    synthetic: bool = False
    files: Texts = ()
    format: str = ""
    encoding: str = ""
    delimiter: str = ","
    sheet: str = ""
    header_row: int = 1
    header_rows: int = 1
    key: Texts = ()
    system: str = ""
    full: bool = False
    may_vanish: float = 0.1
    two_digit_year_until: int = 0
    time_zone: str = "Asia/Shanghai"
    crs: str = "EPSG:4326"
    missing: Texts = MISSING
    covers: str = "street_office"
    columns: Mapping[str, Texts] = field(default_factory=dict)
    formats: Mapping[str, Texts] = field(default_factory=dict)
    replace: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    area: AreaRule = field(default_factory=AreaRule)
    exclude: tuple[Exclusion, ...] = ()
    rows: tuple[Mapping[str, str], ...] = ()

    @property
    def contract(self) -> Contract:
        return contracts.load()[self.dataset]

    @property
    def digest(self) -> str:
        """What the source declares, as a hash: another one reads its files differently."""
        return hashlib.sha256(repr(self).encode()).hexdigest()

    def format_of(self, path: Path) -> str:
        """The declared format, else the one its suffix names.

        Raises SourceError for a suffix that no reader knows.
        """
        form = self.format or FORMATS.get(path.suffix.lower())
        if not form:
            raise SourceError(
                f"{path.name}: no reader for {path.suffix!r}; declare format = one of "
                f"{sorted(FORMATS.values())} in source {self.name}"
            )
        return form


def parse(name: str, text: str) -> Source:
    """A source from the text of its TOML file. Raises SourceError naming the source and the key."""
    try:
        return structure(name, toml_entries.parse(text, "source"))
    except EntryError as error:
        raise SourceError(f"source {name}: {error}") from error


def load(folder: Path = SOURCES) -> list[Source]:
    """Every source of the folder (not of its subfolders), by name.

    Raises SourceError where the folder holds none, or one is wrong.
    """
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        below = sorted(path.parent.name for path in folder.glob("*/*.toml"))
        hint = f"; choose one of: {', '.join(dict.fromkeys(below))}" if below else ""
        raise SourceError(f"{folder}: no source file (*.toml){hint}; see data/README.md")
    return [parse(path.stem, path.read_text(encoding="utf-8")) for path in paths]


def structure(name: str, spec: Mapping[str, Any]) -> Source:
    """A source from the keys of its file. Raises EntryError."""
    source = toml_entries.structure(Source, spec, name=name)
    toml_entries.one_of(source.dataset, contracts.load(), "dataset")
    columns = source.contract.columns
    for part in ("columns", "formats", "replace", "values", "constants", "key"):
        for column in getattr(source, part):
            toml_entries.one_of(column, columns, f"column in {part}")
    if ("name_path" in source.area.by) != bool(source.area.columns):
        raise EntryError("[area] columns go with by = 'name_path'")
    if bool(source.files) == bool(source.rows):
        raise EntryError("give either files or [[rows]]")
    return source
