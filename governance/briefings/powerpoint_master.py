"""The master of our own decks: colours, fonts, a band, and the layouts with their placeholders.

It is built in code upon python-pptx's empty file, so that a change of it can be read.
"""

import re
from typing import Any
from xml.sax.saxutils import escape

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches

from governance.briefings import slide_style
from governance.briefings.powerpoint_private import replace_content
from governance.briefings.powerpoint_text import FONT, LANGUAGES, Box
from governance.briefings.slide_style import INSIDE, LEFT
from governance.core.i18n import Translator
from governance.core.palette import series

NAVY = "#17304f"  # of the band: dark enough for any projector, and no colour of a chart
WHERE, WORDS = 13, 14  # the numbers of a slide's placeholders below its title
FOOT_LINE = 7.06
COVER, SLIDE = 0, 1  # the layouts, in their order
NAMES = "a", "p", "r"
TITLE = (LEFT, slide_style.TITLE, INSIDE, 0.6)


def build(_: Translator) -> Any:
    """An empty presentation of 16:9 with our master and its two layouts."""
    show = Presentation()
    show.slide_width, show.slide_height = Inches(slide_style.WIDTH), Inches(slide_style.HEIGHT)
    for layout in list(show.slide_layouts)[2:]:
        show.slide_layouts.remove(layout)
    _theme(show)
    _fill(show.slide_master, "", _band((0, 0, slide_style.WIDTH, 0.104)) + _master(_))
    _styles(show.slide_master)
    cover, slide = show.slide_layouts
    bar = _band((0, 0, 0.42, slide_style.HEIGHT)) + _band((1.1, 4.02, 1.2, 0.05), "accent2")
    _fill(cover, _("Cover"), bar + _cover(_))
    cover.element.set("showMasterSp", "0")
    _fill(slide, _("Finding"), _slide(_))
    slide.element.set("type", "titleOnly")
    return show


def _theme(show: Any) -> None:
    """Our colours, and a Chinese font for everything that is written into the file later on."""
    part = show.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    text = part.blob.decode("utf-8")
    for old in ('<a:latin typeface="Calibri"/>', '<a:ea typeface=""/>'):
        text = text.replace(old, f'{old.split()[0]} typeface="{FONT}"/>')
    ink, more = slide_style.light(), series(slide_style.light())
    shades = {"dk1": ink.text, "lt1": ink.background, "dk2": NAVY, "lt2": ink.surface}
    accents = (ink.accent, ink.bad, ink.good, *more[1:4])
    shades |= {f"accent{n}": colour for n, colour in enumerate(accents, start=1)}
    shades |= {"hlink": ink.accent, "folHlink": ink.muted}
    inside = "".join(
        f'<a:{name}><a:srgbClr val="{shade.lstrip("#").upper()}"/></a:{name}>'
        for name, shade in shades.items()
    )
    scheme = f'<a:clrScheme name="governance">{inside}</a:clrScheme>'
    text = re.sub(r"<a:clrScheme.*?</a:clrScheme>", scheme, text, flags=re.DOTALL)
    replace_content(part, text.encode("utf-8"))


def _fill(page: Any, name: str, shapes: str) -> None:
    """Other shapes in place of those of a master or layout."""
    tree = page.shapes.element
    for old in list(tree)[2:]:
        tree.remove(old)
    for number, shape in enumerate(parse_xml(f"<g {nsdecls(*NAMES)}>{shapes}</g>"), start=2):
        shape.find(f".//{qn('p:cNvPr')}").set("id", str(number))
        tree.append(shape)
    if name:
        page.element.find(qn("p:cSld")).set("name", name)


def _master(_: Translator) -> str:
    body = (LEFT, slide_style.WHERE, INSIDE, FOOT_LINE - slide_style.WHERE - 0.1)
    return (
        _holder(_("Title"), 'type="title"', TITLE, middle=True)
        + _holder(_("Text"), 'type="body" idx="1"', body)
        + _feet(_, first=2)
    )


def _feet(_: Translator, first: int) -> str:
    """Office and meeting on the left, the day of the data in the middle, the slide's number."""
    said, day, number = (LEFT, 4.6), (5.2, 6.2), (slide_style.WIDTH - 1.5, 1.0)
    return (
        _foot(_("Day of the data"), f'type="dt" sz="half" idx="{first}"', day, "l")
        + _foot(_("Footer"), f'type="ftr" sz="quarter" idx="{first + 1}"', said, "l")
        + _foot(_("Page number"), f'type="sldNum" sz="quarter" idx="{first + 2}"', number, "r")
    )


