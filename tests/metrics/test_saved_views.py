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
    assert [(view.name, view.address) for view in found] == [
        ("停车", "parking?area=2"),
        ("按期", "rank?metric=on_time_rate&only=channel:热线"),
    ]
    saved_views.save("停车", "", path)
    assert [view.name for view in saved_views.load(path)[0]] == ["按期"]


def test_a_view_of_ones_own_stands_beside_a_shared_one_of_the_same_name(tmp_path: Path) -> None:
    path = tmp_path / "views.jsonl"
    path.write_text('{"at":"2026-11-30T00:00:00Z","name":"停车","address":"parking"}\n')
    saved_views.save("停车", "parking?area=1", path, "张三", own=True)
    saved_views.save("停车", "parking?area=2", path, "李四", own=True)

    def seen(who: str) -> list[str]:
        return [view.address for view in saved_views.load(path, who)[0]]

    assert seen("") == ["parking"]
    assert seen("张三") == ["parking", "parking?area=1"]
    saved_views.save("停车", "", path, "李四", own=True)
    assert (seen("李四"), seen("张三")) == (["parking"], ["parking", "parking?area=1"])


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
    assert saved_views.load(path) == ([], [])
