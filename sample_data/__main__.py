"""Writes the synthetic sample exports, if they are missing or older than their generator."""

import argparse
import sys
from pathlib import Path

from governance.ingest.settings import SAMPLE_EXPORTS
from sample_data import generate, is_stale


def main(arguments: list[str] | None = None) -> int:
    """Returns 0 where the sample is there, 1 where it cannot be written (why: standard error)."""
    parser = argparse.ArgumentParser(prog="python -m sample_data", description=__doc__)
    parser.add_argument("--exports", type=Path, metavar="DIR", default=SAMPLE_EXPORTS)
    folder = parser.parse_args(arguments).exports
    if not is_stale(folder):
        return 0
    print(f"writing the synthetic sample into {folder}", file=sys.stderr)
    try:
        generate(folder)
    except OSError as error:
        print(f"sample_data: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
