"""Which of several definitions of a metric is in force, and what a reader is told of it."""

from dataclasses import replace

import pytest

from governance.metrics import catalog, variants

RATE = catalog.load()["on_time_rate"]
KEYS = {
    "visits": catalog.load()["visits"],
    "rate": replace(RATE, key="rate"),
    "rate_less": replace(RATE, key="rate_less", variant_of="rate"),
}


@pytest.mark.parametrize(
    ("chosen", "office", "expected"),
    [
        ((), (), ["visits", "rate"]),
        (("rate_less",), (), ["visits", "rate_less"]),
        ((), ("rate_less",), ["visits", "rate_less"]),
        (("rate",), ("rate_less",), ["visits", "rate"]),
        (("gone",), (), ["visits", "rate"]),
    ],
)
def test_one_definition_is_in_force(chosen, office, expected):
    assert list(variants.in_force(KEYS, chosen, office)) == expected


def test_a_choice_replaces_another_of_its_family():
    assert variants.choosing(("rate_less", "other"), KEYS, "rate") == ("other", "rate")
    assert [metric.key for metric in variants.family(KEYS, "rate_less")] == ["rate", "rate_less"]


def test_a_variant_without_its_usual_definition_stands_for_itself():
    alone = {"rate_less": KEYS["rate_less"]}
    assert list(variants.in_force(alone, ())) == ["rate_less"]


@pytest.mark.parametrize("text", ["in_force = 'a'", "inforce = []", "in_force = [1]", "= 3"])
def test_a_wrong_file_is_refused(tmp_path, text):
    file = tmp_path / "definitions.toml"
    file.write_text(text)
    with pytest.raises(variants.RuleError, match=r"definitions\.toml"):
        variants.load(file)


def test_the_office_chooses_in_its_file(tmp_path):
    file = tmp_path / "definitions.toml"
    assert variants.load(file) == ()
    file.write_text('in_force = ["rate_less"]')
    assert variants.load(file) == ("rate_less",)
