"""A deck as a workbook: a sheet a table with its types, definitions, and where it is all from."""

import re
from collections.abc import Iterator

import pandas as pd

from governance.briefings.slide_content import Column, Deck, Figure, Map, Table
from governance.core import dates, export_tables
from governance.core.i18n import Translator, translator

LONGEST = 31  # letters of a sheet's name, of Excel
UNFIT = re.compile(r"[\[\]:*?/\\']+")


def xlsx_bytes(deck: Deck) -> bytes:
    """The deck as an .xlsx file: contents, every table whole, definitions, sources."""
    _ = translator(deck.lang)
    named = [
        (_("Contents"), _contents(deck, _)),
        *_sheets(deck, _),
        (_("Definitions"), _definitions(deck, _)),
        (_("Sources"), _sources(deck, _)),
        (_("Files"), _files(deck, _)),
    ]
    names = unique([name for name, _table in named])
    return export_tables.book_bytes(
        [(name, table) for name, (_name, table) in zip(names, named, strict=True)], deck.lang
    )


def unique(names: list[str]) -> list[str]:
    """The names as Excel takes them: short, without some signs, no two alike in any case."""
    taken: set[str] = set()
    fitted = []
    for name in names:
        plain = " ".join(UNFIT.sub(" ", name).split())[:LONGEST].strip() or "-"
        number, fit = 1, plain
        while fit.lower() in taken:
            number += 1
            ending = f" {number}"
            fit = plain[: LONGEST - len(ending)] + ending
        taken.add(fit.lower())
        fitted.append(fit)
    return fitted


def _sheets(deck: Deck, _: Translator) -> Iterator[tuple[str, export_tables.Table]]:
    """Every table of every slide; a figure is a row of its slide's table of figures."""
    for number, slide in enumerate(deck.told, start=1):
        name = f"{number} {slide.about}"
        if slide.figures:
            yield name, _figures(slide.figures, _)
        for table in slide.tables:
            yield name, of_table(table)
        for picture in slide.maps:
            yield name, _map(picture, _)


def of_table(table: Table) -> export_tables.Table:
    """A table of a slide with every row and column; values of 0 to 100 keep their digits."""
    headings = _headings([column.heading for column in table.columns])
    data = {
        heading: pd.Series([row[place] for row in table.rows], dtype=object)
        for place, heading in enumerate(headings)
    }
    formats = {
        heading: form
        for heading, column in zip(headings, table.columns, strict=True)
        if (form := number_format(column))
    }
    return export_tables.Table(pd.DataFrame(data), formats)


def _headings(names: list[str]) -> list[str]:
    return [name if name not in names[:n] else f"{name} ({n})" for n, name in enumerate(names)]


def number_format(column: Column) -> str:
    """Excel's format of a column, "" for texts."""
    decimals = "." + "0" * column.decimals if column.decimals else ""
    return {
        "number": f"#,##0{decimals}",
        "change": "+0.0;-0.0;0",
        "points": f'0{decimals}"%"',
        "share": "0%",
    }.get(column.kind, "")


def _figures(figures: tuple[Figure, ...], _: Translator) -> export_tables.Table:
    rows = []
    for figure in figures:
        row: dict[str, object] = {
            _("Metric"): figure.title,
            _("Value"): figure.value,
            _("Unit"): figure.unit,
            _("Numerator"): figure.numerator,
            _("Denominator"): figure.denominator,
        }
        for then in figure.compared:
            row[then.label] = then.value
            row[_("Change against {other}", other=then.label)] = then.change
        rows.append(
            row | {_("Target"): figure.target, _("Signal"): figure.signal, _("Gaps"): figure.gaps}
        )
    return export_tables.Table(pd.DataFrame(rows, dtype=object).dropna(axis="columns", how="all"))


def _map(area_map: Map, _: Translator) -> export_tables.Table:
    """The areas with the values that the map shows; a number that must not be told has none."""
    frame = pd.DataFrame(
        {
            _("Area"): area_map.names,
            _("Code"): area_map.codes,
            _("Value ({unit})", unit=area_map.unit): pd.Series(area_map.values, dtype=object),
            _("Shown"): area_map.shown,
        }
    )
    return export_tables.Table(frame)


def _contents(deck: Deck, _: Translator) -> export_tables.Table:
    rows = [
        {
            _("Slide"): number,
            _("Title"): slide.title,
            _("Scope"): slide.where,
            _("Words"): "\n".join((*slide.words, slide.trouble)).strip(),
            _("Comment"): slide.comment,
            _("Speaker notes"): slide.notes,
        }
        for number, slide in enumerate(deck.told, start=1)
    ]
    return export_tables.Table(pd.DataFrame(rows))


def _definitions(deck: Deck, _: Translator) -> export_tables.Table:
    rows = [
        {
            _("Metric"): definition.title,
            _("Key"): definition.key,
            _("Unit"): definition.unit,
            _("Definition"): definition.definition,
            _("Formula"): definition.formula,
            _("Excluded"): definition.excludes,
            _("Version"): definition.version,
        }
        for definition in deck.definitions
    ]
    return export_tables.Table(pd.DataFrame(rows))


def facts(deck: Deck) -> dict[str, str]:
    """Where a deck is from, heading by heading."""
    _ = translator(deck.lang)
    known = {
        _("Briefing"): deck.title,
        _("Build"): deck.build,
        _("Built"): f"{dates.date_time(deck.built_at, deck.lang)} UTC",
        _("Data up to"): dates.day(deck.as_of, deck.lang),
        _("Note"): deck.warning,
    }
    return {heading: text for heading, text in known.items() if text}


def _sources(deck: Deck, _: Translator) -> export_tables.Table:
    rows = list(facts(deck).items())
    return export_tables.Table(pd.DataFrame(rows, columns=[_("Fact"), _("Text")]))


def _files(deck: Deck, _: Translator) -> export_tables.Table:
    rows = [(file.path, file.dataset, file.rows, file.accepted, file.sha256) for file in deck.files]
    heads = [_("File"), _("Dataset"), _("Rows read"), _("Accepted"), _("SHA-256")]
    return export_tables.Table(pd.DataFrame(rows, columns=heads))
