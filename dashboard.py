"""The dashboard's entry: the registry of its pages, by section, in the order of the menu."""

import streamlit as st

from governance.app import frame, pages_folder
from governance.app.registry import UPLOAD, Entry
from governance.core.i18n import mark
from governance.maps import static_routes

SECTIONS = {
    "monitor": mark("Monitor"),
    "analyse": mark("Analyse"),
    "present": mark("Present"),
    "reference": mark("Reference"),
}

MONITOR = (
    Entry(
        "monitor", "overview", mark("Overview"), ":material/space_dashboard:", needs_metrics=True
    ),
    Entry("monitor", "issues", mark("Issues"), ":material/campaign:", ("issues",)),
    Entry(
        "monitor",
        "consultation",
        mark("Consultation and projects"),
        ":material/forum:",
        ("meetings", "projects"),
    ),
    Entry(
        "monitor",
        "organisation",
        mark("Compounds and organisation"),
        ":material/apartment:",
        ("organisations", "compounds"),
    ),
    Entry("monitor", "visits", mark("Visits"), ":material/door_front:", ("visits",)),
    Entry(
        "monitor",
        "volunteers",
        mark("Volunteers"),
        ":material/volunteer_activism:",
        ("volunteer_hours",),
    ),
    Entry("monitor", "parking", mark("Parking"), ":material/local_parking:", ("parking_spaces",)),
)
ANALYSE = tuple(
    Entry("analyse", name, title, icon, needs_metrics=True, is_bare=name == "projector")
    for name, title, icon in (
        ("map", mark("Map"), ":material/map:"),
        ("projector", mark("Map for the projector"), ":material/slideshow:"),
        ("rank", mark("Fair ranking"), ":material/balance:"),
        ("compare", mark("Compare areas"), ":material/compare_arrows:"),
        ("explore", mark("Explore"), ":material/pivot_table_chart:"),
        ("trend", mark("Trend and signals"), ":material/monitoring:"),
        ("profile", mark("Community profile"), ":material/assignment_ind:"),
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
    Entry("reference", "metrics", mark("Metrics"), ":material/menu_book:"),
    Entry(
        "reference",
        "receipt",
        mark("Number receipt"),
        ":material/receipt_long:",
        needs_metrics=True,
        takes_many_filters=True,
    ),
    Entry(
        "reference",
        "reconciliation",
        mark("Reconciliation"),
        ":material/done_all:",
        has_scope=False,
    ),
    Entry("reference", "data", mark("Data"), ":material/fact_check:"),
    Entry("reference", UPLOAD, mark("Upload"), ":material/upload_file:", has_scope=False),
)
# The first with data is the one that opens.
PAGES = MONITOR + ANALYSE + PRESENT + REFERENCE

if __name__ == "__main__":
    frame.run(PAGES, SECTIONS)
else:
    # Imported by `streamlit run`, which serves the app named here.
    pages_folder.ignore()
    # Base maps are fetched by their digest, so that a rerun does not carry them.
    app = st.App(__file__, routes=[static_routes.route(st.get_option("server.baseUrlPath"))])
