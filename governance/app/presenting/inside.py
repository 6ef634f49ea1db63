"""A slide seen from inside one of its areas: what a meeting asks for when it points at one."""

from dataclasses import replace

from governance.briefings.model import BY_LEVEL, Slide
from governance.core.area_tree import AreaTree

# Below grids hardly any register counts; what such an area has to tell is how it went on.
LEAST = "micro_grid"


def inside(slide: Slide, code: str, tree: AreaTree) -> Slide:
    """The same question about an area: by what lies directly below it, else over time.

    What somebody wrote about the whole is left out; only what the numbers say holds for a part.
    """
    part = replace(slide, area=code, level="", title=None, words=None, comment=None)
    below = [level for level in tree.levels_below(code) if level != LEAST]
    if slide.kind not in BY_LEVEL or below:
        return replace(part, level=below[0]) if slide.kind in BY_LEVEL else part
    return replace(part, kind="trend" if len(slide.metrics) == 1 else "metric")
