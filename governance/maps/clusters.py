"""Points that lie close together as one circle with their number, its area as large as that."""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pydeck as pdk

from governance.charts.chart_base import Look
from governance.maps import camera, colour_ramps, deck, point_layers
from governance.maps.camera import View
from governance.metrics import number_format

# Radius in pixels: of the largest circle, and the least that a number fits into.
WIDEST, NARROWEST = 34.0, 11.0
# Side in pixels of the squares in which points are put together first.
SQUARE = 88.0
# Circles nearer than this share of their radii together become one.
CLOSE = 0.92
FONT, DIGIT = 13, 0.58  # pixels, and the width of a digit as a share of them
LONGEST = 5  # characters of a number in a circle: 9,999 or 12.3k


@dataclass(frozen=True, eq=False)
class Clusters:
    """Circles: longitude, latitude (the middle of their points), records, area_code, radius.

    scale: how many times as large as `radius` says they are drawn, for a projector.
    """

    frame: pd.DataFrame
    scale: float = 1.0

    def boxes(self, view: View) -> list[tuple[float, float, float, float]]:
        """Left, top, right, bottom of each circle, pixels from the middle of the map."""
        boxes = []
        for row in self.frame.itertuples(index=False):
            x, y = camera.pixels(row.longitude, row.latitude, view)
            wide = row.radius * self.scale
            boxes.append((x - wide, y - wide, x + wide, y + wide))
        return boxes


def by_zoom(frame: pd.DataFrame, zoom: float, scale: float = 1.0) -> Clusters:
    """Points (Shown.frame) that would lie on one another at this zoom, put together.

    First in squares of the screen, then circles that touch, the largest first. scale: how many
    times as large as usual all circles are.
    """
    if frame.empty:
        bare = frame[["longitude", "latitude", "records", "area_code"]].assign(radius=0.0)
        return Clusters(bare, scale)
    size = camera.TILE * 2.0**zoom / scale
    x, y = plane(frame["longitude"].to_numpy(float), frame["latitude"].to_numpy(float))
    parts = frame.assign(x=(x - x.min()) * size, y=(y - y.min()) * size)
    parts["square"] = _squares(parts["x"]) * 1e6 + _squares(parts["y"])
    merged = _merged(_summed(parts, "square"))
    return Clusters(merged.drop(columns=["x", "y"]), scale)


def _squares(places: pd.Series) -> pd.Series:
    """In which square of about SQUARE pixels each place lies; all are equal, the last one, too."""
    extent = float(places.max()) or 1.0
    side = extent / max(round(extent / SQUARE), 1)
    return (places * (1 - 1e-9)) // side


