"""What an address holds is read as letters: no error, no picture, no link, no formula."""

import csv
import io
import re

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import PAGES
from governance.briefings import frozen
from governance.briefings.model import BriefingError
from governance.core import escaping
from governance.metrics.scope import PARAMETERS
from governance.warehouse.reader import VARIABLE
from tests.support.paged import publish

ACTIVE = (
    "![x](https://evil.example/p.png) [a](https://evil.example) https://evil.example www.evil.ex "
    "<script>alert(1)</script> <img src=x> :material/home: :smile: $x^2$ :red[x] **b** `c`"
)
VALUES = {
    "active": ACTIVE,
    "long": "9" * 10_000,
    "huge": "9" * 3_900,
    "negative": "-1",
    "control": "a\x00b\nc\r\n# d\u202e",
    "path": "../../../etc/passwd",
}
SHOWN = (
    "markdown",
    "info",
    "warning",
    "error",
    "success",
    "caption",
    "title",
    "header",
    "subheader",
)
# A mark that no backslash or joiner keeps from working.
WORKING = re.compile(
    r"(?<!\\)\[x|(?<!\\)\]\(|https?://evil|www\.evil|:material/home:|:smile:|(?<!\\)\$x"
    r"|(?<!\\)<script>alert|(?<!\\)<img src=x"
)
# The guide's own picture, below its chapter.
PICTURE = re.compile(r"!\[[^\[\]]*\]\(guide-pictures/[a-z]+-(?:en|zh)\.webp\)$")


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    return publish(tmp_path_factory.mktemp("hostile"))


def said(app):
    return [element.value for kind in SHOWN for element in app.get(kind)]


@pytest.mark.parametrize("lang", ["en", pytest.param("zh", marks=pytest.mark.slow)])
@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.name)
def test_no_parameter_breaks_a_page_or_is_rendered(warehouse, monkeypatch, entry, lang):
    monkeypatch.setenv(VARIABLE, str(warehouse))
    app = AppTest.from_file("../../dashboard.py", default_timeout=60)
    for kind, value in VALUES.items():
        app.query_params.update(dict.fromkeys(PARAMETERS, value) | {"lang": lang})
        found = app.run().switch_page(f"pages/{entry.section}/{entry.name}.py").run()
        assert not found.exception, kind
        for text in said(found):
            own = PICTURE.sub("", str(text))
            assert not WORKING.search(own), (kind, text)


@pytest.mark.parametrize(
    ("start", "end"),
    [("2026-01-01", "9999-12-31"), ("0001-01-01", "2026-03-01"), ("9999-12-31", "9999-12-31"),
     ("2026-03-01", "2026-02-01"), ("9" * 5000, "-1"), ("1900-01-01", "2199-12-31")],
)  # fmt: skip
def test_no_day_breaks_a_page(warehouse, monkeypatch, start, end):
    monkeypatch.setenv(VARIABLE, str(warehouse))
    app = AppTest.from_file("../../dashboard.py", default_timeout=60)
    app.query_params.update({"period": "custom", "start": start, "end": end, "lang": "en"})
    for entry in PAGES[:12]:
        found = app.run().switch_page(f"pages/{entry.section}/{entry.name}.py").run()
        assert not found.exception, entry.name


def test_a_frozen_briefing_is_had_by_its_name_alone(tmp_path, monkeypatch):
    secret = tmp_path / "secret-2026-01-01-b.json"
    secret.write_text("{}")
    monkeypatch.setattr(frozen, "folder", lambda: tmp_path / "frozen")
    for name in (str(secret), f"../{secret.name}", "x" * 5000, "a\x00b", ""):
        with pytest.raises(BriefingError, match="there is no frozen briefing"):
            frozen.listed(name)


def test_what_is_escaped_says_the_same_and_does_nothing():
    found = escaping.markdown(ACTIVE)
    assert not WORKING.search(found)
    assert found.replace("\\", "").replace(escaping.JOINER, "") == ACTIVE
    assert len(escaping.quoted("9" * 10_000)) == escaping.LONGEST + 1
    assert escaping.markdown("# a") == r"\# a"
    assert escaping.markdown("a\x00\nb") == "a b"
    assert escaping.markdown("示例街道 3 号") == "示例街道 3 号"


def hostile_ledger(header, cell, rows=30):
    """A ledger whose header is a text in every column; its dates look like visits."""
    lines = [[f"{header} {n}" for n in range(3)] + ["走访时间"]]
    lines += [[cell, f"{cell} {n}", str(n), "2026-03-05 09:00"] for n in range(rows)]
    text = io.StringIO()
    csv.writer(text).writerows(lines)
    return text.getvalue().encode()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("name", "header", "cell"),
    [("a.csv", ACTIVE, ACTIVE), (f"{ACTIVE.replace('/', '∕')[:100]}.csv", "列", "x"),
     ("b.csv", "=cmd|' /C calc'!A0", "\x00\u202e" + ACTIVE), ("c.csv", "9" * 5000, "#" * 5000)],
    ids=["headers and cells", "name", "formula and controls", "long"],
)  # fmt: skip
def test_what_an_uploaded_file_says_is_shown_as_letters(
    warehouse, monkeypatch, tmp_path, lang, name, header, cell
):
    monkeypatch.setenv(VARIABLE, str(warehouse))
    monkeypatch.setenv("GOVERNANCE_SOURCES", str(tmp_path))
    monkeypatch.setenv("GOVERNANCE_EXPORTS", str(tmp_path))
    app = AppTest.from_file("../../dashboard.py", default_timeout=60)
    app.query_params["lang"] = lang
    page = app.run().switch_page("pages/reference/upload.py").run()
    page.file_uploader[0].set_value((name, hostile_ledger(header, cell), "text/csv"))
    found = page.run()
    assert not found.exception
    assert len(found.subheader) == 4, "read, understood, judged, and offered to be saved"
    texts = [str(text) for text in said(found)]
    assert not [text for text in texts if WORKING.search(text)]
    assert not [text for text in texts if len(text) > 4000]
