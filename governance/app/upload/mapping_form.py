"""What a file means: a known source that fits, or a mapping that a person corrects."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from governance.app import context
from governance.app.upload import upload_session
from governance.core import contracts
from governance.core.contracts import Column
from governance.core.escaping import quoted
from governance.core.i18n import Translator
from governance.ingest.formats.reader import Export
from governance.ingest.mapping import form_tables, mapping_report, source_writer
from governance.ingest.mapping.dataset_detection import Candidate, Details
from governance.ingest.mapping.suggestions import Word
from governance.ingest.mapping.value_profiles import Gazetteer
from governance.ingest.sources import AREA_WAYS, AreaRule, Source
from governance.metrics.number_format import LEVELS

SYSTEMS = ("EPSG:4326", "GCJ-02", "BD-09", "EPSG:4490")


def choose_known(known: list[Source], stem: str) -> Source | None:
    """A known source that fits, offered first; None for a mapping of its own."""
    _ = context.language()
    st.subheader(_("2. What it means"), anchor="mapping")
    if not known:
        return None
    options = [*[source.name for source in known[:5]], ""]
    titles = {one.name: f"{_.pick(one.title) or one.name} ({one.name})" for one in known}
    picked = st.radio(
        _("The file has every column of a ledger that is known here"),
        options,
        format_func=lambda name: (
            _("Read it like “{title}”", title=titles[name]) if name else _("Map it anew")
        ),
        key=f"known_{stem}",
    )
    return next((source for source in known if source.name == picked), None)


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
    columns = _columns(scores[dataset], export, stem, _)
    area = _area(scores[dataset], export, areas, stem, _)
    guessed = upload_session.details(export, dataset, columns, area)
    settled = _details(guessed, dataset, columns, stem, _)
    source = source_writer.source(probe, dataset, columns, area, settled)
    return _more(source, stem, _), settled


def _columns(candidate: Candidate, export: Export, stem: str, _: Translator) -> dict[str, str]:
    """Asks which header each column is read from."""
    frame = form_tables.columns(candidate, export, _)
    st.caption(_("Each column of the dataset and the header of the file that it is read from."))
    edited = st.data_editor(
        frame,
        hide_index=True,
        disabled=["title", "score", "example", "why"],
        column_config={
            "title": st.column_config.TextColumn(_("Column"), help=_("✱ is required"), pinned=True),
            "header": st.column_config.SelectboxColumn(
                _("Header in the file"), options=list(export.headers), width="medium"
            ),
            "score": st.column_config.ProgressColumn(
                _("Score"), min_value=0, max_value=1, format="%.2f", width="small"
            ),
            "example": st.column_config.TextColumn(_("For example")),
            "why": st.column_config.TextColumn(_("Why")),
        },
        height="content",
        placeholder="—",
        key=f"columns_{stem}_{_.lang}",
        alt=_("2. What it means"),
    )
    picked = form_tables.chosen_columns(edited)
    if twice := form_tables.repeated_headers(picked):
        st.warning(
            _("Stands at more than one column: {headers}", headers=", ".join(map(quoted, twice)))
        )
    unused = [header for header in export.headers if header not in picked.values()]
    if unused:
        st.caption(_("Not used: {headers}", headers=", ".join(map(quoted, unused))))
    return picked


def _area(
    candidate: Candidate, export: Export, areas: Gazetteer, stem: str, _: Translator
) -> AreaRule:
    """How a row finds its area; nothing to choose for datasets without one."""
    if "area_code" not in contracts.load()[candidate.dataset].columns or not areas.codes:
        if not areas.codes and candidate.dataset != "areas":
            st.warning(_("No areas are known here yet: hand in their register first."))
        return candidate.area
    ways = {
        "code": _("by its code"),
        "name_path": _("by the names of places"),
        "point": _("by its coordinates"),
    }
    rule = candidate.area
    by = st.multiselect(
        _("How a row finds its area, tried in this order"),
        AREA_WAYS,
        rule.by,
        format_func=ways.__getitem__,
        key=f"by_{stem}",
    )
    path: list[str] = []
    if "name_path" in by:
        label = _("Headers with names of places, the largest place first")
        path = st.multiselect(label, export.headers, rule.columns, key=f"path_{stem}")
    if "name_path" in by and not path:
        by = [way for way in by if way != "name_path"]
    level = rule.level
    if "point" in by:
        label = _("Level whose boundaries are searched")
        bounded = areas.bounded or (rule.level,)
        level = st.selectbox(
            label, bounded, format_func=lambda key: _(LEVELS[key]), key=f"level_{stem}"
        )
    return AreaRule(tuple(by) or ("code",), tuple(path), level)


def _details(
    guessed: Details, dataset: str, columns: Mapping[str, str], stem: str, _: Translator
) -> Details:
    """Words of the values, date formats, fixed values and the key, where they are needed."""
    known = contracts.load()[dataset].columns
    meant = {
        name: _words(known[name], words, columns[name], stem, _)
        for name, words in guessed.words.items()
    }
    formats = {
        name: _format(name, guessed, columns[name], stem, _)
        for name in guessed.dates
        if guessed.dates[name].is_asked
    }
    constants = {
        name: _constant(known[name], guessed.constants.get(name, ""), stem, _)
        for name in (*guessed.missing, *guessed.constants)
    }
    key: Sequence[str] = guessed.key
    if guessed.key:
        titles = {name: _.pick(known[name].title) for name in columns}
        key = st.multiselect(
            _("The file has no number for its records: these columns together tell them apart"),
            list(columns),
            guessed.key,
            format_func=titles.__getitem__,
            key=f"key_{stem}",
        )
    return form_tables.apply_edits(guessed, meant, formats, constants, key)


def _words(
    column: Column, words: tuple[Word, ...], header: str, stem: str, _: Translator
) -> tuple[Word, ...]:
    meanings = form_tables.meanings(column, _)
    label = _("What the values of “{header}” mean", header=header)
    with st.expander(label, expanded=any(not word.code for word in words)):
        edited = st.data_editor(
            form_tables.words(words),
            hide_index=True,
            disabled=["value", "count"],
            column_config={
                "value": st.column_config.TextColumn(_("Value")),
                "count": st.column_config.NumberColumn(_("Rows")),
                "meaning": st.column_config.SelectboxColumn(
                    _("Meaning"),
                    options=list(meanings),
                    format_func=lambda code: meanings[str(code)],
                ),
            },
            key=f"words_{stem}_{column.name}_{header}_{_.lang}",
            alt=label,
        )
    return form_tables.edited_words(words, edited)


def _constant(column: Column, given: str, stem: str, _: Translator) -> str:
    label = _(
        "“{column}” is required and not in the file: one value for all rows",
        column=_.pick(column.title),
    )
    key = f"constant_{stem}_{column.name}"
    if not column.allowed:
        return st.text_input(label, given, key=key)
    meanings = {"": "—", **form_tables.meanings(column, _)}
    options = list(meanings)
    picked = st.selectbox(
        label, options, options.index(given), format_func=meanings.__getitem__, key=key
    )
    return str(picked)


def _format(name: str, details: Details, header: str, stem: str, _: Translator) -> str:
    dates = details.dates[name]
    label = _(
        "Date format of “{header}”, where “{example}” stands", header=header, example=dates.example
    )
    picked = st.selectbox(
        label,
        list(dict.fromkeys([*dates.formats, *dates.either])),
        index=0 if dates.formats else None,
        accept_new_options=True,
        placeholder="%Y-%m-%d %H:%M",
        key=f"format_{stem}_{name}",
    )
    return str(picked or "")


def _more(source: Source, stem: str, _: Translator) -> Source:
    """What nobody can guess: whether exports are whole, whose numbers, time zone, coordinates."""
    with st.expander(_("More about this ledger")):
        full = st.checkbox(
            _("Each export holds every record: one that is missing later has vanished"),
            key=f"full_{stem}",
        )
        system = st.text_input(
            _("System whose numbers it uses: ledgers of one system share them"),
            source.system,
            placeholder=_("This ledger alone"),
            key=f"system_{stem}",
        )
        zone = st.text_input(_("Time zone of its times"), source.time_zone, key=f"zone_{stem}")
        crs = source.crs
        if "longitude" in source.columns:
            label = _("Coordinate system")
            crs = st.selectbox(label, SYSTEMS, accept_new_options=True, key=f"crs_{stem}") or crs
    return replace(source, full=full, system=system, time_zone=zone, crs=str(crs))
