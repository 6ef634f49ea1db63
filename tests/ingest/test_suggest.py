"""The assistant finds the dataset and the columns of ledgers that nobody described to it."""

from pathlib import Path

import pytest

from governance.core import contracts
from governance.ingest import sources
from governance.ingest.formats import reader
from governance.ingest.input_files import inputs_of
from governance.ingest.mapping import (
    assistant,
    column_matching,
    dataset_detection,
    dry_run,
    source_writer,
    value_profiles,
)
from governance.ingest.mapping.value_profiles import Gazetteer
from tests.support import tiny
from tests.support.ledgers import LEDGERS, Ledger

NOWHERE = Gazetteer()
ENOUGH = 0.9
# Public exports by file, with what somebody who read their documentation maps.
REAL = {
    "nyc_311_animals/311.csv": sources.SOURCES / "examples/nyc_311/requests.toml",
    "la_311_2017/MyLA311_2017_subset.csv": sources.SOURCES / "examples/la_311/requests.toml",
}
BOSTON = {"facility_id": "OBJECTID", "kind": "TYPE", "longitude": "X", "latitude": "Y"}


def export_of(folder: Path, text: str) -> reader.Export:
    path = folder / "export.csv"
    path.write_text(text, encoding="utf-8")
    return reader.read(sources.Source("x", "visits"), path)


@pytest.fixture(scope="module")
def street() -> Gazetteer:
    return dry_run.gazetteer(inputs_of([tiny.areas()], Path()), tiny_today())


def tiny_today():
    import datetime as dt

    return dt.date(2026, 11, 20)


@pytest.mark.parametrize("knows_areas", [False, True])
@pytest.mark.parametrize("ledger", LEDGERS, ids=lambda ledger: ledger.name)
def test_nine_of_ten_columns_of_an_unknown_ledger_are_right(
    tmp_path: Path, ledger: Ledger, street: Gazetteer, knows_areas: bool
) -> None:
    """Text with tabs in GB18030 that calls itself .xls, below a title, as old systems write it."""
    path = ledger.write(tmp_path, "gb18030", "\t", ".xls", title="二〇二六年三月统计表")
    found = assistant.propose(path, street if knows_areas else NOWHERE)
    assert found.best.dataset == ledger.dataset
    right = [name for name, h in ledger.truth.items() if found.best.columns.get(name) == h]
    assert len(right) >= ENOUGH * len(ledger.truth), found.best.columns
    assert found.shape.header_row.value == 2


@pytest.mark.parametrize("file", REAL)
def test_real_exports_are_recognised(shared_real: Path, file: str) -> None:
    known = sources.parse("known", REAL[file].read_text(encoding="utf-8"))
    found = assistant.propose(shared_real / file, NOWHERE)
    assert found.best.dataset == known.dataset
    right = [name for name, (h,) in known.columns.items() if found.best.columns.get(name) == h]
    assert len(right) >= ENOUGH * len(known.columns), found.best.columns


def test_a_real_list_of_meters_is_parking(shared_real: Path) -> None:
    found = assistant.propose(shared_real / "boston_meters/Parking_Meters.csv", NOWHERE)
    assert found.best.dataset == "parking_spaces"
    assert {n: found.best.columns.get(n) for n in BOSTON} == BOSTON
    assert found.source.area.by == ("point",)
    assert "snapshot_at" in found.details.missing


@pytest.mark.parametrize(
    ("header", "column", "low", "high"),
    [
        ("工单编号", "issue_id", 0.95, 1),
        ("SRNumber", "issue_id", 0.95, 1),
        ("受理时间（年月日）", "reported_at", 0.95, 1),
        ("时间 受理", "reported_at", 0.95, 1),  # two rows of a merged header
        ("序号", "issue_id", 0.85, 0.95),  # says little
        ("工单受理时间", "reported_at", 0.7, 0.94),
        ("办结时间", "reported_at", 0, 0.6),
        ("visit id", "issue_id", 0, 0.6),
        ("备注", "issue_id", 0, 0.4),
    ],
)
def test_likeness_of_a_header(header: str, column: str, low: float, high: float) -> None:
    spec = contracts.load()["issues"].columns[column]
    assert low <= column_matching.likeness(header, spec)[0] <= high


