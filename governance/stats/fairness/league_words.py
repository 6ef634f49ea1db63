"""What a league says in words: verdicts, the sentence above it, how it was computed."""

from collections.abc import Mapping, Sequence
from html import escape

from governance.core.i18n import Translator, mark
from governance.metrics import number_format
from governance.stats.fairness.assess import Assessment, Verdict
from governance.stats.fairness.league import League, Standing
from governance.stats.fairness.similar_areas import Group

SYMBOLS: Mapping[Verdict, str] = {"above": "▲", "indistinguishable": "●", "below": "▼"}
GOOD, BAD = mark("clearly better"), mark("clearly worse")
HIGHER, LOWER = mark("clearly higher"), mark("clearly lower")
ALIKE = mark("cannot be told apart")
SAID: Mapping[str, Mapping[Verdict, str]] = {
    "up": {"above": GOOD, "indistinguishable": ALIKE, "below": BAD},
    "down": {"above": BAD, "indistinguishable": ALIKE, "below": GOOD},
    "neither": {"above": HIGHER, "indistinguishable": ALIKE, "below": LOWER},
}
JUDGED = mark(
    "{place}, taken together: {rate}. Of {n} areas, {better} are clearly better, {worse} clearly "
    "worse, and {alike} cannot be told apart from the whole."
)
COMPARED = mark(
    "{place}, taken together: {rate}. Of {n} areas, {higher} are clearly higher, {lower} clearly "
    "lower, and {alike} cannot be told apart from the whole."
)
EQUAL = mark(
    "{place}, taken together: {rate}. None of the {n} areas differs from it by more than chance."
)
BASES = {
    "": mark("Cases"),
    "residents": mark("Residents"),
    "households": mark("Households"),
    "key_group_households": mark("Key-group households"),
    "full_time_gridders": mark("Full-time gridders"),
}
# More names are no sentence any more.
MOST_NAMED = 3
METHOD = (
    mark(
        "Adjusted rate: an area's own cases weighed against all areas (beta-binomial for shares, "
        "gamma-Poisson for counts). The fewer its cases, the nearer it is to the whole's rate. "
        "Intervals allow for how little few areas tell of their spread."
    ),
    mark(
        "Verdict: an area stands apart where the whole's rate lies outside its 95 % interval; "
        "otherwise it cannot be told apart, however its raw rate ranks."
    ),
    mark(
        "Possible places: where the area may truly stand, 95 %, from 1,000 draws of all areas' "
        "intervals with a fixed seed."
    ),
    mark(
        "Funnel: limits that chance crosses in 5 of 100 and 2 of 1,000 areas, widened by how much "
        "areas differ anyway, the outermost tenth on either side brought in (Spiegelhalter 2005). "
        "Outside the outer one: look there first."
    ),
)


def describe_verdict(verdict: Verdict, league: League, _: Translator) -> str:
    """A verdict with its symbol: "▲ clearly better"."""
    return f"{SYMBOLS[verdict]} {_(SAID[league.metric.better][verdict])}"


def rate(value: float, league: League, _: Translator) -> str:
    """A rate in the metric's unit."""
    return number_format.amount(value * league.factor, league.metric, _)


def summary(league: League, place: str, _: Translator) -> str:
    """How many areas stand apart from the whole, in a sentence."""
    above, below = league.count("above"), league.count("below")
    facts = {
        "place": place,
        "rate": rate(league.reference, league, _),
        "n": len(league.judged),
        "alike": league.count("indistinguishable"),
    }
    if not above and not below:
        return _(EQUAL, **facts)
    if league.metric.better == "neither":
        return _(COMPARED, higher=above, lower=below, **facts)
    better, worse = (above, below) if league.metric.better == "up" else (below, above)
    return _(JUDGED, better=better, worse=worse, **facts)


def describe_luck(league: League, _: Translator) -> str:
    """An area that luck may have put first, in a sentence; "" where there is none."""
    if league.lucky is None:
        return ""
    standing, unit = league.lucky
    return _(
        "For example, {area} has the first raw rank with {rate}, but {n} cases only: truly it may "
        "stand anywhere from place {low} to {high}.",
        area=standing.name,
        rate=rate(unit.raw, league, _),
        n=number_format.number(league.cases(standing)),
        low=unit.rank_low,
        high=unit.rank_high,
    )


def worst_standings(league: League) -> list[tuple[Standing, Assessment]]:
    """Where to look first, the worst first: what is clearly worse, else the worst raw rate."""
    if league.metric.better == "neither":
        return []
    bad: Verdict = "below" if league.metric.better == "up" else "above"
    worse = [pair for pair in league.judged if pair[1].verdict == bad][-MOST_NAMED:]
    last = max(league.judged, key=lambda pair: (pair[1].rank, pair[0].code), default=None)
    return worse[::-1] or ([last] if last else [])


