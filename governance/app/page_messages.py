"""What a browser and Streamlit's server tell each other of pages, for whoever measures them.

Streamlit keeps these messages to itself: this is the only file that knows them. Where a new version
no longer answers so, `python -m pytest tests/bench` says what it misses; then change TRIED.
"""

import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Subprotocol

TRIED = ("streamlit", "1.67.0")
STREAM = "/_stcore/stream"  # the path of the websocket
SUBPROTOCOLS = [Subprotocol("streamlit")]
PATIENCE = 300  # seconds that a page may take
PAGE_DONE = {
    ForwardMsg.FINISHED_SUCCESSFULLY,
    ForwardMsg.FINISHED_WITH_COMPILE_ERROR,
}


@dataclass(frozen=True)
class Told:
    """What one message of the server means to whoever waits for a page.

    is_done, is_fragment_done: the script, or a part of it that runs alone, has ended. error: what
    stands in place of the page. repeats: by fragment, every how many seconds the browser has to
    ask for it again. pages: the addresses of all pages. stored: how the browser calls the message
    when it says that it has it already.
    """

    is_done: bool = False
    is_fragment_done: bool = False
    error: str = ""
    repeats: tuple[str, float] | None = None
    pages: tuple[str, ...] = ()
    stored: str = ""


@dataclass(frozen=True)
class Visit:
    """One page once: milliseconds, bytes sent, the errors that it showed, the addresses of all."""

    milliseconds: float
    size: int
    errors: tuple[str, ...]
    pages: tuple[str, ...]


def stream_of(address: str) -> str:
    """The websocket of the dashboard at an address."""
    return address.replace("http", "ws", 1) + STREAM


def request(page: str, asked: str, fragment: str = "", stored: Collection[str] = ()) -> bytes:
    """Asks for a page with a query string as a browser does that follows a link to it.

    fragment: asks for this part alone, by the clock and not by a click. stored: Told.stored of what
    came before in the session.
    """
    message = BackMsg()
    rerun = message.rerun_script
    rerun.page_name = page
    rerun.query_string = asked
    rerun.context_info.locale = "zh-CN"
    rerun.fragment_id = fragment
    rerun.is_auto_rerun = bool(fragment)
    rerun.cached_message_hashes.extend(stored)
    return bytes(message.SerializeToString())


def read(data: bytes) -> Told:
    """What the server says."""
    message = ForwardMsg.FromString(data)
    kind = message.WhichOneof("type")
    if kind == "script_finished":
        how = message.script_finished
        is_part = how == ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY
        return Told(is_done=how in PAGE_DONE, is_fragment_done=is_part)
    if kind == "auto_rerun":
        return Told(repeats=(message.auto_rerun.fragment_id, message.auto_rerun.interval))
    if kind == "navigation":
        return Told(pages=_addresses(message))
    return Told(error=_error(message, kind), stored=_stored(message))


def _error(message: ForwardMsg, kind: str | None) -> str:
    if kind == "page_not_found":
        return "there is no such page"
    if kind == "delta" and message.delta.new_element.WhichOneof("type") == "exception":
        return str(message.delta.new_element.exception.message)
    return ""


def _addresses(message: ForwardMsg) -> tuple[str, ...]:
    """Of every page, in the menu or not; one that has two addresses is known by its first."""
    first: dict[str, str] = {}
    for page in message.navigation.app_pages:
        first.setdefault(page.page_name, "" if page.is_default else page.url_pathname)
    return tuple(first.values())


def _stored(message: ForwardMsg) -> str:
    return str(message.hash) if message.metadata.cacheable else ""


def visit(stream: str, page: str, asked: str, headers: Mapping[str, str] | None = None) -> Visit:
    """Opens a page as a browser with a new window does, and waits until it is done."""
    with connect(
        stream, subprotocols=SUBPROTOCOLS, additional_headers=headers, max_size=None
    ) as socket:
        began = time.perf_counter()
        socket.send(request(page, asked))
        size, errors, pages = 0, list[str](), tuple[str, ...]()
        while True:
            data = socket.recv(timeout=PATIENCE, decode=False)
            told = read(data)
            size += len(data)
            errors += [told.error] if told.error else []
            pages = told.pages or pages
            if told.is_done:
                taken = 1000 * (time.perf_counter() - began)
                return Visit(taken, size, tuple(errors), pages)
