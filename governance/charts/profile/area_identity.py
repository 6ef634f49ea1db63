"""Who an area is: its place in the tree, what the registers count in it."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from governance.charts.profile.child_areas import areas_inside
from governance.core.area_tree import Area, AreaTree
from governance.core.contracts import ROOT
from governance.core.i18n import Translator, mark
from governance.metrics import number_format, segments, suppression
from governance.metrics.number_format import LEVELS

FIGURES = {
    "residents": mark("Residents"),
    "households": mark("Households"),
    "key_group_households": mark("Key-group households"),
    "full_time_gridders": mark("Full-time gridders"),
}
REGISTERS = {"compounds": mark("Compounds by kind"), "organisations": mark("Organisations by kind")}
Link = Callable[[str], str]


@dataclass(frozen=True)
class Identity:
    """An area, its figures (profile_area), the registers' counts (profile_registers).

    present: the datasets that have any row; without one nothing is known.
    """

    area: Area
    tree: AreaTree
    figures: pd.DataFrame
    registers: pd.DataFrame
    present: Collection[str]

    def below(self) -> Counter[str]:
        """How many areas of each level lie inside."""
        return Counter(area.level for area in areas_inside(self.tree, self.area.code))


def heading(identity: Identity, link: Link, _: Translator) -> str:
    """The name, its level, code and kind, and the way up; link: the address of an area."""
    kind = identity.figures["kind"].dropna()
    words = [_(LEVELS[identity.area.level]), identity.area.code]
    kinds = [segments.value("kind", code, _, "areas") for code in kind]
    words += [kind for kind in kinds if kind not in words]  # a community is one in both ways
    *above, _here = identity.tree.chain(identity.area.code)
    way = " › ".join(
        f'<a href="{escape(link(area.code))}">{escape(_name(area, _))}</a>' for area in above
    )
    line, above_it = escape(" · ".join(words)), escape(_("Areas above"))
    return (
        f'<header class="place"><h2>{escape(_name(identity.area, _))}</h2>'
        f'<p>{line}</p><nav aria-label="{above_it}">{way}</nav></header>'
    )


def _name(area: Area, _: Translator) -> str:
    return _(LEVELS[ROOT]) if area.code == ROOT else area.name


def facts(identity: Identity, _: Translator) -> list[tuple[str, str]]:
    """People, homes and areas inside, label by label; "no data" where the register is silent."""
    known = identity.figures.iloc[0].to_dict() if len(identity.figures) else {}
    people = [(_(title), _figure(name, known.get(name), _)) for name, title in FIGURES.items()]
    below = identity.below()
    inside = [(_(LEVELS[lev]), number_format.number(below[lev])) for lev in LEVELS if below[lev]]
    return people + inside


def _figure(name: str, value: Any, _: Translator) -> str:
    if value is None or pd.isna(value):
        return _("No data")
    if name in suppression.sensitive_columns() and 0 < value < suppression.fewest():
        return _(number_format.FEW)
    return number_format.number(value)


def count_of(identity: Identity, dataset: str, _: Translator) -> list[tuple[str, str]]:
    """The records of a register by kind, most first; () where it holds none of this area."""
    rows = identity.registers[identity.registers["dataset"] == dataset]
    kinds = rows["kind"].fillna("")
    return [
        (segments.value("kind", kind, _, dataset), number_format.number(count))
        for kind, count in zip(kinds, rows["records"], strict=True)
    ]


def html(identity: Identity, _: Translator) -> str:
    """The figures and both registers as lists beside each other."""
    parts = [listed(_("People and areas"), facts(identity, _))]
    for dataset, title in REGISTERS.items():
        absent = _("No data") if dataset not in identity.present else _("None in the register")
        parts.append(listed(_(title), count_of(identity, dataset, _), absent))
    return f'<div class="who">{"".join(parts)}</div>'


def listed(title: str, pairs: Sequence[tuple[str, str]], absent: str = "") -> str:
    """Pairs of label and text under a title; `absent` in place of none."""
    rows = "".join(f"<div><dt>{escape(a)}</dt><dd>{escape(b)}</dd></div>" for a, b in pairs)
    body = f"<dl>{rows}</dl>" if rows else f"<p>{escape(absent)}</p>"
    return f"<section><h3>{escape(title)}</h3>{body}</section>"
