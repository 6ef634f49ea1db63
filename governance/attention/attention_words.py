"""Each entry of the attention list as one sentence: what, where, since when, how much."""

from collections.abc import Iterable
from html import escape
from math import isfinite

from governance.attention.detection import FALSE_DISCOVERIES, MOST, Item
from governance.core import dates
from governance.core.i18n import Translator, mark
from governance.metrics import number_format
from governance.stats.signals import stocks

UNJUDGED = {
    "no_data": mark("{n} without data"),
    "nothing": mark("{n} with nothing to measure"),
    "few": mark("{n} with too few cases to tell a fall from chance"),
    "short": mark("{n} with too few months"),
    "stock": mark("{n} are shares of what has piled up"),
}
RISEN, FALLEN = mark("▲ Unusual rise, needs attention"), mark("▼ Unusual fall, needs attention")
BETTER = {1: mark("▲ Risen, for the better"), -1: mark("▼ Fallen, for the better")}
METHOD = (
    mark(
        "**Unusual** figures come first. Of each metric and area, the last settled month, and "
        "the months before it that moved with it, are held against a settled baseline: the "
        "first twelve months, or those since a shift that has lasted a year. They must stand "
        "apart from it, from the trend of the months before, and from the same months of last "
        "year where these were off as well. How far chance moves them follows from the number "
        "of cases and from how the months scatter; less than once in 500 months it goes as far."
    ),
    mark(
        "What has piled up (backlog, overdue) is judged by what came in less what went out, and"
        " by for how many months it has risen in a row. Medians need 15 cases in the month."
    ),
    mark(
        "What is unusual in the chosen area itself is listed, as its cards say it. Inside it so "
        "many figures are judged that some stand apart by chance: only those are listed of which "
        "at most {share} are false (Benjamini and Hochberg 1995). {most} entries at most."
    ),
    mark(
        "**Targets** follow, where a month misses one by more than chance explains; without a "
        "count of cases, where three months in a row miss it."
    ),
    mark(
        "Both are sorted by weight = standard deviations away (10 at most) × log10(10 + cases),"
        " cases being how many more or fewer than expected, or than at the target. What holds "
        "for an area and for those inside it is told once, and so are metrics of one cause. A "
        "month without data is no fall."
    ),
)


def headline(item: Item, _: Translator) -> str:
    """The kind of entry, with a sign that is read without colour."""
    if not item.is_signal:
        return _("✕ Target missed")
    if item.is_better:
        return _(BETTER[item.side])
    return _(RISEN) if item.side > 0 else _(FALLEN)


def entry(item: Item, place: str, links: Iterable[tuple[str, str]], _: Translator) -> str:
    """What and where, the sentence and the ways from it as HTML, every text in it escaped.

    links: their texts and addresses.
    """
    sign, text = headline(item, _), brief(item, _)
    matter = f"{_.pick(item.metric.title)} · {place}"
    ways = " ".join(_link(word, address, f"{word}: {matter}") for word, address in links)
    kind = "signal" if item.is_signal else "missed"
    return (
        f'<article class="attend {kind}"><h3><b>{escape(sign)}</b> {escape(matter)}</h3>'
        f"<p>{escape(text)}</p><p>{ways}</p></article>"
    )


def _link(word: str, address: str, label: str) -> str:
    return f'<a href="{escape(address)}" aria-label="{escape(label)}">{escape(word)}</a>'


def method(_: Translator) -> str:
    """How the list is found and sorted, as Markdown."""
    numbers = {"share": f"{FALSE_DISCOVERIES:.0%}", "most": MOST}
    return "\n\n".join(_(text, **numbers) if "{" in text else _(text) for text in METHOD)


def sentence(item: Item, place: str, _: Translator) -> str:
    """What, where, since when and how much; `place` is the area's name as a reader sees it."""
    return _(
        "{metric} of {area} in {now}: {told}",
        metric=_.pick(item.metric.title),
        area=place,
        now=dates.window(item.month, _.lang),
        told=brief(item, _),
    )


