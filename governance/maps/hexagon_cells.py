"""Points counted in H3 hexagons of one size, so that places can be compared by their colour."""

from dataclasses import dataclass

import h3
import numpy as np
import pandas as pd
import pydeck as pdk

from governance.charts.chart_base import Look
from governance.maps import colour_ramps
from governance.maps.cells import Bounds
from governance.maps.classes import Scale
from governance.metrics.number_format import number

# From hexagons for a district, about 1.2 km from corner to corner, to a few doorways, 50 m.
RESOLUTIONS = (7, 8, 9, 10, 11)
# Hexagons across the longer side of a map: fewer say nothing, more are specks on a slide.
ACROSS = 24
# Records that a hexagon with any should hold on average.
LEAST = 2
ALPHA = 235  # of 255: below, roads shine through
METRES = 111_320  # in a degree of latitude


@dataclass(frozen=True, eq=False)
class Hexagons:
    """Hexagons of one resolution: id, records, area_code (where most records are), one row each."""

    frame: pd.DataFrame
    resolution: int

    @property
    def metres(self) -> float:
        """How far two hexagons' middles are apart."""
        return side(self.resolution) * 3**0.5


def resolution(bounds: Bounds) -> int:
    """The one whose hexagons are about ACROSS to the longer side of an extent."""
    west, south, east, north = bounds
    wide = (east - west) * METRES * np.cos(np.radians((south + north) / 2))
    wanted = max(wide, (north - south) * METRES) / ACROSS
    sizes = {r: side(r) * 3**0.5 for r in RESOLUTIONS}
    return min(RESOLUTIONS, key=lambda r: abs(np.log(sizes[r] / max(wanted, 1))))


def fitting(frame: pd.DataFrame, resolution: int) -> Hexagons:
    """Points (Shown.frame) in hexagons of this resolution, or of the next larger ones.

    Larger where the usual ones would mostly hold a record each, and say no more than points do.
    """
    hexagons = count_points(frame, resolution)
    is_thin = len(hexagons.frame) and hexagons.frame["records"].mean() < LEAST
    if not is_thin or resolution == RESOLUTIONS[0]:
        return hexagons
    return count_points(frame, resolution - 1)


def side(resolution: int) -> float:
    """Length of a hexagon's side in metres, the mean of the world."""
    return float(h3.average_hexagon_edge_length(resolution, unit="m"))


def count_points(frame: pd.DataFrame, resolution: int) -> Hexagons:
    """ShownPoints.frame counted in hexagons; each row may stand for several records."""
    pairs = zip(frame["latitude"].tolist(), frame["longitude"].tolist(), strict=True)
    names = [h3.latlng_to_cell(latitude, longitude, resolution) for latitude, longitude in pairs]
    parts = pd.DataFrame({"id": names, "area_code": frame["area_code"].to_numpy(object)})
    parts["records"] = frame["records"].to_numpy()
    sums = parts.groupby(["id", "area_code"], as_index=False)["records"].sum()
    # The area of most of a hexagon's records; of two with as many, the first by code.
    sums = sums.sort_values(["id", "records"], ascending=[True, False], kind="stable")
    whole = sums.groupby("id", as_index=False).agg(
        records=("records", "sum"), area_code=("area_code", "first")
    )
    return Hexagons(whole[["id", "records", "area_code"]], resolution)


def layers(hexagons: Hexagons, scale: Scale, look: Look) -> list[pdk.Layer]:
    """One layer, "hexes", coloured by class: each datum has id, area_code, name, text and colour.

    scale: classes of hexagons.frame["records"]. Hexagons without a record are not drawn.
    """
    _ = look.translate
    frame = hexagons.frame[hexagons.frame["records"] > 0]
    colours = [colour_ramps.rgb(colour, ALPHA) for colour in scale.colours]
    data = [
        {
            "id": name,
            "area_code": area,
            "name": _("{n} records", n=number(records)),
            "text": "",
            "c": colours[scale.place(float(records))],
        }
        for name, area, records in zip(
            frame["id"], frame["area_code"], frame["records"], strict=True
        )
    ]
    layer = pdk.Layer(
        "H3HexagonLayer",
        data,
        id="hexes",
        pickable=True,
        get_hexagon="id",
        # Set on the layer itself, Streamlit would fade it where something is selected.
        _sub_layer_props={"hexagon-cell": {"getFillColor": "@@=c"}},
        get_line_color=colour_ramps.rgb(look.palette.background, 160),
        line_width_min_pixels=1,
        stroked=True,
        filled=True,
        extruded=False,
        high_precision=False,
    )
    return [layer]
