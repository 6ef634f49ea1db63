"""Reads the sample's exports back with pandas alone, for tests that leave the warehouse out."""

import json
import tomllib
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from governance.ingest.settings import SAMPLE_EXPORTS
from sample_data import faults, generate, is_stale
from sample_data.facts import CONTRACTS, SOURCES

NAMES = sorted(path.stem for path in SOURCES.glob("*.toml"))
LINKS = ("visit_id", "duplicate_of")
LH, WQ, SY, ZS = "500113011", "500113011001", "500113011007", "500118001"
LS, XA, JS, TX, JC = "511102", "370211002", "370211002046", "110108003008", "110114009008"
KQ, XL, XG = "500118001009X001", "500113011004X001", "110105012023X001"


@cache
def spec(name: str) -> dict:
    return tomllib.loads((SOURCES / f"{name}.toml").read_text(encoding="utf-8"))


def read(path: Path, source: dict) -> pd.DataFrame:
    if path.suffix == ".geojson":
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        return pd.DataFrame(
            [{**one["properties"], "geometry": json.dumps(one["geometry"])} for one in features]
        )
    if path.suffix == ".parquet":
        return pd.read_parquet(path)
    if path.suffix == ".xlsx":
        header = source.get("header_row", 1) - 1
        return pd.read_excel(
            path, sheet_name=source["sheet"], header=header, dtype=str, engine="calamine"
        )
    return pd.read_csv(path, dtype=str, encoding=source.get("encoding", "utf-8-sig"))


@cache
def table(exports: Path, name: str) -> pd.DataFrame:
    """One source's rows under the contract's names and words, faulty rows included."""
    source = spec(name)
    headers = {
        header: column
        for column, given in source["columns"].items()
        for header in ([given] if isinstance(given, str) else given)
    }
    files = [read(path, source) for path in sorted(exports.glob(source["files"]))]
    rows = pd.concat([file.rename(columns=headers) for file in files], ignore_index=True)
    for column, words in source.get("values", {}).items():
        rows[column] = rows[column].map(lambda text, words=words: words.get(text, text))
    return rows.assign(**source.get("constants", {}))


@cache
def accepted(exports: Path, dataset: str) -> pd.DataFrame:
    """All sources of a dataset, without the rows that a reader must refuse."""
    parts = [clean(exports, name) for name in NAMES if spec(name)["dataset"] == dataset]
    return pd.concat(parts, ignore_index=True)


def clean(exports: Path, name: str) -> pd.DataFrame:
    rows = table(exports, name)
    key = tomllib.loads((CONTRACTS / f"{spec(name)['dataset']}.toml").read_text())["key"]
    rows = rows.drop_duplicates(key, keep="last")
    for rule in spec(name).get("exclude", []):
        rows = rows[~rows[rule["column"]].isin(rule["values"])]
    for fault in faults.FAULTS:
        if fault.source == name and fault.outcome in ("rejected", "flagged"):
            (column, text), *_ = [o for o in fault.overrides.items() if o[0] not in LINKS]
            rows = rows[rows[column].notna() if text == "" else rows[column] != text]
    return rows


def current(factory: pytest.TempPathFactory) -> Path:
    """The project's own sample where it is up to date, else one of its own."""
    if not is_stale(SAMPLE_EXPORTS):
        return SAMPLE_EXPORTS
    return _made(factory.getbasetemp())


@cache
def _made(base: Path) -> Path:
    folder = base / "sample_exports"
    generate(folder)
    return folder


class Sample:
    """Short ways to the figures: rows of a dataset inside a code, with columns as given."""

    def __init__(self, exports: Path) -> None:
        self.exports = exports

    def rows(self, dataset: str, /, code: str = "", **wanted: str) -> pd.DataFrame:
        rows = accepted(self.exports, dataset)
        if code:
            rows = rows[rows["area_code"].str.startswith(code, na=False)]
        for column, value in wanted.items():
            rows = rows[rows[column] == value]
        return rows

    def count(self, dataset: str, /, code: str = "", **wanted: str) -> int:
        return len(self.rows(dataset, code, **wanted))

    def total(self, column: str, dataset: str, /, code: str = "", **wanted: str) -> float:
        return pd.to_numeric(self.rows(dataset, code, **wanted)[column]).sum()

    def area(self, column: str, code: str) -> int:
        rows = accepted(self.exports, "areas")
        return int(rows.loc[rows["area_code"] == code, column].iloc[0])

    def compound(self, column: str, name: str) -> float:
        return self.total(column, "compounds", name=name)

    def resolved(self, code: str, **wanted: str) -> int:
        rows = self.rows("issues", code, **wanted)
        return int((rows["resolved_at"].notna() & rows["duplicate_of"].isna()).sum())

    def added(self, code: str, **wanted: str) -> float:
        rows = self.rows("parking_spaces", code, **wanted)
        rows = rows[rows["opened_on"].notna()].drop_duplicates("facility_id", keep="last")
        return pd.to_numeric(rows["spaces"]).sum()
