"""Both languages say everything: what the code says is translated, and nothing else is."""

import ast
import string
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

from governance.core import i18n
from governance.metrics import catalog, number_format

ROOT = Path(__file__).resolve().parents[2]
SPEAKING = {"_": None, "mark": None}
FILES = sorted(
    [ROOT / "dashboard.py", *(ROOT / "governance").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]
)


def extracted(path):
    found = extract_from_file("python", path, keywords=SPEAKING)
    return {message for _line, message, _comments, _context in found if message}


def spoken(path):
    """The literal messages in a file by its syntax tree, which sees into f-strings as well."""
    return {
        node.args[0].value
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in SPEAKING
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }


def chinese():
    with (ROOT / "locales/zh/LC_MESSAGES/governance.po").open("rb") as file:
        return {message.id: message.string for message in read_po(file) if message.id}


MESSAGES = set().union(*(extracted(path) for path in FILES))


def test_every_message_has_its_chinese():
    translated = {message for message, text in chinese().items() if text}
    assert sorted(MESSAGES - translated) == []


def test_no_chinese_is_left_over():
    assert sorted(set(chinese()) - MESSAGES) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_message_hides_where_babel_cannot_find_it(path):
    """Babel does not look into f-strings, nor know a translator by another name than _."""
    assert spoken(path) == extracted(path)
    assert "translate(" + '"' not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("message", "text"), chinese().items())
def test_a_translation_fills_in_the_same_fields(message, text):
    def fields(template):
        return {name for _text, name, *_rest in string.Formatter().parse(template) if name}

    assert fields(text) == fields(message)


def test_every_unit_of_a_metric_has_its_words():
    metrics = [metric for metric in catalog.load().values() if not metric.unit_title]
    units = {metric.unit for metric in metrics} - {"percent"}
    assert units <= set(number_format.UNITS)


def test_words_by_language():
    assert i18n.translator("zh")("Overview") == "总览"
    assert i18n.translator("en")("Overview") == "Overview"
    assert i18n.translator("zh")("Time zone {zone}", zone="Asia/Shanghai") == "时区 Asia/Shanghai"


def test_the_empty_message_is_empty_and_not_the_header_of_the_catalogue():
    assert i18n.translator("zh")("") == ""


def test_pick_falls_back_to_english():
    _ = i18n.translator("zh")
    assert _.pick({"zh": "诉求", "en": "Issues"}) == "诉求"
    assert _.pick({"en": "Issues"}) == "Issues"
    assert _.pick({}) == ""


@pytest.mark.parametrize(
    ("locale", "lang"),
    [
        ("zh-CN", "zh"),
        ("zh_TW", "zh"),
        ("ZH", "zh"),
        ("en-US", "en"),
        ("en", "en"),
        ("fr-FR", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_language_of_a_browser(locale, lang):
    assert i18n.known_language(locale) == lang
