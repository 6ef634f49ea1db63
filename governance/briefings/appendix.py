"""The last pages of a file that is read alone: definitions, and the files behind the numbers."""

from collections.abc import Iterator, Sequence
from html import escape

from governance.briefings import pagination, xlsx_file
from governance.briefings.slide_content import Deck, Definition, File
from governance.core.i18n import Translator

# Lines of text, and rows of files, that a page has room for.
LINES, FILES, WIDE = 23.5, 16, 128


def pages(deck: Deck, _: Translator) -> list[str]:
    """The inside of each page, as HTML with every text escaped."""
    return [*_defined(deck.definitions, _), *_files(deck, _)]


def _defined(known: Sequence[Definition], _: Translator) -> Iterator[str]:
    for part in _filled(known, _):
        rows = "".join(
            f"<dt>{escape(pagination.defined(definition, _))}</dt>"
            f"<dd>{'<br>'.join(map(escape, pagination.explained(definition, _)))}</dd>"
            for definition in part
        )
        title = escape(_("Definitions"))
        yield f'<h2>{title}</h2><div class="body"><dl class="defined">{rows}</dl></div>'


def _filled(known: Sequence[Definition], _: Translator) -> Iterator[list[Definition]]:
    """Definitions page by page, none of them cut."""
    part: list[Definition] = []
    used = 0.0
    for definition in known:
        lines = 1.5 + pagination.lines(pagination.explained(definition, _), WIDE)
        if part and used + lines > LINES:
            yield part
            part, used = [], 0.0
        part.append(definition)
        used += lines
    if part:
        yield part


def _files(deck: Deck, _: Translator) -> Iterator[str]:
    facts = "".join(
        f"<p>{escape(heading)}: {escape(text)}</p>"
        for heading, text in xlsx_file.facts(deck).items()
    )
    title = escape(_("Sources"))
    for start in range(0, len(deck.files) or 1, FILES):
        table = _table(deck.files[start : start + FILES], _)
        above = "" if start else facts
        yield f'<h2>{title}</h2><div class="words">{above}</div><div class="body">{table}</div>'


def _table(part: Sequence[File], _: Translator) -> str:
    heads = (_("File"), _("Dataset"), _("Rows read"), _("Accepted"), _("SHA-256"))
    head = "".join(f"<th>{escape(name)}</th>" for name in heads)
    rows = "".join(
        f"<tr><td>{escape(item.path)}</td><td>{escape(item.dataset)}</td>"
        f'<td class="number">{item.rows:,}</td><td class="number">{item.accepted:,}</td>'
        f"<td>{item.sha256[:16]}…</td></tr>"
        for item in part
    )
    return f'<table class="files"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
