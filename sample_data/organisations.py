"""Bodies that govern or serve: branches, committees, gridders, teams, households, departments."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sample_data import targets
from sample_data.calibration import apportion
from sample_data.facts import figure
from sample_data.world import World

# Share of grid cells with a branch and with a full-time gridder where nothing was printed.
USUAL_BRANCH_SHARE = 0.86
USUAL_GRIDDER_SHARE = 0.95
# Committees by (kind, is_old) of the compounds. Without a figure: assumed.
COMMITTEES = {
    targets.LIANHUA: (52, 34),
    targets.ZHONGSHANLU: (148, 371),
    targets.LESHAN: (figure("F113"), figure("F114")),
    targets.XINAN: (61, 12),
    targets.MAIZIDIAN: (22, 9),
    targets.YANGFANGDIAN: (27, 25),
    targets.TIANTONGYUAN: (41, 2),
}


def build_organisations(world: World, teams: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Organisations of "leshan" and of "other" places in the contract's columns.

    嘉诚花园 lists its own: see three_lists.
    """
    rng = world.stream("organisations")
    parts = [
        *_grid_bodies(world, rng),
        *_committees(world, rng),
        _teams(teams),
        *_lianhua(world, rng),
        *_beijing(),
        *_leshan(world, rng),
    ]
    rows = pd.concat(parts, ignore_index=True)
    age = rng.integers(0, 2200, len(rows)).astype("timedelta64[D]")
    rows["founded_on"] = (np.datetime64("2024-06-30") - age).astype("datetime64[s]")
    rows = rows.sort_values(["area_code", "kind", "name"], kind="stable", ignore_index=True)
    rows.insert(0, "organisation_id", [f"ZZ{n:05d}" for n in range(1, len(rows) + 1)])
    whole = ["members", "party_members", "households_linked"]
    rows[whole] = rows[whole].astype("Int64")
    in_leshan = rows["area_code"].str.startswith(targets.LESHAN)
    others = pd.concat([rows[~in_leshan], _jiangshan(world)], ignore_index=True)
    return {"leshan": rows[in_leshan], "other": others}


def _bodies(
    kind: str, codes: Sequence[str], names: Sequence[str] | str, **columns: object
) -> pd.DataFrame:
    frame = pd.DataFrame({"area_code": list(codes), "kind": kind})
    frame["name"] = (
        [f"{names}{n:02d}" for n in range(1, len(frame) + 1)]
        if isinstance(names, str)
        else list(names)
    )
    return frame.assign(**columns)


def _grid_bodies(world: World, rng: np.random.Generator) -> list[pd.DataFrame]:
    """Party branches and full-time gridders by grid cell: 311 and 331 of 乐山's 345."""
    grids = world.areas[world.areas["level"] == "grid_cell"]
    in_leshan = grids["area_code"].str.startswith(targets.LESHAN)
    bodies = []
    for kind, label, published, share in (
        ("grid_party_branch", "党支部", figure("F104"), USUAL_BRANCH_SHARE),
        ("full_time_gridder", "专职网格员", figure("F108"), USUAL_GRIDDER_SHARE),
    ):
        others = grids[~in_leshan].sample(frac=share, random_state=rng)
        chosen = pd.concat([grids[in_leshan].sample(published, random_state=rng), others])
        members = 1 if kind == "full_time_gridder" else rng.integers(3, 40, len(chosen))
        bodies.append(_bodies(kind, chosen["area_code"], chosen["name"] + label, members=members))
    return bodies


def _committees(world: World, rng: np.random.Generator) -> list[pd.DataFrame]:
    """Owners' committees in managed compounds, self-management ones in old and three-no ones."""
    managed = world.compounds["kind"] == "property_managed"
    bodies = []
    for prefix, (owners, own) in COMMITTEES.items():
        inside = world.compounds["area_code"].str.startswith(prefix)
        for kind, label, chosen, count in (
            ("owners_committee", "业主委员会", world.compounds[inside & managed], owners),
            ("self_management_committee", "自管委员会", world.compounds[inside & ~managed], own),
        ):
            # More committees than compounds: large compounds have one for each part.
            order = np.resize(rng.permutation(len(chosen)), count)
            bodies.append(_committee(kind, label, chosen.iloc[order], rng))
    return [_red(pd.concat(bodies, ignore_index=True))]


def _committee(
    kind: str, label: str, compounds: pd.DataFrame, rng: np.random.Generator
) -> pd.DataFrame:
    members = rng.integers(5, 10, len(compounds))
    return _bodies(
        kind,
        compounds["area_code"],
        compounds["name"] + label,
        members=members,
        compound_code=compounds["compound_code"].array,
        party_members=(members * rng.uniform(0.2, 0.6, len(compounds))).astype(int),
    )


