"""What a slide shows, as its form asks: kind, metrics, area, level, period, comparison, filter."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

import streamlit as st

from governance.app.context import Here
from governance.briefings import form_options, model
from governance.briefings.model import (
    BY_LEVEL,
    KINDS,
    ONE_METRIC,
    SOME_METRICS,
    Slide,
)
from governance.briefings.slide_view import CAUSE
from governance.charts.pivot_table.lines import Words
from governance.core import dates, periods
from governance.core.periods import DAY
from governance.metrics import segments
from governance.metrics.number_format import LEVELS
from governance.metrics.query import Query, by_column, parse_filters, write_filters
from governance.metrics.scope import COMPARISONS

MOST = 40
# Days that somebody may fix: the office's past, and a year that has begun to be planned.
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)


@dataclass(frozen=True)
class Form:
    """A form on the page; `key` begins the keys of its widgets."""

    here: Here
    key: str

    def choose(
        self, label: str, options: Sequence[str], held: str, field: str, named: Callable[[str], str]
    ) -> str:
        """One of the options, searched by any part of its name."""
        place, key = options.index(held) if held in options else 0, f"{self.key}_{field}"
        code = st.selectbox(
            label, options, place, format_func=named, key=key, filter_mode="contains"
        )
        return code or ""

    def choose_some(
        self,
        label: str,
        options: Sequence[str],
        held: Sequence[str],
        field: str,
        named: Callable[[str], str] | None = None,
    ) -> tuple[str, ...]:
        """Some of these in the order of the choice; without names they are metrics."""
        _, known = self.here.translate, self.here.warehouse.catalog
        keys = st.multiselect(
            label,
            options,
            list(held),
            format_func=named or (lambda key: form_options.metric(known, key, _)),
            key=f"{self.key}_{field}",
            placeholder=_("None chosen"),
        )
        return tuple(keys)


def show(form: Form, seen: Slide) -> Slide:
    """The widgets of a slide's scope, as `seen` has them at first; returns the slide they make."""
    _ = form.here.translate
    if seen.kind == "kept":
        st.caption(_("Kept as it was; it does not follow new data."))
        return seen
    left, right = st.columns(2)
    with left:
        kind = choose_kind(form, form_options.kinds(seen), seen.kind)
        slide = replace(seen, kind=kind, area=choose_area(form, seen.area))
        if kind != "followups":  # of today, whatever the period
            slide = _period(form, slide)
    with right:
        slide = replace(slide, metrics=choose_metrics(form, kind, seen.metrics))
        slide = replace(slide, level=_level(form, slide), compare=_compare(form, slide))
        slide = replace(slide, most=_most(form, slide), form=_shape(form, slide))
        slide = replace(slide, by=_by(form, slide))
    if kind not in form_options.COUNTED:
        return slide if kind == seen.kind else replace(slide, only="")
    return replace(slide, only=_only(form, slide), rules=_rules(form, slide))


def choose_kind(form: Form, options: Sequence[str], held: str) -> str:
    """What kind of slide it is."""
    _ = form.here.translate
    return form.choose(_("Kind of slide"), options, held, "kind", lambda kind: _(KINDS[kind]))


def choose_area(form: Form, held: str) -> str:
    """An area of any level."""
    tree, _ = form.here.ground.tree, form.here.translate
    options = form_options.areas(tree, held)
    return form.choose(
        _("Area"), options, held, "area", lambda code: form_options.area(tree, code, _)
    )


def choose_metrics(form: Form, kind: str, held: tuple[str, ...]) -> tuple[str, ...]:
    """The one metric, or the several, that a slide of this kind shows; none of other kinds."""
    _, known = form.here.translate, form.here.warehouse.catalog
    options = form_options.metrics(form.here.warehouse.with_data, held)
    if kind in SOME_METRICS:
        return form.choose_some(_("Metrics, in their order"), options, held, "metrics")
    if kind not in ONE_METRIC:
        return ()
    key = form.choose(
        _("Metric"),
        options,
        held[0] if held else "",
        "metric",
        lambda key: form_options.metric(known, key, _),
    )
    return (key,) if key else ()


def _level(form: Form, slide: Slide) -> str:
    """The level of the areas shown, "" of a slide that shows none."""
    if slide.kind not in BY_LEVEL:
        return ""
    _ = form.here.translate
    options = form_options.levels(form.here.ground.tree, slide.area, slide.level)
    return form.choose(
        _("Areas of the level"),
        options,
        slide.level,
        "level",
        lambda level: _(LEVELS[level]) if level else _("The next below"),
    )


