"""The dashboard's entry: the registry of its pages, by section, in the order of the menu."""

import streamlit as st

from governance.app import first_paint, frame, pages_folder
from governance.app.registry import TITLE, UPLOAD, Entry
from governance.core.i18n import mark
from governance.maps import static_routes

SECTIONS = {
    "": "",
    "monitor": mark("Subjects"),
    "analyse": mark("Analysis"),
    "present": mark("Meetings"),
    "reference": mark("Sources"),
}

OVERVIEW = Entry("", "overview", mark("Overview"), ":material/space_dashboard:", needs_metrics=True)
MONITOR = (
    Entry("monitor", "issues", mark("Issues"), ":material/campaign:", ("issues",)),
    Entry(
        "monitor",
        "visits",
        mark("Visits"),
        ":material/door_front:",
        ("visits",),
        family="people",
        menu=mark("Outreach"),
    ),
    Entry(
        "monitor",
        "volunteers",
        mark("Volunteers"),
        ":material/volunteer_activism:",
        ("volunteer_hours",),
        family="people",
    ),
    Entry("monitor", "parking", mark("Parking"), ":material/local_parking:", ("parking_spaces",)),
    Entry(
        "monitor",
        "consultation",
        mark("Consultation and projects"),
        ":material/forum:",
        ("meetings", "projects"),
        menu=mark("Participation"),
    ),
    Entry(
        "monitor",
        "organisation",
        mark("Compounds and organisation"),
        ":material/apartment:",
        ("organisations", "compounds"),
        menu=mark("Compounds, bodies"),
    ),
)
ANALYSE = tuple(
    Entry(
        "analyse",
        name,
        title,
        icon,
        needs_metrics=True,
        is_bare=name == "projector",
        family=family,
        menu=menu,
    )
    for name, title, icon, family, menu in (
        ("map", mark("Map"), ":material/map:", "", ""),
        ("projector", mark("Map for the projector"), ":material/slideshow:", "", ""),
        (
            "rank",
            mark("Ranking"),
            ":material/leaderboard:",
            "areas",
            mark("Rankings"),
        ),
        ("compare", mark("Compare areas"), ":material/compare_arrows:", "areas", ""),
        ("trend", mark("Trend"), ":material/monitoring:", "areas", ""),
        ("profile", mark("Area on a page"), ":material/assignment_ind:", "areas", ""),
        ("explore", mark("Explore"), ":material/pivot_table_chart:", "", ""),
    )
)
PRESENT = tuple(
    Entry("present", name, title, icon, needs_metrics=True, has_scope=is_bare, is_bare=is_bare)
    for name, title, icon, is_bare in (
        ("briefings", mark("Briefings"), ":material/co_present:", False),
        ("presenter", mark("Presentation"), ":material/slideshow:", True),
        ("notes", mark("Speaker notes"), ":material/speaker_notes:", True),
    )
)
REFERENCE = (
    Entry(
        "reference",
        "metrics",
        mark("Metrics"),
        ":material/menu_book:",
        family="metrics",
        menu=mark("Definitions"),
    ),
    Entry(
        "reference",
        "receipt",
        mark("Source of a number"),
        ":material/receipt_long:",
        needs_metrics=True,
        takes_many_filters=True,
        family="metrics",
    ),
    Entry(
        "reference",
        "data",
        mark("Data quality"),
        ":material/fact_check:",
        family="data",
        menu=mark("Data, checks"),
    ),
    Entry(
        "reference",
        "reconciliation",
        mark("Published figures"),
        ":material/done_all:",
        has_scope=False,
        family="data",
    ),
    Entry(
        "reference",
        UPLOAD,
        mark("Upload data"),
        ":material/upload_file:",
        has_scope=False,
        family="data",
    ),
)
# The first with data is the one that opens.
PAGES = (OVERVIEW, *MONITOR, *ANALYSE, *PRESENT, *REFERENCE)

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
        routes=[static_routes.route(BASE), *first_paint.routes(BASE, NAMES, TITLE)],
    )
