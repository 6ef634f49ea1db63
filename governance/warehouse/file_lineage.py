"""The files behind a dataset: where each came from, how it was read, what became of its rows."""

import json
from collections.abc import Iterable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
from pandas.io.formats.style import Styler

from governance.core import dates
from governance.core.i18n import Translator, mark
from governance.warehouse import data_health, freshness

SHORT = 12  # characters of a SHA-256 that tell files apart at a glance
UNITS = ("B", "kB", "MB", "GB")
WARNINGS = {
    "crs": mark(
        "Its points look shifted: as {declared}, {share_declared} of {points} lie inside their "
        "area; as {better}, {share_better} would. Correct crs in the source file."
    ),
    "empty": mark("The file has a header and no row. If that cannot be, export it again."),
    "nothing_accepted": mark(
        "None of its {rows} rows was accepted. It may be mapped wrongly: see the reasons below."
    ),
    "stray": mark(
        "The sheet reaches to cell {cell}, its table to {end}: blank cells beyond it were left "
        "out. In Excel, delete the rows below and the columns beside the table, and save."
    ),
    "whole_days": mark(
        "{rows} deadlines are days without a time: each was taken to mean the end of its day."
    ),
}


def table(files: pd.DataFrame, time_zone: str, _: Translator) -> Styler:
    """One row a file in the order of `files` (queries/views/files.sql), under translated headings.

    time_zone: in which the time of ingestion is shown.
    """
    frame = pd.DataFrame([_record(row, time_zone, _) for row in records(files)])
    parts = [_(title) for title in (*data_health.PARTS.values(), mark("Warnings"))]
    empty = [title for title in parts if title in frame and not frame[title].any()]
    styled = frame.drop(columns=empty).style.format(thousands=",", precision=0, na_rep="—")
    styled = styled.format(size, subset=[_("Size")], na_rep="—")
    formats = {_("Taken in"): lambda time: dates.date_time(time, _.lang)}
    return styled.format(formats, subset=list(formats), na_rep="—")


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as dictionaries, None where there is no value."""
    entries: list[dict[str, Any]] = (
        frame.astype(object).where(frame.notna(), None).to_dict("records")
    )
    return entries


def _record(row: Mapping[str, Any], time_zone: str, _: Translator) -> dict[str, object]:
    return {
        _("File"): row["path"],
        _("Warnings"): row["warnings"],
        _("Source"): source(row, _),
        **data_health.counts(row, _),
        _("Days with data"): days(row, _),
        _("Format"): form(row),
        _("Size"): row["bytes"],
        _("Taken in"): to_local(row["taken_at"], time_zone),
        _("SHA-256"): f"{row['sha256'][:SHORT]}…",
    }


def facts(row: Mapping[str, Any], time_zone: str, _: Translator) -> dict[str, str]:
    """What is known of one file, heading by heading."""
    limitations = {"zh": row["limitations_zh"] or "", "en": row["limitations_en"] or ""}
    pairs = {
        _("Source"): source(row, _),
        _("Owner"): row["owner"] or "",
        _("Cadence"): freshness.cadence(row["cadence"] or "", _),
        _("Limitations"): _.pick(limitations),
        _("Days with data"): days(row, _),
        _("Format"): form(row),
        _("Size"): size(row["bytes"]),
        _("Taken in"): f"{ingested_at(row['taken_at'], time_zone, _.lang)} ({time_zone})",
    }
    return {heading: text for heading, text in pairs.items() if text and text != "—"}


def source(row: Mapping[str, Any], _: Translator) -> str:
    """The source's title, else its name."""
    return _.pick({"zh": row["title_zh"] or "", "en": row["title_en"] or ""}) or row["source"]


def form(row: Mapping[str, Any]) -> str:
    """Format and encoding as they were read: "csv · gb18030"."""
    return " · ".join(part for part in (row["format"], row["encoding"]) if part)


def days(row: Mapping[str, Any], _: Translator) -> str:
    """The first and the last day with data; "—" for a register."""
    if row["first_day"] is None:
        return "—"
    first, last = (pd.Timestamp(row[key]).date() for key in ("first_day", "last_day"))
    return f"{dates.day(first, _.lang)} – {dates.day(last, _.lang)}"


def size(count: int) -> str:
    """Bytes in the unit that people use: 512 B, 1.4 MB."""
    amount = float(count)
    for unit in UNITS[:-1]:
        if amount < 1000:
            return f"{amount:.3g} {unit}"
        amount /= 1000
    return f"{amount:,.3g} {UNITS[-1]}"


def ingested_at(taken_at: Any, time_zone: str, lang: str) -> str:
    """A time of UTC as the clock showed it in the time zone, in the reader's form."""
    localised = to_local(taken_at, time_zone)
    return dates.date_time(localised, lang) if localised else "—"


def to_local(taken_at: Any, time_zone: str) -> pd.Timestamp | None:
    """A time of UTC as the clock showed it in the time zone; None stays None."""
    if taken_at is None:
        return None
    timestamp = pd.Timestamp(taken_at).tz_localize("UTC")
    return timestamp.tz_convert(ZoneInfo(time_zone)).tz_localize(None)


def warnings(rows: Iterable[Mapping[str, Any]], _: Translator) -> list[str]:
    """What looked wrong with a file as a whole, in sentences."""
    return [warning(row["warning"], row["detail"], _) for row in rows]


def warning(name: str, detail: str, _: Translator) -> str:
    """One warning of the table file_warnings as a sentence; `detail` is JSON."""
    if name not in WARNINGS:  # of a build by another version
        return f"{name}: {detail}"
    facts: dict[str, Any] = json.loads(detail or "{}")
    shares = {key: f"{value:.0%}" for key, value in facts.items() if key.startswith("share_")}
    return _(WARNINGS[name], **{**facts, **shares})
