"""Slides of a briefing for tests, shown from a warehouse."""

import datetime as dt

from governance.briefings import compose
from governance.briefings.model import Briefing, Slide, named
from governance.warehouse.reader import Warehouse

MARCH = {"period": "custom", "start": dt.date(2026, 3, 1), "end": dt.date(2026, 3, 31)}
LOTUS = "500113011"


def shown(warehouse, lang="en", **slide):
    """The content of one slide; of visits, unless it says otherwise."""
    given = named([Slide(**{"kind": "metric", "metrics": ("visits",), **slide})])
    (found,) = compose.deck(warehouse, "", Briefing({"zh": "例会"}, given), lang).slides
    return found


def slides(file, given, lang="zh"):
    """The contents of a stored briefing's slides, from the warehouse of a file."""
    warehouse = Warehouse.open(file)
    return compose.deck(warehouse, given.name, given.briefing, lang).slides
