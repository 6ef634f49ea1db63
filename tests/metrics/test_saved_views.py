"""Views that are kept by name: the last address of a name, and none that leads elsewhere."""

from pathlib import Path

import pytest

from governance.metrics import saved_views


def test_a_name_stands_for_its_last_address_until_it_is_taken_away(tmp_path: Path) -> None:
    path = tmp_path / "views.jsonl"
    saved_views.save("停车", "parking?area=1", path)
    saved_views.save("按期", "rank?metric=on_time_rate&only=channel:热线", path)
    saved_views.save("停车", "parking?area=2", path)
    found, wrong = saved_views.load(path)
    assert wrong == []
    assert list(found.items()) == [
        ("停车", "parking?area=2"),
        ("按期", "rank?metric=on_time_rate&only=channel:热线"),
    ]
    saved_views.save("停车", "", path)
    assert list(saved_views.load(path)[0]) == ["按期"]


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "//evil.example",
        "javascript:alert(1)",
        'a?"onclick="x',
        "../a",
        "a b",
    ],
)
def test_no_address_leads_elsewhere(tmp_path: Path, address: str) -> None:
    path = tmp_path / "views.jsonl"
    saved_views.save("x", address, path)
    assert saved_views.load(path) == ({}, [])
