"""The Reconciliation page and command on the sample: filters, details, claims, sums."""

import datetime as dt
import json

import pytest
from streamlit.testing.v1 import AppTest

from governance.__main__ import main
from governance.reconciliation import figure_files
from governance.warehouse.reader import VARIABLE
from tests.support import tiny

PAGE = "pages/reference/reconciliation.py"


@pytest.fixture
def app(sample_warehouse, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(sample_warehouse))
    return AppTest.from_file("../../dashboard.py", default_timeout=60)


def opened(app, **parameters):
    for name, value in {"lang": "zh", **parameters}.items():
        app.query_params[name] = value
    found = app.run().switch_page(PAGE).run()
    assert not found.exception
    return found


def audit(app):
    return app.dataframe[0].value


def facts(app):
    """The facts of the figure that is open, heading by heading."""
    return app.table[0].value.iloc[:, 0].to_dict()


def test_all_figures_are_listed_with_printed_and_computed(app):
    found = audit(opened(app)).set_index("编号")
    assert len(found) == 128
    row = found.loc["F003"]
    assert (row["公布值"], row["计算值"], row["差额"]) == (90, 91, 1)
    assert row["结论"] == "≈ 约数内"
    assert found.loc["F005", "单位"] == "1+4+N 协商议事平台"
    assert found.loc["F066", "计算依据"] == "指标“新增泊位”"
    assert found.loc["F032", "计算依据"] == "指标“项目完成率” · 分子 · 所属行动 = 民生实事"
    assert found.loc["F119", "计算依据"] == "项目 · 行数 · 所属行动 = 美食街区"


def test_verdicts_are_counted_and_filter_the_table(app):
    found = opened(app)
    pills = found.button_group(key="pick_verdict")
    assert pills.options == [
        *("✓ 一致 96", "≈ 约数内 18", "✕ 不一致 0", "◇ 口径不同 4", "⊘ 单位不符 0", "○ 数据不足 10")
    ]
    pills.set_value("other_scope").run()
    assert found.query_params["verdict"] == "other_scope"
    assert audit(found)["编号"].tolist() == ["F027", "F100", "F101", "F102"]
    assert audit(found)["时间口径"].tolist() == ["截至 2026年10月31日"] * 4


def test_a_place_brings_what_lies_inside_it(app):
    found = opened(app)
    found.selectbox(key="pick_place").set_value("莲花街道").run()
    assert found.query_params["place"] == "莲花街道"
    assert audit(found)["编号"].tolist() == [f"F{n:03}" for n in range(25, 69)]
    found.selectbox(key="pick_place").set_value("香林华府").run()
    assert len(audit(found)) == 7


def test_a_combination_without_figures_says_so(app):
    found = opened(app, place="香林华府", verdict="differs")
    assert found.info[0].value == "这个地方没有这种结论的数字。"


def test_a_link_opens_a_figure_with_its_query_and_bound_values(app):
    found = opened(app, figure="F104")
    assert facts(found)["公布值"] == "311 个网格党组织"
    assert facts(found)["计入的行数"] == "311"
    assert facts(found)["计算方法"] == "组织 · 行数 · 组织类型 = 网格党组织"
    bound = found.table[1].value.iloc[:, 0].to_dict()
    assert (bound["$dataset"], bound["$value_1"]) == ("organisations", "grid_party_branch")
    assert "from query_table($dataset)" in found.code[0].value
    (close,) = [button for button in found.button if button.label == "关闭"]
    close.click().run()
    assert "figure" not in found.query_params
    assert "个网格党组织" not in found.table[0].value.to_string()


def test_a_figure_that_is_a_metric_leads_to_its_definition(app):
    found = opened(app, figure="F066")
    (lead,) = [button for button in found.button if button.label == "查看指标定义"]
    lead.click().run()
    assert found.title[0].value == "指标说明"
    assert found.header[0].value == "新增泊位"


