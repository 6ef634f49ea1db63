"""What an office says of itself: read strictly, told where it is wrong, and used where it holds."""

from pathlib import Path

import pytest

from governance.core.contracts import ROOT
from governance.core.toml_entries import EntryError
from governance.metrics import catalog, office, office_files
from governance.metrics.office import Office
from governance.warehouse import filter_options
from governance.warehouse.reader import Warehouse

METRICS = set(catalog.load())


def test_the_samples_own_settings_can_be_read_and_are_for_the_sample_alone() -> None:
    (given,) = office.load(METRICS, office.file())
    assert given.synthetic
    assert office_files.office(synthetic=True) == given
    assert office_files.office(synthetic=False) == Office()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[office]]\nhome = 5', "office, entry 1: home = 5 is not a text"),
        ('[[office]]\nkey_figures = ["visit"]', "key_figures = 'visit' is none of"),
        (f'[[office]]\nkey_figures = {["visits"] * 7}', "7 metrics; the first screen"),
        ('[[office]]\ncolour = "red"', "colour"),
        ("[office]\nhome = 'x'", "write [[office]] in double brackets"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(text: str, said: str) -> None:
    with pytest.raises(EntryError) as found:
        office.parse(text, METRICS)
    assert said in str(found.value)


def test_a_file_that_is_wrong_is_left_out_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = tmp_path / "office.toml"
    wrong.write_text("[[office]]\nhome = 5", encoding="utf-8")
    monkeypatch.setenv(office.VARIABLE, str(tmp_path))
    assert office_files.office(synthetic=True) == Office()
    assert any("home" in str(error) for error in office_files.complaints())


def test_home_is_where_pages_begin_or_all_areas(sample_warehouse: Path) -> None:
    opened = Warehouse.open(sample_warehouse)
    assert filter_options.load_options(opened, "500113011").home == "500113011"
    assert filter_options.load_options(opened, "gone").home == ROOT
