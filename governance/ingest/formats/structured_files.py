"""Reads files that name the columns of each record: JSON, GeoJSON and parquet."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from governance.ingest.formats.header_cells import EXACT, text_of
from governance.ingest.formats.text_files import TornRow, open_text
from governance.ingest.sources import SourceError

Record = Mapping[str, Any]
CRS = re.compile(r"EPSG:(?:[\d.]*:)?(\d+)$", re.IGNORECASE)  # CRS84 is WGS84 in our order
NO_LIST = "no list of records in it; export a list of objects, or one object a line"


def json_records(path: Path, encoding: str) -> Iterator[tuple[int, Record | TornRow]]:
    """Records of a list, of the one list in an object, or one a line; numbered from 1.

    Raises SourceError where the file holds no list of records, or more than one.
    """
    with open_text(path, encoding) as stream:
        text = stream.read()
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        if error.msg != "Extra data" or not text.lstrip().startswith("{"):
            raise
        return _lines(text)
    return _numbered(_list_in(path, content))


def _lines(text: str) -> Iterator[tuple[int, Record | TornRow]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            yield number, TornRow(line, f"line {number}: {error}")
        else:
            yield number, _checked(record)


def _numbered(records: list[Any]) -> Iterator[tuple[int, Record | TornRow]]:
    return ((number, _checked(record)) for number, record in enumerate(records, start=1))


def _checked(record: Any) -> Record | TornRow:
    if isinstance(record, dict):
        return record
    return TornRow(json.dumps(record, ensure_ascii=False), "no object with named values")


def _list_in(path: Path, content: Any) -> list[Any]:
    """The records: the content itself, or the only list of objects anywhere in it."""
    if isinstance(content, list):
        return content
    lists = list(_lists(content))
    values = content.values() if isinstance(content, dict) else ()
    if values and not lists and not any(isinstance(value, dict | list) for value in values):
        return [content]  # a file of one record by lines
    if len(lists) != 1:
        raise SourceError(f"{path.name}: {f'{len(lists)} lists' if lists else NO_LIST}")
    return lists[0]


def _lists(content: Any) -> Iterator[list[Any]]:
    """Lists of objects below an object; what lies inside records is theirs."""
    if isinstance(content, dict):
        for value in content.values():
            if isinstance(value, list) and (not value or isinstance(value[0], dict)):
                yield value
            else:
                yield from _lists(value)


def geojson_records(
    path: Path, encoding: str
) -> tuple[Iterator[tuple[int, Record | TornRow]], str]:
    """The properties of each feature and, as “geometry”, its shape as GeoJSON text; and its crs.

    crs: the coordinate system that the file itself names, "" for none (WGS84 then).
    Raises SourceError for any other JSON.
    """
    with open_text(path, encoding) as stream:
        content = json.load(stream)
    features = content.get("features") if isinstance(content, dict) else None
    if features is None:
        raise SourceError(f"{path.name}: not a GeoJSON FeatureCollection (no “features”)")
    records = (
        (number, {**(feature.get("properties") or {}), "geometry": _shape(feature)})
        for number, feature in enumerate(features, start=1)
    )
    return records, _crs(content.get("crs"))


def _crs(member: Any) -> str:
    """EPSG:4547 of the member that old GeoJSON has: a name, an urn of a name, or a number."""
    about = member.get("properties") if isinstance(member, dict) else None
    if not isinstance(about, dict):
        return ""
    named = CRS.search(str(about.get("name", "")))
    number = about.get("code") or (named and named.group(1))
    return f"EPSG:{number}" if number else ""


def _shape(feature: Record) -> str | None:
    return json.dumps(feature["geometry"]) if feature.get("geometry") else None


def parquet(path: Path, time_zone: str) -> pa.Table:
    """Every column as texts. Damage is found where the writer put checksums on its pages."""
    table = pq.read_table(path, page_checksum_verification=True)
    texts = [_texts(column, time_zone) for column in table.columns]
    return pa.table(texts, names=table.column_names)


def _texts(column: pa.ChunkedArray, time_zone: str) -> pa.ChunkedArray:
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if pa.types.is_timestamp(column.type):
        if column.type.tz:
            column = pc.local_timestamp(column.cast(pa.timestamp("us", time_zone)))
        return pc.strftime(column.cast(pa.timestamp("s"), safe=False), "%Y-%m-%d %H:%M:%S")
    if pa.types.is_floating(column.type):
        return _number_texts(column.cast(pa.float64()))
    if pa.types.is_nested(column.type):
        return _one_by_one(column)
    return column.cast(pa.string())


def _number_texts(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Whole numbers without a fraction, all at once where the column holds nothing else."""
    column = pc.if_else(pc.is_nan(column), None, column)
    whole = pc.and_(pc.equal(column, pc.floor(column)), pc.less(pc.abs(column), EXACT))
    if pc.all(whole).as_py() is False:
        return _one_by_one(column)
    return column.cast(pa.int64()).cast(pa.string())


def _one_by_one(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return pa.chunked_array([[text_of(value) for value in column.to_pylist()]], pa.string())
