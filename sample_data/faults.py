"""Rows spoilt on purpose, so that rejecting, flagging and excluding can be seen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

Row = tuple[str, ...]


@dataclass(frozen=True)
class Fault:
    """`count` rows of one source copied and spoilt: `overrides` maps a column to the bad text.

    outcome: "rejected", "flagged", "excluded" (voided) or "superseded" (the key came twice).
    """

    source: str
    outcome: str
    count: int
    overrides: Mapping[str, str] = field(default_factory=dict)


# A copy must not hang on the visit or the original issue of the row it was copied from.
_UNLINKED = {"visit_id": "", "duplicate_of": ""}
NEGATIVE_DURATION = Fault(
    "issues_lianhua", "flagged", 7, {**_UNLINKED, "resolved_at": "2024/10/8 9:30"}
)
SENTINEL_DATE = Fault(
    "issues_zhongshanlu", "flagged", 2, {**_UNLINKED, "resolved_at": "1900-01-01 00:00"}
)
FAULTS = (
    NEGATIVE_DURATION,
    SENTINEL_DATE,
    Fault("issues_lianhua", "rejected", 5, {**_UNLINKED, "reported_at": "待定"}),
    Fault("issues_lianhua", "rejected", 4, {**_UNLINKED, "reported_at": ""}),
    Fault("issues_lianhua", "rejected", 4, {**_UNLINKED, "area_code": "500113999001"}),
    Fault("issues_lianhua", "rejected", 3, {**_UNLINKED, "channel": "短视频"}),
    Fault("issues_lianhua", "excluded", 12, {**_UNLINKED, "工单状态": "作废"}),
    Fault("visits_lianhua", "rejected", 6, {"area_code": "50011301"}),
    Fault("visits_lianhua", "rejected", 5, {"visited_at": "2026年二月三日"}),
    Fault("visits_lianhua", "rejected", 3, {"persons": "0"}),
    Fault("visits_lianhua", "superseded", 9),
    Fault("volunteers_lianhua", "rejected", 4, {"hours": "31"}),
)


def spoilt_rows(source: str, columns: Sequence[str], rows: Sequence[Row]) -> list[Row]:
    """The spoilt rows of one source, copied from `rows` of its newest file.

    columns: the contract column of each text of a row, the key first. The copies go behind the
    rows, so that a superseded row is the earlier one.
    """
    return [
        _spoilt(fault, columns, rows[place], number)
        for number, fault in enumerate(FAULTS)
        if fault.source == source
        for place in np.linspace(len(rows) // 3, len(rows) - 1, fault.count).astype(int)
    ]


def _spoilt(fault: Fault, columns: Sequence[str], row: Row, number: int) -> Row:
    """A copy with the fault's texts and, unless it supersedes the original, a new key."""
    texts = dict(zip(columns, row, strict=True)) | dict(fault.overrides)
    if fault.outcome != "superseded":
        texts[columns[0]] += f"X{number}"
    return tuple(texts.values())
