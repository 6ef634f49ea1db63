"""Published figures held against the sample, a tiny office, and an empty one."""

import time
from dataclasses import replace

import pytest

from governance.core.i18n import translator
from governance.core.toml_entries import EntryError
from governance.metrics import catalog
from governance.reconciliation import (
    addability,
    audit,
    claims,
    declared_claims,
    figure_files,
    published_figures,
    tolerance_rules,
)
from governance.reconciliation.published_figures import FigureError
from governance.warehouse.reader import Warehouse
from tests.support import tiny

ZH, EN = translator("zh"), translator("en")
STREET = {"area_code": "500113011", "name": "莲花街道", "level": "street_office"}
EAST = {
    "area_code": "500113011001",
    "name": "万泉街社区",
    "level": "community",
    "kind": "community",
    "parent_code": "500113011",
}
HOUSES = [{**EAST, "area_code": f"5001130110010{n:02}", "level": "grid_cell"} for n in range(3)]
LOADED = figure_files.load(figure_files.SAMPLE, catalog.load(), tolerance_rules.load())
ENTRIES = LOADED.entries
CLAIMS = declared_claims.load(figure_files.SAMPLE, LOADED.figures, catalog.load(), [])


@pytest.fixture(scope="module")
def whole(sample_warehouse):
    return audit.run(Warehouse.open(sample_warehouse))


def office(folder, *given):
    """A warehouse of 莲花街道 alone: one community, and what is given."""
    from governance.warehouse import build

    folder.mkdir(exist_ok=True)
    seen = {"visit_id": "V1", "visited_at": "2026-03-05", "persons": "1"}
    given = (*given, tiny.from_rows("visits", [{**seen, "area_code": STREET["area_code"]}]))
    grids = [{**grid, "kind": "residential", "parent_code": EAST["area_code"]} for grid in HOUSES]
    build.build([tiny.from_rows("areas", [STREET, EAST, *grids]), *given], folder, folder / "o")
    return audit.run(Warehouse.open(folder / "o"))


def test_every_figure_has_an_entry_and_every_entry_a_figure(whole):
    assert whole.complaints == ()
    assert ENTRIES.keys() == whole.findings.keys()
    assert len(ENTRIES) == 128


def test_entries_say_what_they_are_in_both_languages():
    for entry in ENTRIES.values():
        for text in filter(None, (entry.what, entry.missing, entry.scope, entry.note)):
            assert set(text) == {"zh", "en"}
            assert all(text.values())


def test_a_figure_that_is_a_metric_is_taken_from_the_catalogue():
    named = {e.check.metric for e in ENTRIES.values() if hasattr(e.check, "metric")}
    assert named >= {"issues_resolved", "visit_person_times", "spaces_added", "visits"}
    assert named <= set(catalog.load())


def test_the_sample_carries_114_figures_and_four_of_another_scope(whole):
    keys = [finding.verdict.key for finding in whole.findings.values()]
    counts = {key: keys.count(key) for key in set(keys)}
    assert counts == {"agrees": 96, "within": 18, "other_scope": 4, "not_enough": 10}
    other = [key for key, f in whole.findings.items() if f.verdict.key == "other_scope"]
    assert other == ["F027", "F100", "F101", "F102"]  # three rules, and another list of places


def test_lower_bounds_say_how_far_above_they_are(whole):
    found = whole.findings["F003"]
    assert (found.verdict.key, found.computed.value, found.difference) == ("within", 91, 1)


def test_every_computed_figure_says_its_rows_and_its_query(whole):
    for finding in whole.findings.values():
        if finding.computed.value is not None:
            assert finding.computed.rows
            assert all(step.path.endswith(".sql") and step.bound for step in finding.computed.steps)


def test_a_quotient_is_divided_after_adding_up(whole):
    found = whole.findings["F050"]
    assert (found.computed.value, found.is_quotient) == (100 * 4 / 5, True)
    assert [step.bound["column"] for step in found.computed.steps] == ["party_members", "members"]
    assert (whole.findings["F027"].computed.value, whole.findings["F027"].is_quotient) == (30, True)


