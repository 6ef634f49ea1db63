"""The metrics' definitions as tables: the searchable list, and the facts of one metric."""

from collections.abc import Container, Iterable, Mapping

import pandas as pd

from governance.core import contracts
from governance.core.i18n import Translator, mark
from governance.metrics import number_format
from governance.metrics.catalog import Metric

DIRECTIONS = {
    "up": mark("▲ higher is better"),
    "down": mark("▼ lower is better"),
    "neither": mark("neither good nor bad"),
}
TIMES = {
    "flow": mark("what happened in the period"),
    "stock": mark("what stands at the period's end"),
    "register": mark("the register as it is now"),
}
AGGREGATES = {
    "sum": mark("sums over areas and days"),
    "distinct": mark("distinct count, computed at each level"),
    "weighted": mark("weighted score of its parts"),
    "frequent": mark("what recurs often enough, counted at each level"),
    "retained": mark("who came back, counted at each level"),
    "per_entity": mark("sum for each distinct one, computed at each level"),
    "quantile": mark("exact quantile, computed at each level"),
}
FIGURES = {
    "households": mark("households"),
    "residents": mark("residents"),
    "key_group_households": mark("key-group households"),
    "full_time_gridders": mark("full-time gridders"),
}


def matching(metrics: Iterable[Metric], search: str) -> list[Metric]:
    """The metrics in which every word of the search occurs, in either language or the key."""
    words = search.lower().split()
    return [metric for metric in metrics if all(word in _haystack(metric) for word in words)]


def _haystack(metric: Metric) -> str:
    texts = (metric.title, metric.definition, metric.formula, metric.excludes)
    said = [part for text in texts for part in text.values()]
    return " ".join([metric.key, metric.unit, metric.dataset, *said]).lower()


def table(
    metrics: Iterable[Metric],
    present: Container[str],
    values: tuple[str, Mapping[str, str]],
    _: Translator,
) -> pd.DataFrame:
    """One row a metric under translated headings.

    present: the datasets that have data; values: what they speak of, and each metric's text.
    """
    heading, amounts = values
    records = [(_record(metric, present, _), amounts.get(metric.key, "")) for metric in metrics]
    return pd.DataFrame(
        [{_("Metric"): row.pop(_("Metric")), heading: said} | row for row, said in records]
    )


def _record(metric: Metric, present: Container[str], _: Translator) -> dict[str, str]:
    return {
        _("Metric"): _.pick(metric.title),
        _("Dataset"): dataset_title(metric.dataset, _),
        _("Unit"): number_format.unit(metric, _),
        _("Direction"): _(DIRECTIONS[metric.better]),
        _("Formula"): _.pick(metric.formula),
        _("Data"): _("yes") if metric.dataset in present else _("No data"),
        _("Key"): metric.key,
    }


def dataset_title(dataset: str, _: Translator) -> str:
    """What people call a dataset."""
    return _.pick(contracts.load()[dataset].title)


def facts(metric: Metric, _: Translator) -> dict[str, str]:
    """What the metric is, heading by heading; only what it declares."""
    titles = contracts.load()[metric.dataset].columns
    segments = [_.pick(titles[name].title) if name in titles else name for name in metric.segments]
    found = {
        _("Unit"): number_format.unit(metric, _),
        _("Direction"): _(DIRECTIONS[metric.better]),
        _("Dataset"): dataset_title(metric.dataset, _),
        _("In time"): _(TIMES[metric.time]),
        _("Across areas"): _(AGGREGATES[metric.aggregate]),
        _("Divided by"): _(FIGURES[metric.per]) if metric.per else "",
        _("Can be split by"): _("; ").join(segments),
        _("Version"): str(metric.version),
        _("Standard"): metric.standard,
    }
    return {heading: text for heading, text in found.items() if text}
