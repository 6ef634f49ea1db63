"""The audit as a table: one row a figure, with what it comes to and the verdict on it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd
from pandas.io.formats.style import Styler

from governance.charts.chart_base import Look
from governance.core.i18n import Translator
from governance.metrics import number_format
from governance.metrics.catalog import Catalog
from governance.reconciliation import claims, figure_words, verdicts
from governance.reconciliation.audit import Finding
from governance.reconciliation.published_figures import Published
from governance.reconciliation.tolerance_rules import Rules

GOOD = {verdicts.AGREES, verdicts.WITHIN, claims.HOLDS}
BAD = {verdicts.DIFFERS, verdicts.OTHER_UNIT, claims.SHORT}


@dataclass(frozen=True)
class Words:
    """What a table is written with: look, and the definitions that give names."""

    look: Look
    catalog: Catalog
    rules: Rules


def choose(findings: Iterable[Finding], place: str, verdict: str) -> list[Finding]:
    """The findings of a place and what lies inside it, with a verdict; "" for any."""
    known = list(findings)
    around = next((f.figure for f in known if f.figure.place == place), None)
    inside = [f for f in known if around is None or f.figure.is_in(around)]
    return [finding for finding in inside if verdict in ("", finding.verdict.key)]


def counts(findings: Iterable[Finding], place: str) -> dict[str, int]:
    """How many figures of a place have each verdict."""
    keys = [finding.verdict.key for finding in choose(findings, place, "")]
    return {key: keys.count(key) for key in verdicts.VERDICTS}


def figures(findings: Sequence[Finding], words: Words) -> Styler:
    """One row a finding under translated headings; numbers sort as such, whatever they show."""
    _ = words.look.translate
    frame = pd.DataFrame([_row(finding, words) for finding in findings])
    printed, computed = _("Printed"), _("Computed")
    formats = {
        **dict.fromkeys((printed, computed), figure_words.number),
        _("Difference"): lambda value: with_sign(figure_words.number(value)),
        _("Share"): lambda value: with_sign(f"{number_format.number(value, 1)}%"),
    }
    styled = frame.style.format(formats, na_rep="—")
    for place, finding in enumerate(findings):
        if finding.figure.bound != "exact":
            text = figure_words.printed(finding.figure, _)
            styled.format(lambda _value, text=text: text, na_rep=text, subset=([place], printed))
    keys = [finding.verdict.key for finding in findings]
    return styled.apply(lambda _column: colours(keys, words.look), subset=[_("Verdict")])


def _row(finding: Finding, words: Words) -> dict[str, object]:
    _, figure = words.look.translate, finding.figure
    return {
        _("ID"): figure.id,
        _("Place"): figure.place,
        _("What"): _.pick(finding.entry.what),
        _("Verdict"): _(verdicts.VERDICTS[finding.verdict.key]),
        _("Printed"): figure.value,
        _("Unit"): _unit(figure, words),
        _("Computed"): None if figure.value is None else finding.computed.value,
        _("Difference"): finding.difference,
        _("Share"): share_of(finding),
        _("Computed from"): describe_check(finding, words),
        _("Source"): figure.source,
    }


def _unit(figure: Published, words: Words) -> str:
    """The unit; a label is no number, so it stands before its unit instead."""
    text = figure_words.unit(figure, words.rules, words.look.translate)
    return f"{figure.printed} {text}" if figure.value is None else text


def describe_check(finding: Finding, words: Words) -> str:
    """How the figure is computed, else why it is not."""
    _ = words.look.translate
    return figure_words.describe_check(
        finding.entry.check, words.catalog, _
    ) or finding.verdict.why.text(_)


def share_of(finding: Finding) -> float | None:
    """The difference in per cent of the printed value."""
    if finding.difference is None or not finding.figure.value:
        return None
    return finding.difference / finding.figure.value * 100


def with_sign(text: str) -> str:
    """A number's text with its sign, the plus too; 0 has none."""
    is_bare = text.startswith(number_format.MINUS) or not text.strip("0.,%")
    return text if is_bare else f"+{text}"


def colours(keys: Iterable[str], look: Look) -> list[str]:
    """The style of each verdict's cell, beside the sign and the word, which say the same."""
    palette = look.palette
    known = {**dict.fromkeys(GOOD, palette.good), **dict.fromkeys(BAD, palette.bad)}
    return [f"color: {known.get(key, palette.muted)}" for key in keys]


def settings(_: Translator) -> dict[str, object]:
    """How wide the columns are whose texts are long."""
    widths = {_("Computed from"): 320, _("Place"): 110, _("Printed"): 120}
    return {heading: {"width": width} for heading, width in widths.items()}
