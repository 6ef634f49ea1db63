"""Upload: an export is read, understood, corrected by a person, kept, and published."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from governance.app import context
from governance.app.upload import mapping_form, upload_session
from governance.core.escaping import markdown
from governance.ingest import file_errors, rejected_rows, settings, sources
from governance.ingest.formats.reader import Export
from governance.ingest.mapping import assistant, mapping_report, source_writer
from governance.ingest.mapping.dataset_detection import Details
from governance.ingest.mapping.dry_run import Trial
from governance.ingest.mapping.format_detection import Chosen, Shape
from governance.ingest.mapping.value_profiles import Gazetteer
from governance.ingest.sources import Source, SourceError
from governance.warehouse import file_lineage, publish_job, rejected_view

ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "big5", "utf-16")
# Streamlit's own button speaks English only.
BUTTON = """
.st-key-file button[data-testid="stBaseButton-secondary"] p { font-size: 0; }
.st-key-file button[data-testid="stBaseButton-secondary"] p::after {
  content: "{choose}"; font-size: 1rem;
}
[data-testid="stFileUploaderDropzoneInstructions"] { display: none; }
"""
SAID = 100  # problems that are told row by row
_ = context.language()


def introduce() -> None:
    st.markdown(
        _(
            "Hand in an export as your system wrote it. You see what was understood, correct it, "
            "and only then publish. The file itself is never changed."
        )
    )
    if settings.is_sample():
        st.warning(
            _(
                "No folders of an office are set: what you save here joins the made-up sample. An "
                "office sets GOVERNANCE_SOURCES, GOVERNANCE_EXPORTS and GOVERNANCE_WAREHOUSE."
            )
        )


def choose_shape(file: Path) -> tuple[Shape, Source, Export]:
    """The format as detected, each part of which can be overridden."""
    stem = file.parent.name[:12]
    found = upload_session.shape(file, Chosen())
    st.subheader(_("1. How the file is read"), anchor="shape")
    with st.expander(_("Read it otherwise")):
        chosen = Chosen(
            _part(found.encoding.value, ENCODINGS, _("Encoding"), f"encoding_{stem}"),
            _part(
                found.delimiter.value,
                tuple(mapping_report.DELIMITERS),
                _("Delimiter"),
                f"cut_{stem}",
            ),
            _part(found.sheet.value, found.sheets, _("Sheet"), f"sheet_{stem}"),
        )
        found = upload_session.shape(file, chosen)
        left, right = st.columns(2)
        about = f"{stem}_{chosen}"
        row = left.number_input(
            _("Header in row"), 1, 1000, found.header_row.value, key=f"row_{about}"
        )
        rows = right.number_input(
            _("Rows of the header"), 1, 5, found.header_rows.value, key=f"rows_{about}"
        )
    header = (int(row), int(rows))
    guessed = header == (found.header_row.value, found.header_rows.value)
    looked_at: tuple[Shape, Source, Export] = upload_session.look(
        file, chosen, None if guessed else header
    )
    st.dataframe(
        mapping_report.shape(looked_at[0], _), hide_index=True, alt=_("1. How the file is read")
    )
    return looked_at


def _part(found: str, known: Sequence[str], label: str, key: str) -> str:
    """What a person chose instead of the guess; "" where the guess stays."""
    if not found:
        return ""
    options = list(dict.fromkeys([found, *known]))
    names = {value: _(name) for value, name in mapping_report.DELIMITERS.items()}
    picked = st.selectbox(label, options, format_func=lambda v: names.get(v, v), key=key)
    return "" if picked == found else str(picked)


def choose_known(found: list[Source], stem: str) -> Source | None:
    """A known source that fits, offered first; None for a mapping of its own."""
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


def show_trial(made: Trial, export: Export, notes: list[str], name: str) -> None:
    """The rows as understood, the ledgers, what is wrong, and the rejected rows to take away."""
    st.subheader(_("3. What would become of the rows"), anchor="trial")
    if notes:
        st.warning("\n\n".join(map(markdown, notes)))
    for one in made.warnings:
        st.warning(markdown(file_lineage.warning(*one, _)))
    ledgers = mapping_report.books(made, _)
    with st.container(horizontal=True, gap="large"):
        for title, count in ledgers.items():
            st.metric(title, f"{count:,}", width="content")
    st.markdown(f"**{_('First rows as understood')}**")
    st.dataframe(
        mapping_report.preview(made, _),
        hide_index=True,
        placeholder="—",
        alt=_("First rows as understood"),
    )
    if made.counts.empty:
        st.success(_("Every row can be read and believed."))
        return
    st.markdown(f"**{_('What is wrong')}**")
    st.dataframe(
        rejected_view.summary(made.counts, made.source.dataset, _),
        hide_index=True,
        alt=_("What is wrong"),
    )
    with st.expander(_("The first of them, row by row")):
        place = _("Row")
        lines = [f"{place} {row} · {said}" for row, _severity, said in made.reasons(_)[:SAID]]
        st.code("\n".join(lines), language=None, wrap_lines=True)
    if made.books["rejected"]:
        st.caption(
            _(
                "Mend the rejected rows in this file and hand it in here: they then count as "
                "corrected."
            )
        )
        st.download_button(
            _("Download the rejected rows"),
            lambda: rejected_rows.csv_bytes(made.rejected(_, export.headers)),
            file_name=f"{Path(name).stem}_rejected.csv",
            mime="text/csv",
            on_click="ignore",
        )


def save(source: Source, known: Source | None, content: bytes, name: str, stem: str) -> None:
    """Keeps the file, and the source where it is new; then it can be published."""
    st.subheader(_("4. Save and publish"), anchor="save")
    source_file, path = "", settings.place(source, name)
    if not known:
        source = name_it(source, name, stem)
    if source != known:
        source_file, path = f"{source.name}.toml", f"{source.name}/{settings.safe_name(name)}"
        with st.expander(_("The source file that will be saved")):
            st.code(source_writer.to_toml(source), language="toml")
    if st.button(_("Save"), type="primary", key=f"apply_{stem}"):
        st.session_state["saved"] = kept(source, source_file, content, path)
        st.session_state["saved_stem"] = stem
    if st.session_state.get("saved_stem") == stem:
        st.success(markdown(st.session_state["saved"]))
        if st.button(_("Publish"), type="primary", key="publish"):
            st.session_state["publication"] = publish_job.publish()


def name_it(source: Source, name: str, stem: str) -> Source:
    """The source under the names that a person gives it; later files join the same folder."""
    left, right = st.columns(2)
    title = left.text_input(_("Title of the ledger"), Path(name).stem, key=f"title_{stem}")
    short = settings.safe_name(Path(name).stem).replace(".", "_").replace(" ", "_")
    given = right.text_input(_("Short name, also of its folder"), short, key=f"name_{stem}")
    short = settings.safe_name(given or short)
    files = (f"{short}/*{Path(name).suffix}",)
    return source_writer.named(source, short, {"zh": title, "en": title}, files)


def kept(source: Source, source_file: str, content: bytes, path: str) -> str:
    """Writes what is to be kept; says what was there already. Raises SourceError."""
    if source_file:
        settings.refuse_other(
            settings.sources_folder(), source_file, source_writer.to_toml(source).encode()
        )
    is_new = settings.keep(content, settings.exports_folder(), path)
    if source_file:
        text = source_writer.to_toml(source).encode()
        is_new |= settings.keep(text, settings.sources_folder(), source_file)
    if is_new:
        return _("Saved as {path}. Nothing is published yet.", path=path)
    return _("{path} is there already, with the same content.", path=path)


@st.fragment(run_every=2)
def show_publication() -> None:
    """How the build goes on; its words in the end, too."""
    running: publish_job.Publication | None = st.session_state.get("publication")
    if running is None:
        return
    status = running.status
    lines = [
        file_errors.told(line.removeprefix("governance: "), _)
        for line in running.words.splitlines()
    ]
    if status is None:
        st.info(_("Publishing … the pages go on with the last build meanwhile."))
    elif status == 0:
        st.success(_("Published. Open pages show the new build within seconds."))
    else:
        st.error(
            _("Nothing was published; the last build stays.")
            + "\n\n"
            + "\n\n".join(map(markdown, lines[-3:]))
        )
    with st.expander(_("What the build said")):
        st.code("\n".join(lines) or "…", language=None)


def main() -> None:
    introduce()
    st.html(f"<style>{BUTTON}</style>".replace("{choose}", _("Choose a file")))
    given = st.file_uploader(
        _(
            "An export: Excel, CSV, parquet, JSON or GeoJSON, up to {size} MB. Put a larger one "
            "into the folder of exports, or hand it in in parts.",
            size=st.get_option("server.maxUploadSize"),
        ),
        key="file",
    )
    if given is not None:
        try:
            with st.spinner(_("Reading {file} …", file=given.name)):
                # Not a copy: the value and Streamlit's own file share their memory.
                show(given.getvalue(), given.name, given.file_id)
        except SourceError as error:
            st.error(markdown(file_errors.told(error, _)))
    show_publication()


def show(content: bytes, name: str, file_id: str) -> None:
    """The way of one file from its bytes to its publication."""
    laid = upload_session.lay_down(content, name, file_id)
    file, stem = laid.path, laid.path.parent.name[:12]
    known = sources.load(settings.sources_folder()) if has_sources() else []
    areas = assistant.areas_of(known, settings.exports_folder())
    gazetteer = upload_session.areas(areas)
    _shape, probe, export = choose_shape(file)
    like = choose_known(assistant.fitting(known, export), stem)
    notes: list[str] = []
    if like:
        source = upload_session.continue_(like, probe, export, file)
    else:
        source, details = choose_mapping(probe, export, gazetteer, stem)
        notes = mapping_report.notes(source.dataset, details, _)
    made = upload_session.attempt(source, file, areas)
    show_trial(made, export, notes, name)
    save(source, like, content, name, stem)


def has_sources() -> bool:
    return any(settings.sources_folder().glob("*.toml"))


main()
