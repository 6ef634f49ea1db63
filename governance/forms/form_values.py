"""The values of a form's places, as the pages have them, each with its definition and receipt."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from governance.briefings import slide_view
from governance.briefings.model import Slide, check_metric
from governance.briefings.slide_view import Reader, View, ViewError
from governance.charts import kpi_cards
from governance.core import dates, periods
from governance.core.i18n import FALLBACK, TranslatedError, Translator, mark, translator
from governance.core.periods import DAY, Window
from governance.core.toml_entries import EntryError
from governance.forms.bindings import MONTH, Binding, Form
from governance.metrics import comparison, number_format
from governance.metrics.catalog import Metric
from governance.metrics.metric_values import NOTHING, Reading, Value
from governance.receipts import addresses
from governance.warehouse import build_stamp

ABSENT = mark(
    "there is no number ({reason}): choose another area or period, or write what stands "
    'there instead: absent = "—"'
)
# An error is translated when it is told; until then it is its message.
ENGLISH = translator(FALLBACK)
NOT_COMPARED = mark("no change can be told")


@dataclass(frozen=True)
class Entry:
    """What stands at a place. number: rounded as it is shown, None for a text.

    title, where, definition, address: of the annex; a text that is no number has none of them.
    """

    name: str
    text: str
    number: float | None = None
    is_percent: bool = False
    title: str = ""
    where: str = ""
    definition: str = ""
    address: str = ""


@dataclass(frozen=True)
class Bound:
    """A place and the view that answers for it."""

    name: str
    binding: Binding
    view: View
    metrics: Sequence[Metric]


def entries(reader: Reader, form: Form) -> tuple[dict[str, Entry], dict[str, Exception]]:
    """What stands at each place, by its name, and what is wrong with the others."""
    found: dict[str, Entry] = {}
    wrong: dict[str, Exception] = {}
    places: list[Bound] = []
    for name, binding in form.bindings.items():
        try:
            view = _view(reader, form, binding)
            places.append(Bound(name, binding, view, view.metrics))
        except (ViewError, EntryError) as error:
            wrong[name] = error
    readings = _read(places)
    for place in places:
        try:
            found[place.name] = _entry(place, readings)
        except EntryError as error:
            wrong[place.name] = error
    return found, wrong


def _view(reader: Reader, form: Form, binding: Binding) -> View:
    """The view of one place. Raises ViewError or EntryError for what this build has not."""
    if binding.metric:
        check_metric(binding.metric, reader.warehouse.catalog)
    area, period = binding.area or form.area, binding.period or form.period
    start, end, preset = _days(period)
    keys = (binding.metric,) if binding.metric else ()
    slide = Slide(
        "metric",
        area=area,
        period=preset,
        start=start,
        end=end,
        only=binding.only,
        metrics=keys,
    )
    return slide_view.view(reader, slide)


def _days(period: str) -> tuple[dt.date | None, dt.date | None, str]:
    """First and last day of a month as 2026-09; of a preset none."""
    if not (month := MONTH.fullmatch(period)):
        return None, None, period
    first = dt.date(int(month[1]), int(month[2]), 1)
    return first, periods.add_months(first, 1) - DAY, "custom"


Key = tuple[str, Window, str, str]  # area, days, filters, metric


def _key(place: Bound, metric: Metric) -> Key:
    return (place.view.scope.area, place.view.scope.window, place.binding.only, metric.key)


def _read(places: list[Bound]) -> dict[Key, Reading]:
    """Each metric's reading, all metrics of one area, period and filter at once."""
    groups: dict[tuple[str, Window, str], dict[str, tuple[View, Metric]]] = {}
    for place in places:
        for metric in place.metrics:
            area, window, only, key = _key(place, metric)
            groups.setdefault((area, window, only), {})[key] = (place.view, metric)
    return {
        (*scope, reading.metric.key): reading
        for scope, asked in groups.items()
        for reading in next(iter(asked.values()))[0].readings(
            [metric for _view, metric in asked.values()], parts=False
        )
    }


def _entry(place: Bound, readings: Mapping[Key, Reading]) -> Entry:
    """What stands at a place. Raises EntryError where there is nothing to show."""
    if place.binding.fact:
        return Entry(place.name, FACT_TEXTS[place.binding.fact](place.view))
    (metric,) = place.metrics
    reading = readings[_key(place, metric)]
    shown = place.binding.show
    if shown.startswith("change"):
        return _changed(place, reading, _then(reading, shown.removeprefix("change_")))
    return _valued(place, metric, reading.now if shown == "value" else _then(reading, shown))


def _then(reading: Reading, shown: str) -> Value:
    return (reading.last_year if shown == "last_year" else reading.previous) or NOTHING


def _valued(place: Bound, metric: Metric, value: Value) -> Entry:
    number = value.value
    if number is None:
        return _absent(place, kpi_cards.absent(value, ENGLISH))
    shown = round(number, metric.decimals) + 0.0
    text = number_format.level(number, metric)
    return _told(place, text, value.window or place.view.scope.window, shown)


def _changed(place: Bound, reading: Reading, then: Value) -> Entry:
    """A change is told as the pages tell it, or not at all."""
    change = comparison.change(reading.metric, reading.now, then, place.view.translate)
    if change is None:
        why = comparison.reason(reading.metric, reading.now, then, ENGLISH)
        return _absent(place, why or NOT_COMPARED)
    return _told(place, change.text, place.view.scope.window)


def _absent(place: Bound, reason: str) -> Entry:
    if not place.binding.absent:
        raise EntryError(ABSENT, reason=TranslatedError(reason))
    return Entry(place.name, place.binding.absent)


def _told(place: Bound, text: str, window: Window, number: float | None = None) -> Entry:
    (metric,), view, _ = place.metrics, place.view, place.view.translate
    parts = (view.place, dates.window(window, _.lang), place.binding.only)
    rules = view.scope.rules
    return Entry(
        place.name,
        text,
        number,
        metric.unit == "percent",
        _.pick(metric.title),
        " · ".join(filter(None, parts)),
        _.pick(metric.definition),
        addresses.figure(metric.key, view.scope.area, window, view.scope.filters, rules),
    )


def _sample(view: View) -> str:
    return build_stamp.sample(view.warehouse.meta, view.translate)


FACT_TEXTS: Mapping[str, Callable[[View], str]] = {
    "area": lambda view: view.place,
    "period": lambda view: view.days,
    "as_of": lambda view: dates.day(view.ground.known.as_of, view.translate.lang),
    "built": lambda view: dates.day(view.warehouse.meta.built_at.date(), view.translate.lang),
    "build": lambda view: view.warehouse.meta.build_id,
    "sample": _sample,
}


@dataclass(frozen=True)
class Annex:
    """Where each number of a form is from. rows: the first is their heading."""

    title: str
    rows: tuple[tuple[str, ...], ...]
    definitions: tuple[str, ...]


def annex(found: Mapping[str, Entry], _: Translator) -> Annex:
    """Of each number: where it stands, what it is, of which area and days, and its receipt."""
    told = [entry for entry in found.values() if entry.address]
    heads = (
        _("Where it stands"),
        _("Value"),
        _("Scope"),
        _("Receipt: behind the dashboard's address"),
    )
    rows = (
        (entry.name, f"{entry.title} {entry.text}", entry.where, entry.address) for entry in told
    )
    defined = {entry.title: entry.definition for entry in told}
    texts = (_("{heading}: {text}", heading=key, text=text) for key, text in defined.items())
    return Annex(_("Where the numbers are from"), (heads, *rows), tuple(texts))
