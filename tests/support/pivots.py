"""A pivot on the page, as a reader clicks it: its cells and names, and what each opens."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape
from urllib.parse import parse_qsl

from governance.app import cache
from governance.core.i18n import translator
from governance.metrics import scope as asked
from governance.metrics.metric_values import Values
from governance.metrics.query import Query
from governance.receipts.proof import Proof, prove

CELL = re.compile(r"<(t[hd])([^>]*)>(.*?)</t[hd]>")
LINK = re.compile(r'<a href="([^"]*)">([^<]*)</a>')
INTO = re.compile(r'<a class="(in|by)[^"]*" href="([^"]*)"')


@dataclass(frozen=True)
class Spot:
    """One place of a pivot: where it stands, what it says, which address it opens."""

    row: int  # -1: the headings
    column: int  # -1: the names of rows
    text: str
    href: str
    into: str = ""


def spots(html: str) -> list[Spot]:
    """Every cell and name of a pivot of one metric; totals are the last row and column."""
    head, *body = html.split("<tr>")[1:]
    return [*_line(head, -1), *(spot for n, line in enumerate(body) for spot in _line(line, n))]


def _line(line: str, row: int) -> Iterator[Spot]:
    for column, (_tag, _class, inner) in enumerate(CELL.findall(line), start=-1):
        link, into = LINK.search(inner), dict(INTO.findall(inner))
        href, text = (link[1], link[2]) if link else ("", re.sub("<[^>]*>", "", inner))
        yield Spot(row, column, unescape(text), unescape(href), unescape(into.get("in", "")))


def drawn(found) -> str:
    """The HTML of the pivot on a page."""
    bodies = [element.proto.body for element in found.get("html")]
    return next((body for body in bodies if 'class="pivot' in body), "")


def figure(build, href: str) -> Query:
    """The figure of the receipt at an address; nothing of the address is refused."""
    page, _mark, text = href.partition("?")
    assert page == "receipt"
    address = dict(parse_qsl(text, strict_parsing=True))
    scope, notices = asked.read(address, cache.ground(build), translator("zh"))
    assert notices == []
    found = scope.figure(build.catalog[address["metric"]])
    return found.at_rest(address["rest"]) if "rest" in address else found


def receipt(build, href: str) -> tuple[Query, Proof]:
    """What the receipt at an address shows of its figure, and the proof of it."""
    query = figure(build, href)
    proof = prove(build.cursor(), build.catalog, query)
    shown = Values(cache.answer(build, query)).at(query.metric, query.area, query.window)
    return query, replace(proof, shown=shown.value)
