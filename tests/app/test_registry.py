"""What the registry makes of the datasets that there are."""

from dashboard import PAGES
from governance.app import registry
from governance.metrics import catalog

OVERVIEW = PAGES[0]


def test_every_metric_with_days_opens_the_overview():
    dated = [metric for metric in catalog.load().values() if metric.time != "register"]
    assert len(dated) > 20
    assert all(OVERVIEW.has_data({metric.dataset}) for metric in dated)


def test_registers_alone_do_not_open_the_overview():
    registers = {one.dataset for one in catalog.load().values()} - set(registry.measured())
    assert registers == {"areas", "organisations", "compounds"}
    assert not OVERVIEW.has_data(registers | {"activities"})


def test_every_page_is_a_file():
    assert [entry.name for entry in PAGES if not entry.script.is_file()] == []


def test_uploads_can_be_turned_off(monkeypatch):
    upload = next(entry for entry in PAGES if entry.name == registry.UPLOAD)
    assert upload.is_on
    monkeypatch.setenv("GOVERNANCE_UPLOADS", "off")
    assert not upload.is_on
    assert OVERVIEW.is_on
