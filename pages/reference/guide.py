"""Guide: what each page is for and how it is read, a chapter a page, each with its picture."""

from html import escape

import streamlit as st

from governance.app import context, guide_pictures
from governance.core import guide

here = context.here()
_ = here.translate
chapters = guide.chapters(_.lang)
titles = {name: text.partition("\n")[0].lstrip("# ") for name, text in chapters.items()}
left, right = st.columns([1, 4], gap="large")
with left:
    links = "".join(
        f'<li><a href="{escape(here.address("guide", chapter=name))}">{escape(title)}</a></li>'
        for name, title in titles.items()
    )
    st.html(f'<nav class="chapters"><ul>{links}</ul></nav>')
with right, st.container(key="guide"):
    asked = context.wanted("chapter")
    name = asked if asked in chapters else next(iter(chapters))
    alt = _("{title}: how it looks with sample data", title=titles[name])
    picture = f"![{alt}]({guide_pictures.address(name, _.lang)})"
    st.markdown(f"{chapters[name]}\n\n{picture}")
