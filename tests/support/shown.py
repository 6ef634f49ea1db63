"""Every text that a page shows, as AppTest has it: of all elements, of tables and of charts."""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest

# What a program names its parts by, nobody reads.
NOT_READ = {
    "id", "form_id", "element_hash", "icon", "key", "url", "type", "language", "delta_type",
    "page", "page_script_hash", "columns", "selection_mode", "query_param_key", "format",
    "config", "theme", "hash", "user_key", "color", "mime", "path", "tag", "anchor", "uuid",
}  # fmt: skip
OF_A_CHART = {"text", "name", "ticktext", "hovertext", "hovertemplate", "texttemplate", "title"}
# A text of the code, or what a component's script is given; a browser shows what it makes of it.
UNREAD = ("code", "bidi_component")
TAG = re.compile(r"<style.*?</style>|<script.*?</script>|<[^>]*>", re.S)
# A sentence, where a Chinese page has at most a name or a key.
ENGLISH = re.compile(r"(?:[A-Za-z][A-Za-z'’,-]*\s+){3}[A-Za-z]+")
SPOKEN = re.compile(r'(?:alt|title|aria-label|placeholder)="([^"]*)"')


def words(app: AppTest) -> list[str]:
    """The texts of the page and its sidebar, in the order of the page."""
    return [text for element in app._tree for text in _texts(element) if text.strip()]


def _texts(element: Any) -> Iterator[str]:
    proto = getattr(element, "proto", None)
    if element.type in UNREAD or proto is None:
        return
    if element.type in ("dataframe", "table"):
        yield from _of_table(element)
    elif element.type == "plotly_chart":
        yield from _of_chart(json.loads(proto.spec or proto.figure.spec))
    elif element.type == "html":
        yield from _of_html(proto.body)
    elif isinstance(proto, Message):
        yield from (re.sub(r"`[^`]*`", "", text) for text in _of_message(proto))


def _of_html(body: str) -> Iterator[str]:
    yield from map(unescape, SPOKEN.findall(body))
    yield from (unescape(text).strip() for text in TAG.sub("\n", body).split("\n"))


def _of_message(message: Message) -> Iterator[str]:
    for field, value in message.ListFields():
        if field.name in NOT_READ:
            continue
        found = value if field.is_repeated else [value]
        if field.type == FieldDescriptor.TYPE_STRING:
            yield from found
        elif field.type == FieldDescriptor.TYPE_MESSAGE:
            for part in found:
                yield from _of_message(part) if isinstance(part, Message) else ()


def _of_table(element: Any) -> Iterator[str]:
    frame = element.value
    yield from map(str, frame.columns)
    for name in frame.columns:
        column = frame[name]
        yield from (value for value in column if isinstance(value, str))
        if column.isna().any() and not getattr(element.proto, "placeholder", ""):
            yield "None"  # so Streamlit draws what is missing unless it is told otherwise


def _of_chart(part: Any, name: str = "") -> Iterator[str]:
    if isinstance(part, dict):
        for key, value in part.items():
            yield from _of_chart(value, name if key == "text" and name == "title" else key)
    elif isinstance(part, list):
        for value in part:
            yield from _of_chart(value, name)
    elif isinstance(part, str) and name in OF_A_CHART:
        yield from _of_html(re.sub(r"%\{.*?\}", "", part))
