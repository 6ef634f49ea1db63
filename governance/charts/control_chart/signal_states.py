"""How a series has been judged, in words that need no colour."""

from collections.abc import Mapping

from governance.core.i18n import Translator, mark
from governance.stats.signals import judgement

STATES: Mapping[str, str] = {
    judgement.SIGNAL: mark("Signal"),
    judgement.NONE: mark("No signal"),
    judgement.FEW: mark("Too few cases"),
    judgement.SHORT: mark("Too few months"),
    judgement.NOTHING: mark("Nothing to measure"),
    judgement.NO_DATA: mark("No data"),
}
EXPLAINED: Mapping[str, str] = {
    judgement.NONE: mark("No signal: what the months differ by is within what chance does."),
    judgement.FEW: mark("Too few cases: even the worst possible month would be within chance."),
    judgement.SHORT: mark("Too few months to tell a signal from chance."),
    judgement.NOTHING: mark("Nothing to measure in the last month, so there is nothing to judge."),
    judgement.NO_DATA: mark("No data in the last month: that is no fall, and nothing is judged."),
}


def word(state: str, side: int, better: str, _: Translator) -> str:
    """One or two words with a sign: "▼ Signal: worse", "No signal"."""
    if state != judgement.SIGNAL:
        return _(STATES[state])
    sign = "▲" if side > 0 else "▼"
    return f"{sign} {_(STATES[state])}{meaning(side, better, _)}"


def meaning(side: int, better: str, _: Translator) -> str:
    """Whether a signal is for the worse or the better; "" where neither is."""
    if better == "neither":
        return ""
    is_good = (side > 0) == (better == "up")
    return _(": better") if is_good else _(": worse")
