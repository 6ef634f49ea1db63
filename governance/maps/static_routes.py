"""What a map's page fetches from this server by its digest: immutable, and nothing else."""

import gzip
import hashlib
import re
from collections import OrderedDict
from functools import lru_cache
from threading import Lock

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

# Read by the page against its own address: pages lie side by side, and an office may have put them
# all behind a path (Streamlit's server.baseUrlPath).
PATH = "basemap/"
NAME = re.compile(r"([0-9a-f]{64})\.geojson")
# A year: another content has another address. Not for caches that people share.
FOREVER = "private, max-age=31536000, immutable"
MOST_KEPT = 128_000_000  # bytes, compressed; the oldest go first
LOCK = Lock()
KEPT: OrderedDict[str, bytes] = OrderedDict()


# Each drawing of a page has the same parts as the one before it.
@lru_cache(maxsize=128)
def pack(geojson: str) -> tuple[str, bytes]:
    """Digest and compressed bytes, the same for the same text."""
    plain = geojson.encode()
    return hashlib.sha256(plain).hexdigest(), gzip.compress(plain, 6, mtime=0)


def offer(digest: str, content: bytes) -> str:
    """Keeps what was packed, and returns the relative address at which a page finds it."""
    with LOCK:
        KEPT[digest] = content
        KEPT.move_to_end(digest)
        total = sum(map(len, KEPT.values()))
        while total > MOST_KEPT and len(KEPT) > 1:
            _digest, gone = KEPT.popitem(last=False)
            total -= len(gone)
    return f"{PATH}{digest}.geojson"


async def answer(request: Request) -> Response:
    """The content of a digest that was offered; 404 for any other name."""
    named = NAME.fullmatch(request.path_params["name"])
    content = KEPT.get(named.group(1)) if named else None
    if content is None:
        return Response("not found", status_code=404, media_type="text/plain")
    headers = {
        "Cache-Control": FOREVER,
        "Vary": "Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
    }
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
    else:
        content = gzip.decompress(content)
    return Response(content, headers=headers, media_type="application/geo+json")


def route(base: str) -> Route:
    """The route beside the pages. base: the path before them all, "" for none."""
    before = "/".join(("", *filter(None, base.split("/")), ""))
    return Route(f"{before}{PATH}{{name}}", answer, methods=["GET"])
