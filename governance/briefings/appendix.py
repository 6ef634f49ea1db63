"""The last pages of a file that is read alone: definitions, and the files behind the numbers."""

from collections.abc import Iterator, Sequence
from html import escape

from governance.briefings import pagination as paging
from governance.briefings import xlsx_file
from governance.briefings.slide_content import Deck, Definition, File
from governance.core import export_tables
from governance.core.i18n import Translator

# Lines of text, and rows of files, that a page has room for.
LINES, FILES, WIDE = 23.5, 16, 128


def pages(deck: Deck, _: Translator) -> list[str]:
    """The inside of each page, as HTML with every text escaped."""
    known = {one.key: one for slide in deck.slides for one in slide.definitions}
    return [*_defined(list(known.values()), _), *_files(deck, _)]


def _defined(known: Sequence[Definition], _: Translator) -> Iterator[str]:
    for part in _filled(known, _):
        rows = "".join(
            f"<dt>{escape(paging.defined(one, _))}</dt>"
            f"<dd>{'<br>'.join(map(escape, _texts(one, _)))}</dd>"
            for one in part
        )
        title = escape(_("Definitions"))
        yield f'<h2>{title}</h2><div class="body"><dl class="defined">{rows}</dl></div>'


def _filled(known: Sequence[Definition], _: Translator) -> Iterator[list[Definition]]:
    """Definitions page by page, none of them cut."""
    part: list[Definition] = []
    used = 0.0
    for one in known:
        lines = 1.5 + sum(-(-export_tables.letters(text) // WIDE) for text in _texts(one, _))
        if part and used + lines > LINES:
            yield part
            part, used = [], 0.0
        part.append(one)
        used += lines
    if part:
        yield part


def _texts(one: Definition, _: Translator) -> list[str]:
    parts = [one.definition]
    parts += [_("Formula: {text}", text=one.formula)] if one.formula else []
    parts += [_("Left out: {text}", text=one.excludes)] if one.excludes else []
    return parts


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
        f"<tr><td>{escape(one.path)}</td><td>{escape(one.dataset)}</td>"
        f'<td class="number">{one.rows:,}</td><td class="number">{one.accepted:,}</td>'
        f"<td>{one.sha256[:16]}…</td></tr>"
        for one in part
    )
    return f'<table class="files"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
