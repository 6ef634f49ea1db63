"""Writes typed frames as the CSV, parquet or GeoJSON files that a source file describes."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from governance.ingest.geo import datums
from sample_data.descriptions import contract_spec, headers_of, source_spec
from sample_data.faults import spoilt_rows
from sample_data.ground.layers import feature, write_features
from sample_data.spelling import spelled

_VALID = "有效"


def write_export(folder: Path, name: str, frame: pd.DataFrame) -> list[Path]:
    """The CSV, parquet or GeoJSON files of one source; returns the paths written.

    A "*" in the file pattern stands for the year: one file a year of the dataset's first time.
    """
    pattern = source_spec(name)["files"]
    frame = _projected(name, frame)
    paths = []
    for number, (part, rows) in enumerate(_parts(name, frame, "*" in pattern)):
        path = folder / pattern.replace("*", part)
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".parquet":
            _write_parquet(path, name, rows)
        elif path.suffix == ".geojson":
            _write_geojson(path, name, rows)
        else:
            is_newest = rows.index[-1] == frame.index[-1]
            is_oldest = number == 0 and not is_newest
            _write_csv(path, name, rows, is_oldest, is_newest)
        paths.append(path)
    return paths


def _projected(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Coordinates as the source declares them."""
    crs = source_spec(name).get("crs", datums.WGS84)
    if "longitude" not in frame or datums.canonical_crs(crs) == datums.WGS84:
        return frame
    x, y = datums.from_wgs84(frame["longitude"].to_numpy(), frame["latitude"].to_numpy(), crs)
    return frame.assign(longitude=x.round(6), latitude=y.round(6))


def _parts(name: str, frame: pd.DataFrame, by_year: bool) -> Iterable[tuple[str, pd.DataFrame]]:
    if not by_year:
        return [("", frame)]
    column = contract_spec(source_spec(name)["dataset"])["happened"][0]
    years = frame[column].dt.year
    return ((str(year), frame[years == year]) for year in sorted(years.unique()))


def _texts(name: str, frame: pd.DataFrame, is_oldest: bool) -> dict[str, list[str]]:
    """The texts of each header's column, and the columns that exclusions look at."""
    spec = source_spec(name)
    types = contract_spec(spec["dataset"])["columns"]
    table = {
        header: spelled(frame[column], types.get(column, {"type": "text"})["type"], column, spec)
        for column, header in headers_of(spec, frame, is_oldest).items()
    }
    for rule in spec.get("exclude", []):
        table[rule["column"]] = [_VALID] * len(frame)
    return table


def _write_csv(
    path: Path, name: str, frame: pd.DataFrame, is_oldest: bool, is_newest: bool
) -> None:
    spec = source_spec(name)
    table = _texts(name, frame, is_oldest)
    rows = list(zip(*table.values(), strict=True))
    if is_newest:
        columns = {header: column for column, header in headers_of(spec, frame).items()}
        rows += spoilt_rows(name, [columns.get(header, header) for header in table], rows)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(table)
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode(spec.get("encoding", "utf-8-sig")))


def _write_parquet(path: Path, name: str, frame: pd.DataFrame) -> None:
    spec = source_spec(name)
    headers = headers_of(spec, frame)
    columns = contract_spec(spec["dataset"])["columns"]
    arrays = [_array(frame[c], columns[c]["type"]) for c in headers if c in frame]
    names = [header for column, header in headers.items() if column in frame]
    pq.write_table(pa.table(arrays, names=names), path, compression="zstd")


def _array(column: pd.Series, kind: str) -> pa.Array:
    types = {
        "date": pa.date32(),
        "datetime": pa.timestamp("s"),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
    }
    array = pa.Array.from_pandas(column)
    return array.cast(types.get(kind, pa.string()))


def _write_geojson(path: Path, name: str, frame: pd.DataFrame) -> None:
    """The column `geometry`, of shapes in WGS84, as each feature's own; the rest as properties."""
    shapes = frame["geometry"]
    texts = frame.drop(columns="geometry").rename(columns=headers_of(source_spec(name), frame))
    rows = texts.to_dict("records")
    write_features(path, [feature(row, shape) for row, shape in zip(rows, shapes, strict=True)])
