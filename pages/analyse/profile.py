"""Community profile: all that is known of one area, on one page that can be printed."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from governance import contracts, dates, panel, periods, provenance, query, readings, scope
from governance.escaping import markdown
from governance.monthly import notes
from governance.profiles import identity, numbers, parts, recent, siblings
from governance.profiles.identity import Identity
from governance.profiles.siblings import Standing
from governance.readings import Question, Reading
from governance.scope import Here
from pages.analyse import attention_list

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
        query.view(here.build, "profile_area", area=code),
        query.view(here.build, "profile_registers", area=code),
        here.build.present,
    )
    with st.container(horizontal=True, vertical_alignment="top", key="profile_head"):
        st.html(identity.heading(given, lambda area: to_area(here, area), _))
        panel.print_page(key="print_page", data=_("Print"), width="content")
    facts = (dates.window(here.scope.window, _.lang), *provenance.origin(here))
    st.html(f'<p class="on-paper">{escape(" · ".join(facts))}</p>{identity.html(given, _)}')


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
    values = query.measure(here.build, keys, wanted.level, wanted.area, windows, wanted.only)
    found = [readings.reading(values, None, one, asked) for one in here.catalog.values()]
    return asked, found


def judge(here: Here) -> dict[str, Standing]:
    """The verdicts among the siblings: nothing is said of micro-grids, which have few cases."""
    wanted, tree = here.scope, here.ground.tree
    around = tree[wanted.area].parent
    keys = list(siblings.ranked(here.catalog, wanted.level))
    if not around or not keys:
        return {}
    windows, only = [wanted.window], wanted.only
    values = query.measure(here.build, keys, wanted.level, around, windows, only)
    whole = query.measure(here.build, keys, tree[around].level, around, windows, only)
    return siblings.standings(values, whole, here.catalog, wanted.area, wanted.window)


def show_numbers(here: Here) -> None:
    _, wanted = here.translate, here.scope
    asked, found = read(here)
    if not found:
        st.info(_("This warehouse has no data for any metric."))
        return
    above = here.ground.tree[wanted.area].parent
    around = numbers.Around(
        asked.months,
        here.look,
        receipt=lambda key: here.address("receipt", metric=key),
        ranking=lambda key: here.address("rank", metric=key, area=above, level=wanted.level),
        standings=judge(here),
        left_out=query.left_out(here.build, list(here.catalog), wanted.area, wanted.window),
    )
    sheet = numbers.sheet(found, around)
    panel.sheet(here, sheet, title(here, _("Every metric")), "profile_metrics")
    st.caption(_("A number leads to its receipt, a verdict to the ranking of the areas beside it."))
    if said := known_of(here, asked.months):
        st.markdown(markdown(said))


def known_of(here: Here, months: Sequence[periods.Window]) -> str:
    """What people wrote of these months, of any metric, in one line."""
    found = [note for key in here.catalog for note in here.notes(key, months)]
    unique = [note for place, note in enumerate(found) if note not in found[:place]]
    return notes.listed(sorted(unique, key=lambda note: note.date), here.translate)


def show_parts(here: Here) -> None:
    _, wanted, tree = here.translate, here.scope, here.ground.tree
    level = parts.level(tree, wanted.area)
    if not level:
        st.caption(_("There are no areas below this one."))
        return
    metrics = parts.key_figures(here.catalog, here.in_force)
    keys = [metric.key for metric in metrics]
    values = query.measure(here.build, keys, level, wanted.area, [wanted.window], wanted.only)
    links = (
        lambda code: to_area(here, code),
        lambda key, code: here.address("receipt", metric=key, area=code),
    )
    inside = parts.inside(tree, wanted.area, level)
    sheet = parts.sheet(inside, values, metrics, wanted.window, links, _)
    name = _("Areas below") if wanted.area != contracts.ROOT else _("Choose a place")
    panel.sheet(here, sheet, title(here, name), "profile_parts")


def show_recent(here: Here) -> None:
    columns = st.columns(2)
    for place, block in enumerate(recent.BLOCKS):
        with columns[place % 2]:
            show_block(here, block)


def show_block(here: Here, block: recent.Block) -> None:
    _ = here.translate
    end = recent.last(here.scope.end, here.ground.known.as_of)
    day = dates.day(end - periods.DAY, _.lang)
    name = _(block.title, day=day)
    if block.dataset not in here.build.present:
        st.subheader(panel.headline(name), anchor=False)
        st.caption(_("No data"))
        return
    asked = {"area": here.scope.area, "end": end, "most": recent.MOST}
    source, found = provenance.found(here, block.view, **asked)
    if found.empty:
        st.subheader(panel.headline(name), anchor=False)
        st.caption(_(block.absent, day=day))
    else:
        panel.sheet(here, block.sheet(found, _), name, f"profile_{block.key}", source)


here = scope.here()
if here.scope.area == contracts.ROOT:
    show_parts(here)
show_head(here)
attention_list.show(here, MOST)
show_numbers(here)
if here.scope.area != contracts.ROOT:
    show_parts(here)
show_recent(here)
