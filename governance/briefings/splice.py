"""A changed briefing in its file: what nobody touched stays as somebody wrote it, to the byte.

By hand is only what tomlkit does not do: it counts the comment above a [[slides]] to the slide
before, so the file is cut into slides here, each with its comment, and put together again.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from governance.briefings import toml_writer
from governance.briefings.model import Briefing, Slide

BEGIN = re.compile(r"(?:^[ \t]*#[^\n]*\n)*^[ \t]*\[\[[ \t]*slides[ \t]*\]\][^\n]*(?:\n|\Z)", re.M)
NAMED = re.compile(r"^[ \t]*name[ \t]*=", re.M)


def spliced(text: str, before: Briefing, after: Briefing) -> Iterator[str]:
    """Texts with the changes in them, the one that is closest to `text` first.

    A text may say something else than `after` (a slide without a name is called by its place):
    whoever takes one reads it first.
    """
    head, *blocks = _cut(text)
    if len(blocks) != len(before.slides):
        return
    if before.title != after.title:
        head = toml_writer.titled(head, after.title)
    if not (before.slides and after.slides):
        head = head.rstrip() + ("\n\n" if after.slides else "\n")
    for named in (False, True):
        yield head + "".join(_blocks(blocks, before.slides, after.slides, named=named))


def _cut(text: str) -> list[str]:
    """What stands above the slides, then each slide with the comment that stands right above it."""
    starts = [found.start() for found in BEGIN.finditer(text)]
    return [text[start:end] for start, end in pairwise([0, *starts, len(text)])]


def _blocks(
    blocks: Sequence[str], before: Sequence[Slide], after: Sequence[Slide], *, named: bool
) -> Iterator[str]:
    known = {slide.name: (slide, block) for slide, block in zip(before, blocks, strict=True)}
    for place, slide in enumerate(after):
        was, block = known.get(slide.name, (None, ""))
        if was != slide or (named and not NAMED.search(block)):
            block = (
                toml_writer.slide(block.rstrip() + "\n" if block else toml_writer.NEW, slide) + "\n"
            )
        was_last = bool(before) and slide == before[-1]
        is_last = place == len(after) - 1
        yield block if is_last == was_last else block.rstrip() + ("\n" if is_last else "\n\n")
