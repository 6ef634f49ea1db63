"""What the places of a form stand for: <form>.toml beside it, read strictly, all errors at once."""

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Annotated, Any

from governance.core import periods, toml_entries
from governance.core.contracts import PROJECT, ROOT
from governance.core.i18n import TranslatedError, mark
from governance.core.toml_entries import EntryError, Table, Text, choice, one_of
from governance.metrics.query import filter_texts

FORMS = PROJECT / "data" / "forms"
VARIABLE = "GOVERNANCE_FORMS"
ENDINGS = (".docx", ".xlsx")
VALUES = "values"
# What a place shows of a metric, or of the form itself.
SHOWN = ("value", "previous", "last_year", "change", "change_last_year")
FACTS = ("area", "period", "as_of", "built", "build", "sample")
PRESETS = tuple(name for name in periods.PRESETS if name != "custom")
# In a form a name stands in two braces, and nothing else: what is worked out there has no receipt.
PLACEHOLDER = re.compile(r"\{\{\s*([^\W\d]\w*)\s*\}\}")
MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
NO_TOML = mark("{file} is not there: it says below [values] what each place of the form stands for")
UNKNOWN_KEY = mark("{key!r} is none of a form's keys: title, area, period, values")
NO_VALUES = mark('[values] is missing: below it, a line a place: visits = {{ metric = "visits" }}')
ONE_OF_BOTH = mark('write either metric = "…" or fact = "…"')


@dataclass(frozen=True)
class Binding(Table):
    """What stands at a place. metric, or fact: something of FACTS.

    show: of the metric. area, period: in place of the form's own; period: a preset, or a month as
    2026-09. only: "segment:value" that alone is counted. cell: of a workbook, as Sheet1!B4. absent:
    what stands where there is no number to show; without it the form is not filled in then.
    """

    metric: str = ""
    fact: Annotated[str, choice("", *FACTS)] = ""
    show: Annotated[str, choice(*SHOWN)] = "value"
    area: str = ""
    period: str = ""
    only: str = ""
    cell: str = ""
    absent: str = ""

    def __post_init__(self) -> None:
        if bool(self.metric) == bool(self.fact):
            raise EntryError(ONE_OF_BOTH)
        check_period(self.period)
        if not all(all(text.partition(":")[:2]) for text in filter_texts(self.only)):
            message = mark("only = {value!r} is not written segment:value")
            raise EntryError(message, value=self.only)


def check_period(period: str) -> None:
    """Raises EntryError where a period is no preset and no month."""
    if period and not MONTH.fullmatch(period):
        one_of(period, (*PRESETS, "2026-09"), "period")


@dataclass(frozen=True)
class Form:
    """A form's bindings by name, and the area and period that they speak of."""

    file: str
    title: Text
    area: str
    period: str
    bindings: Mapping[str, Binding]


class FormError(TranslatedError):
    """A form cannot be filled in. Says all that is wrong, a line each."""

    def __init__(self, file: str, troubles: Sequence[TranslatedError]) -> None:
        every = reduce(lambda one, other: TranslatedError("{a}\n{b}", a=one, b=other), troubles)
        super().__init__("{file}: {error}", file=file, error=every)


def named(wrong: Mapping[str, Exception]) -> list[TranslatedError]:
    """What is wrong with places, by the names that they are bound under; what is alike once."""
    alike: dict[str, list[str]] = {}
    for name, error in wrong.items():
        alike.setdefault(str(error), []).append(name)
    return [
        TranslatedError(mark("“{name}”: {error}"), name=", ".join(names), error=wrong[names[0]])
        for names in alike.values()
    ]


def folder() -> Path:
    """Where the office's forms lie: GOVERNANCE_FORMS, else the project's own."""
    return Path(os.environ.get(VARIABLE) or FORMS)


def forms() -> list[Path]:
    """Every form of the folder."""
    return sorted(path for path in folder().glob("*.*") if path.suffix in ENDINGS)


def load(file: Path) -> Form:
    """The bindings of a form's file. Raises FormError."""
    beside = file.with_suffix(".toml")
    if not beside.is_file():
        raise FormError(file.name, [TranslatedError(NO_TOML, file=beside.name)])
    try:
        spec = toml_entries.parse(beside.read_text(encoding="utf-8"), VALUES)
        _refuse_unknown(spec)
        check_period(str(spec.get("period", "")))
    except (EntryError, UnicodeDecodeError) as error:
        raise FormError(beside.name, [TranslatedError("{error}", error=error)]) from error
    bindings, wrong = _bindings(spec[VALUES])
    if wrong:
        raise FormError(beside.name, named(wrong))
    area, period = spec.get("area", ROOT), spec.get("period", periods.DEFAULT)
    return Form(file.name, spec.get("title", {}), str(area), str(period), bindings)


def _refuse_unknown(spec: Mapping[str, Any]) -> None:
    if unknown := sorted(set(spec) - {"title", "area", "period", VALUES}):
        raise EntryError(UNKNOWN_KEY, key=unknown[0])
    if not isinstance(spec.get(VALUES), Mapping):
        raise EntryError(NO_VALUES)


def _bindings(
    spec: Mapping[str, object],
) -> tuple[dict[str, Binding], dict[str, Exception]]:
    """The bindings that can be read, and what is wrong with the others."""
    found: dict[str, Binding] = {}
    wrong: dict[str, Exception] = {}
    for name, values in spec.items():
        try:
            found[name] = toml_entries.structure(Binding, values)
        except EntryError as error:
            wrong[name] = error
    return found, wrong
