"""data/rules.toml is read strictly, and a wrong one is said where numbers would have been shown."""

import datetime as dt

import pytest

from governance import __main__
from governance.core import periods
from governance.core.i18n import translator
from governance.core.toml_entries import EntryError
from governance.metrics import measure, rules
from governance.metrics.query import Query
from governance.warehouse import filter_options
from governance.warehouse.reader import Warehouse
from tests.oracles.facts import Facts, Question
from tests.oracles.issues import ORACLES

LIANHUA = "500113011"
GOOD = (
    '[suppression]\nfewest = 5\ncolumns = ["key_group"]\nunlisted = ["persons"]\n'
    "[presence]\nexpected = 7\nspared = 0.01\nusual = 2\nsilence = 3\nopening = 0.01\n"
)


@pytest.fixture
def write(tmp_path, monkeypatch):
    def put(text):
        (tmp_path / "rules.toml").write_text(text, encoding="utf-8")
        monkeypatch.setattr(rules, "RULES", tmp_path / "rules.toml")
        rules._load.cache_clear()

    return put


def test_the_rules_are_read(write):
    write(GOOD)
    assert rules.load().suppression == rules.Suppression(5, ("key_group",), ("persons",))


def test_an_office_month_is_offered_and_counted_from_days(write, sample_warehouse):
    write(f"{GOOD}[calendar]\nmonth_start = 26\n")
    opened = Warehouse(sample_warehouse.resolve())
    known = filter_options.known_days(opened)
    assert "last_office_month" in known.presets("last_month")
    window = periods.period("last_office_month", known).window
    assert window == (dt.date(2026, 9, 26), dt.date(2026, 10, 26))
    facts, asked = Facts(opened.cursor()), Question(LIANHUA, *window)
    query = Query(("issues_reported", "closure_rate"), "street_office", LIANHUA, (window,))
    for row in measure.computed(opened.cursor(), opened.catalog, query).to_dict("records"):
        assert row["value"] == pytest.approx(ORACLES[row["metric"]](facts, asked))


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (GOOD.replace("5", '"5"'), "suppression.fewest = '5' is not a whole number"),
        (GOOD.replace("5", "true"), "suppression.fewest = True is not a whole number"),
        (GOOD.replace("5", "0"), "suppression.fewest = 0 is not a whole number above 0"),
        (GOOD.replace("fewest", "fewst"), "'suppression.fewst' is none of its keys.*fewest"),
        (GOOD.replace('["key_group"]', "3"), "suppression.columns = 3 is not a list of texts"),
        (GOOD.replace("[suppression]", ""), "is none of its keys: presence, suppression"),
        (f"{GOOD}[calendar]\nmonth_start = 29\n", "month_start = 29 is none of the days from 1"),
        ("[suppression", "this is no TOML"),
        ("", "'presence' is missing"),
    ],
)
def test_a_wrong_file_says_what_is_wrong_in_both_languages(write, text, error):
    write(text)
    with pytest.raises(EntryError, match=error) as refusal:
        rules.load()
    assert str(refusal.value).startswith("data/rules.toml: ")
    assert refusal.value.translated(translator("zh")).startswith("data/rules.toml：")


def test_a_missing_file_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(rules, "RULES", tmp_path / "rules.toml")
    with pytest.raises(EntryError, match=r"data/rules.toml: .*No such file"):
        rules.load()


def test_a_page_says_what_is_wrong_and_recovers(app, write):
    write(GOOD.replace("5", "none"))
    app.run()
    assert not app.exception
    assert "data/rules.toml" in app.error[0].value
    write(GOOD)
    assert not app.run().error


def test_a_command_says_what_is_wrong(paged_warehouse, write, capsys):
    write(GOOD.replace("5", "0"))
    call = ["metric", "visits", "--warehouse", str(paged_warehouse)]
    assert __main__.main(call) == 1
    assert "governance: data/rules.toml: suppression.fewest = 0" in capsys.readouterr().err
