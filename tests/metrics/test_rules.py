"""data/rules.toml is read strictly, and a wrong one is said where numbers would have been shown."""

import pytest

from governance import __main__
from governance.core.i18n import translator
from governance.core.toml_entries import EntryError
from governance.metrics import rules

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


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (GOOD.replace("5", '"5"'), "suppression.fewest = '5' is not a whole number"),
        (GOOD.replace("5", "true"), "suppression.fewest = True is not a whole number"),
        (GOOD.replace("5", "0"), "suppression.fewest = 0 is not a whole number above 0"),
        (GOOD.replace("fewest", "fewst"), "'suppression.fewst' is none of its keys.*fewest"),
        (GOOD.replace('["key_group"]', "3"), "suppression.columns = 3 is not a list of texts"),
        (GOOD.replace("[suppression]", ""), "is none of its keys: presence, suppression"),
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
