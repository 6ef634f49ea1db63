"""The seven places of the sample on the globe: where they are and what their ground is like.

The middles are roughly where the real places are. Nothing else is taken from a real map:
outlines, borders, roads and water are made up, and so are the names of roads and water.
"""

from dataclasses import dataclass

from sample_data import targets

METRES_PER_DEGREE = 111_320.0
DIGITS = 6  # of a degree: a decimetre


@dataclass(frozen=True)
class Seat:
    """One place. root: code prefix of what the outline goes around. km2: assumed size.

    turn: degrees by which its streets are turned from north. unrest: how freely borders bend,
    from 1 for a planned town to 3 for hills. course: degrees in which its water runs; width: of
    the river in metres. coast: whether the sea lies in the east. lake: radius in metres, 0: none.
    ringed: whether a main road runs around it.
    """

    root: str
    longitude: float
    latitude: float
    km2: float
    turn: float
    unrest: float
    water: str
    course: float = 0.0
    width: float = 0.0
    coast: bool = False
    lake: float = 0.0
    ringed: bool = False


SEATS = (
    Seat(targets.MAIZIDIAN, 116.468, 39.946, 6.5, 2, 1.0, "柳荫河", 8, 26, lake=190, ringed=True),
    Seat(
        targets.YANGFANGDIAN, 116.318, 39.902, 6.6, 1, 1.0, "南昌渠", 84, 22, lake=260, ringed=True
    ),
    Seat(targets.TIANTONGYUAN, 116.414, 40.061, 8.2, 4, 1.1, "清溪河", 97, 42, ringed=True),
    Seat(targets.XINAN, 120.152, 35.985, 19.0, 24, 1.4, "辛安湾", coast=True, lake=210),
    Seat(targets.LIANHUA, 106.541, 29.404, 13.5, 31, 2.2, "莲溪江", 58, 150),
    Seat(targets.ZHONGSHANLU, 105.914, 29.357, 36.0, 17, 2.0, "临泉河", 112, 55, lake=240),
    Seat(targets.LESHAN, 103.766, 29.566, 142.0, 12, 2.6, "嘉水", 74, 260, lake=330),
)
