"""The look of a deck of PowerPoint: the office's own `theme.pptx`, else the master built here."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PythonPptxError
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from governance.briefings import pagination, powerpoint_master, slide_style, store
from governance.briefings.model import BriefingError
from governance.briefings.powerpoint_text import Box, Pen, box, clean, colour, set_language, write
from governance.briefings.slide_style import FOOT, INSIDE, LEFT
from governance.core.i18n import Translator, mark

FILE = "theme.pptx"
TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
BELOW = (PP_PLACEHOLDER.SUBTITLE, PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT)
FEET = (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.SLIDE_NUMBER)
OWN_TITLE = slide_style.TITLE + 0.6  # where our own title ends, inches from the top
SHAPE = slide_style.WIDTH / slide_style.HEIGHT
# What python-pptx and the XML below it raise where a file is none of PowerPoint's, or broken.
BROKEN = (BadZipFile, KeyError, ValueError, AttributeError, SyntaxError)
UNREADABLE = (PythonPptxError, OSError, *BROKEN)
NOT_READ = mark(
    "PowerPoint's theme cannot be read ({reason}); save it again as a presentation (.pptx), or "
    "take the file away: the deck then has its own look"
)
NO_TITLE = mark(
    "no layout has a title; in PowerPoint: View, Slide Master, Insert Layout with Title ticked, "
    "then save"
)
NOT_WIDE = mark(
    "its slides are {width} x {height} inches, and decks are 16:9; in PowerPoint: Design, Slide "
    "Size, Widescreen (16:9), then save"
)


@dataclass(frozen=True)
class Theme:
    """A presentation without slides, and the layouts of its cover and of every other slide.

    is_own: whether it is the master that is built here. left, width, below, foot: inches of the
    room that the slides' layout leaves below its title.
    """

    show: Any
    cover: Any
    finding: Any
    is_own: bool = False
    left: float = LEFT
    width: float = INSIDE
    below: float = OWN_TITLE
    foot: float = FOOT

    @property
    def shift(self) -> float:
        """How much lower than on our own slides everything below the title stands."""
        return self.below - OWN_TITLE


def load(_: Translator) -> Theme:
    """The office's theme, else our own. Raises BriefingError."""
    file = store.folder() / FILE
    if file.exists():
        return _office(file)
    show = powerpoint_master.build(_)
    cover, finding = show.slide_layouts
    return Theme(show, cover, finding, is_own=True)


def _office(file: Path) -> Theme:
    try:
        show = Presentation(str(file))
        layouts = [layout for master in show.slide_masters for layout in master.slide_layouts]
        titled = [layout for layout in layouts if holder(layout, *TITLES)]
    except UNREADABLE as error:
        raise BriefingError(FILE, NOT_READ, reason=type(error).__name__) from error
    if not titled:
        raise BriefingError(FILE, NO_TITLE)
    _empty(show)
    _widen(show)
    cover = next((layout for layout in titled if _kind(layout) == "title"), titled[0])
    finding = min(titled, key=_fullness)
    return _measured(Theme(show, cover, finding))


def _kind(layout: Any) -> str:
    return str(layout.element.get("type", ""))


def _fullness(layout: Any) -> tuple[bool, bool, int]:
    """The layout of a title alone first, that of covers last, else what holds least."""
    kind = _kind(layout)
    return kind == "title", kind != "titleOnly", len(layout.placeholders)


def _empty(show: Any) -> None:
    """Takes the template's own slides away, and the sections that name them."""
    listed = show.element.find(qn("p:sldIdLst"))
    for entry in [] if listed is None else list(listed):
        show.part.drop_rel(entry.get(qn("r:id")))
        listed.remove(entry)
    for more in show.element.findall(qn("p:extLst")):
        show.element.remove(more)


def _widen(show: Any) -> None:
    """Makes a 16:9 theme as large as our slides. Raises BriefingError for another shape."""
    width, height = Emu(show.slide_width), Emu(show.slide_height)
    if abs(width / height - SHAPE) > 0.01:
        size = {"width": f"{width.inches:.1f}", "height": f"{height.inches:.1f}"}
        raise BriefingError(FILE, NOT_WIDE, **size)
    factor = Inches(slide_style.WIDTH) / width
    show.slide_width, show.slide_height = Inches(slide_style.WIDTH), Inches(slide_style.HEIGHT)
    if abs(factor - 1) > 0.001:
        for master in show.slide_masters:
            for page in (master, *master.slide_layouts):
                _scale(page.element, factor)


