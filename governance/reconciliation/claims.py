"""Whether a claim of a text ("full coverage") is borne out by its own figures, and by the data."""

from dataclasses import dataclass

from governance.core.i18n import mark
from governance.metrics import number_format
from governance.reconciliation.audit import Audit, Finding
from governance.reconciliation.declared_claims import Claim
from governance.reconciliation.deferred_text import DeferredText, defer
from governance.reconciliation.published_figures import MetricValue

HOLDS, SHORT, OPEN, NO_DATA = "holds", "short", "open", "no_data"
OUTCOMES = {
    HOLDS: mark("✓ borne out"),
    SHORT: mark("⚑ not borne out"),
    OPEN: mark("? cannot be said"),
    NO_DATA: mark("○ not enough data"),
}
ENDLESS = 1e-9


@dataclass(frozen=True)
class Share:
    """part of whole in per cent, and what it says of the claim."""

    part: float | None
    whole: float | None
    percent: float | None
    outcome: str


@dataclass(frozen=True)
class JudgedClaim:
    """A claim with its two figures, and the shares as printed and as computed."""

    claim: Claim
    part: Finding
    whole: Finding
    printed: Share
    computed: Share

    def why(self, share: Share) -> DeferredText:
        """What a share, printed or computed, says of the claim, in a sentence."""
        message = {
            HOLDS: mark("{part} of {whole} = {percent}%: as claimed."),
            SHORT: mark("{part} of {whole} = {percent}%, claimed {claimed}%: {missing} short."),
            OPEN: mark("{part} of {whole} = {percent}%: a bound, which leaves the claim open."),
            NO_DATA: mark("At least one of the two figures has no value."),
        }[share.outcome]
        return defer(message, **self._numbers(share))

    def _numbers(self, shown: Share) -> dict[str, str]:
        claimed = self.claim.claimed
        wanted = (shown.whole or 0) * claimed / 100
        return {
            "part": number_format.number(shown.part),
            "whole": number_format.number(shown.whole),
            "percent": number_format.number(shown.percent, 1),
            "claimed": number_format.number(claimed),
            "missing": number_format.number(wanted - (shown.part or 0)),
        }


def judge_claim(claim: Claim, audit: Audit) -> JudgedClaim:
    """The claim held against both of its figures."""
    part, whole = audit.findings[claim.part], audit.findings[claim.whole]
    bounds = part.figure.bound, whole.figure.bound
    printed = judge_share(part.figure.value, whole.figure.value, claim.claimed, bounds)
    computed = judge_share(*_computed(claim, audit, part, whole), claim.claimed)
    return JudgedClaim(claim, part, whole, printed, computed)


def _computed(
    claim: Claim, audit: Audit, part: Finding, whole: Finding
) -> tuple[float | None, float | None]:
    """Part and whole from the claim's metric, else what its figures come to."""
    area = part.figure.area_code
    if not claim.metric or area not in audit.computer.levels:
        return part.computed.value, whole.computed.value
    checks = [MetricValue(claim.metric, part=side) for side in ("numerator", "denominator")]
    days = part.figure.days
    part_value, all_of_it = (audit.computer.check(one, area, days).value for one in checks)
    return part_value, all_of_it


def judge_share(
    part: float | None,
    whole: float | None,
    claimed: float,
    bounds: tuple[str, str] = ("exact", "exact"),
) -> Share:
    """The share and its outcome; figures that are bounds may leave the claim open."""
    if part is None or not whole:
        return Share(part, whole, None, NO_DATA)
    percent = part / whole * 100
    reaches = percent >= claimed * (1 - ENDLESS)
    return Share(part, whole, percent, _outcome(reaches, bounds))


def _outcome(reaches: bool, bounds: tuple[str, str]) -> str:
    """A part of at least so many only raises the share, a whole of at least so many lowers it."""
    part, whole = bounds
    if "about" in bounds or (reaches and whole == "at_least"):
        return OPEN
    if not reaches and part == "at_least":
        return OPEN
    return HOLDS if reaches else SHORT
