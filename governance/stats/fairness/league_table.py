"""The league as a table: the raw rank beside where the area may truly stand, never alone."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from governance.core.i18n import Translator
from governance.metrics import number_format
from governance.stats.fairness import league_words
from governance.stats.fairness.assess import Assessment
from governance.stats.fairness.league import League, Standing

COLUMNS = ("area", "base", "raw", "rank", "places", "shrunken", "span", "verdict")
RATES = ("raw", "shrunken")
NUMBERS, RANGES = (*RATES, "base", "rank"), ("places", "span")


def frame(league: League, _: Translator) -> pd.DataFrame:
    """One row an area in the league's order, rates in the metric's unit; the index is its code."""
    rows = [
        _judged_row(standing, standing.judged, league, _)
        if standing.judged
        else _unranked_row(standing, _)
        for standing in league.standings
    ]
    codes = pd.Index([standing.code for standing in league.standings], name="code")
    columns: dict[str, Any] = {name: [row.get(name) for row in rows] for name in COLUMNS}
    for name in RANGES:
        columns[name] = _aligned(columns[name])
    for name in NUMBERS:
        columns[name] = pd.array(columns[name], dtype="Float64")
    return pd.DataFrame(columns, index=codes)


def _judged_row(
    standing: Standing, unit: Assessment, league: League, _: Translator
) -> dict[str, Any]:
    return {
        "area": standing.name,
        "base": standing.now.denominator,
        "raw": unit.raw * league.factor,
        "rank": unit.rank,
        "places": league_words.places(unit),
        "shrunken": unit.shrunken * league.factor,
        "span": league_words.span(unit, league),
        "verdict": league_words.describe_verdict(unit.verdict, league, _),
    }


def _unranked_row(standing: Standing, _: Translator) -> dict[str, Any]:
    reason = _("No cases") if standing.now.has_data else _("No data")
    return {
        "area": standing.name,
        "base": standing.now.denominator,
        "verdict": _("Above 100%") if standing.is_impossible else reason,
    }


def _aligned(texts: Sequence[str | None]) -> list[str | None]:
    """Ranges in texts of equal length, so that they sort by where they begin."""
    widest = max((text.index("–") for text in texts if text), default=0)
    return [text and " " * (widest - text.index("–")) + text for text in texts]


def headings(league: League, _: Translator) -> dict[str, str]:
    """The columns' headings."""
    unit = number_format.unit(league.metric, _)
    return {
        "area": _("Area"),
        "base": league_words.describe_reference(league, _),
        "raw": _("Standardised rate ({unit})", unit=unit)
        if league.is_standardised
        else _("Raw rate ({unit})", unit=unit),
        "rank": _("Raw rank"),
        "places": _("Possible places"),
        "shrunken": _("Adjusted rate ({unit})", unit=unit),
        "span": _("95% interval"),
        "verdict": _("Verdict"),
    }


def settings(league: League, _: Translator) -> dict[str, Any]:
    """How the table shows and hands out its columns.

    No Styler: the texts of 1,000 areas would cost more than everything else on the page.
    """
    ending = "%%" if league.metric.unit == "percent" else ""
    rates = f"%.{league.metric.decimals}f{ending}"
    formats = dict.fromkeys(RATES, rates) | {"base": "localized", "rank": "%d"}
    return {
        column: {"label": text} | _number(formats.get(column, ""))
        for column, text in headings(league, _).items()
    }


def _number(form: str) -> dict[str, Any]:
    return {"type_config": {"type": "number", "format": form}} if form else {}
