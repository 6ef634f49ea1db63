"""A form of Word: its placeholders, and the same document with what stands at them."""

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from governance.briefings.powerpoint_text import clean
from governance.briefings.word_private import cell_properties
from governance.core.i18n import TranslatedError, mark
from governance.forms.bindings import PLACEHOLDER, FormError
from governance.forms.form_values import Annex, Entry

NO_WORD = mark("this is no document of Word (.docx)")
NOT_READ = mark("a placeholder cannot be read ({error}); write it as two braces around a name")
# What docxtpl takes for a placeholder or for an order.
MARKED = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
SMALL = 8  # points of the annex
SHARES = (0.17, 0.2, 0.2, 0.43)  # of a line, the columns of the annex
BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right")
)


class WordForm:
    """A form's document. places: where each placeholder stands, by its name."""

    def __init__(self, file: Path) -> None:
        # A form of others is data: its placeholders reach nothing but the values.
        self._words = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
        try:
            self._template = DocxTemplate(file)
            names = self._template.get_undeclared_template_variables(self._words)
        except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError) as error:
            raise FormError(file.name, [TranslatedError(NO_WORD)]) from error
        except TemplateError as error:
            wrong = TranslatedError(NOT_READ, error=error)
            raise FormError(file.name, [wrong]) from error
        texts = list(self._texts())
        odd = [part for text in texts for part in MARKED.findall(text)]
        if odd := [part for part in odd if not PLACEHOLDER.fullmatch(part)]:
            raise FormError(file.name, [TranslatedError(NOT_READ, error=part) for part in odd])
        self._name = file.name
        self.places = {name: _where(name, texts) for name in sorted(names)}

    def _texts(self) -> Iterator[str]:
        """The paragraphs of the document, of its heads and feet."""
        document = self._template.get_docx()
        for paragraph in document.element.body.iter(qn("w:p")):
            yield "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
        for section in document.sections:
            for part in (section.header, section.footer):
                yield from (paragraph.text for paragraph in part.paragraphs)

    def bind(self, cells: Mapping[str, str]) -> list[TranslatedError]:
        """A document has no cells with an address: what is bound to one is told as wrong."""
        wrong = mark("“{name}” is bound to a cell ({cell}), which only a workbook has; delete cell")
        return [TranslatedError(wrong, name=name, cell=cell) for name, cell in cells.items()]

    def filled(self, found: Mapping[str, Entry], annex: Annex) -> bytes:
        """The document with its values, and its annex on a page of its own."""
        values = {name: clean(entry.text) for name, entry in found.items()}
        try:
            self._template.render(values, jinja_env=self._words)
        except (TemplateError, TypeError) as error:
            wrong = TranslatedError(NOT_READ, error=error)
            raise FormError(self._name, [wrong]) from error
        document = self._template.docx  # get_docx() would read the form again
        document.add_page_break()
        document.add_paragraph().add_run(annex.title).font.bold = True
        _add_table(document, annex.rows)
        for text in annex.definitions:
            document.add_paragraph().add_run(clean(text)).font.size = Pt(SMALL)
        stream = BytesIO()
        self._template.save(stream)
        return stream.getvalue()


def _where(name: str, texts: Sequence[str]) -> str:
    """The beginning of the paragraph in which a placeholder stands."""
    wanted = re.compile(rf"\{{\{{[^}}]*\b{re.escape(name)}\b")
    return next((text.strip()[:60] for text in texts if wanted.search(text)), "")


def _add_table(document: Any, rows: Sequence[Sequence[str]]) -> None:
    """Rows with borders of their own: the form's styles stay as they are."""
    table, page = document.add_table(len(rows), len(rows[0])), document.sections[-1]
    table.autofit = False
    line = page.page_width - page.left_margin - page.right_margin
    for column, share in zip(table.columns, SHARES, strict=True):
        column.width = round(line * share)
    for number, (native, texts) in enumerate(zip(table.rows, rows, strict=True)):
        for cell, text, share in zip(native.cells, texts, SHARES, strict=True):
            cell.width = round(line * share)
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)
            run = cell.paragraphs[0].add_run(clean(text))
            run.font.size, run.font.bold = Pt(SMALL), number == 0
            borders = f"<w:tcBorders {nsdecls('w')}>{BORDERS}</w:tcBorders>"
            cell_properties(cell).append(parse_xml(borders))
