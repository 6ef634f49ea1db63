"""What a mapping needs beside its columns: area rule, key, constants, words of the values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow.compute as pc

from governance.core.contracts import LEVELS, Column, Contract
from governance.ingest.formats.reader import Export
from governance.ingest.mapping import column_matching, value_profiles
from governance.ingest.mapping.column_matching import Match
from governance.ingest.mapping.value_profiles import CODE, Gazetteer, Profile
from governance.ingest.sources import AreaRule, Source

WORDS = 60  # distinct values of a column that a person may have to map
SOME = 0.3
PATH = {
    "district": "区县 区 县区 所属区 所属区县 区县名称 district borough",
    "street_office": "街道 所属街道 街道名称 镇街 街镇 乡镇街道 街道办 街道办事处 所属街镇 street",
    "community": "社区 所属社区 社区名称 村居 社区村 村社区 居委会 所属村居 社区居委会 community",
    "grid_cell": "网格 网格名称 所属网格 网格名 grid",
    "micro_grid": "微网格 微网格名称 所属微网格",
}


@dataclass(frozen=True)
class Word:
    """A value of the export, how often it stands there, and the contract's value that it means.

    code: "" where nobody can tell; score: 0..1.
    """

    text: str
    count: int
    code: str
    score: float


def constants(contract: Contract, columns: Mapping[str, str]) -> dict[str, str]:
    """Required columns without a header whose value goes without saying."""
    return {
        column.name: column.assumed
        for column in contract.columns.values()
        if column.assumed and column.name not in columns
    }


def key(export: Export, contract: Contract, columns: Mapping[str, str]) -> tuple[str, ...]:
    """Columns that tell the records apart where the export has no number; () where it has one."""
    lost = [contract.columns[name] for name in contract.key if name not in columns]
    if not lost or not columns or any(column.type != "text" for column in lost):
        return ()
    waiting = [name for name in (*contract.happened, *columns) if name in columns]
    chosen: list[str] = []
    distinct, whole = 0, _distinct(export, list(columns.values()))
    while distinct < whole:
        counts = {
            name: _distinct(export, [columns[column] for column in (*chosen, name)])
            for name in dict.fromkeys(waiting)
            if name not in chosen
        }
        # The time comes first; afterwards whatever tells the most records apart.
        best = waiting[0] if not chosen else max(counts, key=lambda name: counts[name])
        chosen, distinct = [*chosen, best], counts[best]
    return tuple(chosen)


def _distinct(export: Export, headers: Sequence[str]) -> int:
    rows = value_profiles.spread(export.table, 20_000)
    return int(rows.group_by(list(dict.fromkeys(headers))).aggregate([]).num_rows)


def area(
    profiles: Sequence[Profile], matches: tuple[Match, ...], areas: Gazetteer
) -> tuple[AreaRule, tuple[Match, ...]]:
    """How rows find their area, and the matches without a header that holds names, not codes."""
    by_header = {profile.header: profile for profile in profiles}
    matched = {match.column: match.header for match in matches if match.header}
    if not any(match.column == "area_code" for match in matches) or "parent_code" in matched:
        return AreaRule(), matches
    header = matched.get("area_code", "")
    ways, path = [], _path(profiles, areas)
    if header and _holds_codes(by_header[header], areas, sure=header not in path):
        ways.append("code")
    elif header:
        path = path or (header,)
        matches = tuple(Match(m.column) if m.column == "area_code" else m for m in matches)
    path = tuple(name for name in path if name != header or "code" not in ways)
    ways += ["name_path"] if path else []
    if {"longitude", "latitude"} <= set(matched) and (areas.bounded or not ways):
        ways.append("point")
    level = max(areas.bounded, key=LEVELS.index, default=AreaRule.level)
    return AreaRule(tuple(ways) or ("code",), path, level), matches


def _holds_codes(profile: Profile, areas: Gazetteer, *, sure: bool) -> bool:
    if areas.codes:
        known = profile.share(areas.codes.__contains__)
        return known >= SOME or (known >= value_profiles.name_fit(profile, areas) and sure)
    return sure or profile.share(CODE.fullmatch) >= value_profiles.NEUTRAL


def _path(profiles: Sequence[Profile], areas: Gazetteer) -> tuple[str, ...]:
    """The headers of place names, top to bottom."""
    path = []
    for names in PATH.values():
        hits = [p for p in profiles if column_matching.plain(p.header) in names.split() and p.texts]
        path += [p.header for p in hits if p.share(CODE.fullmatch) < SOME][:1]
    lowest = {profile.header: profile for profile in profiles}
    if areas.names and not any(
        value_profiles.name_fit(lowest[level], areas) >= SOME for level in path
    ):
        return ()
    return tuple(path)


def words(
    export: Export, contract: Contract, columns: Mapping[str, str]
) -> dict[str, tuple[Word, ...]]:
    """By column with allowed values, or of yes and no: the words that a source has to explain."""
    suggested = {}
    for name, header in columns.items():
        column = contract.columns[name]
        if column.allowed or column.type == "boolean":
            known = [_word(text, count, column) for text, count in _counted(export, header)]
            suggested[name] = tuple(word for word in known if word.text != word.code)
    return {name: known for name, known in suggested.items() if known}


def _counted(export: Export, header: str) -> list[tuple[str, int]]:
    """The distinct values of a header with their counts, the most frequent first."""
    texts = pc.utf8_trim_whitespace(export.table[header]).drop_null()
    pairs = [(pair["values"], pair["counts"]) for pair in pc.value_counts(texts).to_pylist()]
    known = [(text, count) for text, count in pairs if text not in Source.missing]
    return sorted(known, key=lambda pair: (-pair[1], pair[0]))[:WORDS]


def _word(text: str, count: int, column: Column) -> Word:
    if not column.allowed and value_profiles.is_plain_truth(text):
        return Word(text, count, text, 1.0)
    return Word(text, count, *value_profiles.meaning(text, column))
