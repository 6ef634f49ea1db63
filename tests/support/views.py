"""What of a page is looked at beside its first view: choices that are only in the address."""

from collections.abc import Iterator

from dashboard import PAGES
from governance.app.registry import Entry

CHOICES = {
    "consultation": ("only=kind:consultation&period=last_12_months",),
    "compound": ("compound=500118001009X001", "compound=370211002046X001&area=500113011"),
    "organisation": ("only=kind:property_managed",),
    "map": tuple(
        f"area=500113011&level=grid_cell&{asked}"
        for asked in (
            "map=change",
            "map=two",
            "show=columns",
            "map=points",
            "map=clusters",
            "map=hexes",
            "map=heat&fact=visits",
            "map=spots",
        )
    ),
    "presenter": ("slide=2", "slide=5", "slide=7", "slide=7&inside=500113011001"),
    "wall": ("scheme=light&area=500113011001", "area=all&every=off"),
    "projector": ("area=500113011&level=community&map=spots",),
    "metrics": ("metric=on_time_rate",),
    "data": ("dataset=visits",),
    "explore": ("by=community&and=month&beside=on_time_rate&period=last_12_months",),
    "rank": ("metric=on_time_rate&level=grid_cell&period=last_12_months",),
}


def views() -> Iterator[tuple[Entry, str]]:
    """Every page of the registry with "", and with each of its choices as a query string."""
    for entry in PAGES:
        yield from ((entry, asked) for asked in ("", *CHOICES.get(entry.name, ())))


def address(entry: Entry) -> str:
    """The page's path, without the slash before it."""
    return "" if entry == PAGES[0] else entry.name
