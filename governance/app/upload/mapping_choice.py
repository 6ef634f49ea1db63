"""Which known source fits a file, or a mapping of its own."""

import streamlit as st

from governance.app import context
from governance.app.upload import mapping_form, upload_session
from governance.ingest.formats.reader import Export
from governance.ingest.mapping import mapping_report, source_writer
from governance.ingest.mapping.dataset_detection import Details
from governance.ingest.mapping.value_profiles import Gazetteer
from governance.ingest.sources import Source


def choose_known(found: list[Source], stem: str) -> Source | None:
    """A known source that fits, offered first; None for a mapping of its own."""
    _ = context.language()
    st.subheader(_("2. What it means"), anchor="mapping")
    if not found:
        return None
    options = [*[source.name for source in found[:5]], ""]
    titles = {one.name: f"{_.pick(one.title) or one.name} ({one.name})" for one in found}
    picked = st.radio(
        _("The file has every column of a ledger that is known here"),
        options,
        format_func=lambda name: (
            _("Read it like “{title}”", title=titles[name]) if name else _("Map it anew")
        ),
        key=f"known_{stem}",
    )
    return next((source for source in found if source.name == picked), None)


def choose_mapping(
    probe: Source, export: Export, areas: Gazetteer, stem: str
) -> tuple[Source, Details]:
    """Dataset, columns, words, dates and area: as suggested until a person says otherwise."""
    _ = context.language()
    candidates = upload_session.rank(export, areas, f"{probe.name} {probe.sheet}")
    scores = {one.dataset: one for one in candidates}
    dataset = st.selectbox(
        _("Dataset"),
        list(scores),
        format_func=lambda key: f"{mapping_report.dataset(key, _)} · {scores[key].score:.2f}",
        help=_("The number says how well the file fits, from 0 to 1."),
        key=f"dataset_{stem}",
    )
    stem = f"{stem}_{dataset}"
    columns = mapping_form.columns(scores[dataset], export, stem, _)
    area = mapping_form.area(scores[dataset], export, areas, stem, _)
    found = upload_session.details(export, dataset, columns, area)
    settled = mapping_form.details(found, dataset, columns, stem, _)
    source = source_writer.source(probe, dataset, columns, area, settled)
    return mapping_form.more(source, stem, _), settled
