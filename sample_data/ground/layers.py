"""Writes GeoJSON: the boundaries as a source, roads and water as layers of the base map."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import shapely

from sample_data.ground.geometry import Ground, degrees
from sample_data.ground.roads import roads
from sample_data.ground.seats import Seat
from sample_data.ground.water import Feature
from sample_data.world import World

Features = list[dict[str, Any]]
Layers = dict[str, Features]


def base_map(world: World, ground: Ground) -> Layers:
    """The features of the layers roads and water, in WGS84; properties `kind` and `name`."""
    layers: Layers = {"roads": [], "water": []}
    for tract in ground.tracts:
        seat, wet = tract.seat, tract.waters
        dry = roads(seat, tract.plots, wet, world.stream("roads." + seat.root))
        for layer, features in (("water", wet), ("roads", dry)):
            layers[layer] += [_placed(feature, seat) for feature in features]
    return layers


def feature(properties: Mapping[str, str], shape: shapely.Geometry) -> dict[str, Any]:
    """One GeoJSON feature, wound as RFC 7946 says."""
    geometry = shapely.geometry.mapping(shapely.orient_polygons(shape))
    return {"type": "Feature", "properties": dict(properties), "geometry": geometry}


def write_layers(folder: Path, layers: Layers) -> list[Path]:
    """A file of each layer; returns the files."""
    for name, features in layers.items():
        write_features(folder / f"{name}.geojson", features)
    return [folder / f"{name}.geojson" for name in layers]


def write_features(path: Path, features: Iterable[Mapping[str, Any]]) -> None:
    """A GeoJSON file in WGS84, without blanks, a feature a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in features]
    body = ",\n".join(lines)
    text = f'{{"type":"FeatureCollection","features":[\n{body}\n]}}\n'
    path.write_text(text, encoding="utf-8", newline="\n")


def _placed(item: Feature, seat: Seat) -> dict[str, Any]:
    kind, name, shape = item
    placed = shapely.transform(shape, lambda points: degrees(seat, points))
    return feature({"kind": kind, "name": name}, placed)
