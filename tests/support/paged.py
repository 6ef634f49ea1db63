"""Pages of the dashboard on a tiny warehouse, run without a browser."""

import json
from pathlib import Path

from governance.warehouse import build
from tests.support import tiny

FIRST = "pages/home/overview.py"


def visits(*counts, grid=tiny.GRIDS[0], first=1):
    """So many visits in each month of 2026 from `first` on, on the 5th."""
    days = [f"2026-{first + m:02d}-05" for m, count in enumerate(counts) for _ in range(count)]
    return [{"visited_at": f"{day} 09:00", "area_code": grid} for day in days]


def numbered(rows):
    return tiny.visits(*rows, covers="community")


def publish(place: Path) -> Path:
    """A warehouse: January to March in the east, the west has no ledger for February."""
    west = visits(2, 0, 6, grid=tiny.GRIDS[2])
    rows = [*visits(3, 4, 5), *west, {"visited_at": "2026-03-31 08:00"}]
    build.build([tiny.areas(), numbered(rows)], place, place / "current.duckdb")
    return place / "current.duckdb"


def opened(app, page=FIRST, **parameters):
    for name, value in parameters.items():
        app.query_params[name] = value
    app.run()
    return unfolded(app.switch_page(page).run()) if page != FIRST else app


def drawn(app):
    """The HTML that the page drew itself."""
    return " ".join(element.proto.body for element in app.get("html"))


def february():
    return {"period": "custom", "start": "2026-02-01", "end": "2026-02-28"}


def unfolded(found, *more):
    """The page once its folded parts are open, and those whose keys begin so, too."""
    keys = [block.proto.id.split("-", 2)[-1] for block in found.get("expander")]
    folded = [key for key in keys if key.startswith(("figures_", "fold_", *more))]
    for key in folded:
        found.session_state[key] = True
    return found.run() if folded else found


def with_menus(found):
    """The page once every menu of its figures is open."""
    for block in found.get("popover"):
        key = block.proto.popover.id.split("-", 2)[-1]
        if key.startswith("save_"):
            found.session_state[key] = True
    return found.run()


def board(found):
    """What the board of a briefing is given: its slides, and which of them is chosen."""
    (board,) = [one.proto for one in found.get("bidi_component") if "board" in one.proto.id]
    return json.loads(board.json or board.mixed.json)


def chosen(found, slide, briefing="例会"):
    """The page of briefings once a slide is chosen, its settings open."""
    found.session_state["briefing_chosen"] = {briefing: slide}
    return unfolded(found.run(), "settings_")
