"""What makes a build stale: every module that takes part in it, and no other."""

from governance.warehouse import plan
from tests.test_architecture import neighbours


def modules(module: str) -> set[str]:
    """The modules of governance/ that one of them imports, as plan.INTAKE writes them."""
    names = neighbours(f"governance/{module}.py")
    return {name.removeprefix("governance/").removesuffix(".py") for name in names}


def reached(*starts: str) -> set[str]:
    """These modules and all that they import, themselves or through others."""
    waiting, known = list(starts), set[str]()
    while waiting:
        module = waiting.pop()
        known.add(module)
        waiting += modules(module) - known
    return known


def test_every_module_that_derives_makes_what_is_derived_stale() -> None:
    known = reached("warehouse/marts", "stats/signals/signal_table")
    assert known - set(plan.INTAKE) - set(plan.DERIVED) == {"core/i18n"}  # words, not figures


def test_every_module_that_takes_part_in_the_intake_makes_a_build_stale() -> None:
    known = reached("ingest/loading")
    assert known - set(plan.INTAKE) == {"core/i18n"}  # words, not figures
    assert set(plan.INTAKE) <= known
