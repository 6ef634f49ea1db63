"""Claims and sums as tables, each with what is said of it."""

from collections.abc import Sequence

import pandas as pd
from pandas.io.formats.style import Styler

from governance.charts.chart_base import Look
from governance.core.i18n import Translator, mark
from governance.reconciliation import audit_table, claims, figure_words, verdicts
from governance.reconciliation.addability import Amount, Ruling
from governance.reconciliation.audit_table import Words
from governance.reconciliation.claims import JudgedClaim

ALLOWED = mark("✓ may be added")
NOT_ALLOWED = mark("✕ refused")


def claims_table(judged: Sequence[JudgedClaim], look: Look) -> Styler:
    """One row a claim: what the figures as printed say of it, and what the data says."""
    _ = look.translate
    printed, computed = _("As printed"), _("From the data")
    rows = [
        {
            _("Claim"): f"{_.pick(claim.claim.says)} · {claim.part.figure.place}",
            printed: describe_verdict(
                _(claims.OUTCOMES[claim.printed.outcome]), claim.why(claim.printed).text(_), _
            ),
            computed: describe_verdict(
                _(claims.OUTCOMES[claim.computed.outcome]), claim.why(claim.computed).text(_), _
            ),
        }
        for claim in judged
    ]
    keys = {
        printed: [claim.printed.outcome for claim in judged],
        computed: [claim.computed.outcome for claim in judged],
    }
    return pd.DataFrame(rows).style.apply(
        lambda column: audit_table.colours(keys[column.name], look), subset=list(keys)
    )


def sums_table(rulings: Sequence[Ruling], words: Words) -> Styler:
    """One row a sum: both sides, and the ruling with its reason."""
    _ = words.look.translate
    rows = [
        {_("Sum"): equation(ruling, words), _("Verdict"): ruling_verdict(ruling, _)}
        for ruling in rulings
    ]
    keys = [verdicts.AGREES if ruling.allowed else verdicts.DIFFERS for ruling in rulings]
    return pd.DataFrame(rows).style.apply(
        lambda _column: audit_table.colours(keys, words.look), subset=[_("Verdict")]
    )


def describe_verdict(verdict: str, reason: str, _: Translator) -> str:
    """A verdict and its reason in one sentence."""
    return _("{verdict}: {reason}", verdict=verdict, reason=reason)


def ruling_verdict(ruling: Ruling, _: Translator) -> str:
    """Whether the two may be added, with the sum where they may, and the reason."""
    if not ruling.allowed:
        return describe_verdict(_(NOT_ALLOWED), describe_reason(ruling, _), _)
    return describe_verdict(
        f"{_(ALLOWED)} = {figure_words.total(ruling, _)}", describe_reason(ruling, _), _
    )


def equation(ruling: Ruling, words: Words) -> str:
    """Both sides of a sum, as printed."""
    return f"{describe_amount(ruling.first, words)} + {describe_amount(ruling.second, words)}"


def describe_amount(amount: Amount, words: Words) -> str:
    """A side of a sum: "849 个泊位 · 新增泊位 · 莲花街道 (F066)"."""
    _ = words.look.translate
    figure = amount.figure
    if figure.measure == amount.id:  # a metric's value
        number = figure_words.number(amount.value)
        text = f"{number} {_.pick(amount.family.title)}" if number else _("No data")
    else:
        text = figure_words.quantity(figure, words.rules, _)
    return f"{text} · {_.pick(amount.what)} · {figure.place} ({amount.id})"


def describe_reason(ruling: Ruling, _: Translator) -> str:
    """Why a sum is not allowed, or what has to be said with it."""
    if ruling.why:
        return ruling.why.text(_)
    caveats = [caveat.text(_) for caveat in ruling.caveats]
    return " ".join(caveats) or _("One kind of thing in one unit, and nothing is counted twice.")
