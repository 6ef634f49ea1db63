"""A source file maps an export; a wrong one says what and where."""

from pathlib import Path

import pytest

from governance.ingest import sources
from governance.ingest.sources import SourceError

GOOD = """
dataset = "visits"
files = "走访_*.csv"
[columns]
visit_id = "编号"
visited_at = ["走访时间", "时间"]
[formats]
visited_at = "%Y/%m/%d"
[area]
by = ["code", "name_path"]
columns = ["街道", "社区"]
[[exclude]]
column = "状态"
values = "作废"
reason = { zh = "作废", en = "Voided" }
"""


def test_single_texts_and_lists_mean_the_same() -> None:
    source = sources.parse("visits", GOOD)
    assert source.files == ("走访_*.csv",)
    assert source.columns == {"visit_id": ("编号",), "visited_at": ("走访时间", "时间")}
    assert source.formats == {"visited_at": ("%Y/%m/%d",)}
    assert source.area.by == ("code", "name_path")
    assert source.exclude[0].values == ("作废",)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('dataset = "visits"', 'dataset = "visit"'), "dataset = 'visit' is none of: "),
        (('files = "走访_*.csv"', ""), "either files or"),
        (("visit_id =", "visitid ="), "perhaps visit_id?"),
        (
            ('by = ["code", "name_path"]', 'by = ["guess"]'),
            "area.by[1] = 'guess' is none of: code, ",
        ),
        (('by = ["code", "name_path"]', 'by = ["code"]'), "go with by = 'name_path'"),
        (
            ('columns = ["街道", "社区"]', 'columns = ["街道"]\nlevel = "town"'),
            "area.level = 'town' is none of: ",
        ),
        (('dataset = "visits"', 'dataset = "visits"\nencodng = "x"'), "perhaps encoding?"),
        (("[columns]", "[columns"), "source visits:"),
    ],
)
def test_a_wrong_source_says_what_is_wrong(change: tuple[str, str], message: str) -> None:
    with pytest.raises(SourceError) as raised:
        sources.parse("visits", GOOD.replace(*change))
    assert message in str(raised.value)


def test_an_empty_folder_is_no_set_of_sources(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no source file"):
        sources.load(tmp_path)


def test_a_folder_of_folders_names_them() -> None:
    with pytest.raises(SourceError, match="choose one of: la_311, nyc_311"):
        sources.load(sources.SOURCES / "examples")


def test_every_source_of_the_project_is_sound() -> None:
    folders = {path.parent for path in sources.SOURCES.rglob("*.toml")}
    assert sum(len(sources.load(folder)) for folder in folders) >= 6