def _scale(element: Any, factor: float) -> None:
    """Places, sizes and letters of a master or layout, so many times as large."""
    for tag, names in (
        *((f"a:{tag}", ("x", "y")) for tag in ("off", "chOff")),
        *((f"a:{tag}", ("cx", "cy")) for tag in ("ext", "chExt")),
        *((f"a:{tag}", ("sz",)) for tag in ("defRPr", "rPr")),
    ):
        for found in element.iter(qn(tag)):
            for name in names:
                if value := found.get(name):
                    found.set(name, str(round(int(value) * factor)))


def _measured(theme: Theme) -> Theme:
    """The theme with the room that its layout leaves."""
    title = holder(theme.finding, *TITLES)
    feet = [foot for kind in FEET if (foot := holder(theme.finding, kind)) and foot.top]
    low = [Emu(foot.top).inches for foot in feet if Emu(foot.top).inches > slide_style.HEIGHT / 2]
    theme = replace(theme, foot=min([*low, FOOT]))
    if title.top is None or title.height is None:
        return theme
    theme = replace(theme, below=min(Emu(title.top + title.height).inches, slide_style.HEIGHT / 3))
    left, width = Emu(title.left).inches, Emu(title.width).inches
    return replace(theme, left=left, width=width) if width > slide_style.WIDTH / 2 else theme


def holder(page: Any, *kinds: Any) -> Any:
    """The first placeholder of these kinds on a layout or slide, None for none."""
    return next((each for each in page.placeholders if each.placeholder_format.type in kinds), None)


def add(theme: Theme, title: str, lang: str) -> Any:
    """A new slide under a title, which stands in the layout's own placeholder."""
    slide = theme.show.slides.add_slide(theme.finding)
    size = pagination.title_size(title) * min(theme.width / INSIDE, 1.0)
    put(slide.shapes.title, [title], lang, size)
    return slide


def light_up(shape: Any, text: str, ink: str) -> None:
    """Gives one part of a title a colour (#rrggbb), and leaves the others the theme's."""
    paragraph = shape.text_frame.paragraphs[0]
    (whole,) = paragraph.runs
    size, language = whole.font.size, whole.font.language_id
    before, lit, after = whole.text.partition(text)
    whole.text = before
    for part in (lit, after):
        run = paragraph.add_run()
        run.text, run.font.size, run.font.language_id = part, size, language
        if part == lit:
            run.font.color.rgb = colour(ink)


def tidy(slide: Any) -> None:
    """Takes away the layout's placeholders that nothing was written into."""
    for each in list(slide.placeholders):
        if not each.has_text_frame or not each.text_frame.text:
            each.element.getparent().remove(each.element)


def put(shape: Any, lines: Sequence[str], lang: str, size: float = 0.0) -> None:
    """Texts in a placeholder, a paragraph each, as the theme writes it; size: points."""
    frame = shape.text_frame
    frame.text = "\n".join(clean(line) for line in lines)
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            set_language(run, lang)
            if size:
                run.font.size = Pt(size)


def say(theme: Theme, slide: Any, number: int, place: Box, texts: Sequence[str], pen: Pen) -> Any:
    """Texts at a place: in our layout's placeholder of this number, else in a box of their own."""
    if not theme.is_own:
        return box(slide, place, texts, pen)
    shape = next(each for each in slide.placeholders if each.placeholder_format.idx == number)
    shape.left, shape.top, shape.width, shape.height = (Inches(part) for part in place)
    write(shape.text_frame, texts, pen)
    return shape


def foot(slide: Any, theme: Theme, said: str, day: str, lang: str) -> None:
    """Office and meeting, the day of the data, the slide's number: as the layout has them."""
    layout, number = slide.slide_layout, str(len(theme.show.slides))
    given = zip(FEET, (said, day, number), strict=True)
    texts = {kind: text for kind, text in given if text}
    missing = [text for kind, text in texts.items() if not _copied(slide, layout, kind, text, lang)]
    if missing:
        place = (theme.left, slide_style.HEIGHT - 0.35, theme.width, 0.25)
        box(slide, place, [" · ".join(filter(None, missing))], Pen(lang, size=9))


def _copied(slide: Any, layout: Any, kind: Any, text: str, lang: str) -> bool:
    """Writes into a copy of the layout's placeholder, whose place it keeps; False for none."""
    given = holder(layout, kind)
    if given is None:
        return False
    copied = deepcopy(given.element)
    number = max(int(each.get("id")) for each in slide.shapes.element.iter(qn("p:cNvPr"))) + 1
    copied.find(f".//{qn('p:cNvPr')}").set("id", str(number))
    for inherited in list(copied.find(qn("p:spPr"))):
        copied.find(qn("p:spPr")).remove(inherited)
    slide.shapes.element.append(copied)
    field = copied.find(f".//{qn('a:fld')}/{qn('a:t')}")
    if kind == PP_PLACEHOLDER.SLIDE_NUMBER and field is not None:
        field.text = text
    else:
        put(holder(slide, kind), [text], lang)
    return True
