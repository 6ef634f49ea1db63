"""Composes the contents of a briefing: each slide's numbers, tables, charts, words and sources."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from governance.briefings import (
    followups_slide,
    headlines,
    kept_slide,
    key_figures_slide,
    listing_slides,
    map_slide,
    pivot_slide,
    ranking_slide,
    slide_origin,
    slide_sentences,
    source_files,
    table_slide,
    trend_slide,
)
from governance.briefings.model import KINDS, Briefing, Slide
from governance.briefings.pagination import Progress
from governance.briefings.slide_content import Deck, SlideContent
from governance.briefings.slide_view import Reader, View, ViewError, view
from governance.briefings.view_snapshots import Kept
from governance.charts.chart_base import Look
from governance.charts.control_chart import control_charts as monthly
from governance.core.i18n import translator
from governance.core.palette import palette
from governance.core.toml_entries import Text
from governance.metrics import variants
from governance.warehouse import build_stamp, filter_options
from governance.warehouse.reader import Warehouse

Parts = dict[str, Any]
SENTENCES = 3  # that a slide of key figures opens with


def reader_of(warehouse: Warehouse, lang: str, *, dark: bool = False) -> Reader:
    """What slides of this build are asked of. dark: whether their maps lie on the dark theme."""
    ground, look = filter_options.load_options(warehouse), Look(translator(lang), palette(dark))
    return Reader(warehouse, ground, look, variants.load())


def deck(
    warehouse: Warehouse,
    name: str,
    briefing: Briefing,
    lang: str,
    progress: Progress | None = None,
    *,
    dark: bool = False,
) -> Deck:
    """The whole briefing with where its numbers are from; files are always light.

    progress: hears how many slides are done.
    """
    reader, made = reader_of(warehouse, lang, dark=dark), list[SlideContent]()
    for entry in briefing.slides:
        made.append(slide(reader, entry))
        if progress:
            progress(len(made), len(briefing.slides))
    return bound(reader, name, briefing, made)


def bound(reader: Reader, name: str, briefing: Briefing, made: Sequence[SlideContent]) -> Deck:
    """A briefing of which every slide is composed."""
    warehouse, slides, lang = reader.warehouse, tuple(made), reader.translate.lang
    title = own(briefing.title, lang) or next(filter(None, briefing.title.values()), name)
    return Deck(
        name,
        title,
        lang,
        warehouse.meta.build_id,
        warehouse.meta.built_at,
        reader.ground.known.as_of,
        build_stamp.sample(warehouse.meta, reader.translate),
        slides,
        source_files.of(warehouse, slides, lang),
    )


def slide(reader: Reader, wanted: Slide) -> SlideContent:
    """One slide; where the build does not have what it asks for, it says so and shows nothing."""
    _ = reader.translate
    try:
        return _shown(asked := view(reader, wanted), SHOWN[wanted.kind](asked))
    except ViewError as error:
        known = reader.ground.known.as_of
        title = own(wanted.title, _.lang) or _(KINDS[wanted.kind])
        empty = SlideContent(
            wanted.name, wanted.kind, title, wanted.area, wanted.area, known, known
        )
        return replace(empty, trouble=str(error))


def snapshot(reader: Reader, wanted: Slide, kept: Kept) -> SlideContent:
    """A slide of a view that is not kept yet. Raises ViewError."""
    asked = view(reader, wanted)
    return _shown(asked, kept_slide.shown(asked, kept))


def _shown(view: View, parts: Parts) -> SlideContent:
    wanted, _, scope = view.slide, view.translate, view.scope
    headline, titled = parts.pop("headline", ""), own(wanted.title, _.lang)
    # Below a title of somebody's own the finding is the first sentence.
    finding = (headline + _("."),) if headline and titled else ()
    written = (*finding, *parts.pop("written", ()))
    edited = own(wanted.words, _.lang)
    # The metrics whose definitions go with the slide.
    keys = dict.fromkeys([*(metric.key for metric in view.metrics), *parts.pop("keys", [])])
    base = SlideContent(
        name=wanted.name,
        kind=wanted.kind,
        title=titled or headline or view.title,
        subject=titled or view.title,
        where=view.where,
        area=scope.area,
        start=scope.start,
        end=scope.end,
        words=tuple(edited.splitlines()) if edited else written,
        written=written,
        comment=own(wanted.comment, _.lang),
        notes=own(wanted.notes, _.lang),
        definitions=tuple(slide_origin.definition(view, key) for key in keys),
        sources=slide_origin.sources(view),
        place=view.place,
        filters=wanted.only,
        rules=wanted.rules,
        foot=slide_origin.short(view),
    )
    return _formed(replace(base, **parts), wanted.form)


def _formed(content: SlideContent, form: str) -> SlideContent:
    """The slide with chart and table, or one of them; a workbook has every row all the same."""
    if form == "table" and any(table.drawn for table in content.tables):
        return replace(content, charts=())
    if form == "chart" and content.charts:
        bare = (replace(table, drawn=(), shown=(), tones=()) for table in content.tables)
        return replace(content, tables=tuple(bare))
    return content


def own(text: Text | None, lang: str) -> str:
    """What somebody wrote in this language, "" for nothing."""
    return (text or {}).get(lang, "").strip()


def _metric(view: View) -> Parts:
    judged = key_figures_slide.read(view)
    figures = tuple(key_figures_slide.figure(view, reading, control) for reading, control in judged)
    readings = [reading for reading, _control in judged]
    return {
        "figures": figures,
        "headline": headlines.of_figures(view, readings),
        "written": tuple(headlines.others(view, readings)[:SENTENCES]),
        "remarks": slide_sentences.key_figures(view, judged),
    }


def _trend(view: View) -> Parts:
    reading, control = key_figures_slide.read(view)[0]
    return {
        "figures": (key_figures_slide.figure(view, reading, control),),
        "charts": (monthly.chart(control, view.place, view.translate),),
        "tables": (trend_slide.table(view, control),),
        "headline": headlines.of_figures(view, [reading]),
        "remarks": slide_sentences.trend(view, reading, control),
    }


def _months(view: View) -> Parts:
    reading, control = key_figures_slide.read(view)[0]
    trend = trend_slide.months(view)
    return {
        "figures": (key_figures_slide.figure(view, reading, control),),
        "charts": (trend_slide.month_chart(view, trend),),
        "tables": (trend_slide.month_table(view, trend),),
        "headline": headlines.of_figures(view, [reading]),
        "remarks": (slide_sentences.level(view, reading),),
    }


def _ranking(view: View) -> Parts:
    (whole,) = view.readings(view.metrics, parts=False)
    if ranking_slide.is_fair(view, whole.metric):
        league = ranking_slide.judge(view, whole.metric)
        parts: Parts = {"tables": (ranking_slide.fair_table(view, league),)}
        if league.judged:
            parts["charts"] = (ranking_slide.fair_chart(view, league),)
        return parts | {
            "headline": headlines.of_league(view, whole, league),
            "written": slide_sentences.unranked(view, league),
            "remarks": slide_sentences.league(view, league),
        }
    order = ranking_slide.order(view)
    return {
        "tables": (ranking_slide.plain_table(view, order),),
        "charts": (ranking_slide.plain_chart(view, order),),
        "headline": headlines.of_areas(view, whole, order.areas),
        "written": tuple(filter(None, (order.gaps(view.translate),))),
        "remarks": slide_sentences.ranking(view, order),
    }


def _table(view: View) -> Parts:
    values, codes = table_slide.read(view)
    tables = (table_slide.table(view, values, codes),)
    return {
        "tables": tables,
        "headline": headlines.of_table(view, values),
        "written": slide_sentences.table(view, values, codes),
    }


def _attention(view: View) -> Parts:
    items = table_slide.attention_items(view)
    keys = [item.metric.key for item in items[: view.slide.rows]]
    tables = (table_slide.signals_table(view, items),)
    return {
        "tables": tables,
        "keys": keys,
        "headline": headlines.of_attention(view, items),
        "remarks": slide_sentences.attention(view, items),
    }


def _improved(view: View) -> Parts:
    """Signals for the better alone: what chance may have made is no improvement."""
    _, items = view.translate, table_slide.improved_items(view)
    if not items:
        none = _("No figure has a signal for the better, so that the slide is left out.")
        return {"written": (none,)}
    return {
        "tables": (table_slide.signals_table(view, items),),
        "keys": [item.metric.key for item in items[: view.slide.rows]],
        "headline": headlines.of_improved(view, items),
    }


def _map(view: View) -> Parts:
    picture = map_slide.picture(view)
    parts = _ranking(view)
    return parts | {"maps": (picture,), "charts": ()}


def _followups(view: View) -> Parts:
    matters, _ = followups_slide.read(view), view.translate
    if not (matters.opened or matters.closed):
        none = _("Nothing is followed up here, so that the slide is left out.")
        return {"written": (none,)}
    return {
        "tables": (followups_slide.table(view, matters),),
        "keys": followups_slide.keys(view, matters),
        "written": followups_slide.sentences(view, matters),
    }


SHOWN: Mapping[str, Callable[[View], Parts]] = {
    "metric": _metric,
    "ranking": _ranking,
    "trend": _trend,
    "months": _months,
    "table": _table,
    "attention": _attention,
    "improved": _improved,
    "followups": _followups,
    "map": _map,
    "causes": listing_slides.causes,
    "pivot": pivot_slide.read,
    "overdue": listing_slides.overdue,
    "rebounds": listing_slides.rebounds,
    "text": lambda _view: {},
    "kept": kept_slide.read,
}
