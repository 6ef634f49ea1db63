"""The address of a number's receipt behind the dashboard's own, as files name it."""

from collections.abc import Iterable
from urllib.parse import quote, urlencode

from governance.core.periods import DAY, Window
from governance.metrics.query import Filter, write_filters


def figure(
    key: str, area: str, window: Window, filters: Iterable[Filter] = (), rules: Iterable[str] = ()
) -> str:
    """A metric's value, as receipt?metric=…; its days by date, for a file is read later on."""
    asked = {
        "metric": key,
        "area": area,
        "period": "custom",
        "start": window[0].isoformat(),
        "end": (window[1] - DAY).isoformat(),
        "only": write_filters(filters),
        "rules": ",".join(rules),
    }
    known = {name: text for name, text in asked.items() if text}
    return f"receipt?{urlencode(known, safe=':,', quote_via=quote)}"
