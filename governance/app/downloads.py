"""How what a page shows is taken away: its picture, its numbers, or a slide of a briefing."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import pandas as pd
import streamlit as st

from governance.app import cache
from governance.app.context import Here
from governance.core import contracts, export_tables, i18n
from governance.core.export_tables import Table, Words
from governance.core.palette import FONTS, Palette
from governance.receipts.figure_records import Source
from governance.warehouse.reader import Warehouse

save_picture = st.components.v2.component(
    "governance_save",
    html='<div class="g-save"><button type="button" data-kind="png">PNG</button>'
    '<button type="button" data-kind="svg">SVG</button></div>',
    js=Path(__file__).with_name("save.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


@contextmanager
def menu(label: str, key: str, icon: str = ":material/download:") -> Iterator[bool]:
    """What opens above a figure, to hold the ways to take it away; tells whether it is open.

    A page has some twenty of these: what they hold is made for who opens one (a warm consultation
    page took 40 % longer with all of them).
    """
    opened = st.popover(label, type="tertiary", icon=icon, key=f"save_{key}", on_change="rerun")
    with opened:
        yield bool(opened.open)


def picture(
    here: Here, title: str, key: str, notes: str, drawn: str = "", paper: Palette | None = None
) -> None:
    """The chart `key`, or what is drawn as SVG already, as PNG or SVG with title and build.

    A legend that the container `key` has on the page goes into a drawn picture, too. paper: of the
    picture, where it is another than the page's.
    """
    _, palette = here.translate, paper or here.look.palette
    what = {"drawing": drawn, "place": key} if drawn else {"chart": key}
    st.caption(_("The picture"))
    save_picture(
        key=f"picture_{key}",
        data=what
        | {
            "title": title,
            "warning": here.sample,
            "notes": notes,
            "source": " · ".join((*here.filtered, *here.origin)),
            "name": export_tables.file_name(title, here.warehouse.meta.build_id, "")[:-1],
            "labels": {"png": _("Save as PNG"), "svg": _("Save as SVG")},
            "lang": _.lang,
            "font": FONTS,
            "background": palette.background,
            "text": palette.text,
            "muted": palette.muted,
            "alert": palette.bad,
        },
    )


def numbers(here: Here, given: Table, title: str, key: str, source: Source | None = None) -> None:
    """The table as CSV or XLSX; where it is no metric's, with the query that found it."""
    _ = here.translate
    st.caption(_("The numbers"))

    def book() -> bytes:
        facts = _about(here, given, title) | (_source_facts(here, source) if source else {})
        return export_tables.xlsx_bytes(given, Words(_("The numbers"), _("About"), facts, _.lang))

    with st.container(horizontal=True, gap="xsmall"):
        for ending, made in (("csv", lambda: export_tables.csv_bytes(given)), ("xlsx", book)):
            st.download_button(
                ending.upper(),
                made,
                file_name=export_tables.file_name(title, here.warehouse.meta.build_id, ending),
                key=f"{ending}_{key}",
                on_click="ignore",
            )
    if cut := _cut(here, given):
        st.caption(cut)
    if source:
        _show_source(here, source)


def _cut(here: Here, given: Table) -> str:
    """What a workbook leaves out, "" where it has everything."""
    most, _ = export_tables.MOST_ROWS, here.translate
    if len(given.frame) <= most:
        return ""
    return _("XLSX has the first {n} rows; the CSV has all.", n=f"{most:,}")


def _about(here: Here, given: Table, title: str) -> dict[str, str]:
    """Where a workbook's numbers are from, heading by heading."""
    _ = here.translate
    facts = {
        _("Figure"): title,
        _("Area"): here.place,
        _("Period"): here.days(),
        _("Filter"): _("; ").join(here.filtered),
        _("From"): " · ".join(here.origin),
        _("Note"): " ".join(filter(None, (here.sample, _cut(here, given)))),
    }
    return {heading: text for heading, text in facts.items() if text}


def _source_facts(here: Here, source: Source) -> dict[str, str]:
    """The query behind a list, and the files that it read, heading by heading."""
    _, read = here.translate, _read(here.warehouse, source.view)
    lines = [
        _("{path}, {n} rows, SHA-256 {hash}", path=path, n=f"{rows:,}", hash=sha)
        for path, rows, sha in zip(read["path"], read["accepted"], read["sha256"], strict=True)
    ]
    return {_("Query"): source.statement, _("Files behind it"): "\n".join(lines)}


def _show_source(here: Here, source: Source) -> None:
    """The query of a figure that is no metric, with its values, and the files that it read."""
    _ = here.translate
    st.caption(" · ".join((_("Where from"), here.origin[-1])))
    read = _files(here.warehouse, source.view, _.lang)
    st.dataframe(read, hide_index=True, height=180, alt=_("Files behind it"), placeholder="—")
    st.code(source.statement, language="sql", wrap_lines=True)


# A page shows a dozen lists at each drawing; which files a view reads changes with the build only.
@lru_cache(maxsize=256)
def _files(build: Warehouse, view: str, lang: str) -> pd.DataFrame:
    """The files that a list was read from, under headings that a reader sees."""
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


def _read(build: Warehouse, view: str) -> pd.DataFrame:
    known = cache.view(build, "build_files")
    return known[known["dataset"].isin(Source(view, {}).datasets(build.catalog))]
