"""Python's garbage collector, told what need not be looked through again."""

import atexit
import gc
from functools import cache

TRIED = ("python", "3.11")


@cache
def freeze() -> None:
    """Excludes what is loaded by now from garbage collection: modules, contracts, catalogues.

    Python looked through all of it for cycles every few pages, which then took 200 ms longer (the
    rank page: p95 374, now 135). Once only: whatever sessions have made since must be collected.
    """
    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)  # else DuckDB reports at the end what was never let go
