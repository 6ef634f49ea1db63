"""What every figure on every page shares: its heading, how it behaves, and how it is taken away."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, NamedTuple, TypedDict, Unpack

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler
from streamlit.delta_generator import DeltaGenerator

from governance.app import add_to_briefing, cache, downloads, grids
from governance.app.add_to_briefing import FORM, Shown
from governance.app.context import Here
from governance.app.grids import Options
from governance.charts import chart_base, kpi_cards, plotly, table_columns
from governance.charts.chart_base import Figure
from governance.charts.model import Chart
from governance.charts.profile.html_table import Sheet
from governance.charts.traces import Box
from governance.core import export_tables
from governance.core.escaping import markdown
from governance.core.export_tables import Table
from governance.metrics.catalog import Metric
from governance.metrics.number_format import unbroken
from governance.receipts.figure_records import Source
from governance.stats.fairness import league, suitability

# Above this Streamlit sends rows as they are looked at, and a table has no search any more.
MOST_SHOWN = 150_000
# Cards that a slide has room for.
MOST_FIGURES = 8
print_page = st.components.v2.component(
    "governance_print",
    html='<button type="button" class="g-print"></button>',
    js="export default function ({ parentElement, data }) {"
    " const button = parentElement.querySelector('button');"
    " button.textContent = data; button.onclick = () => window.print(); }",
    isolate_styles=False,
)


def kpis(here: Here, metrics: Mapping[str, Metric]) -> None:
    """A card a metric, grouped by dataset: its value in the scope, comparisons, target, receipt."""
    keys, readings = list(metrics), here.readings(metrics.values())
    st.html(kpi_cards.page(readings, card(here, metrics.values())))
    slide = {"kind": "metric", "metrics": tuple(keys[:MOST_FIGURES])}
    _ = here.translate
    made = partial(Shown, _("Key figures"), slide)
    add_to_briefing.offer(here, made, f"kpis_{keys[0]}")


def card(here: Here, metrics: Iterable[Metric]) -> kpi_cards.Card:
    """What the cards of these metrics share on a page."""
    wanted, known = here.scope, {metric.key: metric for metric in metrics}
    below = here.ground.tree.levels_below(wanted.area)
    return kpi_cards.Card(
        here.months,
        here.look,
        cache.left_out(here.warehouse, list(known), wanted.area, wanted.window),
        here.address("receipt", metric=""),
        meaning=here.address("metrics", metric=""),
        ranking=here.address("rank", metric="", level=""),
        ranked=suitability.rankable(known) if set(below) & set(league.LEVELS) else (),
    )


class Drawing(TypedDict, total=False):
    """How a chart is shown.

    frame: the chart's numbers under the headings that a reader sees.
    chosen: gets the marks that are selected (none when all are let go), in a callback.
    level: of the heading, 3 or 4; 0 where the page has written it already.
    height: pixels, where it is another than that of its form.
    notes: what must be read with the chart; it stands below it and in the saved picture.
    source: the view that found the figures, where they are no metric's.
    slide: the fields of a slide of a briefing that shows the same; without, it is kept as it is.
    receipts: gets the row's number and the column of a number in the frame that was clicked.
    """

    receipts: Callable[[int, str], None] | None
    frame: pd.DataFrame | None
    chosen: Callable[[list[dict[str, Any]]], None] | None
    level: int
    height: int
    notes: str
    source: Source | None
    slide: Mapping[str, Any] | None


def chart(
    here: Here, given: Chart | Figure, title: str, key: str, **options: Unpack[Drawing]
) -> None:
    """A chart under its title, to be saved as PNG or SVG, and as CSV or XLSX if it has a frame.

    given: a heat map, funnel or caterpillar, which Plotly alone draws, as its specification.
    """
    _, chosen, frame = here.translate, options.get("chosen"), options.get("frame")
    drawn = given if isinstance(given, Chart) else None
    notes = options.get("notes", drawn.note if drawn else "")
    box = Box(height=options.get("height", 0))

    def select() -> None:
        if chosen:
            chosen(list(st.session_state[key]["selection"]["points"]))

    def offered() -> None:
        downloads.picture(here, title, key, notes)
        if frame is not None:
            downloads.numbers(here, Table(frame), title, key, options.get("source"))

    def made() -> Shown:
        numbers = None if frame is None else Table(frame)
        return Shown(title, options.get("slide"), drawn, numbers, "" if drawn else FORM)

    with st.container(key=f"panel_{key}", gap="xsmall"):
        menu = Menu(_("Save"), offered, made)
        with _head(here, title, key, options.get("level", 3), menu):
            if (receipts := options.get("receipts")) and frame is not None:
                _show_numbers(here, frame, title, key, receipts)
        st.plotly_chart(
            plotly.figure(given, here.look, box) if isinstance(given, Chart) else given,
            config=chart_base.config(here.translate.lang),
            key=key,
            alt=title,
            on_select=select if chosen else "ignore",
            selection_mode="points",
        )
        if notes:
            st.caption(markdown(notes))


def table(
    here: Here, frame: pd.DataFrame | Styler, title: str, key: str, **options: Unpack[Options]
) -> int | None:
    """A table that sorts, searches, keeps its first column in sight, and can be taken away.

    frame: its columns are what is shown, unless `settings` hides them; a Styler's texts are shown
    and its numbers taken away. Returns the number of the row that is ticked, None for none.
    """
    _ = here.translate
    plain = frame if isinstance(frame, pd.DataFrame) else frame.data
    settings = dict(options.get("settings") or {})

    def numbers() -> Table:
        return export_tables.from_frame(plain, settings)

    def offered() -> None:
        downloads.numbers(here, numbers(), title, key, options.get("source"))
        grids.offer_cells(plain, key, settings, options, _)

    def made() -> Shown:
        return Shown(title, options.get("slide"), table=numbers())

    with st.container(key=f"panel_{key}", gap="xsmall"):
        level = 3 if options.get("heading") else 0
        _head(here, title, key, level, Menu(_("Download"), offered, made))
        if len(plain) > MOST_SHOWN and isinstance(frame, pd.DataFrame):
            frame = frame.head(MOST_SHOWN)
            st.caption(_("The first {n} rows; the CSV has all.", n=f"{MOST_SHOWN:,}"))
        strong = table_columns.emphasise(frame, settings, here.look.palette)
        return grids.show(
            strong, title, key, options, table_columns.complete_settings(frame, settings, _.lang)
        )


def empty(here: Here, title: str) -> None:
    """In place of a figure of which there is nothing: its title, and that there is no data."""
    _ = here.translate
    st.subheader(headline(here, title), anchor=False)
    st.info(_("Nothing is recorded for this area and period."))


def menu(
    here: Here,
    title: str,
    key: str,
    taken: Callable[[], Table],
    slide: Mapping[str, Any] | None = None,
) -> None:
    """The buttons alone to take away what a page draws itself: `taken` makes its numbers."""
    _ = here.translate

    def offered() -> None:
        downloads.numbers(here, taken(), title, key)

    def made() -> Shown:
        return Shown(title, slide, table=taken())

    _head(here, title, key, 0, Menu(_("Download"), offered, made))


def sheet(
    here: Here, given: Sheet, title: str, key: str, source: Source | None = None, said: str = ""
) -> None:
    """A table in HTML under its title, which prints whole; `said` is the line that it folds to."""
    _ = here.translate

    def offered() -> None:
        downloads.numbers(here, Table(given.frame()), title, key, source)

    def made() -> Shown:
        return Shown(title, table=Table(given.frame()))

    with st.container(key=f"panel_{key}", gap="xsmall"):
        _head(here, title, key, 3, Menu(_("Download"), offered, made))
        st.html(given.html(title, said))


def _show_numbers(
    here: Here,
    frame: pd.DataFrame,
    title: str,
    key: str,
    receipts: Callable[[int, str], None],
) -> None:
    """The chart's numbers in a menu; a click on one opens its receipt."""
    _ = here.translate
    with downloads.menu(_("Numbers"), f"numbers_{key}", ":material/receipt_long:") as is_open:
        if is_open:
            st.caption(_("Click a number to see its receipt."))
            settings = table_columns.complete_settings(frame, {}, _.lang)
            shown: Options = {"chosen": receipts, "width": "content"}
            grids.show(frame, title, f"numbers_{key}", shown, settings)
            grids.offer_cells(frame, f"numbers_{key}", settings, shown, _)


class Menu(NamedTuple):
    """What is beside a heading. label, offered: of the menu, and what it has for who opens it.

    made: what is added to a briefing, for who asks for that.
    """

    label: str
    offered: Callable[[], None]
    made: Callable[[], Shown]


def _head(here: Here, title: str, key: str, level: int, menu: Menu) -> DeltaGenerator:
    """The heading, and beside it what is made of the figure."""
    head = st.container(
        key=f"head_{key}", horizontal=True, vertical_alignment="bottom", gap="small"
    )
    with head:
        _heading(here, title, key, level)
        add_to_briefing.offer(here, menu.made, key)
        with downloads.menu(menu.label, key) as is_open:
            if is_open:
                menu.offered()
    return head


def headline(here: Here, title: str) -> str:
    """A title as a page shows it, whose bar says area and days; it breaks between its parts."""
    for said in (f" · {here.place} · {here.days()}", f" · {here.place}"):
        title = title.replace(said, "")
    return markdown(unbroken(title))


def _heading(here: Here, title: str, key: str, level: int) -> None:
    safe = headline(here, title)
    if level == 3:
        st.subheader(safe, anchor=key, width="stretch")
    elif level:
        st.markdown(f"#### {safe}", width="stretch")
