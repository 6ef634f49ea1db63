"""Files of real sizes, and files that would end the server, on the Upload page."""

import csv
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from playwright.sync_api import Page, expect

from governance.bench import processes
from governance.bench.server import started
from governance.ingest import sources
from governance.ingest.mapping import source_writer
from governance.warehouse import build
from tests.browser.chromium import Look, settle
from tests.browser.test_upload import KNOWN, MARCH, click, visits
from tests.support import tiny

PATIENCE = 600_000  # milliseconds that the largest file may take beside other tests
HEADER = "编号,走访时间,网格编码,人次\n"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "areas.toml").write_text(source_writer.to_toml(tiny.areas()), "utf-8")
    (tmp_path / "sources" / "visits.toml").write_text(KNOWN, encoding="utf-8")
    (tmp_path / "exports" / "走访").mkdir(parents=True)
    (tmp_path / "exports" / "走访" / "台账_3月.csv").write_bytes(MARCH.encode("gb18030"))
    monkeypatch.setenv("GOVERNANCE_SOURCES", str(tmp_path / "sources"))
    monkeypatch.setenv("GOVERNANCE_EXPORTS", str(tmp_path / "exports"))
    build.build(sources.load(tmp_path / "sources"), tmp_path / "exports", tmp_path / "w.duckdb")
    return tmp_path


@pytest.fixture
def server(office: Path) -> Iterator[tuple[str, int]]:
    with started(office / "w.duckdb") as found:
        yield found


@pytest.fixture
def upload(page: Page, server: tuple[str, int]) -> Page:
    page.goto(f"{server[0]}/upload")
    settle(page)
    return page


def hand_in(page: Page, file: Path) -> None:
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(file)


def ledger(path: Path, megabytes: int) -> int:
    """Writes visits as wide as an office's, until the file is so large; returns how many."""
    note = "入户走访，了解居民诉求，宣传政策" * 2
    rows = 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write(HEADER.strip() + ",备注\n")
        while stream.tell() < megabytes << 20:
            stream.writelines(
                f"{rows + n + 10},2026-04-{n % 28 + 1:02} 09:05,{tiny.GRIDS[n % 3]},{n % 5 + 1},"
                f"{note}{rows + n}\n"
                for n in range(10_000)
            )
            rows += 10_000
    return rows


def peak(process: int) -> int:
    """The most memory that a process had, in MB."""
    return processes.memory(process)["VmHWM"] >> 20


@pytest.mark.slow
@pytest.mark.parametrize(("megabytes", "most"), [(5, 700), (150, 1200)], ids=["5 MB", "150 MB"])
def test_a_ledger_of_real_size_is_handed_in_and_published(
    upload: Page, office: Path, server: tuple[str, int], megabytes: int, most: int
) -> None:
    """most: MB that the server may take, of which 150 are the file in Streamlit's hands."""
    rows = ledger(office / "四月.csv", megabytes)
    begun = time.monotonic()
    hand_in(upload, office / "四月.csv")
    expect(upload.get_by_text("四、保存与发布")).to_be_visible(timeout=PATIENCE)
    settle(upload, 600)
    expect(upload.get_by_test_id("stMetric").first).to_contain_text(f"{rows:,}")
    print(f"{megabytes} MB: looked at in {time.monotonic() - begun:.0f} s, {peak(server[1])} MB")
    assert peak(server[1]) < most
    click(upload, "保存")
    click(upload, "发布")
    expect(upload.get_by_text("已发布。")).to_be_visible(timeout=PATIENCE)
    assert visits(office) == rows + 1


def parquet_bomb(path: Path) -> None:
    column = pa.array(["2026-03-05 09:05"] * 1_000_000).dictionary_encode()
    rows = pa.table(dict.fromkeys("abcdefgh", column))
    with pq.ParquetWriter(path, rows.schema, compression="zstd") as writer:
        for _ in range(30):
            writer.write_table(rows)


def stray_blank(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(csv.reader(MARCH.splitlines())):
            sheet.write_row(number, 0, row)
        sheet.write_string("XFD1048576", " ")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("look", "refused", "told"),
    [
        (Look(), "内存超过 3000 MB", "工作表延伸到单元格 XFD1048576"),
        (Look("en-US"), "more than 3000 MB of memory", "reaches to cell XFD1048576"),
    ],
    ids=["zh", "en"],
)
def test_a_file_that_would_end_the_server_is_refused_while_pages_go_on(
    upload: Page, office: Path, server: tuple[str, int], refused: str, told: str
) -> None:
    parquet_bomb(office / "bomb.parquet")
    hand_in(upload, office / "bomb.parquet")
    begun, pages = time.monotonic(), 0
    other = upload.context.new_page()
    while not upload.get_by_test_id("stAlert").filter(has_text=refused).count():
        assert time.monotonic() - begun < PATIENCE / 1000
        other.goto(f"{server[0]}/visits")
        settle(other, 60)
        expect(other.get_by_test_id("stMain").get_by_role("heading").first).to_be_visible()
        pages += 1
    assert pages, "another reader's page was served meanwhile"
    expect(upload.get_by_test_id("stAlert")).to_have_count(1)
    stray_blank(office / "blank.xlsx")
    hand_in(upload, office / "blank.xlsx")
    expect(upload.get_by_text(told)).to_be_visible(timeout=PATIENCE)
    assert not upload.get_by_test_id("stException").count()
    assert urllib.request.urlopen(f"{server[0]}/_stcore/health").status == 200
