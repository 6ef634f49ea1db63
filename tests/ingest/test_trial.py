"""A file on trial: its books, its rows as understood, and rejected rows that can be mended."""

import csv
import datetime as dt
import io
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

from governance.core.i18n import translator
from governance.ingest import rejected_rows, settings, sources
from governance.ingest.input_files import inputs_of
from governance.ingest.mapping import assistant, dry_run
from governance.ingest.mapping.value_profiles import Gazetteer
from governance.ingest.sources import SourceError
from tests.support import tiny
from tests.support.ledgers import LEDGERS

TODAY = dt.date(2026, 11, 20)
AREAS = inputs_of([tiny.areas()], Path())
SOURCE = sources.parse(
    "visits",
    """
dataset = "visits"
files = "走访/台账_*.csv"
[columns]
visit_id = "编号"
visited_at = "时间"
area_code = "网格"
persons = "人次"
visitor_role = "身份"
[values.visitor_role]
"干部" = "cadre"
""",
)
ROWS = f"""编号,时间,网格,人次,身份
1,2026-03-05 09:05,{tiny.GRIDS[0]},2,干部
2,2026-03-06,{tiny.GRIDS[0]},许多,干部
2,2026-03-06,nowhere,1,干部
3,2026-03-07,{tiny.GRIDS[1]},1,
3,2026-03-07,{tiny.GRIDS[1]},1,
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "台账_3月.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def test_the_books_add_up_and_rows_are_shown_as_understood(file: Path) -> None:
    made = dry_run.dry_run(SOURCE, file, AREAS, TODAY)
    assert made.totals["rows_read"] == 5
    assert (made.totals["accepted"], made.totals["rejected"], made.totals["excluded"]) == (2, 2, 1)
    assert made.totals["duplicated"] == 1
    first = made.preview.iloc[0]
    assert (first["row_number"], first["visitor_role"], first["persons"]) == (2, "cadre", 2)
    assert str(first["visited_at"]) == "2026-03-05 09:05:00"


def test_problems_are_told_in_both_languages(file: Path) -> None:
    made = dry_run.dry_run(SOURCE, file, AREAS, TODAY)
    english = [
        said for _row, severity, said in made.reasons(translator("en")) if severity == "reject"
    ]
    assert english[0].startswith("Person-times (persons): “许多” cannot be read as a whole number")
    chinese = [
        said for _row, severity, said in made.reasons(translator("zh")) if severity == "reject"
    ]
    assert chinese[1].startswith("区域编码 (area_code)：“nowhere”不是已知区域")


def test_rejected_rows_can_be_mended_and_handed_in_again(file: Path, tmp_path: Path) -> None:
    made = dry_run.dry_run(SOURCE, file, AREAS, TODAY)
    text = rejected_rows.csv_bytes(made.rejected(translator("zh"))).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["人次"] for row in rows] == ["许多", "1"]
    assert [row["governance:row"] for row in rows] == ["3", "4"]
    assert "不是已知区域" in rows[1]["governance:reason"]
    mended = tmp_path / "台账_3月_mended.csv"
    mended.write_text(
        text.replace("许多", "4").replace("nowhere", tiny.GRIDS[2]), encoding="utf-8-sig"
    )
    again = dry_run.dry_run(SOURCE, mended, AREAS, TODAY)
    assert again.totals["rejected"] == 0
    assert again.totals["rows_read"] == 2


def test_without_areas_every_row_that_names_one_is_rejected(file: Path) -> None:
    made = dry_run.dry_run(SOURCE, file, [], TODAY)
    assert made.totals["accepted"] == 0
    assert dry_run.gazetteer([], TODAY) == Gazetteer()


def test_a_gazetteer_knows_codes_and_names_without_their_endings() -> None:
    known = dry_run.gazetteer(AREAS, TODAY)
    assert set(tiny.GRIDS) <= known.codes
    assert {"东里", "西里"} <= known.names
    assert known.bounded == ()


@pytest.mark.parametrize("ledger", LEDGERS, ids=lambda ledger: ledger.name)
def test_what_the_assistant_suggests_can_be_taken_in(tmp_path: Path, ledger: Any) -> None:
    """As suggested, untouched: the rows of every ledger are accepted."""
    path = ledger.write(tmp_path, "gb18030", "\t", ".xls", title="统计表")
    found = assistant.propose(path, dry_run.gazetteer(AREAS, TODAY))
    made = dry_run.dry_run(found.source, path, AREAS, TODAY)
    assert made.totals["accepted"] == made.totals["rows_read"] == 40, made.reasons(
        translator("en")
    )[:3]


def test_a_known_source_is_recognised_by_its_columns(file: Path) -> None:
    found = assistant.propose(file, Gazetteer())
    other = sources.parse("other", 'dataset = "visits"\nfiles = "*"\n[columns]\nvisit_id = "单号"')
    assert [one.name for one in assistant.fitting_sources([other, SOURCE], found.export)] == [
        "visits"
    ]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("走访台账 (3月).xlsx", "走访台账 (3月).xlsx"),
        ("../../etc/passwd", "passwd"),
        ("folder\\a.csv", "a.csv"),
        ("a*b?.csv", "a_b_.csv"),
        (".hidden", "hidden"),
        ("con.csv", "_con.csv"),
        ("", "export"),
    ],
)
def test_a_file_name_stays_in_its_folder(given: str, kept: str) -> None:
    assert settings.safe_name(given) == kept


@pytest.mark.parametrize(
    ("file", "path"),
    [("台账_4月.csv", "走访/台账_4月.csv"), ("四月.csv", "走访/台账_四月.csv")],
)
def test_a_file_gets_a_name_that_its_source_reads(file: str, path: str) -> None:
    assert settings.place(SOURCE, file) == path


def test_a_source_of_one_fixed_file_takes_no_other() -> None:
    source = sources.parse("one", 'dataset = "visits"\nfiles = "台账.csv"')
    assert settings.place(source, "四月.csv") == ""


def test_a_file_never_replaces_another_one_silently(tmp_path: Path) -> None:
    assert settings.store(b"a", tmp_path, "走访/a.csv")
    assert not settings.store(b"a", tmp_path, "走访/a.csv")
    with pytest.raises(SourceError, match="another file has this name"):
        settings.store(b"b", tmp_path, "走访/a.csv")
    with pytest.raises(SourceError, match="leads out of the folder"):
        settings.store(b"b", tmp_path, "../a.csv")
    assert [path.name for path in (tmp_path / "走访").iterdir()] == ["a.csv"]
    assert (tmp_path / "走访" / "a.csv").read_bytes() == b"a"


def test_a_killed_servers_workroom_goes_and_a_running_ones_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    dead, alive = (
        tmp_path / f"{settings.WORKING_FOLDER}{pid}-a" for pid in (ended.pid, os.getpid())
    )
    for folder in (dead, alive):
        folder.mkdir()
    settings.working_folder.cache_clear()
    laid = settings.StoredFile(b"a", "走访.csv")
    file = laid.path
    assert file.read_bytes() == b"a"
    assert (dead.exists(), alive.exists()) == (False, True)
    del laid
    assert not file.parent.exists()
    settings.working_folder.cache_clear()
