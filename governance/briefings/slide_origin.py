"""Where a slide's numbers come from, in words: made-up data, build and day, definitions."""

from governance.briefings.slide_content import Definition
from governance.briefings.slide_view import View
from governance.metrics import number_format
from governance.warehouse import build_stamp


def sources(view: View) -> tuple[str, ...]:
    """What stands below a slide: that its data are made up, and its build."""
    return (*_made_up(view), " · ".join(_origin(view)))


def short(view: View) -> str:
    """The same in one line, without the build."""
    return " · ".join((*_made_up(view), _origin(view)[0]))


def definition(view: View, key: str) -> Definition:
    """A metric's definition for the annex."""
    metric, _ = view.warehouse.catalog[key], view.translate
    return Definition(
        key,
        _.pick(metric.title),
        number_format.unit(metric, _),
        _.pick(metric.definition),
        _.pick(metric.formula),
        _.pick(metric.excludes),
        metric.version,
    )


def _made_up(view: View) -> list[str]:
    sample = build_stamp.sample(view.warehouse.meta, view.translate)
    return [sample] if sample else []


def _origin(view: View) -> tuple[str, ...]:
    return build_stamp.origin(view.warehouse.meta, view.ground.known.as_of, view.translate)
