"""The audit as a table, one row a figure; and one figure in full, heading by heading."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd
from pandas.io.formats.style import Styler

from governance.charts.chart_base import Look
from governance.core.i18n import Translator, mark
from governance.core.periods import DAY
from governance.metrics import number_format
from governance.metrics.catalog import Catalog
from governance.metrics.scope import EARLIEST, LATEST, written
from governance.reconciliation import claims, figure_words, verdicts
from governance.reconciliation.audit import Finding
from governance.reconciliation.computed_figures import Step
from governance.reconciliation.published_figures import MetricValue, Published
from governance.reconciliation.tolerance_rules import Rules

GOOD = {verdicts.AGREES, verdicts.WITHIN, claims.HOLDS}
BAD = {verdicts.DIFFERS, verdicts.OTHER_UNIT, claims.SHORT}
PURPOSE = mark(
    "Each figure that the texts print is computed from the records here. What cannot be compared "
    "is said to be so, and nothing is counted as agreeing that was not computed."
)
SYNTHETIC = mark(
    "The sample is synthetic and was made to fit these figures: that they agree shows that the "
    "mechanism works, not that the figures are true."
)


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
        _("Difference"): lambda value: _with_sign(figure_words.number(value)),
        _("Share"): lambda value: _with_sign(f"{number_format.number(value, 1)}%"),
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
    check = figure_words.describe_check(finding.entry.check, words.catalog, _)
    return {
        _("ID"): figure.id,
        _("Place"): figure.place,
        _("What"): _.pick(finding.entry.what),
        _("Verdict"): _(verdicts.VERDICTS[finding.verdict.key]),
        _("Of which days"): figure_words.days(figure, _),
        _("Printed"): figure.value,
        _("Unit"): _unit(figure, words),
        _("Computed"): None if figure.value is None else finding.computed.value,
        _("Difference"): finding.difference,
        _("Share"): _share(finding),
        _("Computed from"): check or finding.verdict.why.text(_),
        _("Source"): figure.source,
    }


def _unit(figure: Published, words: Words) -> str:
    """The unit; a label is no number, so it stands before its unit instead."""
    text = figure_words.unit(figure, words.rules, words.look.translate)
    return f"{figure.printed} {text}" if figure.value is None else text


def _share(finding: Finding) -> float | None:
    """The difference in per cent of the printed value."""
    if finding.difference is None or not finding.figure.value:
        return None
    return finding.difference / finding.figure.value * 100


def _with_sign(text: str) -> str:
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


def purpose(is_synthetic: bool, _: Translator) -> str:
    """What the page is for, and what agreement means on a sample."""
    return f"{_(PURPOSE)} **{_(SYNTHETIC)}**" if is_synthetic else _(PURPOSE)


def heading(finding: Finding, _: Translator) -> str:
    """The title of one figure: what, where, and the verdict."""
    verdict = _(verdicts.VERDICTS[finding.verdict.key])
    figure = finding.figure
    return f"{figure.id} · {_.pick(finding.entry.what)} · {figure.place} · {verdict}"


def option(finding: Finding, _: Translator) -> str:
    """A figure in a list to choose from."""
    figure = finding.figure
    text = f"{figure_words.printed(figure, _)} {figure.unit}"
    return f"{figure.id} · {figure.place} · {_.pick(finding.entry.what)} {text}"


def bold(text: str) -> str:
    """A text that stands out in Markdown."""
    return f"**{text}**"


def bound(step: Step) -> dict[str, str]:
    """The values that were bound to a query, as they are."""
    return {f"${name}": "—" if value is None else str(value) for name, value in step.bound.items()}


def _computed(finding: Finding, _: Translator) -> str:
    """The computed number; of a label, that it is there, since its rows are no size of it."""
    value = finding.computed.value
    if value is None:
        return _("No data")
    return finding.figure.printed if finding.figure.value is None else figure_words.number(value)


def metric(finding: Finding) -> str:
    """The key of the metric that the figure is, "" where it is none."""
    check = finding.entry.check
    return check.metric if isinstance(check, MetricValue) else ""


def receipt(finding: Finding) -> dict[str, str]:
    """The address of the receipt of a figure that is a metric's: its area, days and filter."""
    start, end = finding.days
    last = end - DAY if end else LATEST
    days = {"start": (start or EARLIEST).isoformat(), "end": last.isoformat()}
    area = finding.entry.area or finding.figure.area_code
    filters = finding.entry.check.filters if finding.entry.check else ()
    return {"metric": metric(finding), "area": area, "period": "custom", **days, **written(filters)}


def facts(finding: Finding, words: Words) -> dict[str, str]:
    """One figure, heading by heading; only what there is to say."""
    _, figure, computed = words.look.translate, finding.figure, finding.computed
    share = _share(finding)
    difference = _with_sign(figure_words.number(finding.difference))
    if share is not None and finding.difference:
        difference += f" ({_with_sign(f'{number_format.number(share, 1)}%')})"
    pairs = {
        _("Printed"): figure_words.quantity(figure, words.rules, _),
        _("Computed"): _computed(finding, _),
        _("Difference"): difference,
        _("Of which days"): figure_words.days(figure, _),
        _("Why"): finding.verdict.why.text(_),
        _("How it is computed"): figure_words.describe_check(finding.entry.check, words.catalog, _),
        _("Rows counted"): "" if computed.rows is None else f"{computed.rows:,}",
        _("Assumed"): _.pick(finding.entry.note) if finding.entry.note else "",
        _("Area code"): finding.entry.area or figure.area_code,
        _("Source"): figure.source,
    }
    return {heading: text for heading, text in pairs.items() if text}
