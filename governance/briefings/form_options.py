"""What a slide can be set to in a build: the choices of the form in which it is edited.

What the slide has already is always among them, even where this build does not know it: a form
that left it out would change the slide by being opened.
"""

from collections.abc import Iterable, Mapping, Sequence

from governance.briefings.model import BY_LEVEL, KINDS, ONE_METRIC, SOME_METRICS, Slide
from governance.core.area_tree import AreaTree
from governance.core.contracts import ROOT
from governance.core.i18n import Translator
from governance.metrics import pivot, variants
from governance.metrics.catalog import Metric
from governance.metrics.number_format import LEVELS
from governance.metrics.scope import Ground

COMPARED = ("metric", "trend", "months", "ranking", "map")
LIMITED = (*BY_LEVEL, "attention", "followups", "causes", "pivot", "overdue", "rebounds")
COUNTED = (*ONE_METRIC, *SOME_METRICS)


def kinds(slide: Slide) -> list[str]:
    """What a slide can be turned into: a view that was kept is no other, and no other is one."""
    return ["kept"] if slide.kind == "kept" else [kind for kind in KINDS if kind != "kept"]


def areas(tree: AreaTree, held: str) -> list[str]:
    """Every area of any level in the order of the tree."""
    return _with(tree.everything(), [held])


def area(tree: AreaTree, code: str, _: Translator) -> str:
    """An area as it is found by its name, or by what it is; its code where it is not known."""
    if code not in tree:
        return _("{code} (not in this build)", code=code)
    place = tree[code]
    level = _(LEVELS[place.level])
    return level if place.code == ROOT else f"{tree.called(code)} · {level}"


def levels(tree: AreaTree, code: str, held: str) -> list[str]:
    """The levels that an area has areas of, "" (the next below) first."""
    below = tree.levels_below(code) if code in tree else []
    return _with(["", *below], [held])


def comparisons(ground: Ground, held: str) -> list[str]:
    """What a period can be compared with."""
    return _with(ground.comparisons, [held])


def metrics(known: Iterable[str], held: Sequence[str]) -> list[str]:
    """The metrics that have data, in reading order."""
    return _with(known, held)


def metric(known: Mapping[str, Metric], key: str, _: Translator) -> str:
    """A metric's title; its key where it is not known."""
    return _.pick(known[key].title) if key in known else _("{code} (not in this build)", code=key)


def filters(known: Mapping[str, Metric], chosen: Sequence[str], held: Sequence[str]) -> list[str]:
    """The segments by which every chosen metric can be filtered."""
    splits = [known[key].splits for key in chosen if key in known]
    common = (
        [name for name in splits[0] if all(name in split for split in splits)] if splits else []
    )
    return _with(common, held)


def values(known: Sequence[str], held: Sequence[str]) -> list[str]:
    """The values of a segment that there are."""
    return _with(known, held)


def dimensions(
    known: Mapping[str, Metric], slide: Slide, tree: AreaTree, held: Sequence[str]
) -> list[str]:
    """By what the slide's metrics can all be told apart: segments, levels, lengths of time."""
    chosen = [known[key] for key in slide.metrics if key in known]
    levels = tree.levels_below(slide.area) if slide.area in tree else []
    found = [
        list(metric.splits) if slide.kind == "causes" else pivot.dimensions(metric, levels)
        for metric in chosen
    ]
    common = [name for name in found[0] if all(name in one for one in found)] if found else []
    return _with(common, held)


def definitions(
    known: Mapping[str, Metric], chosen: Sequence[str], held: Sequence[str]
) -> list[str]:
    """The definitions of the chosen metrics that have more than one."""
    families = [variants.family(known, key) for key in chosen if key in known]
    several = [metric.key for family in families if len(family) > 1 for metric in family]
    return _with(several, held)


def _with(offered: Iterable[str], held: Sequence[str]) -> list[str]:
    """The choices, each once, what is held last where it is none of them."""
    return list(dict.fromkeys([*offered, *held]))
