"""Projects with published figures: what was built, for whom, at what cost."""

import numpy as np
import pandas as pd

from sample_data import targets
from sample_data.calibration import apportion
from sample_data.facts import figure, slightly_above
from sample_data.world import World

RENOVATION = "老旧小区改造"


def published_projects(world: World, rng: np.random.Generator) -> list[pd.DataFrame]:
    """All of them in the contract's columns but the number."""
    done = [*_kangqiao(), *_zhongshanlu(world, rng), *_lianhua(world, rng), *_leshan(world, rng)]
    return [*done, _xingang()]


def _done(
    names: list[str], area_code: str | list[str], programme: str, kind: str, **columns: object
) -> pd.DataFrame:
    """Finished projects, listed in early 2025 and finished one after the other until mid-2026."""
    count = len(names)
    listed = pd.date_range("2025-01-06", "2025-09-01", periods=count).normalize().as_unit("s")
    finished = pd.date_range("2025-06-10", "2026-07-30", periods=count).normalize().as_unit("s")
    return pd.DataFrame(
        {
            "name": names,
            "area_code": area_code,
            "programme": programme,
            "kind": kind,
            "status": "done",
            "listed_on": listed,
            "finished_on": finished,
        }
    ).assign(**columns)


def _numbered(text: str, count: int) -> list[str]:
    return [f"{text}（{n}）" for n in range(1, count + 1)]


def _kangqiao() -> list[pd.DataFrame]:
    """康桥生活公园: 24 buildings' elevators, 16 items of the contract and 12 beyond it."""
    place, programme = "500118001009001", "康桥生活公园整改"
    at = {"compound_code": "500118001009X001"}
    return [
        _done(
            ["电梯恢复运行"],
            place,
            programme,
            "电梯维修",
            quantity=figure("F015"),
            quantity_unit="栋",
            households_benefited=figure("F012"),
            **at,
        ),
        _done(_numbered("整改清单", figure("F016")), place, programme, "合同整改", **at),
        _done(_numbered("合同外服务", figure("F017")), place, programme, "合同外服务", **at),
    ]


def _zhongshanlu(world: World, rng: np.random.Generator) -> list[pd.DataFrame]:
    places = [c for c in world.codes(targets.ZHONGSHANLU, "community") if c[9] == "0"][:8]
    households = apportion(slightly_above("F021"), rng.uniform(0.7, 1.3, len(places)))
    return [
        _done(
            _numbered("三无小区改造", len(places)),
            places,
            RENOVATION,
            "小区改造",
            households_benefited=households,
            cost_yuan=households * 8200.0,
        ),
        _done(
            _numbered("智慧物业事项", figure("F022")), targets.ZHONGSHANLU, "智慧物业", "智慧物业"
        ),
    ]


def _lianhua(world: World, rng: np.random.Generator) -> list[pd.DataFrame]:
    communities = [c for c in world.codes(targets.LIANHUA, "community") if c[9] == "0"]
    sites = apportion(figure("F060"), rng.uniform(0.7, 1.3, len(communities)), 1)
    elevators = figure("F048")
    return [
        _done(_numbered("民生实事", figure("F032")), targets.SHIYANGJIE, "民生实事", "民生实事"),
        _done(
            _numbered("加装电梯", elevators),
            targets.WANQUANJIE,
            "加装电梯",
            "加装电梯",
            quantity=1,
            quantity_unit="台",
            cost_yuan=420000.0,
            households_benefited=rng.integers(12, 20, elevators),
        ),
        _done(
            ["社区食堂"],
            targets.WANQUANJIE,
            "养老服务",
            "社区食堂",
            quantity=figure("F058"),
            quantity_unit="个",
            cost_yuan=360000.0,
        ),
        _done(
            _numbered("文化阵地", len(communities)),
            communities,
            "文化阵地",
            "文化阵地",
            quantity=sites,
            quantity_unit="个",
        ),
        *_xianglin(),
    ]


def _xianglin() -> list[pd.DataFrame]:
    """香林华府: elevators of 6 buildings for 588,000 yuan, cameras, paving and chargers."""
    place, programme = "500113011004001", "香林华府改造"
    outputs = [
        ("电梯更换", figure("F052"), "栋"),
        ("监控安装", figure("F054"), "处"),
        ("道路铺装", slightly_above("F055"), "平方米"),
        ("充电桩建设", figure("F056"), "个"),
    ]
    projects = pd.concat(
        [
            _done(
                [kind],
                place,
                programme,
                kind,
                quantity=quantity,
                quantity_unit=unit,
                compound_code=place[:12] + "X001",
            )
            for kind, quantity, unit in outputs
        ],
        ignore_index=True,
    )
    projects.loc[0, "cost_yuan"] = float(figure("F051"))
    projects.loc[0, "households_benefited"] = figure("F053")
    return [projects]


def _leshan(world: World, rng: np.random.Generator) -> list[pd.DataFrame]:
    """32 compounds renovated in one district for 130 million yuan, and the smaller programmes."""
    old = world.compounds[
        world.compounds["is_old"] & world.compounds["area_code"].str.startswith(targets.LESHAN)
    ]
    chosen = old.sample(figure("F117"), random_state=rng).sort_values("compound_code")
    weights = chosen["households"].to_numpy(dtype=np.float64)
    cost = apportion(figure("F118"), weights).astype(np.float64)
    streets = world.codes(targets.LESHAN, "street_office")
    grants = apportion(slightly_above("F116"), rng.uniform(0.7, 1.3, len(streets)))
    food = figure("F119")
    merchants = apportion(slightly_above("F120"), np.ones(food))
    campaigns, plans = figure("F124"), figure("F125")
    return [
        _done(
            [f"{n}改造" for n in chosen["name"]],
            chosen["area_code"].tolist(),
            RENOVATION,
            "小区改造",
            compound_code=chosen["compound_code"].array,
            cost_yuan=cost,
            households_benefited=chosen["households"].to_numpy(),
        ),
        _done(
            _numbered("治理激励资金", len(streets)),
            streets,
            "治理激励",
            "激励资金",
            cost_yuan=grants.astype(np.float64),
        ),
        _done(
            _numbered("美食街区", food),
            streets[:food],
            "美食街区",
            "美食街区",
            quantity=merchants,
            quantity_unit="个商家",
        ),
        _done(_numbered("专项行动", campaigns), targets.LESHAN, "专项行动", "专项行动"),
        _done(_numbered("配套方案", plans), targets.LESHAN, "配套方案", "配套方案"),
    ]


def _xingang() -> pd.DataFrame:
    """新港花园's renovation: listed, its 150 spaces still planned, so with no day of its end.

    Last of all, so that it renumbers no other project. The day of listing is made up.
    """
    return pd.DataFrame(
        {
            "name": ["新港花园改造"],
            "area_code": [targets.JIANGSHAN + "001"],
            "compound_code": [targets.JIANGSHAN + "X001"],
            "programme": [RENOVATION],
            "kind": ["小区改造"],
            "status": ["listed"],
            "listed_on": np.array(["2026-08-17"], dtype="datetime64[s]"),
            "households_benefited": [figure("F002")],
        }
    )
