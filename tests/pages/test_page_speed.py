"""The command tests.bench.page_speed on a tiny office: every page, and what it calls too slow."""

from pathlib import Path

import pytest

from governance.bench import pages
from governance.bench.server import started
from tests.bench import page_speed
from tests.support import offices
from tests.support.views import address, views


@pytest.mark.slow
def test_every_page_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    warehouse = str(offices.built("few_rows", tmp_path))
    assert page_speed.main(["--warehouse", warehouse, "--runs", "1", "--limit", "60000"]) == 0
    _what, _head, *lines, verdict = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [
        f"/{address(entry)}" for entry, _asked in views()
    ]
    assert all(float(word) >= 0 for line in lines for word in line.split()[-8:])
    assert verdict.startswith("too slow or broken: none")


def test_a_page_above_the_limit_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["--warehouse", str(offices.built("one_row", tmp_path)), "--runs", "1"]
    assert page_speed.main([*asked, "--limit", "0", "--pages", "upload"]) == 1
    assert "too slow or broken: upload;" in capsys.readouterr().out


def test_the_same_areas_and_periods_are_asked_for_each_time(tmp_path: Path) -> None:
    warehouse = offices.built("one_row", tmp_path)
    first, again = (list(pages.scopes_of(warehouse, 12)) for _time in range(2))
    assert first == again
    assert len(set(first)) == 12


def test_an_error_is_not_taken_for_a_fast_page(tmp_path: Path) -> None:
    with started(offices.built("one_row", tmp_path)) as place:
        server = pages.server_at(*place)
        assert server.visit("", "")[0].errors == ()
        assert server.visit("nowhere", "")[0].errors == ("there is no such page",)
