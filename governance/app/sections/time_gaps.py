"""The days and areas of which no export says anything."""

import streamlit as st

from governance.app import cache, figure_panel
from governance.app.context import Here
from governance.charts import calendar_heatmap
from governance.core import contracts, dates
from governance.core.escaping import markdown
from governance.metrics.number_format import LEVELS
from governance.warehouse import data_gaps


def show_gaps(here: Here, dataset: str) -> None:
    """A calendar of the areas below: which days or months no export speaks of."""
    _, wanted, contract = here.translate, here.scope, contracts.load()[dataset]
    if not contract.time_column:
        st.subheader(_("Gaps in time"), anchor="gaps")
        st.info(_("This is a register: its records have no day, so it has no gaps in time."))
        return
    level, by = (
        here.ground.tree.level_below(wanted.area) or wanted.level,
        data_gaps.grain(wanted.window),
    )
    frame = cache.view(
        here.build,
        "gaps",
        dataset=dataset,
        facts=f"accepted_{dataset}",
        time=contract.time_column,
        level=level,
        area=wanted.area,
        start=wanted.start,
        end=wanted.end,
        by=by,
    )
    given = data_gaps.build_calendar(frame, wanted.window, by)
    title = data_gaps.title(given, dataset, here.place, _(LEVELS[level]).lower(), _)
    if not given.is_known:
        st.subheader(markdown(title), anchor="gaps")
        days = dates.window(wanted.window, _.lang)
        st.info(
            _(
                "No export says anything of {place} in {days}.",
                place=markdown(here.place),
                days=days,
            )
        )
        return
    frame = data_gaps.table(given, _)
    figure_panel.chart(
        here, calendar_heatmap.figure(given, here.look), title, "calendar", frame=frame
    )
    st.caption(markdown(data_gaps.describe_gaps(given, _)) or _("✓ No gaps: every area has data."))
    if given.is_cut:
        st.caption(_("The chart shows the {n} areas with the most gaps.", n=len(given.drawn)))
    with st.expander(_("As a table")):
        figure_panel.table(here, frame, title, "calendar_table")
