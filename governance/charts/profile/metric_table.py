"""Every metric of an area in one table: now, before, aimed at, among its siblings, over a year."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from governance.charts import kpi_cards, sparkline
from governance.charts.chart_base import Look
from governance.charts.profile.html_table import Cell, Row, Sheet
from governance.core.i18n import Translator
from governance.core.periods import Window
from governance.metrics import comparison, number_format
from governance.metrics.catalog import Metric
from governance.metrics.metric_values import Reading, Value, Values
from governance.stats.fairness import league, league_words, suitability
from governance.stats.fairness.assess import Assessment
from governance.stats.fairness.league import League

TONES = {"up": ("better", "worse"), "down": ("worse", "better"), "neither": ("neither", "neither")}
FEWEST = 2
RIGHT = (1, 2, 3)


@dataclass(frozen=True)
class Standing:
    """One metric's judgement on the area, among `n` areas."""

    unit: Assessment
    league: League

    @property
    def tone(self) -> str:
        """The class that colours it: better, worse, same, neither."""
        above, below = TONES[self.league.metric.better]
        return {"above": above, "below": below}.get(self.unit.verdict, "same")

    def verdict(self, _: Translator) -> str:
        """▲ clearly better, ● indistinguishable, ▼ clearly worse."""
        return league_words.describe_verdict(self.unit.verdict, self.league, _)

    def places(self, _: Translator) -> str:
        """Where it may truly stand among how many."""
        n = len(self.league.judged)
        return _("place {places} of {n}", places=league_words.places(self.unit), n=n)


@dataclass(frozen=True)
class Around:
    """What the readings of a page share: months of the small lines, words, and where links lead.

    receipt, ranking: the address for a metric's key. left_out: faulty records by metric.
    """

    months: Sequence[Window]
    look: Look
    receipt: Callable[[str], str]
    ranking: Callable[[str], str]
    standings: Mapping[str, Standing] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)

    @property
    def translate(self) -> Translator:
        return self.look.translate


def sheet(readings: Sequence[Reading], around: Around) -> Sheet:
    """A row a metric, grouped by dataset; the column of siblings only where there are any."""
    _ = around.translate
    last = [_("Among its siblings")] if around.standings else []
    heads = [_("Metric"), _("Value"), _("Previous period"), _("Last year"), _("Target"), *last]
    heads.append(_("{n} months", n=len(around.months)))
    sections = kpi_cards.by_dataset(readings, lambda reading: _row(reading, around), _)
    notes = [_first(rows) for _title, rows in sections]
    return Sheet(heads, sections, RIGHT, _("Dataset"), notes if len(sections) > 1 else ())


def _first(rows: Sequence[Row]) -> str:
    """The first metric of a group that has a value, and this value."""
    known = (f"{row[0].text} {row[1].text}" for row in rows if row[1].value is not None)
    return next(known, "")


def _row(reading: Reading, around: Around) -> Row:
    metric, _ = reading.metric, around.translate
    title, count = number_format.named(metric, _), around.left_out.get(reading.metric.key, 0)
    note = number_format.left_out(count, _) if count else ""
    return [
        Cell(title, note=note, tone="worse", hint=_.pick(metric.definition), value=title),
        _now(reading, around),
        _then(reading, reading.previous, _),
        _then(reading, reading.last_year, _),
        _target(reading, _),
        *([_among(metric, around)] if around.standings else []),
        _line(reading, around),
    ]


def _now(reading: Reading, around: Around) -> Cell:
    metric, now = reading.metric, reading.now
    if now.value is None:
        return Cell(kpi_cards.absent(now, around.translate))
    text = number_format.level(now.value, metric)
    notes = comparison.known_part(now, around.translate)
    word, tone = kpi_cards.signal_word(reading, around.translate)
    note = " · ".join([*([word] if word else []), *notes])
    return Cell(text, note=note, tone=tone, href=around.receipt(metric.key), value=now.value)


def _then(reading: Reading, then: Value | None, _: Translator) -> Cell:
    """What it was, and the change since with the word for it."""
    if then is None:
        return Cell("—")
    if then.value is None:
        return Cell(kpi_cards.absent(then, _), tone="neither")
    change = comparison.change(reading.metric, reading.now, then, _)
    verdict = number_format.judgement(change, number_format.VERDICTS, _)
    verdict = verdict or comparison.reason(reading.metric, reading.now, then, _)
    tone = change.verdict if change else ""
    text = number_format.level(then.value, reading.metric)
    return Cell(text, note=verdict, tone=tone, value=then.value)


def _target(reading: Reading, _: Translator) -> Cell:
    if reading.target is None:
        return Cell("—")
    verdict = kpi_cards.verdict_on_target(reading)
    note = _(number_format.AIMED[verdict]) if verdict else ""
    return Cell(number_format.aim(reading.target.value, reading.metric), note=note, tone=verdict)


def _among(metric: Metric, around: Around) -> Cell:
    _, standing = around.translate, around.standings.get(metric.key)
    if standing is None:
        reason = suitability.why_not(metric)
        return Cell("—", note=_("not ranked") if reason else _("no cases"), tone="neither")
    verdict, href = standing.verdict(_), around.ranking(metric.key)
    return Cell(verdict, note=standing.places(_), colour=standing.tone, href=href)


def _line(reading: Reading, around: Around) -> Cell:
    """The months as a small line; taken away as the lowest and the highest of them."""
    _, alt = around.translate, kpi_cards.describe_months(reading, around.months, around.translate)
    if not alt:
        return Cell(_("No data") if reading.months else "—")
    picture = sparkline.image(reading.months, around.look.palette.accent, alt)
    return Cell("", picture=picture, value=alt)


def standings(
    values: Values, whole: Values, catalog: Mapping[str, Metric], area: str, window: Window
) -> dict[str, Standing]:
    """By metric, for those that can be ranked and of which at least two areas have cases.

    values: of all areas beside this one, with it; whole: of the area that they lie in.
    """
    around = next(iter(whole.names), "")
    by_metric = {}
    for key, metric in suitability.rankable(catalog).items():
        judged = league.build_league(values, whole.at(key, around, window), metric, window)
        unit = next((unit for standing, unit in judged.judged if standing.code == area), None)
        if unit and len(judged.judged) >= FEWEST:
            by_metric[key] = Standing(unit, judged)
    return by_metric


def rankable_metrics(catalog: Mapping[str, Metric], level: str) -> dict[str, Metric]:
    """The metrics by which areas of a level can be judged."""
    return suitability.rankable(catalog) if level in league.LEVELS else {}
