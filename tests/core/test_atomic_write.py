"""Files of briefings are there whole or not at all."""

import errno
import os

import pytest

from governance.core import atomic_write


def test_a_file_is_replaced_whole_and_its_rights_are_set(tmp_path):
    file = tmp_path / "会.toml"
    atomic_write.put(file, "一")
    atomic_write.put(file, b"\x00\xff")
    assert file.read_bytes() == b"\x00\xff"
    assert file.stat().st_mode & 0o777 == 0o644
    assert list(tmp_path.iterdir()) == [file]


def test_a_name_is_given_once(tmp_path):
    file = tmp_path / "frozen.json"
    assert atomic_write.put_once(file, "一")
    assert not atomic_write.put_once(file, "二")
    assert file.read_text(encoding="utf-8") == "一"
    assert file.stat().st_mode & 0o777 == 0o444
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("write", [atomic_write.put, atomic_write.put_once])
def test_a_full_disk_leaves_what_was_there_and_nothing_else(tmp_path, monkeypatch, write):
    file = tmp_path / "a.toml"
    atomic_write.put(file, "before")

    def full(_number):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write(file, "after")
    assert file.read_text(encoding="utf-8") == "before"
    assert list(tmp_path.iterdir()) == [file]
