"""The league as a table: the raw rank beside where the area may truly stand, never alone."""

from typing import Any

import pandas as pd
from pandas.io.formats.style import Styler

from governance import display
from governance.fairness import marks, words
from governance.fairness.assess import Assessment
from governance.fairness.league import League, Standing
from governance.figures import Look
from governance.i18n import Translator

COLUMNS = ("area", "base", "raw", "rank", "places", "shrunken", "span", "verdict")
RATES = ("raw", "shrunken")


def frame(league: League, _: Translator) -> pd.DataFrame:
    """One row an area in the league's order, rates in the metric's unit; the index is its code."""
    rows = [
        _judged(one, one.judged, league, _) if one.judged else _silent(one, _)
        for one in league.standings
    ]
    codes = pd.Index([one.code for one in league.standings], name="code")
    found = pd.DataFrame(rows, index=codes, columns=list(COLUMNS))
    for column in ("places", "span"):
        found[column] = _aligned(found[column])
    return found


def _judged(one: Standing, unit: Assessment, league: League, _: Translator) -> dict[str, Any]:
    return {
        "area": one.name,
        "base": one.now.denominator,
        "raw": unit.raw * league.factor,
        "rank": float(unit.rank),
        "places": words.places(unit),
        "shrunken": unit.shrunken * league.factor,
        "span": words.span(unit, league),
        "verdict": words.verdict(unit.verdict, league, _),
    }


def _silent(one: Standing, _: Translator) -> dict[str, Any]:
    said = _("No cases") if one.now.has_data else _("No data")
    return {
        "area": one.name,
        "base": one.now.denominator,
        "verdict": _("Above 100%") if one.is_impossible else said,
    }


def _aligned(texts: pd.Series) -> pd.Series:
    """Ranges in texts of equal length, so that they sort by where they begin."""
    begins = texts.str.partition("–")[0].str.len()
    widest = begins.max()
    filled = [
        text if pd.isna(text) else " " * int(widest - begin) + text
        for text, begin in zip(texts, begins, strict=True)
    ]
    return pd.Series(filled, index=texts.index, dtype=object)


def headings(league: League, _: Translator) -> dict[str, str]:
    """The columns' headings."""
    unit = display.unit(league.metric, _)
    return {
        "area": _("Area"),
        "base": words.base(league, _),
        "raw": _("Raw rate ({unit})", unit=unit),
        "rank": _("Raw rank"),
        "places": _("Possible places"),
        "shrunken": _("Shrunken rate ({unit})", unit=unit),
        "span": _("95% interval"),
        "verdict": _("Verdict"),
    }


def settings(league: League, _: Translator) -> dict[str, Any]:
    """How the table shows and hands out its columns."""
    decimals = league.metric.decimals
    ending = "%%" if league.metric.unit == "percent" else ""
    number = {"type_config": {"type": "number", "format": f"%.{decimals}f{ending}"}}
    kinds = dict.fromkeys(RATES, number)
    return {
        column: {"label": text, **kinds.get(column, {})}
        for column, text in headings(league, _).items()
    }


def table(league: League, look: Look) -> Styler:
    """The frame with numbers as people write them, the verdict in its colour beside its symbol."""
    _, decimals = look.translate, league.metric.decimals
    shades = marks.colours(league, look)
    colours = [
        f"color: {shades[one.judged.verdict]}" if one.judged else "" for one in league.standings
    ]
    formats = {
        "base": display.number,
        "rank": display.number,
        **dict.fromkeys(RATES, lambda value: display.number(value, decimals)),
    }
    styled = frame(league, _).style.format(formats, na_rep="")
    return styled.apply(lambda _column: colours, subset=["verdict"])