def plane(longitude: np.ndarray, latitude: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Degrees in Web Mercator (EPSG:3857), the world from 0 to 1, y to the south."""
    tangent = np.tan(np.pi / 4 + np.radians(latitude) / 2)
    return longitude / 360 + 0.5, 0.5 - np.log(tangent) / (2 * np.pi)


def _summed(parts: pd.DataFrame, by: str) -> pd.DataFrame:
    """Each group's middle, number, and the area of its largest part."""
    weighed = parts.sort_values("records", ascending=False, kind="stable")
    for name in ("x", "y", "longitude", "latitude"):
        weighed[name] = weighed[name] * weighed["records"]
    sums = weighed.groupby(by, sort=True).agg(
        {
            **dict.fromkeys(("x", "y", "longitude", "latitude", "records"), "sum"),
            "area_code": "first",
        }
    )
    for name in ("x", "y", "longitude", "latitude"):
        sums[name] = sums[name] / sums["records"]
    return sums.reset_index(drop=True)


def _merged(groups: pd.DataFrame) -> pd.DataFrame:
    """Circles that do not lie on one another: a smaller one goes into the larger that it touches.

    The radii follow from the numbers, so it is done again until nothing touches.
    """
    while True:
        most = max(int(groups["records"].max()), 1)
        wide = [round(radius(count, most), 1) for count in groups["records"].tolist()]
        groups = groups.assign(radius=np.array(wide, dtype=float))
        groups = groups.sort_values(["records", "x"], ascending=[False, True], ignore_index=True)
        goes = _hosts(groups)
        if (goes == np.arange(len(groups))).all():
            return groups
        groups = _summed(groups.assign(host=goes), "host")


def _hosts(groups: pd.DataFrame) -> np.ndarray:
    """For each circle the first, largest one that it touches and that stays itself."""
    x, y, radius = (groups[name].to_numpy(float) for name in ("x", "y", "radius"))
    hosts = np.arange(len(groups))
    for place in range(len(groups)):
        before = np.flatnonzero(hosts[:place] == np.arange(place))
        apart = np.hypot(x[before] - x[place], y[before] - y[place])
        touching = before[apart < CLOSE * (radius[before] + radius[place])]
        if len(touching):
            hosts[place] = touching[0]
    return hosts


def radius(records: int, most: int) -> float:
    """Pixels of a circle of so many records where the largest has `most`."""
    return float(max(to_scale(records, most), _least(records)))


def to_scale(records: int, most: int) -> float:
    """Pixels of a circle whose area goes with its number, whether the number fits or not."""
    return WIDEST * math.sqrt(records / max(most, 1))


def _least(records: int) -> float:
    """Pixels of the smallest circle that the number fits into, as `short` writes it."""
    characters = min(len(number_format.number(records)), LONGEST)
    return max(NARROWEST, characters * FONT * DIGIT / 2 + 3)


def round_number(count: float) -> int:
    """About as many with one digit that is not zero: 3,412 is 3,000."""
    if count < 1:
        return 0
    power = 10 ** int(math.log10(count))
    return int(count // power * power)


def layers(clusters: Clusters, look: Look, colour: str = "") -> list[pdk.Layer]:
    """Circles, "clusters", and their numbers, "cluster_numbers", where these fit into them.

    Each circle has id, area_code, name and text (for a box). They are GeoJSON, since Streamlit
    fades a plain layer of circles when one is clicked (camera.py).
    """
    accent, grid = colour or look.palette.accent, deck.grid(point_layers.origin_of(clusters.frame))
    circles, numbers = _data(clusters.frame, look)
    colours = {
        "getFillColor": colour_ramps.rgb(accent, 235),
        "getLineColor": colour_ramps.rgb(look.palette.background),
    }
    drawn = pdk.Layer(
        "GeoJsonLayer",
        circles,
        id="clusters",
        pickable=True,
        get_point_radius="r",
        point_radius_units=deck.word("pixels"),
        point_radius_scale=clusters.scale,
        stroked=True,
        line_width_units=deck.word("pixels"),
        get_line_width=2,
        _sub_layer_props={"points-circle": colours},
        **grid,
    )
    ink, size = colour_ramps.ink([accent])[0], round(FONT * clusters.scale, 1)
    return [
        drawn,
        deck.text_layer("cluster_numbers", numbers, size, ink, font_weight=600, **grid),
    ]


def _data(frame: pd.DataFrame, look: Look) -> tuple[list[object], list[object]]:
    """The circles, and the numbers in them."""
    circles: list[object] = []
    numbers: list[object] = []
    _ = look.translate
    places = point_layers.offsets(frame, point_layers.origin_of(frame))
    named = frame if "name" in frame else frame.assign(name="", text="")
    columns = (named[c].tolist() for c in ("area_code", "records", "radius", "name", "text"))
    for place, area, records, radius, name, text in zip(places, *columns, strict=True):
        circle = {
            "id": f"{area}/{len(circles)}",
            "area_code": area,
            "name": deck.harmless(name) or _("{n} records", n=number_format.number(records)),
            "text": text,
            "r": radius,
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": place},
        }
        circles.append(circle)
        if has_number(records, radius):
            numbers.append({"p": place, "t": short(records, _.lang)})
    return circles, numbers


def has_number(records: int, radius: float) -> bool:
    """Whether a circle is wide enough for its number."""
    return radius >= min(_least(records), NARROWEST)


def short(records: int, lang: str) -> str:
    """A number that fits into a circle: 9,999 in full, then 1.2 万 or 12.3k."""
    if records < 10_000:
        return number_format.number(records)
    size, suffix = next(scale for scale in number_format.SCALES[lang] if records >= scale[0])
    digits = max(0, 2 - int(math.log10(records / size)))
    return number_format.number(records / size, min(digits, 1)) + suffix.strip()
