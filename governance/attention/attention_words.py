"""Each entry of the attention list as one sentence: what, where, since when, how sure."""

from html import escape

from governance.attention.detection import Item
from governance.core import dates
from governance.core.i18n import Translator, mark
from governance.metrics import number_format

# Chance alone would do it once in a million months.
CERTAIN = 1e-6
UNJUDGED = {
    "no_data": mark("{n} without data"),
    "nothing": mark("{n} with nothing to measure"),
    "few": mark("{n} with too few cases to tell a fall from chance"),
    "short": mark("{n} with too few months"),
}


def headline(item: Item, _: Translator) -> str:
    """The kind of entry, with a sign that is read without colour."""
    if not item.is_signal:
        return _("✗ Target missed")
    return _("▲ Unusually high") if item.side > 0 else _("▼ Unusually low")


def entry(item: Item, place: str, address: str, _: Translator) -> str:
    """Headline, sentence and the way to the trend as HTML, every text in it escaped."""
    sign, text = headline(item, _), sentence(item, place, _)
    label = _("Trend: {metric}, {area}", metric=_.pick(item.metric.title), area=place)
    word = escape(_("Trend"))
    link = f'<a href="{escape(address)}" aria-label="{escape(label)}">{word} →</a>'
    return f'<p class="attend"><b>{escape(sign)}</b> {escape(text)} {link}</p>'


def method(_: Translator) -> str:
    """How the list is found and sorted, as Markdown."""
    return "\n\n".join(
        (
            _(
                "**Signals** come first. Of each metric and area, the last settled month is held "
                "against the 24 months up to it (XmR chart: mean ± 2.66 mean moving ranges). A "
                "signal is a month beyond these natural limits, or eight months in a row on one "
                "side of the mean. It must also be rarer by chance than three standard deviations "
                "(about once in 740 months), given how many cases there were."
            ),
            _(
                "**Targets** follow, where a month misses one by more than chance explains; "
                "without a count of cases, where three months in a row miss it."
            ),
            _(
                "Both are sorted by weight = standard deviations away (10 at most) × "
                "log10(10 + cases), cases being how many more or fewer than at the mean, or at the "
                "target. A month without data is no fall; too few cases are not judged. What holds "
                "for an area and for those inside it is told once. Medians, scores and counts of "
                "different people are not judged for grids."
            ),
        )
    )


def sentence(item: Item, place: str, _: Translator) -> str:
    """What, where, since when and how sure; `place` is the area's name as a reader sees it."""
    return (_signal if item.is_signal else _breach)(item, place, _)


def _signal(item: Item, place: str, _: Translator) -> str:
    metric = item.metric
    is_new = item.since == item.month[0]
    began = dates.month(item.since, _.lang)
    since = _("in this month") if is_new else _("since {month}", month=began)
    text = _(
        "{metric} of {area} was {value} in {now}, {side} its mean of {centre} {since} "
        "(natural limits {low} to {high}{cases}); {sure}{missed}.",
        metric=_.pick(metric.title),
        area=place,
        value=number_format.amount(item.value, metric, _),
        now=dates.window(item.month, _.lang),
        side=_("above") if item.side > 0 else _("below"),
        centre=number_format.level(item.centre, metric),
        since=since,
        low=number_format.level(_shown(item.lower, item), metric),
        high=number_format.level(_shown(item.upper, item), metric),
        cases=_cases(item, _),
        sure=_sure(item, _),
        missed=_missed(item, _),
    )
    return text + _also(item, _)


def _breach(item: Item, place: str, _: Translator) -> str:
    metric, target = item.metric, item.target
    assert target is not None
    sure = (
        _("chance alone does not explain the gap")
        if item.tail is not None
        else _("three months in a row are no accident")
    )
    text = _(
        "{metric} of {area} was {value} in {now} against a target of {aim}, missed for {n} months "
        "in a row; {sure}.",
        metric=_.pick(metric.title),
        area=place,
        value=number_format.amount(item.value, metric, _),
        now=dates.window(item.month, _.lang),
        aim=number_format.aim(target.value, metric),
        n=item.months,
        sure=sure,
    )
    return text + _also(item, _)


def _shown(value: float, item: Item) -> float:
    """A limit as it is shown: no share below 0 or above 100 %, no number of things below 0."""
    top = 100.0 if item.metric.unit == "percent" else value
    return min(max(value, 0.0), max(top, 0.0))


def _cases(item: Item, _: Translator) -> str:
    if not item.cases or item.metric.is_ratio is False:
        return ""
    return _("; about {n} cases", n=number_format.number(item.cases))


def _sure(item: Item, _: Translator) -> str:
    if item.tail is None:
        return _("probably not by chance")
    is_certain = item.tail < CERTAIN
    return _("almost certainly not by chance") if is_certain else _("very probably not by chance")


def _missed(item: Item, _: Translator) -> str:
    if item.target is None:
        return ""
    aim = number_format.level(item.target.value, item.metric)
    return _(", and the target of {aim} is missed", aim=aim)


def _also(item: Item, _: Translator) -> str:
    """How many other areas have the same: in the area itself, and elsewhere."""
    inside = _(" The same holds for {n} areas inside it.", n=item.inside) if item.inside else ""
    beside = _(" And for {n} areas elsewhere.", n=item.beside) if item.beside else ""
    return inside + beside


def unjudged(states: dict[str, int], _: Translator) -> str:
    """What the list is silent on, and why; "" where everything was judged."""
    counts = {state: states.get(state, 0) for state in UNJUDGED}
    texts = [_(UNJUDGED[s], n=number_format.number(n)) for s, n in counts.items() if n]
    total = f"{sum(states.values()):,}"
    if not texts:
        return _("{n} figures looked at.", n=total)
    reasons = _(", ").join(texts)
    return _("{n} figures looked at. Not judged: {reasons}.", n=total, reasons=reasons)
