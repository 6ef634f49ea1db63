"""What stands below a figure on its card, in any file."""

from governance.briefings.content import Figure
from governance.i18n import Translator


def lines(one: Figure, _: Translator) -> list[tuple[str, str]]:
    """Comparisons, target, signal and gaps, each line with its tone ("" for none)."""
    rows = [
        (f"{given.label} {given.shown}  {given.change}".rstrip(), given.tone)
        for given in one.compared
    ]
    if one.aim:
        met = {"better": _("✓ met"), "worse": _("✗ missed")}.get(one.met, "")
        rows.append((" ".join((_("Target {aim}", aim=one.aim), met)).rstrip(), one.met))
    rows.append((one.signal, ""))
    return [*rows, *([(one.gaps, "worse")] if one.gaps else [])]
