"""A figure and its check in words: as printed, how it is computed, by what it is restricted."""

from governance.core import dates
from governance.core.i18n import Translator, mark
from governance.metrics import catalog_tables, number_format, segments
from governance.metrics.catalog import Catalog
from governance.reconciliation.addability import Ruling
from governance.reconciliation.published_figures import (
    Check,
    MetricValue,
    OwnQuery,
    Published,
    Records,
)
from governance.reconciliation.tolerance_rules import Rules

BOUNDS = {
    "at_least": mark("{n} or more"),
    "about": mark("about {n}"),
    "rule": mark("{n} (rule)"),
}
PARTS = {"numerator": mark("numerator"), "denominator": mark("denominator")}


def number(value: float | None) -> str:
    """A whole number as such, anything else with one decimal; "" where there is none."""
    return number_format.number(value, 0 if value is None or value == int(value) else 1)


def bounded(value: float, bound: str, _: Translator) -> str:
    """The number with the word for its bound: 90 余, about 3,000."""
    text = number(value)
    return text if bound == "exact" else _(BOUNDS[bound], n=text)


def printed(figure: Published, _: Translator) -> str:
    """The figure as its text has it, with the word for its bound."""
    if figure.value is None:
        return figure.printed
    return bounded(figure.value, figure.bound, _)


def days(figure: Published, _: Translator) -> str:
    """The days that the figure speaks of: a period, or up to a day; "" where it does not say."""
    start, end = figure.days
    if start and end:
        return dates.window((start, end), _.lang)
    return _("up to {day}", day=dates.day(figure.until, _.lang)) if figure.until else ""


def unit(figure: Published, rules: Rules, _: Translator) -> str:
    """The unit as printed; in English, the family's name before it."""
    family = rules.printed(figure.unit)
    if figure.unit == "percent":
        return "%"
    return figure.unit if _.lang == "zh" else f"{_.pick(family.title)} ({figure.unit})"


def quantity(figure: Published, rules: Rules, _: Translator) -> str:
    """Number, bound and unit together: 90 余个物业小区, 849 个泊位, 80%."""
    text, name = printed(figure, _), unit(figure, rules, _)
    is_joined = figure.unit == "percent" or (_.lang == "zh" and figure.bound != "exact")
    return f"{text}{name}" if is_joined else f"{text} {name}"


def total(ruling: Ruling, _: Translator) -> str:
    """The sum of a ruling that allows it, with the word for its bound."""
    assert ruling.total is not None
    if ruling.bound == "at_least":
        return _("at least {n}", n=number(ruling.total))
    return bounded(ruling.total, ruling.bound, _)


def describe_check(check: Check | None, catalog: Catalog, _: Translator) -> str:
    """How a figure is computed, in one line; "" where nothing carries it."""
    if check is None:
        return ""
    if isinstance(check, MetricValue):
        return _describe_metric(check, catalog, _)
    if isinstance(check, OwnQuery):
        return _("Own query {file}", file=f"{check.query}.sql")
    return _describe_records(check, _)


def _describe_metric(check: MetricValue, catalog: Catalog, _: Translator) -> str:
    known = catalog.get(check.metric)
    title = _.pick(known.title) if known else check.metric
    parts = [_("Metric {metric}", metric=title)]
    if check.part != "value":
        parts.append(_(PARTS[check.part]))
    dataset = known.dataset if known else ""
    return " · ".join(parts + _describe_filters(check, dataset, _))


def _describe_records(check: Records, _: Translator) -> str:
    column = segments.title(check.column, _, check.dataset)
    action = {
        "count": _("number of rows"),
        "sum": _("sum of {column}", column=column),
        "distinct": _("distinct values of {column}", column=column),
    }[check.take]
    parts = [
        catalog_tables.dataset_title(check.dataset, _),
        action,
        *_describe_filters(check, check.dataset, _),
    ]
    if check.start and check.end:
        parts.append(dates.window((check.start, check.end), _.lang))
    text = " · ".join(parts)
    return f"{text} ÷ {_describe_records(check.over, _)}" if check.over else text


def _describe_filters(check: Records | MetricValue, dataset: str, _: Translator) -> list[str]:
    return [
        f"{_column(column, dataset, _)} = {_value(column, value, dataset, _)}"
        for column, value in check.filters
    ]


def _column(column: str, dataset: str, _: Translator) -> str:
    return _("Until") if column == "until_day" else segments.title(column, _, dataset)


def _value(column: str, value: str, dataset: str, _: Translator) -> str:
    if value in ("true", "false"):
        return _("Yes") if value == "true" else _("No")
    if not value:
        return _("not filled in")
    return segments.value(column, value, _, dataset).replace("*", "…")
