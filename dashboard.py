"""The dashboard's entry: the registry of its pages, by section, in the order of the menu."""

from typing import Any

import streamlit as st

from governance.app import first_paint, frame, guide_pictures, pages_folder
from governance.app.registry import TITLE, UPLOAD, Entry
from governance.core.i18n import mark
from governance.maps import static_routes

SECTIONS = {
    "home": "",
    "monitor": mark("Subjects"),
    "analyse": mark("Analysis"),
    "present": mark("Meeting room"),
    "reference": mark("Evidence"),
}


# Of a page: name, title, icon, the datasets that it needs, and what else it has.
Row = tuple[Any, ...]


def measured(section: str, name: str, title: str, icon: str, **more: Any) -> Entry:
    """A page of any metric's data."""
    return Entry(section, name, title, icon, needs_metrics=True, **more)


HOME = measured("home", "overview", mark("Overview"), ":material/space_dashboard:")
# Pages of one family share an entry of the menu, which is called so.
FAMILIES = {
    "people": mark("Outreach"),
    "areas": mark("Rankings"),
    "compounds": mark("Compounds, groups"),
    "metrics": mark("Metrics, sources"),
    "data": mark("Data, checks"),
}
PEOPLE, AREAS, COMPOUNDS, METRICS, DATA = (
    dict[str, Any](family=name, menu=menu) for name, menu in FAMILIES.items()
)
VISITS, VOLUNTEERS, SPACES = ("visits",), ("volunteer_hours",), ("parking_spaces",)
MEETINGS, BODIES = ("meetings", "projects"), ("organisations", "compounds")
ALONE, FREE, UNCOMPARED = {"is_bare": True}, {"has_scope": False}, {"is_compared": False}

MONITOR: tuple[Row, ...] = (
    ("issues", mark("Issues"), ":material/campaign:", ("issues",), {}),
    ("visits", mark("Visits"), ":material/door_front:", VISITS, PEOPLE),
    ("volunteers", mark("Volunteers"), ":material/volunteer_activism:", VOLUNTEERS, PEOPLE),
    ("parking", mark("Parking"), ":material/local_parking:", SPACES, {}),
    (
        "consultation",
        mark("Meetings and projects"),
        ":material/forum:",
        MEETINGS,
        {"menu": mark("Participation")},
    ),
    (
        "compound",
        mark("Compound file"),
        ":material/apartment:",
        ("compounds",),
        COMPOUNDS | UNCOMPARED,
    ),
    ("organisation", mark("Compounds and organisations"), ":material/groups:", BODIES, COMPOUNDS),
)
ANALYSE: tuple[Row, ...] = (
    ("map", mark("Map"), ":material/map:", {}),
    ("projector", mark("Map for the projector"), ":material/slideshow:", ALONE),
    ("rank", mark("Ranking"), ":material/leaderboard:", AREAS | UNCOMPARED),
    ("compare", mark("Compare"), ":material/compare_arrows:", AREAS | UNCOMPARED),
    ("trend", mark("Trend"), ":material/monitoring:", AREAS | UNCOMPARED),
    ("profile", mark("Profile"), ":material/assignment_ind:", AREAS),
    ("explore", mark("Explore"), ":material/pivot_table_chart:", UNCOMPARED),
)
PRESENT: tuple[Row, ...] = (
    ("briefings", mark("Briefings"), ":material/co_present:", FREE),
    ("presenter", mark("Presentation"), ":material/slideshow:", ALONE),
    ("notes", mark("Speaker notes"), ":material/speaker_notes:", ALONE),
    ("wall", mark("Wall screen"), ":material/tv:", ALONE),
)
REFERENCE: tuple[Row, ...] = (
    ("metrics", mark("Metrics"), ":material/menu_book:", METRICS | UNCOMPARED),
    (
        "receipt",
        mark("Source of a number"),
        ":material/receipt_long:",
        METRICS | UNCOMPARED | {"needs_metrics": True},
    ),
    ("data", mark("Data quality"), ":material/fact_check:", DATA | UNCOMPARED),
    ("reconciliation", mark("Published figures"), ":material/done_all:", DATA | FREE),
    (UPLOAD, mark("Upload data"), ":material/upload_file:", DATA | FREE),
    ("guide", mark("Guide"), ":material/help:", METRICS | FREE),
)
# The first with data is the one that opens.
PAGES = (
    HOME,
    *(Entry("monitor", *page, **more) for *page, more in MONITOR),
    *(measured("analyse", *page, **more) for *page, more in ANALYSE),
    *(measured("present", *page, **more) for *page, more in PRESENT),
    *(Entry("reference", *page, **more) for *page, more in REFERENCE),
)

if __name__ == "__main__":
    frame.run(PAGES, SECTIONS)
else:
    # Imported by `streamlit run`, which serves the app named here.
    pages_folder.ignore()
    BASE = st.get_option("server.baseUrlPath")
    NAMES = [entry.name for entry in PAGES]
    app = st.App(
        __file__,
        # Base maps are fetched by their digest, so that a rerun does not carry them.
        routes=[
            static_routes.route(BASE),
            guide_pictures.route(BASE),
            *first_paint.routes(BASE, NAMES, TITLE),
        ],
    )
