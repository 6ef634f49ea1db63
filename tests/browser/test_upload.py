"""A new user hands in files on the Upload page, in both languages, a bad one too."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from governance.bench.server import serving
from governance.ingest import sources
from governance.ingest.mapping import source_writer
from governance.warehouse import build
from governance.warehouse.reader import Warehouse
from tests.browser.chromium import Look, settle
from tests.support import tiny
from tests.support.ledgers import LEDGERS

PATIENCE = 60_000  # milliseconds that a build may take beside other tests
KNOWN = """
dataset = "visits"
title = { zh = "走访台账", en = "Visit ledger" }
files = "走访/台账_*.csv"
encoding = "gb18030"
[columns]
visit_id = "编号"
visited_at = "走访时间"
area_code = "网格编码"
persons = "人次"
"""
MARCH = f"编号,走访时间,网格编码,人次\n1,2026-03-05 09:05,{tiny.GRIDS[0]},2\n"
APRIL = (
    "编号,走访时间,网格编码,人次\n"
    f"2,2026-04-05 09:05,{tiny.GRIDS[0]},3\n3,2026-04-06 09:05,nowhere,4\n"
)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office's folders: the tiny areas, a known ledger, and its export of March, published."""
    (tmp_path / "sources").mkdir()
    areas = source_writer.to_toml(tiny.areas())
    (tmp_path / "sources" / "areas.toml").write_text(areas, encoding="utf-8")
    (tmp_path / "sources" / "visits.toml").write_text(KNOWN, encoding="utf-8")
    (tmp_path / "exports" / "走访").mkdir(parents=True)
    (tmp_path / "exports" / "走访" / "台账_3月.csv").write_bytes(MARCH.encode("gb18030"))
    monkeypatch.setenv("GOVERNANCE_SOURCES", str(tmp_path / "sources"))
    monkeypatch.setenv("GOVERNANCE_EXPORTS", str(tmp_path / "exports"))
    build.build(sources.load(tmp_path / "sources"), tmp_path / "exports", tmp_path / "w.duckdb")
    return tmp_path


@pytest.fixture
def upload(page: Page, office: Path) -> Iterator[Page]:
    """The Upload page of that office."""
    with serving(office / "w.duckdb") as address:
        page.goto(f"{address}/upload")
        settle(page)
        yield page


def hand_in(page: Page, file: Path) -> None:
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(file)
    expect(page.get_by_test_id("stFileUploader")).to_contain_text(file.name[:8])
    page.wait_for_timeout(500)
    settle(page, 60)


def click(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_timeout(500)
    settle(page, 60)


def visits(office: Path) -> int:
    warehouse = Warehouse.open(office / "w.duckdb")
    return warehouse.cursor().execute("select count(*) from visits").fetchall()[0][0]


def test_a_ledger_like_last_months_is_handed_in_mended_and_published(
    upload: Page, office: Path
) -> None:
    april = office / "四月.csv"
    april.write_bytes(APRIL.encode("gb18030"))
    hand_in(upload, april)
    expect(upload.get_by_text("按“走访台账 (visits)”读取")).to_be_visible()
    with upload.expect_download() as download:
        upload.get_by_role("button", name="下载被拒收的行").click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert "nowhere" in next(csv.DictReader(io.StringIO(text)))["governance:reason"]
    click(upload, "保存")
    expect(upload.get_by_text("已保存为 走访/台账_四月.csv")).to_be_visible()
    assert visits(office) == 1, "nothing is published before it is asked for"
    click(upload, "发布")
    expect(upload.get_by_text("已发布。")).to_be_visible(timeout=PATIENCE)
    assert visits(office) == 2
    mended = office / "四月_更正.csv"
    mended.write_text(text.replace("nowhere", tiny.GRIDS[1]), encoding="utf-8-sig")
    hand_in(upload, mended)
    click(upload, "保存")
    click(upload, "发布")
    expect(upload.get_by_text("发布过程记录")).to_be_visible()
    upload.wait_for_function("() => document.body.innerText.includes('已发布。')", timeout=PATIENCE)
    books = (
        Warehouse.open(office / "w.duckdb")
        .cursor()
        .execute("select sum(rejected), sum(corrected) from files where dataset = 'visits'")
    )
    assert books.fetchall() == [(0, 1)]
    assert visits(office) == 3


@pytest.mark.parametrize("look", [Look("en-US", "dark", 390, 844)], ids=str)
def test_an_unknown_ledger_is_mapped_saved_and_published(upload: Page, office: Path) -> None:
    ledger = LEDGERS[0]
    file = ledger.write(office, "gb18030", "\t", ".xls", title="三月统计表")
    hand_in(upload, file)
    for words in ("1. How the file is read", "2. What it means", "First rows as understood"):
        expect(upload.get_by_text(words).first).to_be_attached()
    upload.get_by_label("Short name, also of its folder").fill("hotline")
    upload.get_by_label("Short name, also of its folder").press("Enter")
    settle(upload)
    click(upload, "Save")
    expect(upload.get_by_text("Saved as hotline/诉求工单.xls")).to_be_visible()
    saved = sources.parse("hotline", (office / "sources" / "hotline.toml").read_text("utf-8"))
    assert (saved.dataset, saved.encoding, saved.header_row) == ("issues", "gb18030", 2)
    assert saved.columns["reported_at"] == ("市民来电时间",)
    click(upload, "Publish")
    expect(upload.get_by_text("Published.")).to_be_visible(timeout=PATIENCE)
    rows = Warehouse.open(office / "w.duckdb").cursor().execute("select count(*) from issues")
    assert rows.fetchall() == [(40,)]


BAD = {
    "scan.xlsx": b"\x89PNG\r\n\x1a\n" + bytes(200),
    "report.csv": b"%PDF-1.7\n" + bytes(200),
    "empty.csv": b"",
}


@pytest.mark.parametrize(
    ("look", "said"),
    [
        (Look(), {"scan.xlsx": "是图片", "report.csv": "是 PDF", "empty.csv": "是空文件"}),
        (Look("en-US"), {"scan.xlsx": "an image", "report.csv": "a PDF", "empty.csv": "is empty"}),
    ],
    ids=["zh", "en"],
)
def test_a_bad_file_says_what_it_is_and_how_to_mend_it(
    upload: Page, office: Path, said: dict[str, str]
) -> None:
    for name, content in BAD.items():
        (office / name).write_bytes(content)
        hand_in(upload, office / name)
        alert = upload.get_by_test_id("stAlert")
        expect(alert).to_contain_text(said[name])
        expect(alert).to_contain_text(name)
        assert not upload.get_by_test_id("stException").count()
