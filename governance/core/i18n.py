"""Chinese and English: msgids are English, the Chinese ones are in locales/zh (gettext)."""

import gettext
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALES = Path(__file__).resolve().parents[2] / "locales"
DOMAIN = "governance"
LANGUAGES: Mapping[str, str] = {"zh": "中文", "en": "English"}
FALLBACK = "en"


def catalogue(lang: str) -> gettext.NullTranslations:
    """The messages of a language, compiled from its .po file; English needs none."""
    if not (source := _source(lang)):
        return gettext.NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, source)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def messages(lang: str) -> list[str]:
    """Every message of a language's .po file, in English; none for English itself."""
    return [str(message.id) for message in _source(lang) or () if message.id]


def _source(lang: str) -> Catalog | None:
    path = LOCALES / lang / "LC_MESSAGES" / f"{DOMAIN}.po"
    if not path.exists():
        return None
    with path.open("rb") as file:
        return read_po(file, locale=lang)


class Translator:
    """The words of one language: `_("Visits")`, `_("{n} areas", n=3)`."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._messages = catalogue(lang)

    def __call__(self, message: str, **values: object) -> str:
        """The message in this language, its {fields} filled in."""
        text = self._messages.gettext(message) if message else ""
        return text.format(**values) if values else text

    def pick(self, text: Mapping[str, str]) -> str:
        """This language's part of a zh/en text of a contract, source or metric."""
        return text.get(self.lang) or text.get(FALLBACK) or next(iter(text.values()), "")


@cache
def translator(lang: str) -> Translator:
    """The translator of a language, compiled once a process."""
    return Translator(lang)


class TranslatedError(ValueError):
    """An error that can be translated into any language.

    message: a msgid with {fields}; a value of it may be such an error, and `kind` is a msgid.
    """

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message.format(**values))
        self.message, self.values = message, values

    def translated(self, _: Translator) -> str:
        """The error in a reader's language."""
        values = {
            key: value.translated(_) if isinstance(value, TranslatedError) else value
            for key, value in self.values.items()
        }
        if "kind" in values:
            values["kind"] = _(str(values["kind"]))
        return _(self.message, **values)


def mark(message: str) -> str:
    """Marks a message for the catalogue where a table holds it and a page translates it later."""
    return message


def known_language(lang: str | None) -> str:
    """The language of LANGUAGES that a browser's locale or a link asks for, "" for none of them."""
    language = (lang or "").replace("_", "-").split("-")[0].lower()
    return language if language in LANGUAGES else ""
