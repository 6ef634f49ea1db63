"""Streamlit's old way of pages, turned off through its internals."""

from streamlit.runtime.pages_manager import PagesManager

TRIED = ("streamlit", "1.67.0")


def ignore() -> None:
    """Makes nothing of a folder called pages/.

    It would make a fresh server run its first visit the old way and refuse links to pages.
    """
    PagesManager.uses_pages_directory = False
