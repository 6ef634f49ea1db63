"""The base map's route: what was made here by its digest, for ever, and nothing else."""

import gzip
import json
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from starlette.applications import Starlette

from governance.bench import server
from governance.maps import basemap, basemap_files, static_routes
from tests.maps.test_basemap import BOUNDS, LAKE, LOOK, ROAD, drop
from tests.support import loops


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(basemap_files.VARIABLE, str(tmp_path))
    return tmp_path


def asked(
    path: str, *, accept: str = "gzip", method: str = "GET", base: str = ""
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of one request to the route alone, of a page beside it."""
    path = urljoin(f"/{base}/map?area=all" if base else "/map?area=all", path)
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "http_version": "1.1",
        "scheme": "http",
        "headers": [(b"accept-encoding", accept.encode())],
    }
    app = Starlette(routes=[static_routes.route(base)])
    loops.run(app, scope, receive, send)
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], headers, b"".join(part.get("body", b"") for part in sent[1:])


def address_of_the_layer() -> str:
    """Where a page finds the one layer of the base map."""
    _below, (layer,) = basemap.layers(BOUNDS, False, LOOK)
    return str(layer.data)


def test_a_layer_is_fetched_once_and_for_ever(folder: Path) -> None:
    drop(folder, "roads.geojson", (ROAD, {"kind": "trunk"}))
    url = address_of_the_layer()
    status, headers, body = asked(url)
    assert (status, headers["content-encoding"]) == (200, "gzip")
    assert headers["cache-control"] == "private, max-age=31536000, immutable"
    assert headers["content-type"] == "application/geo+json"
    plain = asked(url, accept="identity")
    assert plain[2] == gzip.decompress(body)
    assert "content-encoding" not in plain[1]
    assert len(json.loads(plain[2])["features"]) == 1
    drop(folder, "roads.geojson", (LAKE.exterior, {"kind": "trunk"}))
    assert address_of_the_layer() != url
    assert asked(url)[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        f"/basemap/{'0' * 64}.geojson",
        "/basemap/basemap.toml",
        "/basemap/roads.geojson",
        "/basemap/../roads.geojson",
        "/basemap/..%2Froads.geojson",
        "/basemap/",
    ],
)
def test_nothing_else_is_served(folder: Path, path: str) -> None:
    drop(folder, "roads.geojson", (ROAD, {"kind": "trunk"}))
    address_of_the_layer()
    status, _, body = asked(path)
    assert status == 404
    assert b"coordinates" not in body


@pytest.mark.parametrize("base", ["office", "office/board"])
def test_pages_behind_a_path_find_it_beside_them(folder: Path, base: str) -> None:
    drop(folder, "roads.geojson", (ROAD, {"kind": "trunk"}))
    url = address_of_the_layer()
    assert asked(url, base=base)[0] == 200
    assert asked(f"/{url}", base=base)[0] == 404


def test_nothing_is_written_through_the_route() -> None:
    assert asked(f"/basemap/{'0' * 64}.geojson", method="POST")[0] == 405


def test_the_oldest_go_where_there_is_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(static_routes, "KEPT", type(static_routes.KEPT)())
    monkeypatch.setattr(static_routes, "MOST_KEPT", 250)
    for digest in "abc":
        static_routes.offer(digest, bytes(100))
    assert list(static_routes.KEPT) == ["b", "c"]


def test_the_dashboard_serves_it(tmp_path: Path) -> None:
    """The route stands in the app itself, before Streamlit's page that answers any path."""
    with server.serving(tmp_path / "none.duckdb") as address:
        assert lacking(address) == (404, b"not found")


def test_the_dashboard_serves_it_behind_the_path_that_an_office_has_chosen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STREAMLIT_SERVER_BASE_URL_PATH", "office")
    with server.serving(tmp_path / "none.duckdb", "/office") as address:
        assert lacking(f"{address}/office") == (404, b"not found")


def lacking(address: str) -> tuple[int, bytes]:
    """What the route beside the pages of a dashboard says to a digest that was never offered."""
    with pytest.raises(urllib.error.HTTPError) as error:
        urllib.request.urlopen(f"{address}/basemap/{'0' * 64}.geojson", timeout=10)
    return error.value.code, error.value.read()
