"""What makes a build stale: every module that takes part in it, and no other."""

from governance.warehouse import plan
from tests.test_architecture import neighbours


def modules(module: str) -> set[str]:
    """The modules of governance/ that one of them imports, as plan.INTAKE writes them."""
    names = neighbours(f"governance/{module}.py")
    return {name.removeprefix("governance/").removesuffix(".py") for name in names}


def test_every_module_that_takes_part_in_the_intake_makes_a_build_stale() -> None:
    waiting, known = ["ingest/loading"], set()
    while waiting:
        module = waiting.pop()
        known.add(module)
        waiting += modules(module) - known
    assert known - set(plan.INTAKE) == {"core/i18n"}  # words, not figures
    assert set(plan.INTAKE) <= known