def describe_worst(league: League, _: Translator) -> str:
    """The areas furthest on the bad side of the whole, and whether that is more than chance."""
    pairs = worst_standings(league)
    if not pairs:
        return ""
    if pairs[0][1].verdict != "indistinguishable":
        return _(
            "Look first at {areas}.", areas=_("; ").join(standing.name for standing, _unit in pairs)
        )
    standing, unit = pairs[0]
    return _(
        "The worst raw rate, {rate} in {area} ({n} cases), may be chance: it cannot be told apart.",
        rate=rate(unit.raw, league, _),
        area=standing.name,
        n=number_format.number(league.cases(standing)),
    )


def describe_directions(targets: Sequence[tuple[str, str]], _: Translator) -> str:
    """The ways to the cases of areas, by name and address, as HTML, every text in it escaped."""
    named = ((_("Cases of {area}", area=name), address) for name, address in targets)
    links = (f'<a href="{escape(address)}">{escape(label)} →</a>' for label, address in named)
    return f'<p class="attend">{" · ".join(links)}</p>'


def describe_unranked(league: League, _: Translator) -> str:
    """How many areas and cases are not judged, and why, in sentences; "" where all are."""
    silent = [standing for standing in league.standings if standing.judged is None]
    missing = sum(not standing.now.has_data for standing in silent)
    wrong = sum(standing.is_impossible for standing in silent)
    sentences = (
        (missing, mark("⚠ {n} areas have no data and are not ranked.")),
        (len(silent) - missing - wrong, mark("{n} areas have no cases and are not ranked.")),
        (league.unplaced, mark("⚠ {n} cases of the whole are in none of these areas.")),
        (wrong, mark("⚠ {n} areas are above 100 %: their register is wrong; they are not ranked.")),
    )
    return " ".join(_(text, n=number_format.number(count)) for count, text in sentences if count)


def describe_scatter(league: League, _: Translator) -> str:
    """How much areas differ beyond chance, in a sentence."""
    spread = league.judgement.spread
    if not spread.tau2:
        return _("Areas differ no more than chance makes them.")
    return _(
        "Spread between areas: φ = {phi} (1 is chance alone); the funnel is widened by it.",
        phi=number_format.number(spread.phi, 1),
    )


def describe_reference(league: League, _: Translator) -> str:
    """What the rates are divided by."""
    return _(BASES[league.metric.per])


def places(unit: Assessment) -> str:
    """Where an area may truly stand: "3–41"."""
    return f"{unit.rank_low}–{unit.rank_high}"


def span(unit: Assessment, league: League) -> str:
    """The shrunken rate's interval without its unit: "80.9–95.4"."""
    ends = (unit.shrunken_low, unit.shrunken_high)
    return "–".join(
        number_format.number(end * league.factor, league.metric.decimals) for end in ends
    )


def describe_standing(standing: Standing, unit: Assessment, league: League, _: Translator) -> str:
    """Everything about an area, line by line, as its mark says it."""
    parts = (
        number_format.number(part) for part in (standing.now.numerator, standing.now.denominator)
    )
    lines = (
        f"<b>{standing.name}</b>",
        _(
            "Raw rate {rate} ({parts}), raw rank {rank}",
            rate=rate(unit.raw, league, _),
            parts=" ÷ ".join(parts),
            rank=unit.rank,
        ),
        _(
            "Adjusted rate {rate} ({span})",
            rate=rate(unit.shrunken, league, _),
            span=span(unit, league),
        ),
        _("Possible places {places}", places=places(unit)),
        describe_verdict(unit.verdict, league, _),
    )
    return "<br>".join(lines)


def describe_group(group: Group, kind: str, _: Translator) -> str:
    """Which areas are held against each other, and why these; kind: its word."""
    said = [_("{kind}: {n} similar areas", kind=kind or _("Areas"), n=len(group.codes))]
    for ends, text in (
        (group.residents, mark("{low} to {high} residents")),
        (group.density, mark("{low} to {high} residents per km²")),
    ):
        if ends:
            low, high = map(number_format.number, ends)
            said.append(_(text, low=low, high=high))
    return _(", ").join(said)


def describe_mix(names: Sequence[str], _: Translator) -> str:
    """What a standardised rate is; names: of the columns whose mix is made the same."""
    return _(
        "Rates are those that an area would have with the whole's mix of {columns}: the whole's "
        "rate × observed ÷ expected (indirect standardisation).",
        columns=_(", ").join(names),
    )
