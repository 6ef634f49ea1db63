"""The compounds that have published figures."""

from dataclasses import dataclass

from sample_data.facts import figure, slightly_above


@dataclass(frozen=True)
class Known:
    """A compound with published figures; None where nothing was printed."""

    compound_code: str
    name: str
    area_code: str
    kind: str
    is_old: bool
    buildings: int | None = None
    building_units: int | None = None
    households: int | None = None
    residents: int | None = None
    floor_area_m2: float | None = None


KNOWN = (
    Known(
        "370211002046X001",
        "新港花园",
        "370211002046001",
        "property_managed",
        False,
        figure("F001"),
        None,
        figure("F002"),
    ),
    Known(
        "500118001009X001",
        "康桥生活公园",
        "500118001009001",
        "property_managed",
        False,
        figure("F015"),
        None,
        figure("F012"),
        slightly_above("F013"),
    ),
    Known(
        "500118001002X001",
        "树人大院",
        "500118001002001",
        "three_no",
        True,
        None,
        figure("F018"),
        figure("F019"),
        figure("F020"),
    ),
    Known(
        "500113011004X001",
        "香林华府",
        "500113011004001",
        "property_managed",
        False,
        figure("F052"),
        None,
        figure("F053"),
    ),
    Known(
        "110105012023X001",
        "霞光里35号院",
        "110105012023001",
        "other",
        True,
        figure("F070"),
        None,
        figure("F071"),
        figure("F072"),
        float(figure("F069")),
    ),
)