def _foot(name: str, kind: str, place: tuple[float, float], align: str) -> str:
    box = (place[0], FOOT_LINE, place[1], 0.25)
    field = '<a:fld id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" type="slidenum">'
    inside = f"{field}<a:rPr/><a:t>‹#›</a:t></a:fld>" if "sldNum" in kind else ""
    style = _style(10, "muted", align)
    return _holder(name, kind, box, style, inside=inside, middle=True)


def _cover(_: Translator) -> str:
    wide = slide_style.WIDTH - 2.2
    return (
        _holder(
            _("Title"), 'type="ctrTitle"', (1.1, 2.2, wide, 1.7), _style(44, "tx2", bold=True),
            bottom=True,
        )
        + _holder(
            _("Subtitle"), 'type="subTitle" idx="1"', (1.1, 4.3, wide, 1.6), _style(22, "tx1")
        )
        + _feet(_, first=10)
    )  # fmt: skip


def _slide(_: Translator) -> str:
    """Title, scope and sentences; what is drawn below them is no placeholder."""
    where = (LEFT, slide_style.WHERE, INSIDE, 0.32)
    words = (LEFT, slide_style.WORDS, INSIDE, 1.4)
    return (
        _holder(_("Title"), 'type="title"', None)
        + _holder(
            _("Scope"), f'type="body" sz="quarter" idx="{WHERE}"', where,
            _style(13, "muted"),
        )
        + _holder(
            _("Sentences"), f'type="body" sz="quarter" idx="{WORDS}"', words, _style(18, "tx1")
        )
        + _feet(_, first=10)
    )  # fmt: skip


def _style(size: int, shade: str, align: str = "l", *, bold: bool = False) -> str:
    """How a placeholder is written. shade: a colour of the theme, or "muted", at 4.5:1 on white."""
    muted = f'<a:srgbClr val="{slide_style.light().muted.lstrip("#")}"/>'
    colour = muted if shade == "muted" else f'<a:schemeClr val="{shade}"/>'
    return (
        f'<a:lvl1pPr marL="0" indent="0" algn="{align}"><a:buNone/>'
        f'<a:defRPr sz="{size * 100}" b="{int(bold)}"><a:solidFill>{colour}</a:solidFill>'
        "</a:defRPr></a:lvl1pPr>"
    )


def _holder(
    name: str,
    kind: str,
    place: Box | None,
    style: str = "",
    *,
    inside: str = "",
    middle: bool = False,
    bottom: bool = False,
) -> str:
    """A placeholder without margins; where no place is given it is the master's."""
    run = inside or f'<a:r><a:rPr lang="{LANGUAGES["zh"]}"/><a:t>{escape(name)}</a:t></a:r>'
    anchor = "ctr" if middle else "b" if bottom else "t"
    body = f'<a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:normAutofit/>'
    spread = f"<p:spPr>{_frame(place)}</p:spPr>" if place else "<p:spPr/>"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="0" name="{escape(name)}"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr>'
        f"{spread}<p:txBody>{body if place else '<a:bodyPr>'}</a:bodyPr>"
        f"<a:lstStyle>{style}</a:lstStyle><a:p>{run}</a:p></p:txBody></p:sp>"
    )


def _band(place: Box, shade: str = "tx2") -> str:
    """A rectangle in one of the theme's colours."""
    return (
        '<p:sp><p:nvSpPr><p:cNvPr id="0" name="Band"/><p:cNvSpPr/>'
        '<p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr>{_frame(place)}<a:solidFill><a:schemeClr val="{shade}"/></a:solidFill>'
        "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def _frame(place: Box) -> str:
    left, top, width, height = (Inches(part) for part in place)
    return (
        f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    )


def _styles(master: Any) -> None:
    """Titles bold and on the left, text without bullets."""
    styles = master.element.find(qn("p:txStyles"))
    title = styles.find(f"{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    title.set("algn", "l")
    title.find(qn("a:defRPr")).set("sz", "2800")
    title.find(qn("a:defRPr")).set("b", "1")
    for level in styles.find(qn("p:bodyStyle")):
        for bullet in (qn("a:buFont"), qn("a:buChar")):
            for old in level.findall(bullet):
                level.remove(old)
        level.set("marL", "0")
        level.set("indent", "0")