def test_a_figure_that_is_a_metric_leads_to_its_receipt(app):
    found = opened(app, figure="F034")
    (lead,) = [button for button in found.button if button.label == "数据溯源（明细）"]
    lead.click().run()
    assert not found.exception
    assert found.title[0].value == "数据溯源"
    assert found.metric[0].value == "238,500 人次"
    assert len(found.success) == 2
    assert found.query_params["end"] == "2026-10-31"


def test_a_figure_that_is_not_carried_says_why(app):
    assert "北京" not in facts(opened(app, figure="F096"))["依据"]
    assert facts(app)["计算值"] == "无数据"
    assert "说的是全市" in facts(app)["依据"]


def test_claims_are_flagged(app):
    claims = opened(app).table[0].value
    assert claims["按公布数字"].tolist() == [
        "⚑ 与说法不符：311 ÷ 345 = 90.1%，说法是 100%，还差 34。",
        "⚑ 与说法不符：331 ÷ 345 = 95.9%，说法是 100%，还差 14。",
    ]


def test_sums_are_refused_or_made_on_the_page(app):
    found = opened(app, lang="en")
    found.selectbox(key="pick_one").set_value("F066").run()
    assert not found.error
    found.selectbox(key="pick_other").set_value("F043").run()
    assert found.query_params["sum"] == "F066,F043"
    assert "✕ refused: F066 and F043 count the same kind of thing" in found.error[0].value
    found.selectbox(key="pick_one").set_value("F113").run()
    found.selectbox(key="pick_other").set_value("F114").run()
    assert "✓ may be added = at least 1,445" in found.success[0].value


@pytest.mark.parametrize("name", ["place", "verdict", "figure"])
def test_a_stale_link_is_told(app, name):
    found = opened(app, **{name: "gone"})
    assert "gone" in found.warning[0].value
    assert len(audit(found)) == 128


def test_the_sample_says_what_agreement_means(app, tmp_path, monkeypatch):
    assert "不说明公布的数字属实" in opened(app).caption[0].value
    tiny.warehouse(tmp_path, tiny.visits({}))
    monkeypatch.setenv(VARIABLE, str(tmp_path / "tiny.duckdb"))
    found = opened(app)
    assert "不说明公布的数字属实" not in found.caption[0].value
    assert set(audit(found)["结论"]) == {"○ 数据不足"}


