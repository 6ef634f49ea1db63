"""Counts of areas as circles, each as large as its number: an area's own size says nothing then."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from governance.maps import camera, cell_outlines, clusters
from governance.maps.cell_values import Known, Shade
from governance.maps.clusters import Clusters
from governance.maps.map_base import Stage

# The widest circle, as a share of the side of a usual cell: its name has to stand beside it.
SHARE = 0.3
# Pixels of the smallest circle's radius; how many times as large all are on a projector.
LEAST, LARGE = 3.0, 1.5


def find(stage: Stage, counts: Known, shades: Sequence[Shade]) -> Clusters:
    """A circle a cell with a number above zero; those that are suppressed have none."""
    names = dict(zip(stage.cells.codes, stage.cells.names, strict=True))
    texts = {code: shade.text for code, shade in zip(stage.cells.codes, shades, strict=True)}
    numbers = _numbers(counts, stage)
    most, widest = round(max(numbers.values(), default=1.0)), _widest(stage)
    rows = [
        {
            "longitude": lon,
            "latitude": lat,
            "records": round(numbers[code]),
            "area_code": code,
            "radius": round(max(clusters.to_scale(round(numbers[code]), most) * widest, LEAST), 1),
            "name": names[code],
            "text": texts[code],
        }
        for code, (lon, lat) in zip(stage.cells.codes, stage.cells.points.tolist(), strict=True)
        if code in numbers
    ]
    columns = ["longitude", "latitude", "records", "area_code", "radius", "name", "text"]
    return Clusters(pd.DataFrame(rows, columns=columns), LARGE if stage.projector else 1.0)


def numbered(
    circles: Clusters, shades: Sequence[Shade], codes: Sequence[str], lang: str
) -> list[Shade]:
    """The shades of areas in their order, with a number where none has room in the circle."""
    frame = circles.frame
    rows = zip(frame["area_code"], frame["records"], frame["radius"], strict=True)
    bare = {
        code: clusters.short(records, lang)
        for code, records, radius in rows
        if not clusters.has_number(records, radius)
    }
    pairs = zip(codes, shades, strict=True)
    return [replace(shade, mark=bare.get(code, shade.mark)) for code, shade in pairs]


def _numbers(counts: Known, stage: Stage) -> Mapping[str, float]:
    """The numbers that make a circle, by area."""
    known = {code: counts[code].value for code in stage.cells.codes if code in counts}
    return {code: value for code, value in known.items() if value is not None and value >= 0.5}


def _widest(stage: Stage) -> float:
    """The widest circle of this map as a share of the usual one."""
    side = cell_outlines.side(stage.cells) * cell_outlines.DEGREE / camera.metres(stage.view)
    return min(1.0, side * SHARE / clusters.WIDEST)
