"""Every published figure that the sample can carry comes out of its exports."""

import pandas as pd
import pytest

from sample_data.facts import FACTS as FACT_FILES
from tests.support.sample_exports import JC, KQ, LH, LS, SY, TX, WQ, XA, XG, XL, ZS, Sample, current

FACTS = pd.read_csv(FACT_FILES / "published_figures.csv", index_col="id")
PUBLISHED = {
    "F001": lambda s: s.compound("buildings", "新港花园"),
    "F002": lambda s: s.compound("households", "新港花园"),
    "F003": lambda s: s.count("compounds", XA, kind="property_managed"),
    "F006": lambda s: s.count("areas", ZS, level="community", kind="community"),
    "F007": lambda s: s.count("areas", ZS, level="community", kind="village"),
    "F008": lambda s: s.count("compounds", ZS, kind="property_managed"),
    "F009": lambda s: s.count("compounds", ZS, kind="three_no"),
    "F010": lambda s: s.count("compounds", ZS, kind="resettlement"),
    "F011": lambda s: s.area("residents", ZS),
    "F012": lambda s: s.compound("households", "康桥生活公园"),
    "F013": lambda s: s.compound("residents", "康桥生活公园"),
    "F014": lambda s: s.total("attendance", "meetings", compound_code=KQ),
    "F015": lambda s: s.total("quantity", "projects", compound_code=KQ, quantity_unit="栋"),
    "F016": lambda s: s.count("projects", compound_code=KQ, kind="合同整改"),
    "F017": lambda s: s.count("projects", compound_code=KQ, kind="合同外服务"),
    "F018": lambda s: s.compound("building_units", "树人大院"),
    "F019": lambda s: s.compound("households", "树人大院"),
    "F020": lambda s: s.compound("residents", "树人大院"),
    "F021": lambda s: s.total("households_benefited", "projects", ZS, programme="老旧小区改造"),
    "F022": lambda s: s.count("projects", ZS, programme="智慧物业"),
    "F023": lambda s: s.count("areas", ZS, kind="business_district"),
    "F025": lambda s: s.count("areas", LH, level="grid_cell"),
    "F026": lambda s: s.count("areas", LH, level="micro_grid"),
    "F027": lambda s: (
        s.area("households", LH) / s.count("organisations", LH, kind="party_household")
    ),
    "F029": lambda s: s.count("organisations", WQ, kind="party_household"),
    "F030": lambda s: s.count("organisations", SY, kind="alliance_member"),
    "F031": lambda s: s.count("meetings", SY, kind="joint"),
    "F032": lambda s: s.count("projects", SY, programme="民生实事", status="done"),
    "F033": lambda s: s.total("sessions", "activities", SY),
    "F034": lambda s: s.total("persons", "visits", LH),
    "F035": lambda s: s.resolved(LH),
    "F036": lambda s: s.count("areas", LH, level="community", kind="community"),
    "F037": lambda s: s.total(
        "members", "organisations", LH, kind="environment_property_committee"
    ),
    "F038": lambda s: s.total("sessions", "activities", LH, kind="党员教育培训"),
    "F039": lambda s: s.total("person_times", "activities", LH, kind="党员教育培训"),
    "F040": lambda s: s.count("organisations", LH, kind="property_service_centre"),
    "F041": lambda s: s.rows("volunteer_hours", LH)["team"].nunique(),
    "F042": lambda s: s.rows("parking_spaces", LH, kind="smart_lot")["facility_id"].nunique(),
    "F043": lambda s: s.added(LH, kind="smart_lot"),
    "F044": lambda s: s.resolved(LH, category="物业纠纷"),
    "F045": lambda s: s.rows("meetings", WQ)["platform"].str.contains("万泉街议事亭").sum(),
    "F046": lambda s: s.count("meetings", WQ, topic="加装电梯"),
    "F047": lambda s: s.count("visits", WQ, purpose="电梯加装现场走访"),
    "F048": lambda s: s.total("quantity", "projects", WQ, quantity_unit="台"),
    "F049": lambda s: s.rows("organisations", LH)["name"].str.contains("红色业委会").sum(),
    "F050": lambda s: (
        100
        * s.total("party_members", "organisations", compound_code=XL, kind="owners_committee")
        / s.total("members", "organisations", compound_code=XL, kind="owners_committee")
    ),
    "F051": lambda s: s.total("cost_yuan", "projects", compound_code=XL),
    "F052": lambda s: s.total("quantity", "projects", compound_code=XL, quantity_unit="栋"),
    "F053": lambda s: s.total("households_benefited", "projects", compound_code=XL),
    "F054": lambda s: s.total("quantity", "projects", compound_code=XL, quantity_unit="处"),
    "F055": lambda s: s.total("quantity", "projects", compound_code=XL, quantity_unit="平方米"),
    "F056": lambda s: s.total("quantity", "projects", compound_code=XL, quantity_unit="个"),
    "F057": lambda s: s.total("sessions", "activities", WQ),
    "F058": lambda s: s.total("quantity", "projects", WQ, kind="社区食堂"),
    "F059": lambda s: s.total("persons_served", "volunteer_hours", WQ),
    "F060": lambda s: s.total("quantity", "projects", LH, kind="文化阵地"),
    "F061": lambda s: s.count("organisations", LH, kind="arts_team"),
    "F062": lambda s: s.total("members", "organisations", LH, name="文艺带头人"),
    "F063": lambda s: s.total("members", "organisations", LH, name="文艺人才"),
    "F064": lambda s: s.total("sessions", "activities", LH, kind="文艺展演"),
    "F065": lambda s: s.rows("parking_spaces", LH)["programme"].nunique(),
    "F066": lambda s: s.added(LH),
    "F067": lambda s: s.added(WQ, kind="on_street"),
    "F068": lambda s: s.added(WQ, kind="micro_lot"),
    "F069": lambda s: s.compound("floor_area_m2", "霞光里35号院"),
    "F070": lambda s: s.compound("buildings", "霞光里35号院"),
    "F071": lambda s: s.compound("households", "霞光里35号院"),
    "F072": lambda s: s.compound("residents", "霞光里35号院"),
    "F074": lambda s: s.total("party_members", "organisations", compound_code=XG),
    "F075": lambda s: s.count("meetings", compound_code=XG, kind="party_lecture"),
    "F076": lambda s: s.count("meetings", compound_code=XG, kind="organisational_life"),
    "F077": lambda s: s.count("meetings", compound_code=XG, kind="consultation"),
    "F078": lambda s: s.count("meetings", compound_code=XG, kind="branch"),
    "F079": lambda s: s.count("visits", compound_code=XG, purpose="征求意见"),
    "F080": lambda s: s.count("meetings", compound_code=XG, topic="拆建改造"),
    "F081": lambda s: (
        100
        * s.total("votes_for", "meetings", compound_code=XG)
        / s.total("votes_cast", "meetings", compound_code=XG)
    ),
    "F083": lambda s: s.area("households", TX),
    "F084": lambda s: s.area("residents", TX),
    "F085": lambda s: s.count("meetings", TX),
    "F086": lambda s: s.area("doorways", TX),
    "F087": lambda s: s.rows("volunteer_hours", TX)["team"].nunique(),
    "F089": lambda s: s.rows("activities", TX)["held_on"].str.startswith("2025").sum(),
    "F090": lambda s: s.count("organisations", JC, kind="venue"),
    "F091": lambda s: s.count("organisations", JC, kind="volunteer_team"),
    "F092": lambda s: s.total("members", "organisations", JC, kind="other"),
    "F093": lambda s: s.count("issues", JC, channel="demand_list"),
    "F094": lambda s: s.count("projects", JC),
    "F095": lambda s: s.count("projects", JC, status="done"),
    "F099": lambda s: s.rows("organisations", LS)["name"].str.contains("专班成员单位").sum(),
    "F103": lambda s: s.count("areas", LS, level="grid_cell"),
    "F104": lambda s: s.count("organisations", LS, kind="grid_party_branch"),
    "F105": lambda s: s.count("organisations", LS, kind="department"),
    "F106": lambda s: s.total("members", "organisations", LS, kind="department"),
    "F107": lambda s: s.resolved(LS),
    "F108": lambda s: s.count("organisations", LS, kind="full_time_gridder"),
    "F109": lambda s: s.rows("compounds", LS)["is_old"].eq("是").sum(),
    "F110": lambda s: s.total("buildings", "compounds", LS, is_old="是"),
    "F111": lambda s: s.total("households", "compounds", LS, is_old="是"),
    "F112": lambda s: s.count("organisations", LS, kind="environment_property_committee"),
    "F113": lambda s: s.count("organisations", LS, kind="owners_committee"),
    "F114": lambda s: s.count("organisations", LS, kind="self_management_committee"),
    "F115": lambda s: s.resolved(LS, category="违法建设"),
    "F116": lambda s: s.total("cost_yuan", "projects", LS, programme="治理激励"),
    "F117": lambda s: s.count("projects", LS, programme="老旧小区改造"),
    "F118": lambda s: s.total("cost_yuan", "projects", LS, programme="老旧小区改造"),
    "F119": lambda s: s.count("projects", LS, programme="美食街区"),
    "F120": lambda s: s.total("quantity", "projects", LS, programme="美食街区"),
    "F121": lambda s: s.total("person_times", "activities", kind="五一假日接待") / 10,
    "F122": lambda s: s.count("visits", LS, purpose="上门服务"),
    "F123": lambda s: s.rows("issues", LS)["category"].nunique(),
    "F124": lambda s: s.count("projects", LS, programme="专项行动"),
    "F125": lambda s: s.count("projects", LS, programme="配套方案"),
    "F126": lambda s: sum(
        s.total("members", "organisations", LS, name=f"五对一关爱干部队{n:02d}")
        for n in range(1, 6)
    ),
}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return Sample(current(tmp_path_factory))


# Sizes of the grid rule, around the printed number; 45 of 49 communities are on the code list.
NEARLY = {"F100": "property_managed", "F101": "three_no"}


@pytest.mark.parametrize("key", PUBLISHED)
def test_published_figure_comes_out(sample, key):
    printed, value = int(FACTS.loc[key, "value"]), PUBLISHED[key](sample)
    if FACTS.loc[key, "bound"] == "exact":
        assert value == printed
    else:
        assert printed < value <= printed * 1.05


@pytest.mark.parametrize("key", NEARLY)
def test_grids_are_about_as_large_as_the_rule_says(sample, key):
    cells = sample.rows("compounds", LS, kind=NEARLY[key])["area_code"].unique()
    mean = sum(sample.area("residents", cell) for cell in cells) / len(cells)
    assert mean == pytest.approx(int(FACTS.loc[key, "value"]), rel=0.05)


def test_leshan_lists_45_of_its_49_urban_communities(sample):
    assert sample.count("areas", LS, level="community", kind="community") == 45
    assert sample.count("organisations", kind="environment_property_committee", area_code=LS) == 4