def brief(item: Item, _: Translator) -> str:
    """How much and since when, where metric, area and month are said already."""
    if not item.is_signal:
        return _breach(item, _)
    return (_stock if stocks.is_stock(item.metric) else _signal)(item, _)


def old_cases(item: Item, _: Translator) -> str:
    """The words of the way to the oldest cases; "" where none are counted."""
    if not item.older or not item.older[0]:
        return ""
    return _("See these {n}", n=number_format.number(item.older[0]))


def _value(item: Item, _: Translator) -> str:
    return number_format.amount(item.value, item.metric, _) + _parts(item, _)


def _parts(item: Item, _: Translator) -> str:
    """What a share is made of, and of how many cases a median is."""
    if not isfinite(item.denominator):
        return ""
    whole = number_format.number(item.denominator)
    if item.metric.aggregate == "quantile":
        return _(" (of {n} cases)", n=whole)
    if item.metric.unit != "percent" or not isfinite(item.numerator):
        return ""
    return _(" ({part} of {n})", part=number_format.number(item.numerator), n=whole)


def _signal(item: Item, _: Translator) -> str:
    is_new = item.since == item.month[0]
    began = dates.month(item.since, _.lang)
    text = _(
        "{value}, {side} its usual {centre} {since}{cases}{missed}.",
        value=_value(item, _),
        side=_("above") if item.side > 0 else _("below"),
        centre=number_format.level(item.centre, item.metric),
        since=_("for the first time") if is_new else _("since {month}", month=began),
        cases=_cases(item, _),
        missed=_missed(item, _),
    )
    return text + _also(item, _)


def _stock(item: Item, _: Translator) -> str:
    if item.run == 1:
        said = mark("{value}, unusually far in one month")
    elif item.side > 0:
        said = mark("{value}, up for {n} months in a row")
    else:
        said = mark("{value}, down for {n} months in a row")
    text = _(said, n=item.run, value=_value(item, _))
    return text + _age(item, _) + _missed(item, _) + _(".") + _also(item, _)


def _age(item: Item, _: Translator) -> str:
    if not item.older:
        return ""
    return _(
        "; {old} of {all} are older than {days} days",
        old=number_format.number(item.older[0]),
        all=number_format.number(item.value),
        days=item.older[1],
    )


def _breach(item: Item, _: Translator) -> str:
    assert item.target is not None
    text = _(
        "{value}, target {aim}: missed for {n} months in a row.",
        value=_value(item, _),
        aim=number_format.aim(item.target.value, item.metric),
        n=item.months,
    )
    return text + _also(item, _)


def _cases(item: Item, _: Translator) -> str:
    if not item.cases or item.metric.is_ratio is False:
        return ""
    return _(", about {n} cases", n=number_format.number(item.cases))


def _missed(item: Item, _: Translator) -> str:
    if item.target is None:
        return ""
    aim = number_format.level(item.target.value, item.metric)
    return _(", and the target of {aim} is missed", aim=aim)


def _also(item: Item, _: Translator) -> str:
    """Which other metrics and how many other areas have the same: inside, and elsewhere."""
    names = _(", ").join(_.pick(metric.title) for metric in item.with_it)
    with_it = _(" With it: {metrics}.", metrics=names) if names else ""
    inside = _(" The same holds for {n} areas inside it.", n=item.inside) if item.inside else ""
    beside = _(" And for {n} areas elsewhere.", n=item.beside) if item.beside else ""
    if inside and beside:
        both = {"inside": item.inside, "beside": item.beside}
        return with_it + _(" So it is in {inside} areas inside it and {beside} elsewhere.", **both)
    return with_it + inside + beside


def unjudged(states: dict[str, int], _: Translator) -> str:
    """What the list is silent on, and why; "" where everything was judged."""
    counts = {state: states.get(state, 0) for state in UNJUDGED}
    texts = [_(UNJUDGED[s], n=number_format.number(n)) for s, n in counts.items() if n]
    total = f"{sum(states.values()):,}"
    if not texts:
        return _("{n} figures looked at.", n=total)
    reasons = _(", ").join(texts)
    return _("{n} figures looked at. Not judged: {reasons}.", n=total, reasons=reasons)
