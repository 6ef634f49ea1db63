"""How one system's export maps to a contract: data/sources/<name>.toml, read and checked."""

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from governance import contracts
from governance.contracts import Contract, Text

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
    """A source file is wrong, or an export does not fit it. Says what, where and how to mend."""


@dataclass(frozen=True)
class AreaRule:
    """How a row finds its area: ways tried in order; headers of the name path; level of points."""

    by: tuple[str, ...] = ("code",)
    columns: tuple[str, ...] = ()
    level: str = "community"


@dataclass(frozen=True)
class Exclusion:
    """Rows whose `column` (a header of the export) holds one of `values` are out of scope."""

    column: str
    values: tuple[str, ...]
    reason: Text


@dataclass(frozen=True)
class Source:
    """One system's export. `columns`: contract column → headers it may have, first present wins.

    key: contract columns that identify a record where the export has no number for it.
    system: sources that share it share their records' keys; "" means the source alone.
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
    files: tuple[str, ...] = ()
    format: str = ""
    encoding: str = ""
    delimiter: str = ","
    sheet: str = ""
    header_row: int = 1
    header_rows: int = 1
    key: tuple[str, ...] = ()
    system: str = ""
    full: bool = False
    may_vanish: float = 0.1
    two_digit_year_until: int = 0
    time_zone: str = "Asia/Shanghai"
    crs: str = "EPSG:4326"
    missing: tuple[str, ...] = MISSING
    covers: str = "street_office"
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    formats: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
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
        found = self.format or FORMATS.get(path.suffix.lower())
        if not found:
            raise SourceError(
                f"{path.name}: no reader for {path.suffix!r}; declare format = one of "
                f"{sorted(FORMATS.values())} in source {self.name}"
            )
        return found


def from_rows(
    dataset: str, rows: Sequence[Mapping[str, str]], name: str = "", **settings: Any
) -> Source:
    """A source whose rows are given here as texts by contract column, without a file."""
    return _source(name or f"{dataset}_rows", {"dataset": dataset, "rows": list(rows), **settings})


def parse(name: str, text: str) -> Source:
    """A source from the text of its TOML file. Raises SourceError naming the source and the key."""
    try:
        return _source(name, tomllib.loads(text))
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
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


def _source(name: str, spec: dict[str, Any]) -> Source:
    _refuse_unknown(name, "key", spec, {entry.name for entry in fields(Source)} - {"name"})
    known = contracts.load()
    if spec.get("dataset") not in known:
        raise SourceError(f"source {name}: dataset must be one of {sorted(known)}")
    columns = known[spec["dataset"]].columns
    for part in ("columns", "formats", "replace", "values", "constants"):
        _refuse_unknown(name, f"column in [{part}]", spec.get(part, {}), set(columns))
    _refuse_unknown(name, "column in key", _texts(spec.get("key", ())), set(columns))
    if bool(spec.get("files")) == bool(spec.get("rows")):
        raise SourceError(f"source {name}: give either files or [[rows]]")
    return Source(name=name, **_shaped(name, spec))


def _shaped(name: str, spec: dict[str, Any]) -> dict[str, Any]:
    shaped = dict(spec)
    for key in ("files", "missing", "key"):
        if key in spec:
            shaped[key] = _texts(spec[key])
    for key in ("columns", "formats"):
        shaped[key] = {column: _texts(given) for column, given in spec.get(key, {}).items()}
    shaped["replace"] = {
        column: tuple((pattern, new) for pattern, new in pairs)
        for column, pairs in spec.get("replace", {}).items()
    }
    shaped["area"] = _area_rule(name, spec.get("area", {}))
    shaped["exclude"] = tuple(
        Exclusion(entry["column"], _texts(entry["values"]), entry["reason"])
        for entry in spec.get("exclude", ())
    )
    shaped["rows"] = tuple(spec.get("rows", ()))
    return shaped


def _area_rule(name: str, spec: Mapping[str, Any]) -> AreaRule:
    _refuse_unknown(name, "key in [area]", spec, {"by", "columns", "level"})
    rule = AreaRule(
        by=_texts(spec.get("by", "code")),
        columns=_texts(spec.get("columns", ())),
        level=spec.get("level", "community"),
    )
    _refuse_unknown(name, "way in [area] by", rule.by, set(AREA_WAYS))
    if rule.level not in contracts.LEVELS:
        raise SourceError(f"source {name}: [area] level must be one of {contracts.LEVELS}")
    if ("name_path" in rule.by) != bool(rule.columns):
        raise SourceError(f"source {name}: [area] columns go with by = 'name_path'")
    return rule


def _texts(given: str | Sequence[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)


def _refuse_unknown(name: str, what: str, given: Any, known: set[str]) -> None:
    if unknown := set(given) - known:
        raise SourceError(
            f"source {name}: unknown {what}: {', '.join(sorted(unknown))}; "
            f"known: {', '.join(sorted(known))}"
        )
