"""How many units, people and doorways the places have, as printed where it was printed."""

from sample_data.facts import figure, slightly_above

LIANHUA = "500113011"
ZHONGSHANLU = "500118001"
LESHAN = "511102"
XINAN = "370211002"
MAIZIDIAN = "110105012"
YANGFANGDIAN = "110108003"
TIANTONGYUAN = "110114009"

WANQUANJIE = "500113011001"
SHIYANGJIE = "500113011007"
TIEXI = "110108003008"
JIACHENG = "110114009008"
JIANGSHAN = "370211002046"
XIAGUANGLI = "110105012023"

# Keys are code prefixes: a longer one is part of the shorter. Without a note: assumed.
GRID_CELLS = {
    LIANHUA: figure("F025"),
    WANQUANJIE: 19,
    LIANHUA + "2": 12,  # its four villages
    LESHAN: figure("F103"),
    ZHONGSHANLU: 162,
    ZHONGSHANLU + "2": 12,  # its six villages
    XINAN: 60,
    MAIZIDIAN: 42,
    YANGFANGDIAN: 120,
    TIEXI: 4,
    TIANTONGYUAN: 116,
    TIANTONGYUAN + "2": 2,
}
BUSINESS_DISTRICT_GRIDS = figure("F023")

# One party-member centre household a micro-grid and 30 households each: 万泉街 has 90 of them.
MICRO_GRIDS = {LIANHUA: figure("F026"), WANQUANJIE: figure("F029"), LIANHUA + "2": 48}
HOUSEHOLDS = {
    LIANHUA: figure("F026") * figure("F027"),
    WANQUANJIE: figure("F029") * figure("F027"),
    TIEXI: slightly_above("F083"),
}
RESIDENTS = {ZHONGSHANLU: figure("F011"), TIEXI: slightly_above("F084")}
DOORWAYS = {TIEXI: figure("F086")}

# Mean residents of a grid cell (of a micro-grid in 莲花街道, of a village in 乐山).
RESIDENTS_PER_LEAF = {
    LIANHUA: 78.0,
    ZHONGSHANLU: 2700.0,
    XINAN: 1900.0,
    MAIZIDIAN: 1150.0,
    YANGFANGDIAN: 1350.0,
    TIANTONGYUAN: 2100.0,
    LESHAN: 1700.0,
}
PERSONS_PER_HOUSEHOLD = {
    LIANHUA: 2.6,
    ZHONGSHANLU: 2.7,
    XINAN: 2.8,
    MAIZIDIAN: 2.9,
    YANGFANGDIAN: 3.1,
    TIANTONGYUAN: 2.9,
    LESHAN: 2.7,
}
KEY_GROUP_SHARE = {LESHAN: 0.012}
USUAL_KEY_GROUP_SHARE = 0.05

# The rule: 3,000 residents a grid with property management, 1,500 with old compounds.
GRID_RESIDENTS_PROPERTY = figure("F100")
GRID_RESIDENTS_OLD = figure("F101")
OLD_GRID_SHARE = 0.26

# Grid cells that must be large enough for the compound they are known for.
GRID_SIZE = {"500118001009001": 1.9, "500113011004001": 2.2}


def by_place(code: str, table: dict[str, float], default: float = 1.0) -> float:
    """The value of the longest prefix of `code` in `table`."""
    inside = [prefix for prefix in table if code.startswith(prefix)]
    return table[max(inside, key=len)] if inside else default
