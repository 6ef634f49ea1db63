"""The last pages of a file that is read alone: definitions, how figures were judged, the files."""

from collections.abc import Iterator, Sequence
from html import escape

from governance.briefings import pagination, xlsx_file
from governance.briefings.slide_content import Deck, File
from governance.core.i18n import Translator

# Lines of text, and rows of files, that a page has room for.
LINES, FILES, WIDE = 23.5, 16, 128
Entry = tuple[str, Sequence[str]]  # a heading, and the texts below it


def pages(deck: Deck, _: Translator) -> list[str]:
    """The inside of each page, as HTML with every text escaped."""
    return [*(_written(title, part) for title, part in entries(deck, _)), *_files(deck, _)]


def entries(deck: Deck, _: Translator) -> list[tuple[str, list[Entry]]]:
    """What each page of texts is called, and its entries: definitions, how figures were judged."""
    defined: list[Entry] = [
        (pagination.defined(one, _), pagination.explained(one, _)) for one in deck.definitions
    ]
    judged: list[Entry] = [(slide.about, slide.remarks) for slide in deck.told if slide.remarks]
    listed = {_("Definitions"): defined, _("How the figures were judged"): judged}
    return [(title, part) for title, every in listed.items() for part in _filled(every)]


def _written(title: str, part: Sequence[Entry]) -> str:
    rows = "".join(
        f"<dt>{escape(name)}</dt><dd>{'<br>'.join(map(escape, texts))}</dd>" for name, texts in part
    )
    return f'<h2>{escape(title)}</h2><div class="body"><dl class="defined">{rows}</dl></div>'


def _filled(every: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Entries page by page, none of them cut."""
    part: list[Entry] = []
    used = 0.0
    for name, texts in every:
        lines = 1.5 + pagination.lines(texts, WIDE)
        if part and used + lines > LINES:
            yield part
            part, used = [], 0.0
        part.append((name, texts))
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