@pytest.mark.parametrize(
    ("text", "column", "code"),
    [
        ("12345", "channel", "hotline"),
        ("网格员上报", "channel", "grid"),
        ("入户走访", "channel", "visit"),
        ("On-line", "channel", "online"),
        ("短视频", "channel", ""),
        ("网格员", "visitor_role", ""),  # full-time or part-time: a person has to say
        ("下沉干部", "visitor_role", "cadre"),
        ("办理中", "status", "open"),
        ("否", "status", "open"),
        ("已结案", "status", "closed"),
        ("作废", "status", "cancelled"),
        ("In Progress", "status", "open"),
        ("超期", "is_on_time_recorded", "false"),
        ("超期", "is_overdue_recorded", "true"),
        ("按期办结", "is_on_time_recorded", "true"),
        ("ONTIME", "is_on_time_recorded", "true"),
        ("ONTIME", "is_overdue_recorded", "false"),
    ],
)
def test_words_of_a_ledger_and_the_values_that_they_mean(text: str, column: str, code: str) -> None:
    dataset = "visits" if column == "visitor_role" else "issues"
    spec = contracts.load()[dataset].columns[column]
    assert value_profiles.meaning(text, spec)[0] == code


VERDICTS = {
    "是否按期办结": ("is_on_time_recorded", "是 否"),
    "按期办结": ("is_on_time_recorded", "按期 超期"),
    "是否按时办结": ("is_on_time_recorded", "1 0"),
    "是否超期": ("is_overdue_recorded", "是 否"),
    "超期情况": ("is_overdue_recorded", "超期 未超期"),
    "是否逾期": ("is_overdue_recorded", "Y N"),
    "是否延期": ("is_deferred", "是 否"),
    "是否满意": ("is_satisfied", "满意 不满意"),
    "满意情况": ("is_satisfied", "满意 不满意"),
    "是否解决": ("is_solved", "已解决 未解决"),
    "是否退单": ("is_returned", "是 否"),
    "是否办结": ("status", "是 否"),
    "工单状态": ("status", "办理中 已办结 作废"),
    "状态": ("status", "在办 办结"),
    "Status": ("status", "Open Closed Pending"),
    "On Time": ("is_on_time_recorded", "ONTIME OVERDUE"),
    "是否重点": ("", "是 否"),
    "是否匿名": ("", "是 否"),
    "是否督办": ("", "是 否"),
}


@pytest.mark.parametrize("header", VERDICTS)
def test_verdicts_are_not_taken_for_one_another(tmp_path: Path, header: str) -> None:
    column, values = VERDICTS[header]
    rows = [
        f"G{n},2026-03-0{n % 9 + 1} 09:05,A,{word}" for n, word in enumerate(values.split() * 4)
    ]
    export = export_of(tmp_path, "\n".join([f"工单编号,受理时间,网格编码,{header}", *rows]))
    best = next(one for one in dataset_detection.rank(export, NOWHERE) if one.dataset == "issues")
    found = {name for name, given in best.columns.items() if given == header}
    assert found == ({column} if column else set())


@pytest.mark.parametrize(
    ("word", "truth"),
    [
        *[(word, "true") for word in ("是", "Y", "√", "满意", "非常满意", "已解决", "solved")],
        *[(word, "false") for word in ("否", "×", "不满意", "非常不满意", "未解决", "unsolved")],
        *[(word, "") for word in ("一般", "待回访", "部分解决")],
    ],
)
def test_words_of_yes_and_no(word: str, truth: str) -> None:
    assert value_profiles.truth(word) == truth


