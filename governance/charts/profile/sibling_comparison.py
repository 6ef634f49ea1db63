"""How an area stands among those beside it, as fairly as can be said: never a rank alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from governance.core.i18n import Translator
from governance.core.periods import Window
from governance.metrics.catalog import Metric
from governance.metrics.metric_values import Values
from governance.stats.fairness import league, league_words, suitability
from governance.stats.fairness.assess import Assessment
from governance.stats.fairness.league import League

TONES = {"up": ("better", "worse"), "down": ("worse", "better"), "neither": ("neither", "neither")}
FEWEST = 2


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
