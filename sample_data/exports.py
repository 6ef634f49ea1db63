"""Which frame goes into which export."""

from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from sample_data import targets, three_lists, workbooks, writing
from sample_data.activities import build_activities
from sample_data.ground.geometry import Ground, build_ground
from sample_data.ground.layers import Layers, base_map, write_layers
from sample_data.ground.located import (
    locate_compounds,
    locate_issues,
    locate_organisations,
    locate_parking,
    locate_visits,
)
from sample_data.ground.spots import build_spots
from sample_data.hotspots import plant_spots
from sample_data.issues import build_issues
from sample_data.meetings import build_meetings, place_at_xingang
from sample_data.organisations import build_organisations
from sample_data.parking import build_parking
from sample_data.projects import build_projects
from sample_data.visits import build_visits
from sample_data.volunteers import build_service, build_teams
from sample_data.world import World

BASE_MAP = "basemap"
BEIJING = ("maizidian", "yangfangdian", "tiantongyuan")
Frames = dict[str, pd.DataFrame]


@dataclass(frozen=True)
class Exports:
    """Frames by source name: `plain` as CSV, parquet or GeoJSON, each of `books` as one workbook.

    layers: those of the base map, beside the exports.
    """

    plain: Frames = field(default_factory=dict)
    books: tuple[Frames, ...] = ()
    layers: Layers = field(default_factory=dict)

    def write(self, folder: Path) -> list[Path]:
        """Writes every export; returns the files."""
        files = [
            p
            for name, frame in self.plain.items()
            for p in writing.write_export(folder, name, frame)
        ]
        files += [p for book in self.books for p in workbooks.write_workbook(folder, book)]
        return files + write_layers(folder.parent / BASE_MAP, self.layers)


def build_exports(world: World) -> Exports:
    """Everything the sample holds, from one world."""
    ground = build_ground(world)
    spots = build_spots(ground)
    compounds = locate_compounds(world, spots)
    visits = build_visits(world)
    drawn = build_issues(world, visits)
    drawn["lianhua"] = plant_spots(drawn["lianhua"])
    issues = {
        name: locate_issues(world, spots, compounds, name, rows) for name, rows in drawn.items()
    }
    visits = locate_visits(world, spots, visits)
    teams = build_teams(world)
    meetings = build_meetings(world)
    projects = build_projects(world, meetings)
    place_at_xingang(meetings)
    organisations = {
        name: locate_organisations(world, spots, compounds, name, rows)
        for name, rows in build_organisations(world, teams).items()
    }
    parking = {
        name: locate_parking(world, spots, compounds, name, rows)
        for name, rows in build_parking(world).items()
    }
    in_zhongshanlu = compounds["area_code"].str.startswith(targets.ZHONGSHANLU)
    plain = {
        "areas_register": world.areas,
        "boundaries_register": _boundaries(world, ground),
        "compounds_register": compounds[~in_zhongshanlu],
        "organisations_register": organisations["other"],
        "organisations_leshan": organisations["leshan"],
        "projects_register": projects,
        "activities_register": build_activities(world),
        **_visit_exports(world, visits),
        **_by_place("issues", issues, {"beijing": BEIJING}, "reported_at"),
        **_by_place(
            "volunteers",
            build_service(world, teams),
            {"other": ("zhongshanlu", *BEIJING, "xinan")},
            "served_on",
        ),
        **_by_place(
            "parking",
            parking,
            {"other": ("zhongshanlu", "leshan", *BEIJING, "xinan")},
            "snapshot_at",
        ),
    }
    lists = {
        "organisations_jiacheng": three_lists.build_resources(teams),
        "issues_jiacheng": three_lists.build_demands(),
        "projects_jiacheng": three_lists.build_projects(),
    }
    ledger = {"compounds_zhongshanlu": compounds[in_zhongshanlu]}
    records = {"visits_zhongshanlu": visits["zhongshanlu"]}
    books = (records, ledger, {"meetings_register": meetings}, lists)
    return Exports(plain, books, base_map(world, ground))


def _boundaries(world: World, ground: Ground) -> pd.DataFrame:
    """The polygon of every area, a shape in WGS84, beside its code and name."""
    named = world.areas[["area_code", "name"]]
    return named.assign(geometry=named["area_code"].map(ground.shapes))


def _visit_exports(world: World, visits: Frames) -> Frames:
    by_code = {k: v for k, v in visits.items() if k not in ("zhongshanlu", "tiantongyuan")}
    exports = _by_place("visits", by_code, {"beijing": BEIJING[:2]}, "visited_at")
    return {**exports, "visits_tiantongyuan": _with_name_path(world, visits["tiantongyuan"])}


def _by_place(
    subject: str, frames: Frames, groups: dict[str, tuple[str, ...]], time: str
) -> Frames:
    """One export a place, but one for all places of a group."""
    grouped = {name for places in groups.values() for name in places}
    exports = {f"{subject}_{k}": v for k, v in frames.items() if k not in grouped}
    for group, places in groups.items():
        both = pd.concat([frames[place] for place in places], ignore_index=True)
        exports[f"{subject}_{group}"] = both.sort_values(time, kind="stable", ignore_index=True)
    return exports


def _with_name_path(world: World, visits: pd.DataFrame) -> pd.DataFrame:
    """Names in place of codes, the community's as its committee signs: 嘉诚花园社区居委会."""
    names = world.areas.set_index("area_code")["name"]
    street, community, cell = (
        visits["area_code"].str[:length].map(names) for length in (9, 12, 15)
    )
    signed = community.where(~community.str.endswith("社区"), community + "居委会")
    return visits.assign(街道=street, 社区=signed, 网格=cell)