@pytest.mark.parametrize(
    ("part", "percent", "missing"), [("F104", 90.1, "34"), ("F108", 95.9, "14")]
)
def test_full_coverage_is_flagged_from_the_figures(whole, part, percent, missing):
    (claim,) = [claim for claim in CLAIMS.claims if claim.part == part]
    found = claims.judge_claim(claim, whole)
    for share in (found.printed, found.computed):
        assert (share.outcome, round(share.percent, 1)) == ("short", percent)
        assert found.why(share).text(EN).endswith(f"claimed 100%: {missing} short.")


def test_a_claim_that_holds_is_not_flagged(whole):
    claim = declared_claims.Claim(
        {"zh": "一委一社区", "en": "One committee each"}, "F112", "F102", 100
    )
    assert claims.judge_claim(claim, whole).printed.outcome == "holds"


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("F066", "F043", "建设项目可能重叠"),
        ("F066", "F067", "建设项目可能重叠"),
        ("F035", "F044", "没有说明彼此不包含"),
        ("F015", "F048", "一栋楼可以有几台电梯"),
        ("F004", "F066", "规划的泊位还没有建成"),
        ("F059", "volunteer_hours", "小时数的是服务了多久"),
        ("F059", "F024", "人次数的是人"),
        ("F077", "F080", "口径不同"),
        ("F034", "F122", "次和人次是两个单位"),
        ("F002", "F122", "次和户是两个单位"),
        ("F111", "F034", "户和人次是两个单位"),
        ("F005", "F006", "是名称"),
        ("F050", "F081", "是比率"),
        ("F027", "F002", "是比率"),
        ("F100", "F101", "是比率"),
        ("F121", "F039", "是比率"),
        ("F066", "F066", "同一个数字"),
        ("F113", "F040", "数的不是同一类事物"),
        ("F071", "F083", "不同的台账"),
        ("F011", "F012", "单位不同"),
    ],
)
def test_sums_that_are_refused_say_why(whole, one, other, reason):
    ruling = addability.rule_on_pair(whole, one, other)
    assert not ruling.allowed
    assert reason in ruling.why.text(ZH)
    assert ruling.why.text(EN).isascii() or ruling.why.text(EN) != ruling.why.text(ZH)
    if other in whole.findings:
        assert reason in addability.rule_on_pair(whole, other, one).why.text(ZH)


@pytest.mark.parametrize(
    ("one", "other", "total", "bound"),
    [
        ("F113", "F114", 1445, "at_least"),  # the text's list goes on
        ("F067", "F068", 104, "exact"),
        ("F003", "F008", 302, "at_least"),
        ("F008", "F009", 624, "exact"),
        ("F077", "F078", 49, "exact"),
        ("F002", "F012", 1760, "exact"),
    ],
)
def test_sums_that_may_be_made_carry_their_bound(whole, one, other, total, bound):
    ruling = addability.rule_on_pair(whole, one, other)
    assert (ruling.allowed, ruling.total, ruling.bound) == (True, total, bound)
    assert bool(ruling.caveats) == (bound == "at_least")


def test_the_sums_of_the_page_are_ruled_as_they_stand(whole):
    assert [ruling.allowed for ruling in addability.rule_all(whole)] == [False] * 7 + [True] * 3


def test_an_approximate_figure_makes_an_approximate_sum(whole):
    about = addability.of_finding(whole.findings["F008"], whole.rules)
    about = replace(about, figure=replace(about.figure, bound="about"))
    other = addability.of_finding(whole.findings["F003"], whole.rules)
    assert addability.rule_on_sum(about, other, whole.rules).bound == "about"


def test_an_unknown_figure_is_refused(whole):
    with pytest.raises(FigureError):
        addability.rule_on_pair(whole, "F999", "F001")
    with pytest.raises(FigureError):
        addability.rule_on_pair(whole, "F001", "no_metric")


def test_another_warehouse_has_not_enough_data_for_any_figure(tmp_path):
    found = audit.run(tiny.warehouse(tmp_path, tiny.visits({})))
    assert {f.verdict.key for f in found.findings.values()} == {"not_enough"}
    assert all(f.verdict.why.text(ZH) for f in found.findings.values())
    assert claims.judge_claim(CLAIMS.claims[0], found).computed.outcome == "no_data"
    assert len(addability.rule_all(found)) == len(CLAIMS.sums)


