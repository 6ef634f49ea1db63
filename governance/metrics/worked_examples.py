"""The worked example of a metric (tests/cases/<key>.toml) as tables that a person can add up."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from governance.core import contracts, dates
from governance.core.contracts import PROJECT, Column
from governance.core.i18n import Translator
from governance.core.toml_entries import Text
from governance.metrics import number_format

CASES = PROJECT / "tests" / "cases"


@dataclass(frozen=True)
class Example:
    """Input rows by dataset, the values expected of them, and the file as it is written."""

    why: Text
    rows: Mapping[str, Sequence[Mapping[str, Any]]]
    expected: Sequence[Mapping[str, Any]]
    text: str
    names: Mapping[str, str]


def load(metric: str, folder: Path = CASES) -> Example | None:
    """The metric's example; None where there is none. The areas of all examples are areas.toml."""
    path = folder / f"{metric}.toml"
    if not path.exists():
        return None
    text = path.read_text(encoding="utf-8")
    spec, areas = tomllib.loads(text), folder / "areas.toml"
    places = tomllib.loads(areas.read_text(encoding="utf-8"))["rows"]["areas"]
    places = [*places, *spec["rows"].get("areas", ())]
    names = {place["area_code"]: place["name"] for place in places}
    return Example(spec["why"], spec["rows"], spec["expected"], text, names)


def inputs(example: Example, dataset: str, _: Translator) -> pd.DataFrame:
    """The rows of one dataset as texts, under the headings of its contract, areas by name."""
    columns = contracts.load()[dataset].columns
    rows = [_named(row, columns, example.names, _) for row in example.rows[dataset]]
    frame = pd.DataFrame(rows, dtype=object).fillna("")
    titles = {name: _.pick(columns[name].title) for name in frame.columns if name in columns}
    return frame.rename(columns=titles | {"area_code": _("Area"), "repeat": _("Repeated")})


def _named(
    row: Mapping[str, Any], columns: Mapping[str, Column], names: Mapping[str, str], _: Translator
) -> dict[str, str]:
    texts = {name: _said(str(value), columns.get(name), _) for name, value in row.items()}
    if area := texts.get("area_code"):
        texts["area_code"] = names.get(area, area)
    return texts


def _said(text: str, column: Column | None, _: Translator) -> str:
    """A value as a reader has it: yes and no, coded values in words, days and times."""
    if column is None or not text:
        return text
    if column.type == "boolean":
        return _("Yes") if text.lower() == "true" else _("No")
    if column.type == "date":
        return dates.day(date.fromisoformat(text[:10]), _.lang)
    if column.type == "datetime":
        return dates.exact(datetime.fromisoformat(text), _.lang)
    words = (column.allowed or {}).get(text)
    return _.pick(words) if words else text


def expected(example: Example, _: Translator) -> pd.DataFrame:
    """What the metric must give for the rows, one area and period a row."""
    frame = pd.DataFrame([_expectation(row, example.names, _) for row in example.expected])
    return frame.loc[:, frame.ne("").any()]


def _expectation(row: Mapping[str, Any], names: Mapping[str, str], _: Translator) -> dict[str, str]:
    area, window = row["area_code"], (row["start"], row["end"])
    level = number_format.LEVELS[row["level"]]
    empty = not row.get("has_data", True)
    return {
        _("Level"): _(level),
        _("Area"): names.get(area, area),
        _("Period"): dates.window(window, _.lang),
        _("Segment"): str(row.get("segment_value", "")),
        _("Numerator"): _plain(row.get("numerator")),
        _("Denominator"): _plain(row.get("denominator")),
        _("Value"): _("No data") if empty else _plain(row.get("value")) or "—",
    }


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:,g}"
