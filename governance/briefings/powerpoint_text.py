"""Boxes and text on a slide of PowerPoint, in the fonts and the colour of its theme."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Inches, Pt

from governance.briefings.powerpoint_private import remove_style, run_properties

# Of Windows and of WPS; elsewhere the office program takes a Chinese font that is there.
FONT = "Microsoft YaHei"
THEMED = {"a:latin": "+mn-lt", "a:ea": "+mn-ea", "a:cs": "+mn-cs"}
LANGUAGES = {"zh": "zh-CN", "en": "en-US"}
Box = tuple[float, float, float, float]  # left, top, width, height in inches


def colour(text: str) -> Any:
    """#rrggbb as PowerPoint has it."""
    return RGBColor(*bytes.fromhex(text.lstrip("#")))


def spell(properties: Any, lang: str, font: str = "") -> None:
    """Names a chart's language and its font, "" for the theme's own."""
    properties.set("lang", LANGUAGES[lang])
    for tag, themed in THEMED.items():
        for old in properties.findall(qn(tag)):
            properties.remove(old)
        named = OxmlElement(tag)
        named.set("typeface", font or themed)
        properties.append(named)


def set_language(run: Any, lang: str) -> None:
    """The language that a run's spelling is checked in."""
    run_properties(run).set("lang", LANGUAGES[lang])


@dataclass(frozen=True)
class Pen:
    """How a text is written. size: points, 0: the placeholder's; ink: #rrggbb, "": the theme's."""

    lang: str
    size: float
    ink: str = ""
    bold: bool = False
    align: str = "left"
    middle: bool = False


ALIGNED = {"left": PP_ALIGN.LEFT, "right": PP_ALIGN.RIGHT, "center": PP_ALIGN.CENTER}


def write(frame: Any, lines: Sequence[str], pen: Pen) -> None:
    """Fills a text frame, a paragraph a line."""
    frame.word_wrap = True
    for number, text in enumerate(lines or [""]):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = ALIGNED[pen.align]
        run = paragraph.add_run()
        run.text = clean(text)
        set_language(run, pen.lang)
        if pen.size:
            run.font.size = Pt(pen.size)
        if pen.bold:
            run.font.bold = True
        if pen.ink:
            run.font.color.rgb = colour(pen.ink)


def clean(text: str) -> str:
    """Without the control characters that XML does not allow."""
    return "".join(letter for letter in text if letter == "\t" or ord(letter) >= 32)


def box(slide: Any, place: Box, lines: Sequence[str], pen: Pen) -> Any:
    """A text box without margins; returns the shape."""
    shape = slide.shapes.add_textbox(*(Inches(part) for part in place))
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE if pen.middle else MSO_ANCHOR.TOP
    write(frame, lines, pen)
    return shape


def rectangle(slide: Any, place: Box, fill: str, line: str) -> Any:
    """A rectangle without a shadow in these colours (#rrggbb); returns the shape."""
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *(Inches(part) for part in place))
    remove_style(shape)
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour(fill)
    shape.line.color.rgb = colour(line)
    return shape
