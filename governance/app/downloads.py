"""How what a page shows is taken away: its picture, its numbers, or a slide of a briefing."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import streamlit as st

from governance.app import provenance
from governance.app.context import Here
from governance.core import export_tables
from governance.core.export_tables import Table, Words
from governance.core.palette import FONTS, Palette
from governance.receipts.query_sources import Source

save_picture = st.components.v2.component(
    "governance_save",
    html='<div class="g-save"><button type="button" data-kind="png">PNG</button>'
    '<button type="button" data-kind="svg">SVG</button></div>',
    js=Path(__file__).with_name("save.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


@contextmanager
def menu(label: str, key: str) -> Iterator[bool]:
    """What opens above a figure, to hold the ways to take it away; tells whether it is open.

    A page has some twenty of these: what they hold is made for who opens one (a warm consultation
    page took 40 % longer with all of them).
    """
    icon = ":material/download:"
    opened = st.popover(label, type="tertiary", icon=icon, key=f"save_{key}", on_change="rerun")
    with opened:
        yield bool(opened.open)


def picture(here: Here, title: str, key: str, notes: str) -> None:
    """The chart as PNG or SVG, with its title and build in the picture."""
    _save(here, title, key, notes, chart=key)


def drawing(
    here: Here, title: str, key: str, notes: str, drawn: str, paper: Palette | None = None
) -> None:
    """What is drawn as SVG already, as PNG or SVG with title and build.

    A legend that the container `key` has on the page goes into the picture, too. paper: of the
    picture, where it is another than the page's.
    """
    _save(here, title, key, notes, paper, drawing=drawn, place=key)


def _save(
    here: Here, title: str, key: str, notes: str, paper: Palette | None = None, **what: str
) -> None:
    _, palette = here.translate, paper or here.look.palette
    st.caption(_("The picture"))
    save_picture(
        key=f"picture_{key}",
        data=what
        | {
            "title": title,
            "warning": provenance.sample(here),
            "notes": notes,
            "source": " · ".join(provenance.origin(here)),
            "name": export_tables.file_name(title, here.build.meta.build_id, "")[:-1],
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
        facts = provenance.about(here, given, title)
        facts |= provenance.of(here, source) if source else {}
        return export_tables.xlsx_bytes(given, Words(_("The numbers"), _("About"), facts, _.lang))

    with st.container(horizontal=True, gap="xsmall"):
        for ending, made in (
            ("csv", lambda: export_tables.csv_bytes(given)),
            ("xlsx", book),
        ):
            st.download_button(
                ending.upper(),
                made,
                file_name=export_tables.file_name(title, here.build.meta.build_id, ending),
                key=f"{ending}_{key}",
                on_click="ignore",
            )
    if cut := provenance.cut(here, given):
        st.caption(cut)
    if source:
        _tell_source(here, source)


def _tell_source(here: Here, source: Source) -> None:
    """The query of a figure that is no metric, with its values, and the files that it read."""
    _ = here.translate
    st.caption(" · ".join((_("Where from"), provenance.origin(here)[-1])))
    read = provenance.files(here, source)
    st.dataframe(read, hide_index=True, height=180, alt=_("Files behind it"), placeholder="—")
    st.code(source.statement, language="sql", wrap_lines=True)
