"""The CSS of what pages draw themselves (style.css), with the colours of the theme."""

from dataclasses import asdict
from functools import cache
from html import escape
from pathlib import Path

from governance.palette import Palette

FONTS = "'Segoe UI','PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif"
RULES = Path(__file__).with_name("style.css")


@cache
def sheet(palette: Palette) -> str:
    """A <style> element for the whole page."""
    names = "".join(f"--g-{name}:{colour};" for name, colour in asdict(palette).items())
    return f"<style>:root{{{names}}}{RULES.read_text(encoding='utf-8')}</style>"


def wordmark(text: str, palette: Palette) -> str:
    """The name of the dashboard as an SVG, 24 pixels high, wide enough for its characters."""
    ems = sum(1.0 if ord(character) > 0x2E80 else 0.55 for character in text)
    size = 18 if ems < 8 else 16
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{ems * size + 4:.0f}" height="24">'
        f'<text x="2" y="18" font-size="{size}" font-weight="600" font-family="{FONTS}"'
        f' fill="{palette.text}">{escape(text)}</text></svg>'
    )