def test_what_is_missing_is_said_apart(tmp_path):
    team = {"organisation_id": "1", "name": "队", "area_code": "500113011", "kind": "arts_team"}
    found = office(tmp_path, tiny.from_rows("organisations", [team])).findings
    assert found["F001"].verdict.why.text(EN) == "This place is not among the areas here."
    assert found["F031"].verdict.why.text(EN) == "This place is not among the areas here."
    assert found["F038"].verdict.why.text(EN) == "There is no export of Activities here."
    assert found["F040"].verdict.why.text(EN) == "None of the 1 rows of this place fits."
    assert found["F029"].verdict.why.text(EN) == "Organisations has no row of this place."
    assert found["F037"].verdict.key == "not_enough"
    assert found["F061"].verdict.key == "differs"  # 1 of 17


def test_an_empty_column_is_no_zero(tmp_path):
    row = {"organisation_id": "1", "name": "文艺带头人", "area_code": "500113011", "kind": "other"}
    found = office(tmp_path, tiny.from_rows("organisations", [row])).findings["F062"]
    assert (found.computed.value, found.verdict.key) == (None, "not_enough")
    assert found.verdict.why.text(EN) == "The rows that fit are empty in this column."


def test_a_record_more_or_less_makes_it_differ(tmp_path):
    def issues(count):
        rows = [
            {
                "issue_id": f"I{n}",
                "reported_at": "2026-03-01",
                "resolved_at": "2026-03-02",
                "area_code": "500113011001",
                "category": "物业纠纷",
            }
            for n in range(count)
        ]
        later = {**rows[0], "issue_id": "later", "reported_at": "2026-10-30", "category": "噪音"}
        rows.append(later | {"resolved_at": "2026-10-31"})
        return office(tmp_path / str(count), tiny.from_rows("issues", rows)).findings["F044"]

    assert [issues(count).verdict.key for count in (102, 103, 104)] == [
        *("differs", "agrees", "differs")
    ]
    assert issues(102).difference == -1


def test_a_filter_is_the_whole_text(tmp_path):
    rows = [
        {
            "meeting_id": f"M{n}",
            "held_on": "2026-03-01",
            "area_code": "500113011001",
            "kind": "joint",
            "topic": topic,
        }
        for n, topic in enumerate(["加装电梯"] * 14 + ["加装电梯协商"])
    ]
    rows.append({**rows[-1], "meeting_id": "later", "held_on": "2026-10-31"})
    found = office(tmp_path, tiny.from_rows("meetings", rows)).findings["F046"]
    assert (found.computed.value, found.verdict.key) == (14, "differs")


def test_a_metric_in_another_unit_is_told(tmp_path, monkeypatch):
    wrong = published_figures.parse_entry(
        "F059", {"what": {"zh": "人次", "en": "x"}, "metric": "volunteer_hours"}
    )
    given = replace(LOADED, entries={**ENTRIES, "F059": wrong})
    monkeypatch.setattr(figure_files, "load", lambda *_given: given)
    row = {
        "record_id": "1",
        "served_on": "2026-03-01",
        "area_code": "500113011001",
        "volunteer_id": "Z1",
        "hours": "24",
    }
    found = office(tmp_path, tiny.from_rows("volunteer_hours", [row])).findings["F059"]
    assert (found.computed.value, found.verdict.key) == (24, "other_unit")


@pytest.mark.parametrize(
    "spec",
    [
        {},
        {"metric": "visits", "missing": {"zh": "无", "en": "none"}},
        {"metric": "visits", "unknown": 1},
        {"dataset": "visits"},
        {"dataset": "visits", "count": "times", "sum": "persons"},
        {"dataset": "gone", "count": "items"},
        {"dataset": "areas", "count": "items", "where": {"a": 1, "b": 2, "c": 3}},
    ],
)
def test_a_wrong_entry_is_refused(spec):
    with pytest.raises(EntryError):
        published_figures.parse_entry("F001", {"what": {"zh": "数", "en": "n"}, **spec})


def test_all_figures_are_reconciled_within_three_seconds(sample_warehouse):
    """Cold, on the sample; the page keeps what it found by build. CPU time, for a busy machine."""
    warehouse = Warehouse.open(sample_warehouse)
    begun = time.process_time()
    audit.run(warehouse)
    assert time.process_time() - begun < 3
