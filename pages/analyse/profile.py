"""Community profile: all that is known of one area, on one page that can be printed."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from governance.app import attention_list, cache, context, figure_panel, provenance
from governance.app.context import Here
from governance.charts.control_chart import month_notes
from governance.charts.profile import (
    area_identity,
    child_areas,
    metric_table,
    recent_records,
    sibling_comparison,
)
from governance.charts.profile.area_identity import Identity
from governance.charts.profile.sibling_comparison import Standing
from governance.core import contracts, dates, periods
from governance.core.escaping import markdown
from governance.metrics import metric_values
from governance.metrics.metric_values import Question, Reading

MOST = 5  # of what needs attention, before one asks for more


def to_area(here: Here, code: str) -> str:
    return here.address("profile", area=code)


def title(here: Here, name: str) -> str:
    days = dates.window(here.scope.window, here.translate.lang)
    return f"{name} · {here.place} · {days}"


def show_head(here: Here) -> None:
    """Who it is; where the page is printed, which days and which build it speaks of."""
    _, code = here.translate, here.scope.area
    given = Identity(
        here.ground.tree[code],
        here.ground.tree,
        cache.view(here.build, "profile_area", area=code),
        cache.view(here.build, "profile_registers", area=code),
        here.build.present,
    )
    with st.container(horizontal=True, vertical_alignment="top", key="profile_head"):
        st.html(area_identity.heading(given, lambda area: to_area(here, area), _))
        figure_panel.print_page(key="print_page", data=_("Print"), width="content")
    facts = (dates.window(here.scope.window, _.lang), *provenance.origin(here))
    st.html(f'<p class="on-paper">{escape(" · ".join(facts))}</p>{area_identity.html(given, _)}')


def read(here: Here) -> tuple[Question, list[Reading]]:
    wanted, keys = here.scope, list(here.catalog)
    asked = Question(
        wanted.area,
        wanted.window,
        wanted.previous,
        wanted.last_year,
        months=periods.months_before(wanted.end, here.ground.known.as_of),
        targets={key: here.target(key) for key in keys},
        only=wanted.only,
    )
    windows = asked.windows
    values = cache.measure(here.build, keys, wanted.level, wanted.area, windows, wanted.only)
    found = [metric_values.reading(values, None, one, asked) for one in here.catalog.values()]
    return asked, found


def judge(here: Here) -> dict[str, Standing]:
    """The verdicts among the siblings: nothing is said of micro-grids, which have few cases."""
    wanted, tree = here.scope, here.ground.tree
    around = tree[wanted.area].parent
    keys = list(sibling_comparison.ranked(here.catalog, wanted.level))
    if not around or not keys:
        return {}
    windows, only = [wanted.window], wanted.only
    values = cache.measure(here.build, keys, wanted.level, around, windows, only)
    whole = cache.measure(here.build, keys, tree[around].level, around, windows, only)
    return sibling_comparison.standings(values, whole, here.catalog, wanted.area, wanted.window)


def show_numbers(here: Here) -> None:
    _, wanted = here.translate, here.scope
    asked, found = read(here)
    if not found:
        st.info(_("This warehouse has no data for any metric."))
        return
    above = here.ground.tree[wanted.area].parent
    around = metric_table.Around(
        asked.months,
        here.look,
        receipt=lambda key: here.address("receipt", metric=key),
        ranking=lambda key: here.address("rank", metric=key, area=above, level=wanted.level),
        standings=judge(here),
        left_out=cache.left_out(here.build, list(here.catalog), wanted.area, wanted.window),
    )
    sheet = metric_table.sheet(found, around)
    figure_panel.sheet(here, sheet, title(here, _("Every metric")), "profile_metrics")
    st.caption(_("A number leads to its receipt, a verdict to the ranking of the areas beside it."))
    if said := known_of(here, asked.months):
        st.markdown(markdown(said))


def known_of(here: Here, months: Sequence[periods.Window]) -> str:
    """What people wrote of these months, of any metric, in one line."""
    found = [note for key in here.catalog for note in here.notes(key, months)]
    unique = [note for place, note in enumerate(found) if note not in found[:place]]
    return month_notes.listed(sorted(unique, key=lambda note: note.date), here.translate)


def show_parts(here: Here) -> None:
    _, wanted, tree = here.translate, here.scope, here.ground.tree
    level = child_areas.level(tree, wanted.area)
    if not level:
        st.caption(_("There are no areas below this one."))
        return
    metrics = child_areas.key_figures(here.catalog, here.in_force)
    keys = [metric.key for metric in metrics]
    values = cache.measure(here.build, keys, level, wanted.area, [wanted.window], wanted.only)
    links = (
        lambda code: to_area(here, code),
        lambda key, code: here.address("receipt", metric=key, area=code),
    )
    inside = child_areas.inside(tree, wanted.area, level)
    sheet = child_areas.sheet(inside, values, metrics, wanted.window, links, _)
    name = _("Areas below") if wanted.area != contracts.ROOT else _("Choose a place")
    figure_panel.sheet(here, sheet, title(here, name), "profile_parts")


def show_recent(here: Here) -> None:
    columns = st.columns(2)
    for place, block in enumerate(recent_records.BLOCKS):
        with columns[place % 2]:
            show_block(here, block)


def show_block(here: Here, block: recent_records.Block) -> None:
    _ = here.translate
    end = recent_records.last(here.scope.end, here.ground.known.as_of)
    day = dates.day(end - periods.DAY, _.lang)
    name = _(block.title, day=day)
    if block.dataset not in here.build.present:
        st.subheader(figure_panel.headline(name), anchor=False)
        st.caption(_("No data"))
        return
    asked = {"area": here.scope.area, "end": end, "most": recent_records.MOST}
    source, found = provenance.found(here, block.view, **asked)
    if found.empty:
        st.subheader(figure_panel.headline(name), anchor=False)
        st.caption(_(block.absent, day=day))
    else:
        figure_panel.sheet(here, block.sheet(found, _), name, f"profile_{block.key}", source)


here = context.here()
if here.scope.area == contracts.ROOT:
    show_parts(here)
show_head(here)
attention_list.show(here, MOST)
show_numbers(here)
if here.scope.area != contracts.ROOT:
    show_parts(here)
show_recent(here)
