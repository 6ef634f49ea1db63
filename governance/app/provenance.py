"""Where what a page shows is from, in words: up to which day, which build, what is left out."""

from collections.abc import Hashable
from functools import lru_cache

import pandas as pd

from governance.app import cache
from governance.app.cache import Build
from governance.app.context import Here
from governance.core import contracts, dates, export_tables, i18n
from governance.core.export_tables import Table
from governance.receipts.query_sources import Source
from governance.warehouse import build_stamp


def cut(here: Here, given: Table) -> str:
    """What a workbook leaves out, "" where it has everything."""
    most, _ = export_tables.MOST_ROWS, here.translate
    if len(given.frame) <= most:
        return ""
    return _("XLSX has the first {n} rows; the CSV has all.", n=f"{most:,}")


def sample(here: Here) -> str:
    """That the data is made up, "" where it is not."""
    return build_stamp.sample(here.build.meta, here.translate)


def origin(here: Here) -> tuple[str, ...]:
    """Up to when a build's data goes, and which build it is, in phrases."""
    return build_stamp.origin(here.build.meta, here.ground.known.as_of, here.translate)


def about(here: Here, given: Table, title: str) -> dict[str, str]:
    """Where a workbook's numbers are from, heading by heading."""
    _ = here.translate
    found = {
        _("Figure"): title,
        _("Area"): here.place,
        _("Period"): dates.window(here.scope.window, _.lang),
        _("From"): " · ".join(origin(here)),
        _("Note"): " ".join(filter(None, (sample(here), cut(here, given)))),
    }
    return {heading: text for heading, text in found.items() if text}


def found(here: Here, view: str, **asked: Hashable) -> tuple[Source, pd.DataFrame]:
    """What a view finds in the pinned build, and the source to show with it."""
    return Source(view, asked), cache.view(here.build, view, **asked)


def of(here: Here, source: Source) -> dict[str, str]:
    """The query behind a list, and the files that it read, heading by heading."""
    _, read = here.translate, _read(here.build, source.view)
    lines = [
        _("{path}, {n} rows, SHA-256 {hash}", path=path, n=f"{rows:,}", hash=sha)
        for path, rows, sha in zip(read["path"], read["accepted"], read["sha256"], strict=True)
    ]
    return {_("Query"): source.statement, _("Files behind it"): "\n".join(lines)}


def files(here: Here, source: Source) -> pd.DataFrame:
    """The files that a list was read from, under headings that a reader sees."""
    return _files(here.build, source.view, here.translate.lang)


# A page shows a dozen lists at each drawing; which files a view reads changes with the build only.
@lru_cache(maxsize=256)
def _files(build: Build, view: str, lang: str) -> pd.DataFrame:
    _, read, titles = i18n.translator(lang), _read(build, view), contracts.load()
    return pd.DataFrame(
        {
            _("File"): read["path"],
            _("Dataset"): [_.pick(titles[dataset].title) for dataset in read["dataset"]],
            _("Rows read"): read["rows_read"],
            _("Accepted"): read["accepted"],
            _("SHA-256"): read["sha256"],
        }
    )


def _read(build: Build, view: str) -> pd.DataFrame:
    known = cache.view(build, "build_files")
    return known[known["dataset"].isin(Source(view, {}).datasets(build.metrics))]
