"""Charts and maps in a document of Word: charts native, their data editable, maps as pictures."""

from io import BytesIO
from typing import Any
from xml.sax.saxutils import quoteattr

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Inches
from PIL import Image, ImageChops, ImageDraw
from pptx import Presentation

from governance.briefings import map_names, powerpoint_charts, slide_style, word_text
from governance.briefings.map_fit import Fit
from governance.briefings.powerpoint_text import FONT, clean
from governance.briefings.slide_content import Map
from governance.charts.model import Chart

EMU = 914_400  # an inch
BLANK = 6  # of python-pptx's layouts
ROW = 0.3  # inches of a lying bar
LOW, HIGH = 3.3, 7.0
PIXELS = 300  # an inch
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def add_chart(document: Any, chart: Chart, lang: str) -> None:
    """The chart as PowerPoint would have it, with its sheet, in a paragraph of its own."""
    rows = len(chart.categories) * ROW + 0.6 if chart.is_lying else LOW
    wide, tall = word_text.WIDTH, min(max(rows, LOW), HIGH)
    slide = (show := Presentation()).slides.add_slide(show.slide_layouts[BLANK])
    native = powerpoint_charts.add(slide, chart, (0, 0, wide, tall), lang, FONT).chart.part
    part = _part(document, "charts/chart%d.xml", CONTENT_TYPE.DML_CHART, native.blob)
    name = document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    sheet = native.chart_workbook.xlsx_part.blob
    book = _part(document, "embeddings/chart%d.xlsx", CONTENT_TYPE.SML_SHEET, sheet)
    # The first relation of a part is rId1, in python-pptx as in python-docx.
    part.relate_to(book, RELATIONSHIP_TYPE.PACKAGE)
    _place(document, name, chart.title, (wide, tall))


def _part(document: Any, name: str, content_type: str, blob: bytes) -> Any:
    package = document.part.package
    return Part(package.next_partname(f"/word/{name}"), content_type, blob, package)


def _place(document: Any, name: str, title: str, size: tuple[float, float]) -> None:
    wide, tall = (round(inches * EMU) for inches in size)
    number, said = document.part.next_id, quoteattr(clean(title))
    drawing = parse_xml(
        f"<w:drawing {nsdecls('w', 'wp', 'a', 'r')}>"
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{tall}"/>'
        f'<wp:docPr id="{number}" name={said} descr={said}/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{CHART}"><c:chart xmlns:c="{CHART}" r:id="{name}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    _stand_alone(document).append(drawing)


def _stand_alone(document: Any) -> Any:
    """The XML element of the run in a new paragraph that stays with what is said below it."""
    paragraph = document.add_paragraph(style="Caption")
    paragraph.paragraph_format.keep_with_next = True
    return paragraph.add_run().element


def add_map(document: Any, area_map: Map) -> None:
    """The areas in their colours as a picture; who cannot see it is told its title."""
    wide, tall = word_text.WIDTH, word_text.WIDTH * 0.62
    size = round(wide * PIXELS), round(tall * PIXELS)
    stream = BytesIO()
    draw_map(area_map, size).save(stream, "PNG", optimize=True)
    picture = document.part.new_pic_inline(stream, width=Inches(wide))
    picture.docPr.set("descr", clean(area_map.title))
    _stand_alone(document).add_drawing(picture)


def draw_map(area_map: Map, size: tuple[int, int]) -> Image.Image:
    """The areas in their colours, as many pixels wide and high; a ring inside another is a hole."""
    ink = slide_style.light()
    picture = Image.new("RGB", size, ink.background)
    fit = Fit(area_map.shapes, (4.0, 4.0, size[0] - 8.0, size[1] - 8.0))
    for rings, shade in zip(area_map.shapes, area_map.colours, strict=True):
        inside = Image.new("1", size)
        for ring in rings:
            other = Image.new("1", size)
            ImageDraw.Draw(other).polygon(fit.ring(ring), fill=1)
            inside = ImageChops.logical_xor(inside, other)
        picture.paste(shade, mask=inside)
    draw = ImageDraw.Draw(picture)
    for ring in (ring for rings in area_map.shapes for ring in rings):
        draw.line([*fit.ring(ring), fit.ring(ring)[0]], fill=ink.muted, width=2)
    _draw_ground(draw, area_map, fit)
    return picture


def _draw_ground(draw: Any, area_map: Map, fit: Fit) -> None:
    """The borders of the areas above, waters, and roads."""
    for ring in area_map.borders:
        draw.line([*fit.ring(ring), fit.ring(ring)[0]], fill=slide_style.light().text, width=5)
    for part in area_map.ground:
        points, shade = fit.ring(part.flat), map_names.colour(part)
        if part.is_surface:
            draw.polygon(points, fill=shade)
        else:
            draw.line(points, fill=shade, width=round(map_names.width(part) * 3), joint="curve")
