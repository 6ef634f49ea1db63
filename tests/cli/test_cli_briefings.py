"""The command that takes a briefing along, from the published build or as it was frozen."""

import re

import pytest

from governance.__main__ import main
from governance.briefings import frozen, store
from governance.briefings.model import Briefing
from governance.warehouse.reader import VARIABLE, Warehouse

MONTHLY = "月度治理例会"


def test_the_command_exports_the_build_and_a_frozen_state(
    sample_warehouse, tmp_path, monkeypatch, capsys
):
    monkeypatch.setenv(VARIABLE, str(sample_warehouse))
    monkeypatch.chdir(tmp_path)
    assert main(["export", MONTHLY, "--format", "xlsx"]) == 0
    written = capsys.readouterr().out.strip()
    assert re.fullmatch(rf"{MONTHLY} \S+\.xlsx", written)
    file = tmp_path / "frozen.json"
    warehouse = Warehouse.open(sample_warehouse)
    given = store.load(MONTHLY)
    monkeypatch.setenv(store.VARIABLE, str(tmp_path))
    file = frozen.freeze(warehouse, given)
    live, kept = tmp_path / "live.html", tmp_path / "sub" / "kept.html"
    monkeypatch.delenv(store.VARIABLE)
    asked = ["export", MONTHLY, "--format", "html", "--lang", "en", "--out"]
    assert main([*asked, str(live)]) == 0
    assert main([*asked, str(kept), "--frozen", str(file)]) == 0
    assert kept.read_bytes() == live.read_bytes()
    assert "page 1 of " in capsys.readouterr().err
    assert main(["export", "other", "--format", "html", "--frozen", str(file)]) == 2


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        (["gone", "--format", "html"], 1, "no briefing of this name"),
        ([MONTHLY, "--format", "html", "--frozen", "gone.json"], 1, "no frozen briefing"),
    ],
)
def test_an_export_that_cannot_be_made_is_told(asked, status, said, capsys):
    assert main(["export", *asked]) == status
    assert said in capsys.readouterr().err


def test_a_wrong_file_hides_no_other_from_the_list(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv(store.VARIABLE, str(tmp_path))
    store.create("例会", Briefing({"zh": "例会", "en": "Meeting"}))
    (tmp_path / "坏.toml").write_text("slides = 3", encoding="utf-8")
    assert main(["briefing", "list", "--format", "csv", "--lang", "en"]) == 1
    told = capsys.readouterr()
    assert "例会,Meeting,0," in told.out
    assert "坏.toml" in told.err
