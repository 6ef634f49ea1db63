"""Figures of an office's own: their days, what is wrong in the folder, and how one is kept."""

import csv
import datetime as dt

import pytest

from governance.core.i18n import translator
from governance.core.toml_entries import EntryError
from governance.metrics import catalog
from governance.reconciliation import audit, figure_files, figure_store, tolerance_rules
from governance.reconciliation.figure_rows import COLUMNS, RowError
from tests.support import tiny

CATALOG, RULES, EN = catalog.load(), tolerance_rules.load(), translator("en")
MARCH, APRIL = {"visited_at": "2026-03-05"}, {"visited_at": "2026-04-07"}
GOOD = {
    "id": "A1",
    "area_code": tiny.STREET,
    "value": "5",
    "until": "2026-03-31",
    "metric": "visits",
    "unit": "次",
}


@pytest.fixture
def build(tmp_path):
    """Five visits in March and three in April."""
    return tiny.warehouse(tmp_path, tiny.visits(*[MARCH] * 5, *[APRIL] * 3))


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "facts"


def write(folder, *rows, encoding="utf-8", columns=COLUMNS):
    folder.mkdir(exist_ok=True)
    with (folder / figure_files.FILE).open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return folder


def told(found):
    return [complaint.text(EN) for complaint in found.complaints]


def test_next_months_visits_change_nothing_about_a_figure_of_march(build, folder):
    april = {**GOOD, "id": "A2", "value": "3", "since": "2026-04-01", "until": "2026-04-30"}
    late = {**GOOD, "id": "A3", "until": "2026-04-30"}
    found = audit.run(build, write(folder, GOOD, april, late)).findings
    assert {key: (one.computed.value, one.verdict.key) for key, one in found.items()} == {
        "A1": (5, "agrees"),  # of its own day, although eight visits are known by now
        "A2": (3, "agrees"),
        "A3": (8, "differs"),
    }
    assert found["A1"].days == (None, dt.date(2026, 4, 1))
    assert found["A1"].computed.rows == 5


def test_f034_is_computed_up_to_its_own_day(sample_warehouse):
    from governance.warehouse.reader import Warehouse

    found = audit.run(Warehouse.open(sample_warehouse)).findings["F034"]
    assert found.computed.steps[0].bound["end"] == dt.date(2026, 11, 1)
    assert found.verdict.key == "agrees"


def test_data_that_end_before_the_day_of_a_figure_do_not_differ_from_it(build, folder):
    row = {**GOOD, "until": "2026-06-30"}
    found = audit.run(build, write(folder, row)).findings["A1"]
    assert (found.computed.value, found.verdict.key) == (8, "not_enough")
    assert "end on 2026-04-07" in found.verdict.why.text(EN)
    early = {**GOOD, "since": "2026-01-01", "value": "9"}
    assert audit.run(build, write(folder, early)).findings["A1"].verdict.key == "not_enough"


def test_a_register_of_now_does_not_differ_from_a_figure_of_then(tmp_path, folder):
    one = {"name": "甲", "kind": "property_managed", "area_code": tiny.GRIDS[0]}
    known = tiny.from_rows("compounds", [{**one, "compound_code": "C1"}])
    build = tiny.warehouse(tmp_path, tiny.visits(APRIL), known)
    toml = '[R1]\nwhat = {zh="小区", en="Compounds"}\ndataset = "compounds"\ncount = "items"\n'
    row = {**GOOD, "id": "R1", "metric": "", "unit": "个"}
    (write(folder, row) / "reconciliation" / "figures").mkdir(parents=True)
    (folder / "reconciliation" / "figures" / "own.toml").write_text(toml, encoding="utf-8")
    then = audit.run(build, folder).findings["R1"]
    assert (then.computed.value, then.verdict.key) == (1, "other_scope")
    now = audit.run(build, write(folder, {**row, "until": "2026-04-07"})).findings["R1"]
    assert now.verdict.key == "differs"


def test_a_rule_is_of_another_scope(build, folder):
    found = audit.run(build, write(folder, {**GOOD, "bound": "rule"})).findings["A1"]
    assert found.verdict.key == "other_scope"


def test_an_office_sees_none_of_the_samples_figures(build, folder, monkeypatch):
    monkeypatch.setenv(figure_files.VARIABLE, str(write(folder, GOOD)))
    found = audit.run(build)
    assert list(found.findings) == ["A1"]
    assert found.findings["A1"].figure.place == "示例街道"
    assert (found.declared.claims, found.declared.sums) == ((), ())
    assert found.is_own


