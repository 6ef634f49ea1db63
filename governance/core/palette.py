"""The theme's colours (.streamlit/config.toml) and fonts, for what Streamlit does not style."""

import tomllib
from dataclasses import asdict, dataclass
from functools import cache
from itertools import pairwise

from governance.core.contracts import PROJECT

FONTS = "'Segoe UI','PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif"
CONFIG = PROJECT / ".streamlit" / "config.toml"
# Share of the text's colour in what stands back: captions keep a contrast of 4.5:1 and more.
MUTED = 0.72
# Of the ramp's colours, on how many the text has a contrast of 4.5:1: on light, and on dark.
READABLE = {True: 6, False: 3}


@dataclass(frozen=True)
class Palette:
    """CSS colours. good and bad are never the only sign: an arrow and a word go with them."""

    text: str
    muted: str
    background: str
    surface: str
    border: str
    accent: str
    good: str
    bad: str

    @property
    def is_light(self) -> bool:
        """Whether dark text stands on a light background."""
        return sum(_channels(self.background)) > sum(_channels(self.text))

    def fade(self, strength: float) -> str:
        """The accent, stepping back into the background."""
        return mix(self.accent, self.background, strength)


@cache
def series(palette: Palette) -> tuple[str, ...]:
    """The colours of lines and bars that stand for different things, in the order of the theme."""
    with CONFIG.open("rb") as file:
        theme = tomllib.load(file)["theme"]["light" if palette.is_light else "dark"]
    return tuple(theme["chartCategoricalColors"])


@cache
def amounts(palette: Palette) -> tuple[str, ...]:
    """The theme's ramp of amounts from few to many, as far as the theme's text is read on it."""
    with CONFIG.open("rb") as file:
        theme = tomllib.load(file)["theme"]["light" if palette.is_light else "dark"]
    first, *others = theme["chartSequentialColors"][: READABLE[palette.is_light]]
    if palette.is_light:
        return (first, *others)
    steps = [palette.background, first, *others]
    between = [mix(one, two, 0.5) for one, two in pairwise(steps)]
    return tuple(colour for pair in zip(between, steps[1:], strict=True) for colour in pair)


@cache
def palette(dark: bool) -> Palette:
    """The colours of the light or the dark theme."""
    with CONFIG.open("rb") as file:
        theme = tomllib.load(file)["theme"]["dark" if dark else "light"]
    return Palette(
        text=theme["textColor"],
        muted=mix(theme["textColor"], theme["backgroundColor"], MUTED),
        background=theme["backgroundColor"],
        surface=theme["secondaryBackgroundColor"],
        border=theme["borderColor"],
        accent=theme["chartCategoricalColors"][0],
        good=theme["greenTextColor"],
        bad=theme["redTextColor"],
    )


def css_variables(palette: Palette, of: str = ":root") -> str:
    """A CSS rule that names the palette's colours: --g-text, --g-accent and so on.

    of: the selector of what has them.
    """
    names = "".join(f"--g-{name}:{colour};" for name, colour in asdict(palette).items())
    return f"{of}{{{names}}}"


def mix(colour: str, other: str, share: float) -> str:
    """Two colours #rrggbb mixed, `share` of the first."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def _channels(colour: str) -> list[int]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
