"""The wall as HTML: a line of head, figures at the left, map in the middle, lists at the right."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape

from governance.app import attention_list, cache, figure_panel, followups_panel, opening
from governance.app.context import Here
from governance.app.wall.wall_views import Turning, View
from governance.app.wall.wished import EVERY, Wished
from governance.attention import attention_words, opening_words
from governance.attention.detection import Item
from governance.core import dates
from governance.core.contracts import ROOT
from governance.core.i18n import Translator, mark
from governance.metrics.followups import FollowUp
from governance.metrics.metric_values import Reading
from governance.metrics.number_format import LEVELS
from governance.warehouse import data_health, followup_table

# What buttons do in the browser, and what is drawn on them (wall.js shows one of go and stop).
SIGNS = {
    "back": '<path d="M15 5l-7 7 7 7"/>',
    "stop": '<path d="M8 5v14M16 5v14"/>',
    "go": '<path d="M7 5l12 7-12 7z"/>',
    "on": '<path d="M9 5l7 7-7 7"/>',
    "full": '<path d="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5"/>',
    "leave": '<path d="M6 6l12 12M18 6L6 18"/>',
}
LABELS = {
    "back": mark("Back"),
    "stop": mark("Stop turning (space)"),
    "go": mark("Go on turning (space)"),
    "on": mark("Next"),
    "full": mark("Full screen (F)"),
    "leave": mark("Leave (Esc)"),
}


def html(here: Here, readings: Sequence[Reading], turning: Turning, wished: Wished) -> str:
    """All that stands on the wall; every view is in it, of which wall.js shows one."""
    items, agreed = attention_list.find(here), followups_panel.find(here)
    due = followup_table.counted(here, agreed, here.warehouse.today)
    views = turning.views
    middle = "".join(_middle(view, here.translate) for view in views)
    turned = "".join(f'<div data-view="{v.key}" hidden>{v.ranked}</div>' for v in views)
    _ = here.translate
    ranking, open_ones = escape(_("Areas in their order")), _open(here, items, agreed)
    return (
        f"{_head(here)}"
        f'<div class="left"><div class="said">{_said(here, readings, items, due)}</div>'
        f'<ul class="cards">{_cards(here, readings, {view.key for view in views})}</ul></div>'
        f'<div class="middle"><div class="ground">{turning.ground}</div>{middle}</div>'
        f'<div class="right"><section class="ranked" aria-label="{ranking}">{turned}</section>'
        f'<section class="open">{open_ones}</section></div>'
        f"{_foot(here, views, wished)}"
    )


def _head(here: Here) -> str:
    """Where and when; how old the data are, and that they are made up; the clock."""
    _ = here.translate
    day = _("Data up to {day}", day=dates.day(here.ground.known.as_of, _.lang))
    books = cache.view(here.warehouse, "dataset_health")
    late, _dataset, _day = data_health.latest(books, here.warehouse.today)
    told = [f"<span>{escape(day)}</span>"]
    if late:
        overdue = escape(_("{n} days late", n=late))
        told.append(f'<b class="late">{overdue}</b>')
    if here.sample:
        told.append(f'<b class="sample">{escape(here.sample)}</b>')
    what = " · ".join((here.days(), *here.filtered))
    return (
        f'<header><h2>{escape(here.place)}</h2><p class="when">{escape(what)}</p>'
        f'<p class="lost" role="status"></p><p class="age">{"".join(told)}</p>'
        "<time></time></header>"
    )


def _said(here: Here, readings: Sequence[Reading], items: Sequence[Item], due: str) -> str:
    """The sentences of the overview."""
    first = opening_words.lead(readings)
    if first is None:
        return ""
    areas = opening.areas_below(here, first.metric)
    return opening.words(here, readings, areas, items, due).html()


def _cards(here: Here, readings: Sequence[Reading], turning: set[str]) -> str:
    """The key figures beside last year's and their targets; the one on the map is marked."""
    shared = figure_panel.card(here, [reading.metric for reading in readings])
    card = replace(shared, receipt="", meaning="", ranking="")
    return "".join(
        f'<li data-card="{one.metric.key if one.metric.key in turning else ""}">'
        f"{card.html(replace(one, previous=None))}</li>"
        for one in readings
    )


