"""The follow-ups of an area and those inside it, as pages and slides name and count them."""

import datetime as dt
from collections.abc import Iterable, Sequence

from governance.core import periods
from governance.metrics import followups, number_format
from governance.metrics.followups import FollowUp
from governance.stats.signals.after_closing import MOST
from governance.warehouse.context import Context


def areas_inside(context: Context, known: Iterable[FollowUp]) -> set[str]:
    """The areas of these follow-ups that are the chosen one or inside it."""
    tree, area = context.ground.tree, context.scope.area
    named = {one.area for one in known if one.area in tree}
    return {code for code in named if area in {above.code for above in tree.chain(code)}}


def lately_closed(context: Context, known: Sequence[FollowUp], today: dt.date) -> list[FollowUp]:
    """Those whose months after the closing are looked at yet."""
    since = periods.add_months(today.replace(day=1), -MOST)
    return followups.closed_since(known, areas_inside(context, known), since)


def matter(context: Context, one: FollowUp) -> str:
    """Figure and area; the key or code where this build has it no more."""
    _, metric = context.translate, context.warehouse.catalog.get(one.metric)
    title = _.pick(metric.title) if metric else one.metric
    place = context.named(one.area) if one.area in context.ground.tree else one.area
    return f"{title} · {place}"


def counted(context: Context, found: Sequence[FollowUp], today: dt.date) -> str:
    """How many are open and past due, in a clause; "" for none."""
    _ = context.translate
    late = sum(one.is_late(today) for one in found)
    if not found:
        return ""
    count, past = number_format.number(len(found)), number_format.number(late)
    if late:
        return _("{n} follow-ups are open, {late} of them past due", n=count, late=past)
    return _("{n} follow-ups are open", n=count)
