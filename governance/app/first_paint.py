"""The HTML that a browser reads first: Streamlit's own, with the styles that pages have.

Streamlit applies a page's <style> once its script has run and the code that draws it has come: what
is hidden would be painted until then, and everything would move. The code of what every page has is
asked for at once; otherwise a grey bar stands for each part until it has come.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import streamlit
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from governance.app import style

INDEX = Path(streamlit.__file__).with_name("static") / "index.html"
TRIED = ("streamlit", "1.67.0")
# The parts of its code (static/js/<name>.<hash>.js) that every page needs; a name that another
# version does not have is left out.
PARTS = ("Html", "Selectbox", "TextInput", "ButtonGroup", "Button", "PageLink", "StreamlitMarkdown")

# On a narrow screen everything stands below each other, and each part that comes pushes the next:
# they are shown together (style.css) once the first run is through (page.js).
ARRIVING = """<script>document.documentElement.classList.add("arriving")</script>"""
# A first visit is known before anything is painted, so that its hints push nothing away. A browser
# that lets nothing be remembered would show them at every visit, and shows none.
FIRST_VISIT = """<script>try {
  localStorage.getItem("governance-hints") ?? document.documentElement.classList.add("first-visit")
} catch (refused) { console.info("no hints:", refused.name) }</script>"""


# Where the server is: Streamlit otherwise asks the page's own address first, which is a 404.
SERVER = (
    """<script>window.__streamlit = {{ BACKEND_BASE_URL: location.origin + "{base}" }}</script>"""
)


@cache
def document(title: str, base: str) -> str:
    """Streamlit's page under another title, with the pages' styles after its own.

    base: the path before all pages, "/" for none.

    Raises ValueError where Streamlit's page has no body or title any more.
    """
    text = INDEX.read_text(encoding="utf-8")
    styles = f"<style>{style.rules()}</style>"
    scripts = f"{SERVER.format(base=base)}{ARRIVING}{FIRST_VISIT}"
    for before, after in (
        ("<title>Streamlit</title>", f"<title>{title}</title>{scripts}{_preloads()}"),
        ("</body>", f"{styles}</body>"),
    ):
        if before not in text:
            raise ValueError(f"{INDEX.name} has no {before}")
        text = text.replace(before, after, 1)
    return text


def _preloads() -> str:
    """Links that have a browser fetch the PARTS before any script asks for them."""
    folder = INDEX.with_name("static") / "js"
    files = [file.name for part in PARTS for file in sorted(folder.glob(f"{part}.*.js"))]
    return "".join(f'<link rel="modulepreload" href="./static/js/{name}">' for name in files)


def routes(base: str, names: Iterable[str], title: str) -> list[Route]:
    """The routes of the first page and of those named. base: the path before all, "" for none."""
    before = "/".join(("", *filter(None, base.split("/"))))

    async def answer(_request: Request) -> HTMLResponse:
        return HTMLResponse(document(title, before or "/"), headers={"Cache-Control": "no-cache"})

    return [Route(f"{before}/{name}", answer, methods=["GET"]) for name in ("", *names)]
