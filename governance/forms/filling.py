"""Fills a form in: every place from its binding, or nothing at all."""

from dataclasses import replace
from pathlib import Path

from governance.briefings import compose
from governance.core.i18n import TranslatedError, mark, translator
from governance.core.toml_entries import EntryError
from governance.forms import bindings, form_values
from governance.forms.bindings import ENDINGS, Form, FormError, check_period
from governance.forms.word_form import WordForm
from governance.forms.xlsx_form import XlsxForm
from governance.warehouse.reader import Warehouse

KINDS: dict[str, type[WordForm] | type[XlsxForm]] = {".docx": WordForm, ".xlsx": XlsxForm}
NO_KIND = mark("a form is a file of Word (.docx) or Excel (.xlsx); save it as one")
NO_FILE = mark("there is no such file")
UNBOUND = mark("“{name}” ({place}) has no binding; write it below [values] of {file}")
NOWHERE = mark("“{name}” stands nowhere in the form; put its placeholder there, or delete it")


def fill(warehouse: Warehouse, file: Path, lang: str, area: str = "", period: str = "") -> bytes:
    """The form with its values and an annex; area and period in place of the form's own.

    Raises FormError, which says everything that is wrong.
    """
    _refuse_other_files(file)
    form, opened = _asked(bindings.load(file), area, period), KINDS[file.suffix](file)
    cells = {name: one.cell for name, one in form.bindings.items() if one.cell}
    troubles = [*opened.bind(cells), *_unmatched(opened.places, form, file)]
    found, wrong = form_values.entries(compose.reader_of(warehouse, lang), form)
    if troubles or wrong:
        raise FormError(file.name, [*troubles, *bindings.named(wrong)])
    return opened.filled(found, form_values.annex(found, translator(lang)))


def _refuse_other_files(file: Path) -> None:
    if file.suffix not in ENDINGS:
        raise FormError(file.name, [TranslatedError(NO_KIND)])
    if not file.is_file():
        raise FormError(file.name, [TranslatedError(NO_FILE)])


def _asked(form: Form, area: str, period: str) -> Form:
    try:
        check_period(period)
    except EntryError as error:
        raise FormError(form.file, [TranslatedError("{error}", error=error)]) from error
    return replace(form, area=area or form.area, period=period or form.period)


def _unmatched(places: dict[str, str], form: Form, file: Path) -> list[TranslatedError]:
    """Places without a binding, and bindings without a place."""
    beside = file.with_suffix(".toml").name
    unbound = [
        TranslatedError(UNBOUND, name=name, place=place, file=beside)
        for name, place in places.items()
        if name not in form.bindings
    ]
    nowhere = [
        TranslatedError(NOWHERE, name=name)
        for name, one in form.bindings.items()
        if name not in places and not one.cell
    ]
    return [*unbound, *nowhere]
