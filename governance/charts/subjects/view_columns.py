"""Columns of a view as a reader sees them: under the contract's headings, codes in words."""

import pandas as pd

from governance.core import contracts
from governance.core.i18n import Translator
from governance.metrics import segments


def localize(
    frame: pd.DataFrame, dataset: str, columns: str, _: Translator, **headings: str
) -> pd.DataFrame:
    """These columns of a view (names with a space between), in this order.

    headings: of columns that the dataset's contract does not name, or that are called otherwise.
    """
    return pd.DataFrame(
        {
            headings.get(name) or heading(name, dataset, _): in_words(frame[name], dataset, _)
            for name in columns.split()
        }
    )


def heading(name: str, dataset: str, _: Translator) -> str:
    """What the contract calls the column; x_day of a view is the day of its x_on or x_at."""
    known = contracts.load()[dataset].columns
    names = (name, name.replace("_day", "_on"), name.replace("_day", "_at"))
    return segments.title(next((n for n in names if n in known), name), _, dataset)


def in_words(column: pd.Series, dataset: str, _: Translator) -> pd.Series:
    """Codes of the contract in words, null as "unspecified", "" and all else as it is."""
    own = contracts.load()[dataset].columns.get(str(column.name))
    if own is None or not own.allowed:
        return column
    name, known = str(column.name), column.fillna(_("Unspecified"))
    return known.map(lambda code: code and segments.value(name, code, _, dataset))