def _red(committees: pd.DataFrame) -> pd.DataFrame:
    """Four "red" owners' committees in 莲花街道, 香林华府's with four party members in five."""
    known = targets.LIANHUA + "004X001"
    here = committees["area_code"].str.startswith(targets.LIANHUA) & (
        committees["kind"] == "owners_committee"
    )
    if not (here & (committees["compound_code"] == known)).any():
        first = committees.index[here][0]
        committees.loc[first, ["area_code", "compound_code", "name"]] = [
            targets.LIANHUA + "004001",
            known,
            "香林华府业主委员会",
        ]
    is_known = here & (committees["compound_code"] == known)
    others = committees.index[here & ~is_known][: figure("F049") - 1]
    red = others.union(committees.index[is_known])
    committees.loc[red, "name"] = "红色业委会：" + committees.loc[red, "name"]
    share = figure("F050") / 100
    committees.loc[is_known, ["members", "party_members"]] = [5, round(5 * share)]
    return committees


def _teams(teams: pd.DataFrame) -> pd.DataFrame:
    """Registered volunteer teams; 嘉诚花园 lists its own."""
    listed = teams[teams["area_code"] != targets.JIACHENG]
    return _bodies(
        "volunteer_team", listed["area_code"], listed["team"], members=listed["members"].to_numpy()
    )


def _lianhua(world: World, rng: np.random.Generator) -> list[pd.DataFrame]:
    communities = [c for c in world.codes(targets.LIANHUA, "community") if c[9] == "0"]
    micro = world.areas[
        world.areas["area_code"].str.startswith(targets.LIANHUA)
        & (world.areas["level"] == "micro_grid")
    ]
    committee = apportion(figure("F037"), rng.uniform(0.8, 1.2, len(communities)), 5)
    in_turn = [communities[n % len(communities)] for n in range(figure("F061"))]
    return [
        _bodies(
            "party_household",
            micro["area_code"],
            micro["name"] + "党员中心户",
            members=1,
            party_members=1,
            households_linked=micro["households"].to_numpy(),
        ),
        _bodies(
            "environment_property_committee", communities, "环境和物业管理委员会", members=committee
        ),
        _bodies("property_service_centre", communities[: figure("F040")], "物业服务中心"),
        _bodies("arts_team", in_turn, "文艺队", members=rng.integers(10, 35, len(in_turn))),
        _bodies("other", [targets.LIANHUA], ["文艺带头人"], members=figure("F062")),
        _bodies("other", [targets.LIANHUA], ["文艺人才"], members=figure("F063")),
        _bodies("alliance_member", [targets.SHIYANGJIE] * figure("F030"), "大党委成员单位"),
    ]


def _jiangshan(world: World) -> pd.DataFrame:
    """江山中路社区's party-member centre households: the rule's 30 households each, as assumed.

    Numbered apart and without chance, so that they move nothing else.
    """
    inside = world.areas["area_code"].str.startswith(targets.JIANGSHAN)
    grids = world.areas[inside & (world.areas["level"] == "grid_cell")]
    parts = []
    for grid in grids.itertuples():
        count = round(grid.households / figure("F027"))
        linked = apportion(grid.households, np.ones(count))
        at, people = [grid.area_code] * count, {"members": 1, "party_members": 1}
        names = f"{grid.name}党员中心户"
        parts.append(_bodies("party_household", at, names, households_linked=linked, **people))
    rows = pd.concat(parts, ignore_index=True)
    rows.insert(0, "organisation_id", [f"ZH{n:04d}" for n in range(1, len(rows) + 1)])
    whole = ["members", "party_members", "households_linked"]
    return rows.astype(dict.fromkeys(whole, "Int64")).assign(founded_on=pd.Timestamp("2023-07-01"))


def _beijing() -> list[pd.DataFrame]:
    """Doorway leaders of 霞光里35号院, all party members, and of 铁西社区, one a doorway."""
    return [
        _bodies(
            "doorway_leader",
            [targets.XIAGUANGLI + "001"] * figure("F074"),
            "党员楼门长",
            members=1,
            party_members=1,
            compound_code=targets.XIAGUANGLI + "X001",
        ),
        _bodies("doorway_leader", [targets.TIEXI] * figure("F086"), "楼门长", members=1),
    ]


def _leshan(world: World, rng: np.random.Generator) -> list[pd.DataFrame]:
    streets = world.codes(targets.LESHAN, "street_office")
    communities = [c for c in world.codes(targets.LESHAN, "community") if c[9] == "0"]
    # 49 are printed, the five streets list 45 communities: the rest is known to the district only.
    unlisted = figure("F112") - len(communities)
    sunk = figure("F105")
    places = [streets[n % len(streets)] for n in range(sunk)]
    cadres = apportion(figure("F106"), rng.uniform(0.4, 1.6, sunk), 3)
    carers = apportion(figure("F126"), rng.uniform(0.8, 1.2, len(streets)))
    return [
        _bodies(
            "environment_property_committee",
            communities + [targets.LESHAN] * unlisted,
            "环境和物业管理委员会",
        ),
        _bodies("department", places, "下沉部门", members=cadres),
        _bodies("other", [targets.LESHAN] * figure("F099"), "专班成员单位"),
        _bodies("other", streets, "五对一关爱干部队", members=carers),
    ]
