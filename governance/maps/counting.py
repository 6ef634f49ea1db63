"""What maps count themselves, dressed as metrics so that classes and legends can be made of it."""

from governance.metrics.catalog import Metric


def counting(unit: str) -> Metric:
    """A count of records in places of equal size, which has no good side. unit: a msgid."""
    return Metric(
        key="",
        title={},
        unit=unit,
        better="neither",
        dataset="",
        grain="",
        segments=(),
        additive=True,
        definition={},
        formula={},
        excludes={},
        version=1,
        time="flow",
        sql="",
        text="",
    )
