"""What a line or surface of a base map is, by the words that common data sets use for it."""

from collections.abc import Mapping

# As they are drawn, the lowest first.
KINDS = ("green", "water", "building", "lane", "street", "trunk")
# Columns that say what a feature is, the plainest first: our own and Protomaps' kind, class of
# OpenMapTiles, fclass of Geofabrik, and the keys of OpenStreetMap itself.
DESCRIBED = (
    *("kind", "class", "fclass", "highway", "waterway", "water", "natural", "landuse", "leisure"),
    *("subclass", "kind_detail", "type", "类型", "类别", "等级"),
)
BUILDING, NAME = "building", ("name", "name:zh", "名称", "道路名称")
COLUMNS = (*DESCRIBED, BUILDING, *NAME)

SURFACES = {
    "water": "water river riverbank lake sea ocean pond reservoir basin bay dock canal stream "
    "swimming_pool wetland 水 水系 水域 河流 湖泊 水库 海 海洋 池塘",
    "green": "green park forest wood grass grassland garden meadow scrub heath nature_reserve "
    "recreation_ground village_green cemetery golf_course orchard farmland national_park "
    "绿地 公园 林地 草地 绿化",
    "building": "building buildings house apartments 建筑 建筑物 房屋 楼栋",
}
LINES = {
    "water": "water river stream canal drain ditch coastline riverbank 水系 河流 河道 海岸线 沟渠",
    "trunk": "motorway motorway_link trunk trunk_link primary primary_link highway major_road "
    "expressway 高速 高速公路 快速路 国道 省道 主干路 主干道",
    "street": "secondary secondary_link tertiary tertiary_link street medium_road unclassified "
    "road roads transportation 县道 次干路 次干道 支路 道路",
    "lane": "lane residential living_street service minor minor_road pedestrian footway path "
    "track cycleway steps other 巷 小巷 街巷 里巷 小路 步道 内部道路",
}


def _by_word(groups: Mapping[str, str]) -> dict[str, str]:
    return {word: kind for kind, words in groups.items() for word in words.split()}


OF_SURFACE, OF_LINE = _by_word(SURFACES), _by_word(LINES)
# Of a file or layer whose features say nothing: roads are streets until somebody tells them apart.
OF_LAYER = {
    "landuse": "green",
    "landcover": "green",
    "parks": "green",
    "waterway": "water",
    "waterways": "water",
    "rivers": "water",
}


def kind_of(facts: Mapping[str, object], layer: str, *, is_surface: bool) -> str:
    """One of KINDS, "" for what no base map shows (a tree, a border, a surface of houses' land).

    facts: columns in lower case. layer: the name of the layer or file that it lies in.
    """
    known = OF_SURFACE if is_surface else OF_LINE
    if is_surface and _is_described(facts.get(BUILDING)):
        return "building"
    for column in DESCRIBED:
        if _is_described(facts.get(column)):
            if kind := known.get(str(facts[column]).strip().lower(), ""):
                return kind
            if column in ("kind", "class", "fclass", "highway"):
                return ""  # told, and nothing that is drawn
    named = layer.strip().lower()
    kind = known.get(named) or OF_LAYER.get(named, "")
    return kind if kind in known.values() else ""


def _is_described(value: object) -> bool:
    return value is not None and str(value).strip().lower() not in ("", "no", "nan", "none")
