"""A fair ranking as funnel plot, caterpillar and table."""

from typing import Any

import pandas as pd
import streamlit as st

from governance.app import context, figure_panel
from governance.app.context import Here
from governance.charts.fairness import caterpillar, funnel_plot, verdict_marks
from governance.stats.fairness import league_table, league_words
from governance.stats.fairness.league import League


def slide_of(given: League) -> dict[str, Any]:
    """The slide of a briefing that shows the same ranking."""
    level = st.session_state["pick_level"]
    return {"kind": "ranking", "metrics": (given.metric.key,), "level": level}


def show_charts(here: Here, given: League, title: str, frame: pd.DataFrame) -> None:
    """Funnel plot and caterpillar beside each other; a click drills."""

    def chosen(points: list[dict[str, Any]]) -> None:
        context.drill(here.ground, verdict_marks.code(points))

    _, slide = here.translate, slide_of(given)
    frame = frame.rename(columns=league_table.headings(given, _))
    left, right = st.columns(2)
    with left:
        name = _("Funnel plot: {title}", title=title)
        figure = funnel_plot.figure(given, here.look)
        key, notes = f"funnel_{here.scope.area}", league_words.describe_scatter(given, _)
        figure_panel.chart(
            here, figure, name, key, frame=frame, chosen=chosen, notes=notes, slide=slide
        )
    with right:
        name = _("Shrunken rate with 95% interval: {title}", title=title)
        figure = caterpillar.figure(given, here.look)
        key = f"caterpillar_{here.scope.area}"
        notes = _("Shaded: the areas that cannot be told apart from the whole.")
        figure_panel.chart(
            here, figure, name, key, frame=frame, chosen=chosen, notes=notes, slide=slide
        )


def show_table(here: Here, given: League, title: str, frame: pd.DataFrame) -> None:
    """The ranking as a table; a click drills or opens the receipt."""

    def chosen(row: int, column: str) -> None:
        code = given.standings[row].code
        if column == "area":
            context.drill(here.ground, code)
        else:
            context.open_page("receipt", area=code, metric=given.metric.key)

    _ = here.translate
    name = _("Ranking: {title}", title=title)
    settings = league_table.settings(given, _)
    key = f"league_{here.scope.area}"
    figure_panel.table(
        here,
        frame,
        name,
        key,
        settings=settings,
        chosen=chosen,
        heading=True,
        slide=slide_of(given),
    )
    st.caption(_("Click an area to go down to it, a number to see its receipt."))
