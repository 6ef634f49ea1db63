"""Which programmes added parking spaces, and when."""

from dataclasses import dataclass

from sample_data import targets
from sample_data.facts import figure


@dataclass(frozen=True)
class Programme:
    """Spaces added by one programme, split over `facilities` opened in `months`."""

    name: str
    kind: str
    spaces: int
    area_prefix: str
    months: tuple[str, ...]


_REST = figure("F066") - figure("F043") - figure("F067") - figure("F068")
# Assumed: the smart lot and the two of 万泉街 are three of the six programmes inside the 849.
_LIANHUA = (
    Programme("无人智能停车场", "smart_lot", figure("F043"), "500113011007", ("2025-04",)),
    Programme("万泉街路内泊位", "on_street", figure("F067"), targets.WANQUANJIE, ("2025-06",)),
    Programme(
        "万泉街微停车场",
        "micro_lot",
        figure("F068"),
        targets.WANQUANJIE,
        ("2025-08", "2025-09", "2025-11"),
    ),
    Programme("边角地停车场", "lot", round(_REST * 0.34), "500113011002", ("2025-01", "2025-10")),
    Programme(
        "老旧小区挖潜",
        "compound",
        round(_REST * 0.28),
        "500113011004",
        ("2025-03", "2025-12", "2026-03"),
    ),
    Programme(
        "滨江路停车场",
        "lot",
        _REST - round(_REST * 0.34) - round(_REST * 0.28),
        "500113011006",
        ("2026-05", "2026-08"),
    ),
)
# Made up, so that other streets add some too; what 辛安街道 plans is not built yet.
PROGRAMMES = {
    "lianhua": _LIANHUA,
    "zhongshanlu": (
        Programme(
            "公共停车场建设", "lot", 268, targets.ZHONGSHANLU, ("2025-05", "2025-11", "2026-04")
        ),
    ),
    "leshan": (
        Programme(
            "城区停车补短板", "lot", 420, "511102008", ("2025-03", "2025-09", "2026-01", "2026-07")
        ),
    ),
    "maizidian": (Programme("错时共享停车", "on_street", 64, targets.MAIZIDIAN, ("2025-10",)),),
    "yangfangdian": (
        Programme("错时共享停车", "on_street", 96, targets.YANGFANGDIAN, ("2025-06", "2026-06")),
    ),
    "tiantongyuan": (Programme("立体停车楼", "lot", 310, targets.TIANTONGYUAN, ("2026-02",)),),
}
