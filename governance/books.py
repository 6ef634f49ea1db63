"""How fresh and how sound the data is: the books of each dataset as a table."""

from datetime import date
from typing import Any

import pandas as pd
from pandas.io.formats.style import Styler

from governance import contracts, dates
from governance.i18n import Translator


def table(books: pd.DataFrame, as_of: date, _: Translator) -> Styler:
    """One row a dataset, under translated headings.

    books: Warehouse.datasets(). Days behind: from the dataset's last day to the warehouse's.
    """
    rows = sorted(books.to_dict("records"), key=lambda row: bool(pd.isna(row["last_day"])))
    frame = pd.DataFrame([_record(row, as_of, _) for row in rows])
    return frame.style.format(thousands=",", precision=0, na_rep="—")


def _record(row: dict[str, Any], as_of: date, _: Translator) -> dict[str, object]:
    register = pd.isna(row["last_day"])
    last = None if register else pd.Timestamp(row["last_day"]).date()
    return {
        _("Dataset"): _.pick(contracts.load()[row["dataset"]].title),
        _("Last day with data"): dates.day(last, _.lang) if last else _("register, no days"),
        _("Days behind"): (as_of - last).days if last else None,
        _("Rows accepted"): row["accepted"],
        _("of these in doubt"): row["flagged"],
        _("Rows rejected"): row["rejected"],
        _("Rows excluded"): row["excluded"],
    }
