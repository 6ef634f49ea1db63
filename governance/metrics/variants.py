"""Which definition of a metric is in force: the reader's choice, else the office's, else the first.

The office's choices stand in data/definitions.toml.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from governance.core import toml_entries
from governance.core.contracts import PROJECT
from governance.core.toml_entries import EntryError, Table
from governance.metrics.catalog import Metric

DEFINITIONS = PROJECT / "data" / "definitions.toml"


class RuleError(ValueError):
    """The office's definitions are wrong. Says which one and what there is."""


@dataclass(frozen=True)
class Definitions(Table):
    """What data/definitions.toml holds."""

    in_force: tuple[str, ...]


def load(path: Path = DEFINITIONS) -> tuple[str, ...]:
    """The keys of the definitions that the office has put in force. Raises RuleError."""
    if not path.exists():
        return ()
    try:
        spec = toml_entries.parse(path.read_text(encoding="utf-8"), path.name)
        return toml_entries.structure(Definitions, spec).in_force
    except EntryError as error:
        raise RuleError(f"{path.name}: {error}") from error


def family(metrics: Mapping[str, Metric], key: str) -> list[Metric]:
    """Every definition of the same metric, the usual one first."""
    base = metrics[key].variant_of or key
    others = [metric for metric in metrics.values() if metric.variant_of == base]
    return [metrics[base], *others] if base in metrics else others


def in_force(
    metrics: Mapping[str, Metric], chosen: Sequence[str], office: Sequence[str] = ()
) -> dict[str, Metric]:
    """One definition of each metric, in the order of the metrics.

    chosen: the reader's; office: those of data/definitions.toml. Naming the usual definition puts
    it in force again.
    """
    first = {metric.variant_of or key: key for key, metric in metrics.items()}
    first |= {key: key for key, metric in metrics.items() if not metric.variant_of}
    for key in (*office, *chosen):
        if key in metrics:
            first[metrics[key].variant_of or key] = key
    bases = dict.fromkeys(metric.variant_of or key for key, metric in metrics.items())
    return {first[base]: metrics[first[base]] for base in bases}


def choosing(chosen: Sequence[str], metrics: Mapping[str, Metric], key: str) -> tuple[str, ...]:
    """The reader's choices once this definition is among them, instead of another of its family."""
    kin = {metric.key for metric in family(metrics, key)}
    return (*(other for other in chosen if other not in kin), key)
