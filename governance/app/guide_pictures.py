"""The guide's pictures as the server gives them: files as they are, beside the pages."""

from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from governance.core import guide

# Read by a page against its own address, as static_routes.PATH is.
PATH = "guide-pictures/"


def route(base: str) -> Mount:
    """The route of all pictures. base: the path before them all, "" for none."""
    before = "/".join(("", *filter(None, base.split("/")), ""))
    return Mount(f"{before}{PATH}", StaticFiles(directory=guide.PICTURES))


def address(name: str, lang: str) -> str:
    """Where a page finds a chapter's picture in this language."""
    return f"{PATH}{guide.picture(name, lang).name}"
