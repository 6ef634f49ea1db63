"""The measures and colours that slides share, whatever file they become; 13.333 x 7.5 inches."""

from governance.charts import roles
from governance.core.palette import Palette, palette

WIDTH, HEIGHT = 13.333, 7.5
LEFT, RIGHT = 0.5, 0.5
INSIDE = WIDTH - LEFT - RIGHT
TITLE, WHERE, WORDS = 0.32, 0.95, 1.32
FOOT = 7.02
GAP = 0.15


def light() -> Palette:
    """Files are printed and shown on white."""
    return palette(dark=False)


def tone(name: str) -> str:
    """The colour of a role on white."""
    return roles.colour(name, light())


def size_of_words(lines: int) -> float:
    """Points of the sentences' letters: fewer where they take more lines."""
    return 18 if lines <= 3 else 16 if lines <= 5 else 13 if lines <= 8 else 11


def below_words(lines: int) -> float:
    """Where the picture begins, inches from the top."""
    return WORDS + lines * size_of_words(lines) * 1.32 / 72 + (GAP if lines else 0)
