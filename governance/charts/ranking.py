"""The areas below the chosen one as bars and as a table, largest first, missing ones shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from pandas.io.formats.style import Styler

from governance.charts.chart_base import Look, cut
from governance.charts.metric_charts import of_metric, parts, target_rule
from governance.charts.model import Chart, Series
from governance.core.i18n import Translator
from governance.metrics import comparison, number_format
from governance.metrics.catalog import Metric
from governance.metrics.metric_values import AreaReading
from governance.metrics.number_format import Change
from governance.metrics.targets import Target

# More bars than this are no picture any more; the table has them all.
MOST = 40


@dataclass(frozen=True)
class Ranking:
    """A metric of the areas below one. against_target: compared with it and not with before."""

    metric: Metric
    areas: Sequence[AreaReading]
    target: Target | None = None
    against_target: bool = False

    def beside(self, area: AreaReading) -> float | None:
        """What an area's value is compared with: the target, or what the area had before."""
        if self.against_target:
            return self.target.value if self.target else None
        return area.then.value if area.then else None

    @property
    def missing(self) -> int:
        """How many areas no export covers."""
        return sum(not area.now.has_data for area in self.areas)

    def gaps(self, _: Translator) -> str:
        """What is missing, in a sentence; "" where nothing is."""
        total = sum(not area.is_rest for area in self.areas)
        if self.missing == total and len(self.areas) > total:
            return _("These records do not say where below this area they happened.")
        if not self.missing:
            return ""
        return _(
            "⚠ {n} of {total} areas have no data here; no total includes them.",
            n=self.missing,
            total=total,
        )


def chart(ranking: Ranking, _: Translator, most: int = MOST) -> Chart:
    """One bar an area, longest on top; hatched where no export covers the area and period."""
    metric, drawn = ranking.metric, ranking.areas[:most]
    values = tuple(area.now.value for area in drawn)
    bars = Series(
        _.pick(metric.title),
        "value",
        values,
        texts=tuple(number_format.shorts(values, metric, _.lang)),
        hovers=tuple(
            f"{area.name}<br><b>{number_format.exact(area.now.value, metric, _)}</b>"
            f"{parts(area.now)}"
            for area in drawn
        ),
    )
    return of_metric(
        metric,
        _,
        name="areas",
        form="bars",
        categories=tuple(_named(area, _) for area in drawn),
        codes=tuple(area.code for area in drawn),
        series=(bars,),
        labels=tuple(_named(area, _, 14) for area in drawn),
        gaps=tuple(place for place, area in enumerate(drawn) if not area.now.has_data),
        **target_rule(ranking.target, metric, _),
    )


def _named(area: AreaReading, _: Translator, most: int = 100) -> str:
    """The name as far as there is room; a missing area says so in words too."""
    name = cut(_("Unspecified") if area.is_rest else area.name, most)
    return name if area.now.has_data else _("{area} (no data)", area=name)


def title(ranking: Ranking, place: str, days: str, _: Translator) -> str:
    """What chart and table show: metric, unit, whose parts, days."""
    return number_format.heading(ranking.metric, place, days, _)


def columns(ranking: Ranking, other: str, _: Translator) -> dict[str, str]:
    """The table's columns and their headings; `other` names what is compared with."""
    name = number_format.unit(ranking.metric, _)
    headings = {
        "area": _("Area"),
        "value": _("Value ({unit})", unit=name),
        "then": other,
        "change": _("Against the target") if ranking.against_target else _("Change"),
        "numerator": _("Numerator"),
        "denominator": _("Denominator"),
        "covered": _("Months with data"),
    }
    frame = _frame(ranking, _)
    optional = ("then", "change", "numerator", "denominator")
    empty = {column for column in optional if frame[column].isna().all()}
    return {column: text for column, text in headings.items() if column not in empty}


def settings(ranking: Ranking, columns: Mapping[str, str], _: Translator) -> dict[str, Any]:
    """How the table shows its columns: changes get room for sign, size and word.

    The table would measure a column by the numbers below its texts.
    """
    texts = (*_change_texts(ranking, _).values(), columns.get("change", ""))
    own: dict[str, Any] = {"change": {"width": max(map(_pixels, texts)) + 20}}
    own["covered"] = {"type_config": {"type": "number", "format": "percent"}}
    if ranking.metric.unit == "percent":
        shape = f"%.{ranking.metric.decimals}f%%"
        own["value"] = own["then"] = {"type_config": {"type": "number", "format": shape}}
    hidden = dict.fromkeys(name for name in _frame(ranking, _) if name not in columns)
    labels = {name: {"label": text, "width": None} for name, text in columns.items()}
    return {name: label | own.get(name, {}) for name, label in labels.items()} | hidden


def _pixels(text: str) -> int:
    return sum(15 if ord(letter) > 0x2E80 else 8 for letter in text)


def _change_texts(ranking: Ranking, _: Translator) -> dict[float, str]:
    """The text of each change, by its size."""
    words = number_format.AIMED if ranking.against_target else number_format.VERDICTS
    changes = [change(area, ranking, _) for area in ranking.areas]
    return {change.size: number_format.judgement(change, words, _) for change in changes if change}


def table(ranking: Ranking, look: Look) -> Styler:
    """One row an area, in the order of the chart; numbers sort as such, whatever text they show.

    Columns: area, value, then, change (per cent or points), numerator, denominator, covered (the
    share of the period's months with data, 0 to 1). The index is the area's code.
    """
    _, decimals = look.translate, ranking.metric.decimals
    frame = _frame(ranking, _)
    changes = [change(area, ranking, _) for area in ranking.areas]
    colours = {"better": look.palette.good, "worse": look.palette.bad}
    styles = [f"color: {colours[c.verdict]}" if c and c.verdict in colours else "" for c in changes]
    texts = _change_texts(ranking, _)
    formats = {
        **dict.fromkeys(("value", "then"), lambda value: number_format.number(value, decimals)),
        **dict.fromkeys(("numerator", "denominator"), number_format.number),
        "change": lambda size: texts.get(size, ""),
        "covered": "{:.0%}",
    }
    styled = frame.style.format(formats, na_rep="")
    return styled.format(formats["value"], subset=["value"], na_rep=_("No data")).apply(
        lambda _column: styles, subset=["change"]
    )


def _frame(ranking: Ranking, _: Translator) -> pd.DataFrame:
    codes = pd.Index([area.code for area in ranking.areas], name="code")
    return pd.DataFrame([_record(area, ranking, _) for area in ranking.areas], index=codes)


def _record(area: AreaReading, ranking: Ranking, _: Translator) -> dict[str, Any]:
    moved, ratio = change(area, ranking, _), area.now.denominator is not None
    return {
        "area": _named(area, _),
        "value": area.now.value,
        "then": ranking.beside(area),
        "change": moved.size if moved else None,
        "numerator": area.now.numerator if ratio else None,
        "denominator": area.now.denominator,
        "covered": area.covered,
    }


def change(area: AreaReading, ranking: Ranking, _: Translator) -> Change | None:
    """Against the target as it is; against a time before where both are alike."""
    if ranking.against_target:
        aim = ranking.beside(area)
        return number_format.change(ranking.metric, area.now.value, aim, _, is_signal=True)
    return comparison.change(ranking.metric, area.now, area.then, _) if area.then else None