def _period(form: Form, slide: Slide) -> Slide:
    """A named period moves on with the data; own days stay what they are."""
    _, known = form.here.translate, form.here.ground.known

    def named(preset: str) -> str:
        if preset == "custom":
            return dates.preset(preset, _)
        return dates.period(periods.period(preset, known), _)

    offered = known.presets(slide.period)
    preset = form.choose(_("Period"), offered, slide.period, "period", named)
    if preset != "custom":
        st.caption(_("A named period moves on with the data."))
        return replace(slide, period=preset, start=None, end=None)
    first, end = slide.days or periods.period(periods.DEFAULT, known).window
    start = _day(form, _("First day"), first, "start")
    last = _day(form, _("Last day"), end - DAY, "end")
    return replace(slide, period=preset, start=start, end=last)


def _day(form: Form, label: str, held: date, field: str) -> date | None:
    key = f"{form.key}_{field}"
    return st.date_input(label, held, EARLIEST, LATEST, key=key, format="YYYY-MM-DD")


def _compare(form: Form, slide: Slide) -> str:
    if slide.kind not in form_options.COMPARED:
        return slide.compare
    _, options = form.here.translate, form_options.comparisons(form.here.ground, slide.compare)
    return form.choose(
        _("Compared with"), options, slide.compare, "compare", lambda key: _(COMPARISONS[key])
    )


def _most(form: Form, slide: Slide) -> int:
    if slide.kind not in form_options.LIMITED:
        return slide.most
    _ = form.here.translate
    label = _("Rows shown (0: as many as there is room for)")
    return int(st.number_input(label, 0, max(MOST, slide.most), slide.most, key=f"{form.key}_most"))


def _shape(form: Form, slide: Slide) -> str:
    """Whether chart and table stand on it, or one of them; what a map shows."""
    known = model.forms(slide.kind)
    if len(known) == 1:
        return ""
    _ = form.here.translate
    return form.choose(_("Shown as"), list(known), slide.form, "form", lambda name: _(known[name]))


def _by(form: Form, slide: Slide) -> tuple[str, ...]:
    """By what it is told apart: the segment of causes, the rows and columns of a pivot."""
    if slide.kind not in ("causes", "pivot") or not slide.metrics:
        return ()
    _, known, tree = form.here.translate, form.here.warehouse.catalog, form.here.ground.tree
    dataset = known[slide.metrics[0]].dataset if slide.metrics[0] in known else ""
    words = Words(form.here.scope.query(slide.metrics), dataset, tree, _)
    if slide.kind == "causes":
        held = slide.by[:1] or (CAUSE,)
        options = form_options.dimensions(known, slide, tree, held)
        return (form.choose(_("By"), options, held[0], "by", words.dimension),)
    rows, columns, *_more = (*slide.by, "", "")
    options = form_options.dimensions(known, slide, tree, [*filter(None, (rows, columns))])
    rows = form.choose(_("Row dimension"), options, rows, "rows", words.dimension)
    others = ["", *(name for name in options if name != rows)]
    return rows, form.choose(_("Column dimension"), others, columns, "columns", words.dimension)


def _only(form: Form, slide: Slide) -> str:
    """Segments and some values of each, "" for all records; both are what the records have."""
    _, known = form.here.translate, form.here.warehouse.catalog
    held = by_column(parse_filters(slide.only))
    options = form_options.filters(known, slide.metrics, list(held))
    if not options:
        return ""
    dataset = next((known[key].dataset for key in slide.metrics if key in known), "")

    def title(name: str) -> str:
        return segments.title(name, _, dataset)

    chosen = form.choose_some(_("Filtered by"), options, list(held), "segments", title)
    found = []
    for segment in chosen:
        was = held.get(segment, ())
        values = form_options.values(_values(form, slide, segment), was)
        words = partial(segments.value, segment, _=_, dataset=dataset)
        some = form.choose_some(title(segment), values, was, f"values_{segment}", words)
        found += [(segment, value) for value in some]
    return write_filters(found)


def _values(form: Form, slide: Slide, segment: str) -> list[str]:
    """The values that the records of the first metric have, of all days that there are."""
    build, ground = form.here.warehouse, form.here.ground
    keys = [key for key in slide.metrics if key in build.with_data][:1]
    if not keys or slide.area not in ground.tree:
        return []
    level, window = ground.tree[slide.area].level, periods.period("all_time", ground.known).window
    frame = form.here.answer(Query(tuple(keys), level, slide.area, (window,), split=segment))
    return sorted(frame["segment_value"].dropna().astype(str).unique())


def _rules(form: Form, slide: Slide) -> tuple[str, ...]:
    """The definitions in force on this slide, before the office's."""
    _, known = form.here.translate, form.here.warehouse.catalog
    options = form_options.definitions(known, slide.metrics, slide.rules)
    label = _("Definitions in force here (none: the office's)")
    return form.choose_some(label, options, slide.rules, "rules") if options else slide.rules
