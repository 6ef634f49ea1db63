"""What stands below a figure on its card, in any file."""

from governance.briefings.slide_content import Figure
from governance.core.i18n import Translator
from governance.stats.signals.judgement import SIGNAL


def lines(one: Figure, _: Translator) -> list[tuple[str, str]]:
    """Comparisons, target, signal and gaps, each line with its tone ("" for none).

    A change has its colour only where the months are a signal: else chance may have made it.
    """
    is_signal = one.state == SIGNAL
    rows = [
        (f"{given.label} {given.shown}  {given.change}".rstrip(), given.tone if is_signal else "")
        for given in one.compared
    ]
    if one.aim:
        met = {"better": _("✓ met"), "worse": _("✗ missed")}.get(one.met, "")
        rows.append((" ".join((_("Target {aim}", aim=one.aim), met)).rstrip(), one.met))
    rows.append((one.signal, ""))
    return [*rows, *([(one.gaps, "worse")] if one.gaps else [])]
