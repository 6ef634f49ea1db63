"""Of an area's profile: who it is, the areas below, and the latest records."""

from html import escape

import streamlit as st

from governance.app import cache, compound_links, figure_panel
from governance.app.context import Here
from governance.charts.profile import area_identity, child_areas, recent_records
from governance.charts.profile.area_identity import Identity
from governance.core import contracts, dates, periods


def show_head(here: Here) -> None:
    """Who it is; where the page is printed, which days and which build it speaks of."""
    _, code = here.translate, here.scope.area
    given = Identity(
        here.ground.tree[code],
        here.ground.tree,
        cache.view(here.warehouse, "profile_area", area=code),
        cache.view(here.warehouse, "profile_registers", area=code),
        here.warehouse.present,
    )
    with st.container(horizontal=True, vertical_alignment="top", key="profile_head"):
        st.html(area_identity.heading(given, lambda area: here.address("profile", area=area), _))
        figure_panel.print_page(key="print_page", data=_("Print"), width="content")
    facts = " · ".join((here.days(), *here.origin))
    with st.container(key="who"):
        st.html(f'<p class="on-paper">{escape(facts)}</p>{area_identity.html(given, _)}')


def show_parts(here: Here) -> None:
    """The areas below with their key figures."""
    _, wanted, tree = here.translate, here.scope, here.ground.tree
    level = child_areas.level(tree, wanted.area)
    if not level:
        st.caption(_("There are no areas below this one."))
        return
    metrics = child_areas.key_figures(here.catalog, here.in_force)
    values = here.values(wanted.query([metric.key for metric in metrics], level=level))
    links = (
        lambda code: here.address("profile", area=code),
        lambda key, code: here.address("receipt", metric=key, area=code),
    )
    inside = child_areas.areas_inside(tree, wanted.area, level)
    if wanted.area != contracts.ROOT:  # there it is a list to choose from
        inside = child_areas.by_value(inside, values, metrics[0], wanted.window)
    sheet = child_areas.sheet(inside, values, metrics, wanted.window, links, _)
    name = _("Areas below") if wanted.area != contracts.ROOT else _("Choose a place")
    said = "" if wanted.area == contracts.ROOT else _("{n} areas", n=len(sheet.rows))
    figure_panel.sheet(here, sheet, here.titled(name), "profile_parts", said=said)


def show_recent(here: Here) -> None:
    """The latest records of each kind, two blocks beside each other."""
    columns = st.columns(2)
    for place, block in enumerate(recent_records.BLOCKS):
        with columns[place % 2]:
            _show_block(here, block)


def _show_block(here: Here, block: recent_records.Block) -> None:
    _ = here.translate
    end = recent_records.last_period(here.scope.end, here.ground.known.as_of)
    day = dates.day(end - periods.DAY, _.lang)
    name, absent = _(block.title, day=day), _("No data")
    if block.dataset in here.warehouse.present:
        source, rows = here.find(block.view, end=end, most=recent_records.MOST)
        if not rows.empty:
            if "compound_code" in rows:
                files = [compound_links.address(here, code) for code in rows["compound_code"]]
                rows = rows.assign(href=files)
            sheet = block.sheet(rows, _)
            key, said = f"profile_{block.key}", _("{n} rows", n=len(sheet.rows))
            figure_panel.sheet(here, sheet, name, key, source, said)
            return
        absent = _(block.absent, day=day)
    st.subheader(figure_panel.headline(here, name), anchor=False)
    st.caption(absent)
