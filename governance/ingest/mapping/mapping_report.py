"""What the assistant makes of a file, as tables and lines for the command line and the page."""

from collections.abc import Iterator, Mapping

import pandas as pd

from governance.core import contracts
from governance.core.contracts import Contract
from governance.core.i18n import Translator, mark
from governance.ingest.mapping.dataset_detection import Candidate, Details
from governance.ingest.mapping.dry_run import FIGURES, DryRun
from governance.ingest.mapping.format_detection import Shape
from governance.ingest.mapping.guesses import Guess
from governance.ingest.mapping.suggestions import Word

PARTS = {
    "form": mark("Format"),
    "encoding": mark("Encoding"),
    "delimiter": mark("Delimiter"),
    "sheet": mark("Sheet"),
    "header_row": mark("Header in row"),
    "header_rows": mark("Rows of the header"),
}
DELIMITERS = {
    ",": mark("comma"),
    "\t": mark("tab"),
    ";": mark("semicolon"),
    "|": mark("vertical bar"),
}


def describe_shape(shape: Shape, _: Translator) -> pd.DataFrame:
    """One row a part of the format: what was detected, how sure, and why."""
    guesses = {name: getattr(shape, name) for name in PARTS}
    return pd.DataFrame([_part(name, guess, _) for name, guess in guesses.items() if guess.value])


def _part(name: str, guess: Guess[str] | Guess[int], _: Translator) -> dict[str, object]:
    value = str(guess.value)
    named = name == "delimiter" and value in DELIMITERS
    return {
        _("Part"): _(PARTS[name]),
        _("Detected"): _(DELIMITERS[value]) if named else value,
        _("Confidence"): f"{guess.confidence:.0%}",
        _("Why"): _(guess.why),
    }


def columns(candidate: Candidate, _: Translator) -> pd.DataFrame:
    """One row a contract column: the header suggested for it, the score and the reasons."""
    known = contracts.load()[candidate.dataset].columns
    return pd.DataFrame(
        [
            {
                _("Column"): _.pick(known[match.column].title),
                _("Key"): match.column,
                _("Required"): "✱" if known[match.column].required else "",
                _("Header in the file"): match.header,
                _("Score"): match.score if match.header else None,
                _("Why"): ", ".join(reason.say(_) for reason in match.why if match.header),
            }
            for match in candidate.matches
        ]
    )


def dataset(key: str, _: Translator) -> str:
    """The title of a dataset."""
    return _.pick(contracts.load()[key].title)


def runners_up(candidates: list[Candidate], _: Translator) -> str:
    """The next likely datasets with their scores."""
    return ", ".join(
        f"{dataset(candidate.dataset, _)} {candidate.score:.2f}" for candidate in candidates[1:4]
    )


def words(
    known: Mapping[str, tuple[Word, ...]], contract: Contract, _: Translator
) -> Iterator[str]:
    """One line a column with words to explain: what each is taken for."""
    for name, listed in known.items():
        column = contract.columns[name]
        meanings = ", ".join(
            f"{word.text} → {meaning(word.code, name, contract, _)}" for word in listed
        )
        yield f"{_.pick(column.title)}: {meanings}"


def meaning(code: str, name: str, contract: Contract, _: Translator) -> str:
    """The label of an allowed value; "?" where nobody knows yet."""
    label = (contract.columns[name].allowed or {}).get(code)
    return _.pick(label) if label else code or "?"


def notes(dataset: str, details: Details, _: Translator) -> list[str]:
    """What a person has to look at before anything is published."""
    columns = contracts.load()[dataset].columns
    lost = [_.pick(columns[name].title) for name in details.missing]
    lines = [_("Required, and nothing in the file is it: {columns}", columns=", ".join(lost))]
    return [*(lines if lost else []), *(reason.say(_) for reason in details.notes)]


def dry_run_counts(result: DryRun, _: Translator) -> dict[str, int]:
    """The row totals of a dry run under their titles; zeros are left out after the first four."""
    always = ("rows_read", "accepted", "flagged", "rejected", "excluded")
    return {
        _(title): result.totals[name]
        for name, title in FIGURES.items()
        if name in always or result.totals[name]
    }


def preview(result: DryRun, _: Translator) -> pd.DataFrame:
    """The first rows as understood, under the titles of the columns, codes with their labels."""
    frame, contract = result.preview, result.source.contract
    named = {"row_number": _("Row")}
    for name in frame.columns.drop("row_number"):
        column = contract.columns[name]
        named[name] = _.pick(column.title)
        if column.allowed:
            labels = {code: _.pick(label) for code, label in column.allowed.items()}
            frame = frame.assign(**{name: frame[name].map(labels)})
        elif column.type == "date":
            frame = frame.assign(**{name: pd.to_datetime(frame[name]).dt.date})
    return frame.rename(columns=named)