@pytest.mark.parametrize(
    ("wrong", "column", "reason"),
    [
        ({"value": "8,804"}, "value", "'8,804' is no number; write digits only"),
        ({"value": "nan"}, "value", "is no number"),
        ({"value": ""}, "value", "is empty"),
        ({"metric": "visit"}, "metric", "near it: visits"),
        ({"metric": ""}, "metric", "no file of reconciliation/figures/"),
        ({"area_code": "990001002"}, "area_code", "there is no area '990001002'"),
        ({"until": "31.03.2026"}, "until", "is no day; write it like 2026-10-31"),
        ({"until": "2026-02-30"}, "until", "is no day"),
        ({"until": ""}, "until", "is empty"),
        ({"since": "2026-05-01"}, "since", "lies after the last day"),
        ({"bound": "exactly"}, "bound", "is none of: about, at_least, exact"),
        ({"unit": "公里"}, "unit", "is none of"),
        ({"only": "channel"}, "only", "like channel=hotline"),
        ({"only": "colour=red"}, "only", "is none of"),
        ({"part": "half"}, "part", "is none of"),
        ({"note": "x" * 201}, "note", "is longer than 200"),
        ({"id": "A1"}, "id", "A1 stands above already"),
    ],
)
def test_a_bad_entry_costs_itself_alone_and_is_named(build, folder, wrong, column, reason):
    bad = {**GOOD, "id": "BAD", **wrong}
    found = audit.run(build, write(folder, GOOD, bad, {**GOOD, "id": "A3"}))
    assert list(found.findings) == ["A1", "A3"]
    (said,) = told(found)
    assert said.startswith(f"{figure_files.FILE} · row 3 · {column}: ")
    assert reason in said


def test_a_missing_column_is_named(build, folder):
    columns = [column for column in COLUMNS if column != "until"]
    (said,) = told(audit.run(build, write(folder, GOOD, columns=columns)))
    assert said.startswith(f"{figure_files.FILE} · row 1 · until: there is no such column")
    assert "id, area_code, value, until" in said


def test_excels_own_encoding_is_read_and_a_broken_row_is_named(build, folder):
    named = {**GOOD, "source": "年度报告"}
    found = audit.run(build, write(folder, named, encoding="gb18030"))
    assert found.findings["A1"].figure.source == "年度报告"
    write(folder, named, {**named, "id": "A2"}, {**named, "id": "A3"})
    file = folder / figure_files.FILE
    file.write_bytes(file.read_bytes().replace(b"A2,", b"A2\xff,"))
    found = audit.run(build, folder)
    assert list(found.findings) == ["A1", "A3"]
    assert told(found)[0].startswith(f"{figure_files.FILE} · row 3: this row is neither UTF-8")
    with pytest.raises(EntryError, match="neither UTF-8"):
        figure_store.remove(folder, figure_store.rows(folder)["A1"])


def test_a_row_with_more_cells_than_columns_is_named(build, folder):
    with (write(folder, GOOD) / figure_files.FILE).open("a", encoding="utf-8") as file:
        file.write(",".join(["x"] * 30))
    found = audit.run(build, folder)
    assert list(found.findings) == ["A1"]
    assert "row 3: there are more cells than columns" in told(found)[0]


def test_a_folder_that_is_empty_missing_or_none(build, folder):
    assert audit.run(build, folder).findings == {}
    folder.mkdir()
    assert told(audit.run(build, folder)) == []
    (folder / figure_files.FILE).write_bytes(b"")
    assert told(audit.run(build, folder)) == []
    (said,) = told(audit.run(build, folder / figure_files.FILE))
    assert "GOVERNANCE_FACTS has to name one" in said


