"""A slide of a view that was kept as it was when somebody added it; it says so."""

from typing import Any

from governance.briefings import view_snapshots
from governance.briefings.model import BriefingError
from governance.briefings.slide_view import View, ViewError
from governance.briefings.view_snapshots import Kept


def read(view: View) -> dict[str, Any]:
    """What the view's file has. Raises ViewError where it is gone or wrong."""
    try:
        kept = view_snapshots.load(view.slide.kept)
    except BriefingError as error:
        raise ViewError(error.translated(view.translate)) from error
    return shown(view, kept)


def shown(view: View, kept: Kept) -> dict[str, Any]:
    """What a slide of it shows; its title is a reader's own, where there is one."""
    _ = view.translate
    titled = (view.slide.title or {}).get(_.lang, "").strip()
    return {
        "title": titled or kept.title,
        "where": kept.where,
        "charts": kept.charts,
        "tables": kept.tables,
        "sources": kept.sources,
        "foot": "",
        "written": (_("Kept as it was; it does not follow new data."),),
    }
