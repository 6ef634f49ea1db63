"""One figure in full: heading by heading, and the values bound in its queries."""

from governance.core.i18n import Translator, mark
from governance.metrics import number_format
from governance.reconciliation import audit_table, figure_words, verdicts
from governance.reconciliation.audit import Finding
from governance.reconciliation.audit_table import Words
from governance.reconciliation.computed_figures import Step
from governance.reconciliation.figure_entries import MetricValue

PURPOSE = mark(
    "Each figure that the texts print is computed from the records here. What cannot be compared "
    "is said to be so, and nothing is counted as agreeing that was not computed."
)
SYNTHETIC = mark(
    "The sample is synthetic and was made to fit these figures: that they agree shows that the "
    "mechanism works, not that the figures are true."
)


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


def facts(finding: Finding, words: Words) -> dict[str, str]:
    """One figure, heading by heading; only what there is to say."""
    _, figure, computed = words.look.translate, finding.figure, finding.computed
    share = audit_table.share_of(finding)
    difference = audit_table.with_sign(figure_words.number(finding.difference))
    if share is not None and finding.difference:
        difference += f" ({audit_table.with_sign(f'{number_format.number(share, 1)}%')})"
    pairs = {
        _("Printed"): figure_words.quantity(figure, words.rules, _),
        _("Computed"): _computed(finding, _),
        _("Difference"): difference,
        _("Why"): finding.verdict.why.text(_),
        _("How it is computed"): figure_words.describe_check(finding.entry.check, words.catalog, _),
        _("Rows counted"): "" if computed.rows is None else f"{computed.rows:,}",
        _("Assumed"): _.pick(finding.entry.note) if finding.entry.note else "",
        _("Area code"): finding.entry.area or figure.area_code,
        _("Source"): figure.source,
    }
    return {heading: text for heading, text in pairs.items() if text}
