"""Chinese and English: msgids are English, the Chinese ones are in locales/zh (gettext)."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

LOCALES = Path(__file__).resolve().parents[2] / "locales"
LANGUAGES: Mapping[str, str] = {"zh": "中文", "en": "English"}
FALLBACK = "en"


class Translator:
    """The words of one language: `_("Visits")`, `_("{n} areas", n=3)`.

    messages: English → this language, as its .po file says; English needs none.
    """

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.messages = _messages(lang)

    def __call__(self, message: str, **values: object) -> str:
        """The message in this language, its {fields} filled in."""
        text = self.messages.get(message, message)
        return text.format(**values) if values else text

    def pick(self, text: Mapping[str, str]) -> str:
        """This language's part of a zh/en text of a contract, source or metric."""
        return text.get(self.lang) or text.get(FALLBACK) or next(iter(text.values()), "")


def _messages(lang: str) -> Mapping[str, str]:
    path = LOCALES / lang / "LC_MESSAGES" / "governance.po"
    if not path.exists():
        return {}
    with path.open("rb") as file:
        entries = [entry for entry in read_po(file, locale=lang) if not entry.fuzzy]
    return {str(entry.id): str(entry.string) for entry in entries if entry.id and entry.string}


@cache
def translator(lang: str) -> Translator:
    """The translator of a language, read once a process."""
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