@pytest.mark.parametrize(
    ("days", "formats", "either"),
    [
        (["03/25/2026", "04/01/2026"], ("%m/%d/%Y",), ()),
        (["25/03/2026 9:05", "01/04/2026 9:05"], ("%d/%m/%Y %H:%M",), ()),
        (["03/04/2026", "05/06/2026"], (), ("%m/%d/%Y", "%d/%m/%Y")),
        (["2026-03-25", "2026年3月25日"], (), ()),
        (["25-Mar-2026"], ("%d-%b-%Y",), ()),
        (["12/31/2026 11:59:58 PM"], ("%m/%d/%Y %I:%M:%S %p",), ()),
    ],
)
def test_date_formats_are_declared_only_where_reading_needs_them(
    tmp_path: Path, days: list[str], formats: tuple[str, ...], either: tuple[str, ...]
) -> None:
    rows = "".join(f"{n},{day}\n" for n, day in enumerate(days))
    export = export_of(tmp_path, f"编号,走访时间\n{rows}")
    columns = {"visit_id": "编号", "visited_at": "走访时间"}
    found = dataset_detection.details(export, "visits", columns, sources.AreaRule()).dates.get(
        "visited_at"
    )
    assert (found.formats if found else ()) == formats
    assert {*(found.either if found else ())} == {*either}


def test_names_of_places_become_a_path(tmp_path: Path, street: Gazetteer) -> None:
    export = export_of(
        tmp_path,
        "编号,街道,社区,网格,走访日期,人次\n"
        "1,示例街道,东里社区居委会,第001网格,2026-03-05,1\n2,示例街道,西里村,第001网格,2026-03-06,2\n",
    )
    best = dataset_detection.rank(export, street)[0]
    assert best.area == sources.AreaRule(("name_path",), ("街道", "社区", "网格"))
    assert "area_code" not in best.columns
    details = dataset_detection.details(export, best.dataset, best.columns, best.area)
    assert details.missing == ()


def test_without_a_number_columns_that_tell_records_apart_become_the_key(tmp_path: Path) -> None:
    export = export_of(
        tmp_path,
        "走访时间,网格编码,户编号,走访人次\n"
        "2026-03-05,A,H1,1\n2026-03-05,A,H2,1\n2026-03-06,A,H1,1\n2026-03-05,B,H1,1\n",
    )
    best = dataset_detection.rank(export, NOWHERE)[0]
    assert best.dataset == "visits"
    details = dataset_detection.details(export, "visits", best.columns, best.area)
    assert details.key[0] == "visited_at"
    assert set(details.key) == {"visited_at", "area_code", "household_id"}
    assert details.missing == ()


def test_a_running_number_is_pointed_out(tmp_path: Path) -> None:
    export = export_of(tmp_path, "序号,走访时间\n1,2026-03-05\n2,2026-03-05\n3,2026-03-06\n")
    columns = {"visit_id": "序号", "visited_at": "走访时间"}
    notes = dataset_detection.details(export, "visits", columns, sources.AreaRule()).notes
    assert [note.message for note in notes] == [dataset_detection.RUNNING]


@pytest.mark.parametrize("ledger", LEDGERS, ids=lambda ledger: ledger.name)
def test_a_suggested_source_reads_back_as_it_was_written(tmp_path: Path, ledger: Ledger) -> None:
    path = ledger.write(tmp_path, "gb18030", ";", ".csv")
    found = assistant.propose(path, NOWHERE)
    source = source_writer.with_identity(
        found.source, "saved", {"zh": "台账", "en": "Ledger"}, ("a*.csv",)
    )
    text = source_writer.to_toml(source)
    assert sources.parse("saved", text) == source
    encoding = "utf-8" if path.read_bytes().isascii() else "gb18030"
    assert f'encoding = "{encoding}"' in text
    assert 'delimiter = ";"' in text
    assert "header_row = 1" in text


@pytest.mark.parametrize(
    "path", sorted(sources.SOURCES.rglob("*.toml")), ids=lambda path: path.stem
)
def test_every_source_of_the_project_can_be_written_again(path: Path) -> None:
    source = sources.parse(path.stem, path.read_text(encoding="utf-8"))
    assert sources.parse(path.stem, source_writer.to_toml(source)) == source


def test_every_column_has_aliases_and_none_twice() -> None:
    for contract in contracts.load().values():
        for column in contract.columns.values():
            assert len(column.aliases) >= 5, (contract.dataset, column.name)
            assert len(set(column.aliases)) == len(column.aliases)
