"""The map's page without a browser: what its titles say."""

import pytest
from streamlit.testing.v1 import AppTest

from governance.maps import basemap
from governance.warehouse.reader import VARIABLE
from tests.conftest import ROOT
from tests.support.paged import drawn, opened

GRIDS = {"area": "500113011", "level": "grid_cell", "metric": "issues_reported", "lang": "zh"}
ALONE = "仅问题类别：停车秩序"


@pytest.fixture
def sample(sample_warehouse, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(sample_warehouse))
    return AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)


@pytest.mark.parametrize("page", ["map", "projector"])
@pytest.mark.parametrize("kind", ["areas", "change", "spots", "points", "clusters"])
def test_a_title_says_what_alone_is_counted(sample, page, kind):
    file = f"pages/analyse/{page}.py"
    found = opened(sample, file, **GRIDS, map=kind, only="category:停车秩序")
    assert not found.exception
    assert ALONE in drawn(found)


def test_a_filter_that_is_none_of_the_points_is_not_said(sample):
    asked = {"map": "points", "fact": "visits", "only": "category:停车秩序"}
    found = opened(sample, "pages/analyse/map.py", **GRIDS, **asked)
    assert "走访" in drawn(found)
    assert ALONE not in drawn(found)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "底图文件 roads\\_\\[1\\].geojson 无法读取，未显示：不是 GeoJSON"),
        ("en", "Base map file roads\\_\\[1\\].geojson cannot be read and is left out"),
    ],
)
def test_a_base_map_file_that_cannot_be_read_is_named_under_the_map(
    sample, tmp_path, monkeypatch, lang, said
):
    (tmp_path / "roads_[1].geojson").write_text("<html>", encoding="utf-8")
    (tmp_path / "basemap.toml").write_text("", encoding="utf-8")
    monkeypatch.setattr(basemap, "SAMPLE", tmp_path)
    found = opened(sample, "pages/analyse/map.py", **{**GRIDS, "lang": lang})
    assert not found.exception
    assert any(said in caption.value for caption in found.caption)
