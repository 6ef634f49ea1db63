"""Text of a document of Word: styles of headings, Chinese and Latin letters with a font each."""

from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from governance.briefings import slide_style
from governance.briefings.powerpoint_text import LANGUAGES, clean

# The fonts of official documents (GB/T 9704): text, headings, the title; elsewhere the office
# program takes a Chinese font that is there.
LATIN, TEXT, HEADING, TITLE = "Times New Roman", "仿宋", "黑体", "宋体"
# Millimetres of A4, its margins by the same standard.
TOP, BOTTOM, LEFT, RIGHT = 37, 35, 28, 26
WIDTH = (210 - LEFT - RIGHT) / 25.4  # inches of a line
BODY, SMALL = 16.0, 10.5  # points
STYLES = {
    # Of Word: East Asian font, points, bold, points above and below.
    "Normal": (TEXT, BODY, False, 0, 6),
    "Title": (TITLE, 26, True, 150, 24),
    "Subtitle": (TEXT, 18, False, 0, 12),
    "Heading 1": (HEADING, 18, True, 18, 6),
    "Heading 2": (HEADING, 14, True, 12, 4),
    "Caption": (TEXT, SMALL, False, 2, 8),
}


def new(lang: str) -> Any:
    """An empty document on A4 with the styles of STYLES in the fonts of official documents."""
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin = Mm(TOP), Mm(BOTTOM)
    page.left_margin, page.right_margin = Mm(LEFT), Mm(RIGHT)
    for name, values in STYLES.items():
        _set_style(document.styles[name], lang, *values)
    return document


def _set_style(
    style: Any, lang: str, east: str, size: float, bold: bool, above: float, below: float
) -> None:
    style.font.name, style.font.size = LATIN, Pt(size)
    style.font.bold, style.font.italic = bold, False
    style.font.color.rgb = colour(slide_style.light().text)
    shape = style.paragraph_format
    shape.space_before, shape.space_after = Pt(above), Pt(below)
    shape.line_spacing_rule = WD_LINE_SPACING.SINGLE
    properties = style.element.get_or_add_rPr()
    fonts = properties.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), east)
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(_element("w:lang", val=LANGUAGES["en"], eastAsia=LANGUAGES[lang]))
    for line in style.element.iter(qn("w:pBdr")):  # the line below Word's own title
        line.getparent().remove(line)


def colour(text: str) -> Any:
    """#rrggbb as Word has it."""
    return RGBColor.from_string(text.lstrip("#").upper())


def add(document: Any, text: str, style: str = "Normal", tone: str = "") -> Any:
    """A paragraph of plain text, whatever it holds; returns it."""
    paragraph = document.add_paragraph(style=style)
    write(paragraph, text, tone)
    return paragraph


def add_sentences(document: Any, lines: Sequence[str], lang: str) -> None:
    """Paragraphs of text, the first line of a Chinese one two letters in."""
    for line in lines:
        paragraph = add(document, line)
        if lang == "zh" and line.strip():
            paragraph.paragraph_format.first_line_indent = Pt(2 * BODY)


def write(
    paragraph: Any, text: str, tone: str = "", *, bold: bool = False, size: float = 0
) -> None:
    """Adds a text to a paragraph; tone: #rrggbb, size: points, both of the style by default."""
    run = paragraph.add_run(clean(text))
    if tone:
        run.font.color.rgb = colour(tone)
    if bold:
        run.font.bold = True
    if size:
        run.font.size = Pt(size)


def number_pages(document: Any, text: str, tone: str) -> None:
    """The foot of every page: a text, and below it which page this is, counted by Word."""
    first = document.sections[0].footer.paragraphs[0]
    write(first, text, tone, size=9)
    first.alignment = WD_ALIGN_PARAGRAPH.CENTER
    count = document.sections[0].footer.add_paragraph()
    count.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for name in ("PAGE", "NUMPAGES"):
        if name == "NUMPAGES":
            write(count, " / ", size=SMALL)
        _add_field(count, name)


def _add_field(paragraph: Any, name: str) -> None:
    field = _element("w:fldSimple", instr=name)
    run = OxmlElement("w:r")
    properties = OxmlElement("w:rPr")
    properties.append(_element("w:sz", val=str(round(SMALL * 2))))
    shown = OxmlElement("w:t")
    shown.text = "1"
    run.extend((properties, shown))
    field.append(run)
    paragraph.add_run().element.addnext(field)


def _element(tag: str, **values: str) -> Any:
    made = OxmlElement(tag)
    for name, value in values.items():
        made.set(qn(f"w:{name}"), value)
    return made
