"""The Upload page as a whole, and what stands behind it: folders, failures, siblings."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from governance.core.i18n import LANGUAGES, translator
from governance.ingest import file_errors, settings, sources
from governance.ingest.mapping import assistant, dataset_detection, form_tables, source_writer
from governance.ingest.mapping.value_profiles import Gazetteer
from governance.ingest.sources import SourceError
from governance.warehouse.reader import VARIABLE
from tests.support import tiny

KNOWN = """
dataset = "visits"
title = { zh = "走访台账", en = "Visit ledger" }
files = "走访/台账_*.csv"
encoding = "gb18030"
full = true
[columns]
visit_id = "编号"
visited_at = "时间"
"""
BAD = {
    "scan.xlsx": (
        b"\x89PNG\r\n\x1a\n" + bytes(200),
        "该文件是图片；请把表格本身导出为 xlsx 或 CSV",
    ),
    "report.csv": (b"%PDF-1.7\n" + bytes(200), "该文件是 PDF 文件；请把表格本身导出为 xlsx 或 CSV"),
    "empty.csv": (b"", "该文件是空文件；请重新导出"),
    "cut.xlsx": (b"PK\x03\x04" + bytes(60), "该文件是不完整的工作簿，内容被截断；请重新复制或导出"),
    "page.xls": (
        b"<html><body>sign in</body></html>",
        "该网页中没有表格（可能是登录页）；请重新导出",
    ),
    "pack.csv": (b"Rar!\x1a\x07\x00" + bytes(60), "该文件是压缩包；请先解压"),
}


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    warehouse = tiny.warehouse(tmp_path, tiny.visits({}))
    warehouse.close()
    monkeypatch.setenv(VARIABLE, str(tmp_path / "tiny.duckdb"))
    return AppTest.from_file("../../dashboard.py", default_timeout=60)


def opened(app: AppTest, lang: str) -> AppTest:
    app.query_params["lang"] = lang
    return app.run().switch_page("pages/reference/upload.py").run()


@pytest.mark.parametrize("lang", sorted(LANGUAGES))
def test_on_the_sample_the_page_says_what_a_file_would_join(app: AppTest, lang: str) -> None:
    found = opened(app, lang)
    assert not found.exception
    assert any("GOVERNANCE_EXPORTS" in warning.value for warning in found.warning)
    assert not [box for box in found.selectbox if box.key == "pick_area"]


def test_an_office_with_folders_of_its_own_is_told_nothing(
    app: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOVERNANCE_SOURCES", str(tmp_path))
    monkeypatch.setenv("GOVERNANCE_EXPORTS", str(tmp_path))
    assert (settings.sources_folder(), settings.exports_folder()) == (tmp_path, tmp_path)
    assert not opened(app, "zh").warning


def test_the_page_can_be_taken_away(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOVERNANCE_UPLOADS", "off")
    with pytest.raises(ValueError, match="Could not find a navigation page"):
        opened(app, "zh")


def test_without_any_data_there_is_the_upload_page_too(
    app: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "none.duckdb"))
    app.run()
    assert not app.exception
    assert app.info
    found = app.switch_page("pages/reference/upload.py").run()
    assert not found.exception
    assert not found.info


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_told_in_chinese_too(tmp_path: Path, name: str) -> None:
    content, said = BAD[name]
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SourceError) as raised:
        assistant.look(tmp_path / name)
    assert file_errors.translate(raised.value, translator("zh")) == f"{name}：{said}"
    assert file_errors.translate(raised.value, translator("en")) == str(raised.value)


def test_what_nobody_translated_is_told_as_it_is() -> None:
    assert (
        file_errors.translate(SourceError("something else"), translator("zh")) == "something else"
    )


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("编号,时间\n1,2026-03-05\n".encode("gb18030"), "visits"),
        ("编号,时间\n1,2026-03-05\n".encode(), "visits_csv"),
        ("编号;时间\n1;2026-03-05\n".encode("gb18030"), "visits_csv"),
        (
            "编号,时间,governance:file,governance:row\n1,2026-03-05,ab,2\n".encode(),
            "visits_mended_csv",
        ),
    ],
    ids=["as always", "other encoding", "other delimiter", "mended"],
)
def test_a_file_of_another_form_is_read_by_a_sibling_of_its_source(
    tmp_path: Path, content: bytes, name: str
) -> None:
    known = sources.parse("visits", KNOWN)
    file = tmp_path / "台账_4月.csv"
    file.write_bytes(content)
    _shape, probe, export = assistant.look(file)
    assert assistant.fitting_sources([known], export) == [known]
    found = assistant.continued_source(known, probe, export, file)
    assert assistant.fitting_sources([found], export) == ([found] if "mended" not in name else [])
    assert found.name == name
    assert found.columns == known.columns
    if found != known:
        assert (found.system, found.full) == ("visits", False)
        assert sources.parse(name, source_writer.to_toml(found)) == found


def test_what_a_person_corrects_is_what_the_source_says(tmp_path: Path) -> None:
    file = tmp_path / "走访.csv"
    rows = "编号,日期,网格,身份\n1,03/04/2026,A,网格员\n2,05/06/2026,A,党员\n"
    file.write_text(rows, encoding="utf-8")
    _shape, probe, export = assistant.look(file)
    candidate = next(
        c for c in dataset_detection.rank(export, Gazetteer()) if c.dataset == "visits"
    )
    frame = form_tables.columns(candidate, export, translator("en"))
    assert frame.loc["visited_at", "header"] == "日期"
    frame.loc["visitor_role", "header"] = "身份"
    frame.loc["purpose", "header"] = None
    columns = form_tables.chosen_columns(frame)
    details = dataset_detection.details(export, "visits", columns, candidate.area)
    assert details.dates["visited_at"].is_asked
    edited = form_tables.words(details.words["visitor_role"])
    edited.loc[edited["value"] == "网格员", "meaning"] = "part_time_gridder"
    words = {"visitor_role": form_tables.edited_words(details.words["visitor_role"], edited)}
    settled = form_tables.apply_edits(
        details, words, {"visited_at": "%d/%m/%Y"}, {"persons": "2"}, ()
    )
    source = source_writer.source(probe, "visits", columns, candidate.area, settled)
    assert source.values["visitor_role"] == {"网格员": "part_time_gridder", "党员": "party_member"}
    assert source.formats == {"visited_at": ("%d/%m/%Y",)}
    assert source.constants == {"persons": "2"}
    assert form_tables.repeated_headers({"a": "x", "b": "x", "c": "y"}) == ["x"]
