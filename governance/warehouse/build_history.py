"""The builds that are kept: what each was made of, and which one is published."""

from pathlib import Path

import pandas as pd

from governance.core import sql
from governance.warehouse import publish
from governance.warehouse.reader import Warehouse, WarehouseUnreadableError


def list_builds(target: Path) -> pd.DataFrame:
    """A row per kept build, the latest first, with its inputs and row totals.

    Columns: is_current, build_id, built_at (UTC), seconds, started_from, as_of, inputs (a hash over
    the content of all files), files, and their row totals added up.
    A build that cannot be read has its name only.
    """
    current = publish.published(target)
    rows = []
    for build_id in publish.kept_builds(target):
        file = publish.file_of(target, build_id)
        is_current = current is not None and current.parent.name == build_id
        try:
            warehouse = Warehouse(file)
        except WarehouseUnreadableError:
            rows.append(pd.DataFrame({"build_id": [build_id]}).assign(is_current=is_current))
            continue
        builds = warehouse.cursor().execute(sql.text("views", "build_summary")).df()
        warehouse.close()
        rows.append(builds.assign(is_current=is_current))
    frame = pd.concat(rows, ignore_index=True) if rows else pd.DataFrame()
    return frame.set_index("is_current").reset_index() if rows else frame


def files_of(target: Path, build_id: str) -> pd.DataFrame:
    """dataset, source, path, sha256, bytes, rows_read, accepted, rejected, taken_at of a build.

    Raises PublishError for a build that is not kept, WarehouseUnreadableError for a damaged one.
    """
    warehouse = Warehouse(publish.file_of(target, build_id))
    frame = warehouse.cursor().execute(sql.text("views", "build_files")).df()
    warehouse.close()
    return frame