def _middle(view: View, _: Translator) -> str:
    none = escape(
        _("There is no one map of these areas: they have no boundaries or lie far apart.")
    )
    drawn = f'<div class="map">{view.map}</div>' if view.map else f'<p class="none">{none}</p>'
    inside = f"<h3>{view.title}</h3>{drawn}{view.legend}"
    return f'<section data-view="{view.key}" hidden>{inside}</section>'


def _open(here: Here, items: Sequence[Item], agreed: Sequence[FollowUp]) -> str:
    """What needs attention and what was agreed about it, past due first."""
    _ = here.translate
    found = [_entry(here, item) for item in items]
    today = here.warehouse.today
    ordered = sorted(agreed, key=lambda one: (not one.is_late(today), one.due))
    due = [_agreed(here, one) for one in ordered]
    none = escape(_("No signal for the worse, and no target missed by more than chance."))
    lists = [(_("Needs attention"), found or [f'<li class="none">{none}</li>'])]
    lists += [(_("Follow-ups"), due)] if due else []
    return "".join(
        f"<h3>{escape(title)}</h3><ul data-fit>{''.join(entries)}</ul><p class='rest'></p>"
        for title, entries in lists
    )


def _entry(here: Here, item: Item) -> str:
    _ = here.translate
    place = _(LEVELS[ROOT]) if item.area == ROOT else item.name
    return f"<li>{attention_words.entry(item, place, (), _)}</li>"


def _agreed(here: Here, one: FollowUp) -> str:
    """What, where, who and until when; past due in words."""
    _ = here.translate
    until = _("until {day}", day=dates.day(one.due, _.lang))
    past = escape(_("past due"))
    late = f'<b class="worse">⚠ {past}</b> ' if one.is_late(here.warehouse.today) else ""
    matter, who = followup_table.matter(here, one), f"{one.agreed} — {one.owner}, {until}"
    return f"<li><article><h3>{late}{escape(matter)}</h3><p>{escape(who)}</p></article></li>"


def _foot(here: Here, views: Sequence[View], wished: Wished) -> str:
    """How far the turn is, and the buttons that the keys press, too."""
    _ = here.translate
    ticks = "".join(f'<i data-tick="{view.key}"><b></b></i>' for view in views)
    acts = "".join(_button(act, _) for act in SIGNS)
    seconds = "".join(_choice("every", one, one == wished.every, _) for one in EVERY)
    schemes = "".join(
        _choice("scheme", one, (one == "dark") == wished.is_dark, _) for one in ("dark", "light")
    )
    every, colours, turning = map(escape, (_("Seconds a view"), _("Colours"), _("Turning")))
    return (
        f'<footer><p class="origin">{escape(" · ".join(here.origin[1::2]))}</p>'
        f'<div class="ticks">{ticks}</div><nav aria-label="{turning}">{acts}'
        f'<span role="group" aria-label="{every}">{seconds}</span>'
        f'<span role="group" aria-label="{colours}">{schemes}</span></nav></footer>'
    )


def _button(act: str, _: Translator) -> str:
    label = escape(_(LABELS[act]))
    return (
        f'<button type="button" data-act="{act}" aria-label="{label}" title="{label}">'
        f'<svg viewBox="0 0 24 24" aria-hidden="true">{SIGNS[act]}</svg></button>'
    )


CHOICES = {"off": mark("off"), "dark": mark("Dark"), "light": mark("Light")}


def _choice(name: str, value: str, is_chosen: bool, _: Translator) -> str:
    text = _(CHOICES[value]) if value in CHOICES else _("{n} s", n=value)
    pressed = "true" if is_chosen else "false"
    return (
        f'<button type="button" data-ask="{name}" data-value="{value}" aria-pressed="{pressed}">'
        f"{escape(text)}</button>"
    )
