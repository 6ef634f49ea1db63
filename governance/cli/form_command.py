"""The command that fills in a form of the office's own."""

import argparse

from governance.core import atomic_write
from governance.forms import filling
from governance.warehouse.reader import Warehouse, chosen_file


def form(options: argparse.Namespace) -> int:
    """Writes the form with its values; prints its path. Where anything is wrong, nothing."""
    warehouse = Warehouse.open(chosen_file(options.warehouse))
    made = filling.fill(warehouse, options.file, options.lang, options.area, options.period)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    atomic_write.put(options.out, made)
    print(options.out)
    return 0