def test_a_wrong_toml_entry_or_claim_costs_itself_alone(build, folder):
    inner = write(folder, GOOD, {**GOOD, "id": "T1", "metric": ""}) / "reconciliation"
    (inner / "figures").mkdir(parents=True)
    entries = '[T1]\nwhat = {zh="次", en="calls"}\ndataset = "visits"\ncount = "times"\n'
    entries += '[T2]\nwhat = {zh="次", en="calls"}\nmetric = "visits"\n'
    entries += '[T3]\nwhat = {zh="次", en="calls"}\ndataset = "gone"\ncount = "times"\n'
    (inner / "figures" / "a.toml").write_text(entries, encoding="utf-8")
    (inner / "figures" / "b.toml").write_text("no toml", encoding="utf-8")
    claim = 'says = {zh="全", en="all"}\nclaimed = 100\n'
    claims = f'[[claims]]\n{claim}part = "A1"\nwhole = "T1"\n[[claims]]\npart = "A1"\n'
    claims += '[[sums]]\nadd = ["A1", "gone"]\n[[sums]]\nadd = ["A1", "T1"]\n'
    (inner / "claims.toml").write_text(claims, encoding="utf-8")
    found = audit.run(build, folder)
    assert list(found.findings) == ["A1", "T1"]
    assert (len(found.declared.claims), found.declared.sums) == (1, (("A1", "T1"),))
    said = "\n".join(told(found))
    for start in ("a.toml · T2: ", "a.toml · T3: ", "b.toml: ", "claims.toml · claims[2]: "):
        assert start in said
    assert "claims.toml · sums[1]: there is no figure 'gone'" in said


def test_a_column_that_a_dataset_does_not_have_costs_its_entry(build, folder):
    (write(folder, GOOD, {**GOOD, "id": "T1", "metric": ""}) / "reconciliation/figures").mkdir(
        parents=True
    )
    entry = '[T1]\nwhat={zh="次",en="c"}\ndataset="visits"\ncount="times"\nwhere={colour="red"}\n'
    (folder / "reconciliation" / "figures" / "a.toml").write_text(entry, encoding="utf-8")
    found = audit.run(build, folder)
    assert list(found.findings) == ["A1"]
    assert "column = 'colour' is none of" in told(found)[0]


def kept(folder, row, seen=None):
    figure_store.save(folder, row, seen, CATALOG, RULES)
    return figure_store.rows(folder)


def test_a_figure_is_added_changed_and_deleted(build, folder):
    rows = kept(folder, GOOD)
    assert (folder / figure_files.FILE).read_bytes().startswith(b"\xef\xbb\xbfid,")
    rows = kept(folder, {**GOOD, "value": "8"}, rows["A1"])
    assert audit.run(build, folder).findings["A1"].figure.value == 8
    figure_store.remove(folder, rows["A1"])
    assert figure_store.rows(folder) == {}


def test_what_else_the_file_holds_stays(folder):
    write(
        folder, {**GOOD, "mine": "x"}, {**GOOD, "id": "BAD", "value": "?"}, columns=[*GOOD, "mine"]
    )
    rows = kept(folder, {**GOOD, "id": "A2"})
    assert list(rows) == ["A2", "BAD", "A1"]
    assert (rows["A1"]["mine"], rows["BAD"]["value"]) == ("x", "?")
    rows = kept(folder, {**GOOD, "id": "BAD"}, rows["BAD"])  # mended on the page
    assert rows["BAD"]["value"] == "5"


def test_two_people_lose_nothing_of_each_other(folder):
    seen = kept(folder, GOOD)["A1"]
    kept(folder, {**GOOD, "value": "6"}, seen)
    with pytest.raises(EntryError, match="meanwhile"):
        kept(folder, {**GOOD, "value": "7"}, seen)
    with pytest.raises(EntryError, match="meanwhile"):
        figure_store.remove(folder, seen)
    with pytest.raises(RowError, match="already"):
        kept(folder, GOOD)


def test_what_is_wrong_is_not_written(folder):
    for wrong in ({"value": "?"}, {"metric": ""}, {"id": ""}, {"note": "=1+1"}, {"what": "＠x"}):
        with pytest.raises(RowError):
            kept(folder, {**GOOD, **wrong})
    assert not folder.exists()


@pytest.mark.parametrize("place", ["/proc/facts", "file/facts"])
def test_a_folder_that_cannot_be_written_to_is_told(tmp_path, place):
    (tmp_path / "file").touch()
    with pytest.raises(EntryError, match="needs the right to write"):
        kept(tmp_path / place, GOOD)


def test_the_samples_figures_are_not_written_to():
    with pytest.raises(EntryError, match="GOVERNANCE_FACTS"):
        kept(figure_files.SAMPLE, {**GOOD, "id": "X"})


def test_every_metric_has_a_unit_that_figures_are_printed_in():
    units = {metric.unit for metric in CATALOG.values() if not metric.apart}
    assert all(RULES.measured(unit).printed for unit in units)
