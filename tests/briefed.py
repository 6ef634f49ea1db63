"""Slides of a briefing for tests, shown from a warehouse."""

import datetime as dt

from governance.briefings import composing
from governance.briefings.model import Briefing, Slide, named

MARCH = {"period": "custom", "start": dt.date(2026, 3, 1), "end": dt.date(2026, 3, 31)}
LOTUS = "500113011"


def shown(warehouse, lang="en", **slide):
    """The content of one slide; of visits, unless it says otherwise."""
    given = named([Slide(**{"kind": "metric", "metrics": ("visits",), **slide})])
    (found,) = composing.content(warehouse, Briefing({"zh": "例会", "en": "Meeting"}, given), lang)
    return found
