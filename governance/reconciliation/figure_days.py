"""Whether the data speak of the days that a figure speaks of."""

from governance.core import contracts, periods
from governance.core.i18n import mark
from governance.core.periods import DAY
from governance.reconciliation.computed_figures import Computer
from governance.reconciliation.deferred_text import DeferredText, defer
from governance.reconciliation.published_figures import Check, Days, MetricValue, Records

REGISTER = mark("The register says what is, and the figure what was on {day}: it has no history.")
ENDS = mark("The records of {dataset} end on {day}, before the days that the figure speaks of do.")
BEGINS = mark("The records of {dataset} begin on {day}, later than the days of the figure.")


def other_scope(check: Check | None, days: Days, computer: Computer) -> DeferredText | None:
    """Why a register cannot speak of the figure's days: it has no history, and they are past."""
    end = days[1]
    if end is None or end > computer.warehouse.meta.as_of or not _is_register(check, computer):
        return None
    return defer(REGISTER, day=(end - DAY).isoformat())


def not_covered(check: Check | None, days: Days, computer: Computer) -> DeferredText | None:
    """Why records cannot speak of all of the figure's days: whole months of them are missing."""
    dataset, (start, end) = _dataset(check, computer), days
    first, last = computer.reach.get(dataset, (None, None))
    title = contracts.load()[dataset].title if last else {}
    if last and end and last < (end - DAY).replace(day=1):
        return defer(ENDS, dataset=title, day=last.isoformat())
    if first and start and first >= periods.add_months(start.replace(day=1), 1):
        return defer(BEGINS, dataset=title, day=first.isoformat())
    return None


def _dataset(check: Check | None, computer: Computer) -> str:
    if isinstance(check, MetricValue):
        known = computer.warehouse.catalog.get(check.metric)
        return known.dataset if known else ""
    return check.dataset if isinstance(check, Records) else ""


def _is_register(check: Check | None, computer: Computer) -> bool:
    if isinstance(check, MetricValue):
        known = computer.warehouse.catalog.get(check.metric)
        return known is not None and known.time == "register"
    if isinstance(check, Records):
        return contracts.load()[check.dataset].time_column is None
    return check is not None  # a query of its own reads registers
