"""The HTML that a browser reads first has the pages' styles, whatever address is asked for."""

from pathlib import Path

import pytest

from governance.app import first_paint, style


@pytest.mark.parametrize(("base", "before"), [("", ""), ("office/board", "/office/board")])
def test_every_page_begins_with_the_styles(base: str, before: str) -> None:
    routes = first_paint.routes(base, ["issues"], "街道治理看板")
    assert [route.path for route in routes] == [f"{before}/", f"{before}/issues"]
    text = first_paint.document("街道治理看板", before or "/")
    assert f'location.origin + "{before or "/"}"' in text
    assert "<title>街道治理看板</title>" in text
    assert text.index(style.rules()) < text.index("</body>")


def test_another_streamlit_without_these_places_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = tmp_path / "index.html"
    other.write_text("<html><title>Streamlit</title></html>", encoding="utf-8")
    monkeypatch.setattr(first_paint, "INDEX", other)
    first_paint.document.cache_clear()
    with pytest.raises(ValueError, match=r"index\.html has no </body>"):
        first_paint.document("x", "/")
    first_paint.document.cache_clear()