def printed(capsys, *options):
    assert main(["reconcile", "--format", "json", *options]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_command_gives_the_verdicts_of_the_page(app, sample_warehouse, capsys):
    rows = printed(capsys, "--warehouse", str(sample_warehouse), "--lang", "zh")
    table = audit(opened(app)).set_index("编号")
    assert [row["id"] for row in rows] == table.index.tolist()
    numbers = {row["id"]: row["difference"] for row in rows if row["difference"] is not None}
    assert numbers == pytest.approx(table["差额"].dropna().to_dict())
    assert {row["id"] for row in rows if row["verdict"] == "within"} == set(
        table.index[table["结论"] == "≈ 约数内"]
    )


def test_the_command_filters_and_refuses_what_is_unknown(sample_warehouse, capsys):
    here = ("--warehouse", str(sample_warehouse))
    assert len(printed(capsys, *here, "--place", "香林华府")) == 7
    other = printed(capsys, *here, "--verdict", "other_scope")
    assert [row["id"] for row in other] == ["F027", "F100", "F101", "F102"]
    assert {row["until"] for row in other} == {"2026-10-31"}
    claims = printed(capsys, *here, "--what", "claims")
    assert {row["computed_verdict"] for row in claims} == {"short"}
    sums = printed(capsys, *here, "--what", "sums")
    assert [row["allowed"] for row in sums] == [False] * 7 + [True] * 3
    assert main(["reconcile", *here, "--place", "gone"]) == 2
    assert "莲花街道" in capsys.readouterr().err


ROW = "id,area_code,value,until,metric,unit\n"


@pytest.fixture
def own(tmp_path, monkeypatch):
    """The folder of an office that counted five visits in March, and three in April."""
    march, april = {"visited_at": "2026-03-05"}, {"visited_at": "2026-04-07"}
    tiny.warehouse(tmp_path, tiny.visits(*[march] * 5, *[april] * 3))
    monkeypatch.setenv(VARIABLE, str(tmp_path / "tiny.duckdb"))
    folder = tmp_path / "facts"
    monkeypatch.setenv(figure_files.VARIABLE, str(folder))
    return folder


@pytest.fixture
def office(own):
    return AppTest.from_file("../../dashboard.py", default_timeout=60)


def filled(found, key, **values):
    """The form of a figure with these values, sent."""
    for name, value in values.items():
        widget = f"own_{key}_{name}"
        kind = "selectbox" if name in ("area_code", "metric", "unit", "bound") else "text_input"
        kind = "date_input" if name in ("since", "until") else kind
        getattr(found, kind)(key=widget).set_value(value)
    (save,) = [button for button in found.button if button.label == "Save"]
    return save.click().run()


def test_an_office_adds_and_edits_its_own_figures_on_the_page(own, office):
    found = opened(office, lang="en")
    assert found.info[0].value == "There are no published figures here yet."
    given = {"id": "A1", "area_code": tiny.STREET, "metric": "visits", "unit": "次"}
    found = filled(found, "new", **given, value="five", until=dt.date(2026, 3, 31))
    assert found.error[0].value.startswith("Printed\\: 'five' is no number; write digits only")
    assert not own.exists()
    found = filled(found, "new", value="5")
    assert not found.exception
    assert audit(found)["Verdict"].tolist() == ["✓ agrees"]
    assert audit(found)["Of which days"].tolist() == ["up to Mar 31, 2026"]
    found = filled(found, "A1", value="6")
    assert audit(found)["Verdict"].tolist() == ["✕ differs"]
    (delete,) = [button for button in found.button if button.label == "Delete"]
    found = delete.click().run()
    assert found.info[0].value == "There are no published figures here yet."


def test_a_bad_row_is_named_on_the_page_and_by_the_command(own, office, capsys, tmp_path):
    own.mkdir()
    rows = "A1,990001001,5,2026-03-31,visits,次\nA2,990001001,many,2026-03-31,visits,次\n"
    (own / figure_files.FILE).write_text(ROW + rows, encoding="utf-8")
    found = opened(office, lang="zh")
    assert audit(found)["编号"].tolist() == ["A1"]
    assert "published\\_figures.csv · 第 3 行 · value：'many' 不是数字" in found.warning[0].value
    here = ("--warehouse", str(tmp_path / "tiny.duckdb"), "--format", "json")
    assert main(["reconcile", *here]) == 0
    said = capsys.readouterr()
    assert [row["id"] for row in json.loads(said.out)] == ["A1"]
    assert "row 3 · value: 'many' is no number" in said.err
    assert main(["reconcile", *here, "--what", "problems", "--facts", str(own)]) == 0
    (problem,) = json.loads(capsys.readouterr().out)
    assert (problem["row"], problem["column"]) == ("3", "value")


def test_a_folder_that_cannot_be_written_to_is_told_on_the_page(office, own, monkeypatch):
    monkeypatch.setenv(figure_files.VARIABLE, "/proc/facts")
    found = opened(office, lang="en")
    given = {"id": "A1", "area_code": tiny.STREET, "metric": "visits", "unit": "次", "value": "5"}
    found = filled(found, "new", **given, until=dt.date(2026, 3, 31))
    assert "needs the right to write there" in found.error[0].value


def test_rules_that_are_wrong_are_told(own, office):
    (own / "reconciliation").mkdir(parents=True)
    (own / "reconciliation" / "rules.toml").write_text("no toml", encoding="utf-8")
    found = opened(office, lang="en")
    assert "rules.toml" in found.error[0].value


def test_the_samples_figures_cannot_be_edited(app):
    found = opened(app, lang="en")
    assert not [button for button in found.button if button.label == "Save"]
    assert any("set GOVERNANCE_FACTS" in caption.value for caption in found.caption)
