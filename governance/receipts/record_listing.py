"""The records behind a figure as they may be listed: none where the figure is not shown."""

from collections.abc import Mapping

import duckdb
import pandas as pd

from governance.core import contracts
from governance.ingest.parsing import col
from governance.metrics import suppression
from governance.metrics.catalog import Metric
from governance.metrics.query import Query
from governance.receipts.figure_records import described, order, rows
from governance.receipts.proof import is_few


def listed(
    cursor: duckdb.DuckDBPyConnection,
    catalog: Mapping[str, Metric],
    figure: Query,
    most: int,
    start: int = 0,
) -> pd.DataFrame:
    """`most` of the rows from `start` on, with the path of the file and what the record says.

    The columns of the record are those of its contract that are not personal, after the others.
    No record has a column that tells of people in need; where the figure itself does, it says
    neither where exactly, when exactly nor who (data/rules.toml). A figure that is not shown lists
    no record.
    """
    wanted = 0 if is_few(cursor, catalog, figure) else most
    metric, found = catalog[figure.metric], rows(cursor, catalog, figure)
    page = found.order(order(metric)).limit(wanted, start).df()
    page["place"] = range(len(page))
    files = described(cursor, page)
    page = page.merge(files[["file_id", "path", "dataset"]], on="file_id", how="left")
    parts = [_with_record(cursor, str(dataset), part) for dataset, part in page.groupby("dataset")]
    whole = pd.concat(parts) if parts else page
    whole = whole.sort_values("place", ignore_index=True).drop(columns="place")
    return _guarded(whole, list(page), metric, figure)


def _guarded(found: pd.DataFrame, fixed: list[str], metric: Metric, figure: Query) -> pd.DataFrame:
    """Without what is not listed: what every listing has stays, empty; the area is the figure's."""
    unlisted = suppression.unlisted(metric, figure)
    own = [name for name in found if name in unlisted and name not in fixed]
    emptied: dict[str, str | None] = {name: None for name in fixed if name in unlisted}
    if "area_code" in emptied:
        emptied["area_code"] = figure.area
    return found.drop(columns=own).assign(**emptied)


def _with_record(
    cursor: duckdb.DuckDBPyConnection, dataset: str, page: pd.DataFrame
) -> pd.DataFrame:
    columns = [c.name for c in contracts.load()[dataset].columns.values() if not c.personal]
    own = [name for name in columns if name not in page and name != "geometry"]
    numbers = [duckdb.ConstantExpression(int(number)) for number in page["row_number"].unique()]
    files = [duckdb.ConstantExpression(int(number)) for number in page["file_id"].unique()]
    facts = cursor.table(f"accepted_{dataset}")
    near = facts.filter(col("file_id").isin(*files) & col("row_number").isin(*numbers))
    found = near.select(*map(col, ("file_id", "row_number", *own))).df()
    return page.merge(found, on=["file_id", "row_number"], how="left")
