"""A build is published whole or not at all, and readers keep the one that they opened."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from governance.ingest.sources import SourceError
from governance.warehouse import build, build_history, publish
from governance.warehouse.reader import (
    Warehouse,
    WarehouseMissingError,
    WarehouseUnreadableError,
    current,
)
from tests.support import tiny


def visits(warehouse: Warehouse) -> int:
    return int(warehouse.cursor().execute("select count(*) from visits").fetchall()[0][0])


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return tiny.warehouse(tmp_path_factory.mktemp("reader"), tiny.visits({}))


def publish_visits(folder: Path, count: int, full: bool = False) -> build.Build:
    given, target = [tiny.areas(), tiny.visits(*[{}] * count)], folder / "w.duckdb"
    if count > 1 or publish.builds_folder(target).exists() or target.exists():
        return build.build(given, folder, target, full)
    tiny.build_once(target, *given)
    return build.Build(target.resolve().parent.name, target.resolve(), is_new=True)


def test_a_reader_keeps_its_build_and_the_next_one_sees_the_new(tmp_path: Path) -> None:
    publish_visits(tmp_path, 1)
    old = Warehouse.open(tmp_path / "w.duckdb")
    publish_visits(tmp_path, 2)
    assert visits(old) == 1
    assert visits(Warehouse.open(tmp_path / "w.duckdb")) == 2


def test_a_failed_build_leaves_the_last_good_one_and_no_leftover(tmp_path: Path) -> None:
    publish_visits(tmp_path, 1)
    with pytest.raises(SourceError):
        build.build(
            [tiny.visits({}, covers="all", area={"by": "point"})], tmp_path, tmp_path / "w.duckdb"
        )
    assert visits(Warehouse.open(tmp_path / "w.duckdb")) == 1
    left = [p.name for p in publish.builds_folder(tmp_path / "w.duckdb").iterdir()]
    assert not [name for name in left if name.startswith(publish.UNFINISHED)]


def test_a_build_without_a_single_record_is_not_published(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no dated record was accepted"):
        build.build([tiny.areas(), tiny.visits({"persons": "x"})], tmp_path, tmp_path / "w.duckdb")
    assert not (tmp_path / "w.duckdb").exists()


def test_leftovers_of_a_killed_build_are_cleared(tmp_path: Path) -> None:
    leftover = publish.builds_folder(tmp_path / "w.duckdb") / f"{publish.UNFINISHED}1"
    leftover.mkdir(parents=True)
    with publish.builder(tmp_path / "w.duckdb"):
        assert not leftover.exists()


def test_the_last_three_builds_are_kept(tmp_path: Path) -> None:
    target = tmp_path / "w.duckdb"
    for build_id in ("1", "2", "3", "4"):
        with publish.builder(target) as workplace:
            (workplace / "warehouse.duckdb").write_text(build_id)
            publish.publish(workplace, target, build_id)
    kept = [path.name for path in publish.builds_folder(target).iterdir() if path.is_dir()]
    assert sorted(kept) == ["2", "3", "4"]
    assert target.read_text() == "4"


def test_a_build_that_is_kept_can_be_published_again(tmp_path: Path) -> None:
    target = tmp_path / "w.duckdb"
    first, second = publish_visits(tmp_path, 1), publish_visits(tmp_path, 2)
    with publish.builder(target):
        publish.point(target, first.build_id)
    assert visits(Warehouse.open(target)) == 1
    assert publish.kept_builds(target) == [second.build_id, first.build_id]
    with publish.builder(target), pytest.raises(publish.PublishError, match="kept are: "):
        publish.point(target, "20200101T000000")
    assert publish_visits(tmp_path, 3).is_new
    assert visits(Warehouse.open(target)) == 3


def test_a_build_that_was_finished_but_never_published_is_cleared(tmp_path: Path) -> None:
    target = tmp_path / "w.duckdb"
    first = publish_visits(tmp_path, 1)
    stray = publish.builds_folder(target) / "20990101T000000000000-dead"
    stray.mkdir()
    (stray / "warehouse.duckdb").write_bytes(first.file.read_bytes())
    assert publish.kept_builds(target) == [first.build_id]
    publish_visits(tmp_path, 2)
    assert not stray.exists()


def test_the_list_of_builds_says_what_each_was_made_of(tmp_path: Path) -> None:
    target = tmp_path / "w.duckdb"
    first, second = publish_visits(tmp_path, 1), publish_visits(tmp_path, 2)
    listed = build_history.list_builds(target)
    assert listed["build_id"].tolist() == [second.build_id, first.build_id]
    assert listed["is_current"].tolist() == [True, False]
    assert listed["rows_read"].tolist() == [8, 7]
    assert listed["started_from"].tolist() == [first.build_id, None]
    assert (listed["seconds"] > 0).all()
    assert (
        build_history.files_of(target, first.build_id)["sha256"].str.fullmatch("[0-9a-f]{64}").all()
    )
    first.file.write_bytes(b"torn")
    assert build_history.list_builds(target)["build_id"].tolist() == [
        second.build_id,
        first.build_id,
    ]


def test_nothing_is_built_where_nothing_changed(tmp_path: Path) -> None:
    first = publish_visits(tmp_path, 1)
    again = publish_visits(tmp_path, 1)
    changed = publish_visits(tmp_path, 2)
    assert (again.build_id, again.is_new) == (first.build_id, False)
    assert changed.is_new


def test_a_file_that_no_build_made_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "w.duckdb").write_text("precious")
    with pytest.raises(publish.PublishError, match="move it away first"):
        publish_visits(tmp_path, 1)
    assert (tmp_path / "w.duckdb").read_text() == "precious"


def test_two_builders_wait_for_each_other(tmp_path: Path) -> None:
    inside: list[int] = []

    def work(number: int) -> None:
        with publish.builder(tmp_path / "w.duckdb"):
            inside.append(number)
            time.sleep(0.1)
            assert inside[-1] == number
            inside.append(number)

    with ThreadPoolExecutor() as pool:
        list(pool.map(work, (1, 2, 3)))
    assert inside[::2] == inside[1::2]


def test_a_copied_warehouse_opens_as_it_is(tmp_path: Path) -> None:
    built = publish_visits(tmp_path, 1).file
    built.rename(tmp_path / "copy.duckdb")
    assert visits(Warehouse.open(tmp_path / "copy.duckdb")) == 1


def test_a_missing_warehouse_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(WarehouseMissingError, match="python -m governance build"):
        current(tmp_path / "none.duckdb")


@pytest.mark.parametrize("content", [b"", b"not a database", None])
def test_what_is_no_warehouse_is_told_and_built_again(
    tmp_path: Path, content: bytes | None
) -> None:
    file = publish_visits(tmp_path, 1).file
    file.write_bytes(file.read_bytes()[:20_000] if content is None else content)
    with pytest.raises(WarehouseMissingError, match="no warehouse that this version can read"):
        Warehouse.open(tmp_path / "w.duckdb")
    assert publish_visits(tmp_path, 1).is_new


def test_a_warehouse_of_another_version_is_told_and_built_again(tmp_path: Path) -> None:
    file = publish_visits(tmp_path, 1).file
    with duckdb.connect(file) as con:
        con.execute("drop table left_out; alter table build_info drop column intake_recipe")
    with pytest.raises(WarehouseUnreadableError, match="build it again: python -m governance"):
        Warehouse.open(tmp_path / "w.duckdb")
    assert publish_visits(tmp_path, 1).is_new
    assert visits(Warehouse.open(tmp_path / "w.duckdb")) == 1


@pytest.mark.parametrize(
    "statement",
    ["select * from read_csv('/etc/hosts')", "create table x (a int)", "set threads = 1"],
)
def test_a_reader_can_neither_write_nor_reach_out(reader: Warehouse, statement: str) -> None:
    with pytest.raises(duckdb.Error):
        reader.cursor().execute(statement)
