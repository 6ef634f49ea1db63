"""How the address wants the wall: how often its views turn, and in which colours."""

from dataclasses import dataclass

from governance.app import context

EVERY = ("15", "30", "60", "off")
USUAL, LONGEST = 30, 600  # seconds
# What is only this page's, and is not taken to another.
OWN = {"every": "", "scheme": ""}


@dataclass(frozen=True)
class Wished:
    """seconds: until the next view; 0 where none follows by itself."""

    seconds: int
    is_dark: bool

    @property
    def every(self) -> str:
        """The seconds as the address has them."""
        return str(self.seconds) if self.seconds else "off"


def read() -> Wished:
    """What the address asks for; anything that it cannot mean is the usual."""
    return Wished(_seconds(context.wanted("every")), context.wanted("scheme") != "light")


def _seconds(text: str) -> int:
    if text == "off":
        return 0
    is_whole = text.isascii() and text.isdigit() and len(text) < 4 and 0 < int(text) <= LONGEST
    return int(text) if is_whole else USUAL
