"""Every kind of map on a page of its own, to be looked at by a person.

.venv/bin/python -m tests.bench.map_gallery --out screenshots --sizes 1920x1080 390x844
"""

import argparse
import itertools
import os
import subprocess
import sys
import time
from pathlib import Path

KINDS = (
    "quantiles", "grids", "columns", "bivariate", "difference", "suppressed",
    "projector", "dense", "sample", "micro", "wall",
)  # fmt: skip
PORT = 8793


def main() -> int:
    options = parser().parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "streamlit", "run", __file__, f"--server.port={PORT}"]
    root = Path(__file__).resolve().parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    with subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.DEVNULL) as server:
        try:
            time.sleep(4)
            return shoot(options)
        finally:
            server.terminate()


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    top.add_argument("--out", type=Path, default=Path("screenshots"))
    top.add_argument("--kinds", nargs="+", default=KINDS)
    top.add_argument("--langs", nargs="+", default=["zh", "en"])
    top.add_argument("--schemes", nargs="+", default=["light", "dark"])
    top.add_argument("--sizes", nargs="+", default=["1920x1080", "390x844"])
    return top


def shoot(options: argparse.Namespace) -> int:
    from playwright.sync_api import sync_playwright

    from tests.browser.chromium import Look, Recorder, launch

    strangers: list[str] = []
    with sync_playwright() as playwright, launch(playwright) as browser:
        looks = itertools.product(options.schemes, options.sizes, options.langs, options.kinds)
        for scheme, size, lang, kind in looks:
            width, height = map(int, size.split("x"))
            recorder = Recorder()
            with Look("zh-CN", scheme, width, height).context(browser) as context:
                recorder.listen(context)
                page = context.new_page()
                page.goto(
                    f"http://127.0.0.1:{PORT}/?kind={kind}&lang={lang}&scheme={scheme}"
                    f"&width={width}&height={height}"
                )
                page.get_by_test_id("stDeckGlJsonChart").locator("canvas").first.wait_for()
                page.wait_for_timeout(2500)
                page.screenshot(path=options.out / f"{kind}-{size}-{scheme}-{lang}.png")
            strangers += recorder.outside + recorder.errors
    print(*strangers, sep="\n", file=sys.stderr)
    return 1 if strangers else 0


def draw() -> None:
    """One map as Streamlit shows it; its kind and look stand in the address."""
    import streamlit as st

    from governance.app import style
    from governance.charts.chart_base import Look
    from governance.core import palette
    from governance.core.i18n import translator
    from governance.metrics import catalog

    st.set_page_config(layout="wide")
    asked = st.query_params
    look = Look(translator(asked.get("lang", "zh")), palette.palette(asked.get("scheme") == "dark"))
    wide = int(asked.get("width", 1920)) - (64 if int(asked.get("width", 1920)) > 640 else 32)
    tall = int(asked.get("height", 1080)) - 90
    st.html(f"<style>{style.rules()}</style>" + style.colours(look.palette) + PLACED)
    made, text = KIND[asked.get("kind", "quantiles")](catalog.load(), look, (wide, tall))
    with st.container(key="stage"):
        st.pydeck_chart(made.deck, key="map", height=made_height(made, tall), on_select="rerun")
        st.html(text)
    st.caption(f"{len(made.deck.to_json().encode()):,} bytes")


PLACED = """<style>
.st-key-stage { position: relative; }
.st-key-stage [data-testid="stHtml"] {
  position: absolute; left: .5rem; bottom: .5rem; width: auto; z-index: 5;
}
header { display: none !important; }
[data-testid="stMainBlockContainer"] { padding-top: 1rem !important; }
</style>"""


def made_height(made, tall):
    return 260 if made.deck.views[0].controller is False else tall


def _stage(cells, look, box, **more):
    from governance.maps import camera
    from governance.maps.map_base import Stage

    tilted = more.pop("tilted", False)
    view = camera.fit(cells.bounds, *box, tilted=tilted)
    return Stage(cells, view, look, *box, **more)


def _numbers(known):
    return [value.value for value in known.values()]


def quantiles(metrics, look, box, **more):
    from governance.maps import choropleths, classes, legend
    from tests.support import mapped

    cells, metric = mapped.streets(), metrics["visits"]
    known = mapped.amounts(cells, high=40)
    scale = classes.scale(_numbers(known), metric, look)
    drawn = choropleths.choropleth(
        _stage(cells, look, box, chosen=cells.codes[30], **more), known, metric, scale
    )
    title = f"{look.translate.pick(metric.title)} · 2026-10"
    large = more.get("projector", False)
    return drawn, legend.html(title, metric, scale, drawn.tally, look, projector=large)


def projector(metrics, look, box):
    return quantiles(metrics, look, box, projector=True)


def grids(metrics, look, box, count=195, shape="flat", **more):
    from governance.maps import choropleths, classes, legend
    from governance.metrics import number_format
    from tests.support import mapped

    cells, metric = mapped.voronoi(count), metrics["visits"]
    known = mapped.amounts(cells, high=200)
    scale = classes.scale(_numbers(known), metric, look, method="natural", count=7)
    stage = _stage(cells, look, box, parents=(mapped.grouped(cells, 4),), **more)
    drawn = choropleths.choropleth(stage, known, metric, scale, shape=shape)
    title = f"{look.translate.pick(metric.title)} · 2026-10"
    about = [] if shape == "flat" else [number_format.exact(drawn.most, metric, look.translate)]
    text = legend.html(title, metric, scale, drawn.tally, look, about=about)
    return drawn, text


def columns(metrics, look, box):
    return grids(metrics, look, box, count=60, shape="columns", tilted=True)


def dense(metrics, look, box):
    return grids(metrics, look, box, count=1000)


def bivariate(metrics, look, box):
    from governance.maps import choropleths, classes, legend
    from tests.support import mapped

    cells, pair = mapped.streets(), (metrics["visits"], metrics["on_time_rate"])
    first, second = mapped.amounts(cells), mapped.amounts(cells, seed=2, zeros=0)
    scales = [
        classes.thirds(_numbers(known), metric, look)
        for known, metric in zip((first, second), pair, strict=True)
    ]
    drawn = choropleths.bivariate(
        _stage(cells, look, box), (first, pair[0], scales[0]), (second, pair[1], scales[1])
    )
    titles = ("走访与按期结案率", "北京 · 2026-10")
    return drawn, legend.pair(titles, pair, (scales[0], scales[1]), drawn.tally, look)


def difference(metrics, look, box):
    from governance.maps import cell_values, choropleths, classes, legend
    from tests.support import mapped

    cells, metric = mapped.streets(), metrics["on_time_rate"]
    now, then = mapped.amounts(cells, zeros=0), mapped.amounts(cells, seed=2, zeros=0)
    found = cell_values.changed_values(now, then)
    scale = classes.scale(found.values(), metric, look, diverging=True, count=7)
    drawn = choropleths.difference(
        _stage(cells, look, box), (now, then), scale, (now, then), metric
    )
    title = f"{look.translate.pick(metric.title)} · 2026-10 − 2026-09"
    return drawn, legend.html(title, metric, scale, drawn.tally, look)


def suppressed(metrics, look, box):
    from governance.maps import choropleths, classes, legend
    from tests.support import mapped

    cells, metric = mapped.voronoi(40), metrics["overdue_key_visits"]
    known = mapped.amounts(cells, high=12, missing=0.15, zeros=0.15)
    told = [v.value for v in known.values() if v.value is None or v.value >= 5 or v.value == 0]
    scale = classes.scale(told, metric, look, method="equal", count=4)
    drawn = choropleths.choropleth(_stage(cells, look, box), known, metric, scale)
    title = f"{look.translate.pick(metric.title)} · 2026-10"
    return drawn, legend.html(title, metric, scale, drawn.tally, look)


def sample(metrics, look, box, level="grid_cell", above=("community",), **more):
    """莲花街道 as the sample's warehouse has it."""
    import duckdb

    from governance.core import sql
    from governance.core.contracts import PROJECT
    from governance.maps import cells, choropleths, classes, legend
    from tests.support import mapped

    con = duckdb.connect(str(PROJECT / "data" / "warehouse" / "current.duckdb"), read_only=True)
    query = sql.text("views", "cells")
    drawn, *parents = (
        cells.from_frame(con.execute(query, {"frame": "500113011", "level": one}).df())
        for one in (level, *above)
    )
    metric, known = metrics["visits"], mapped.amounts(drawn, high=90)
    scale = classes.scale(_numbers(known), metric, look)
    stage = _stage(drawn, look, box, parents=tuple(parents), chosen=drawn.codes[40], **more)
    found = choropleths.choropleth(stage, known, metric, scale)
    title = f"{look.translate.pick(metric.title)} · 莲花街道 · 2026-10"
    large = more.get("projector", False)
    return found, legend.html(title, metric, scale, found.tally, look, projector=large)


def micro(metrics, look, box):
    return sample(metrics, look, box, "micro_grid", ("grid_cell", "community"))


def wall(metrics, look, box):
    return sample(metrics, look, box, projector=True)


KIND = {
    "sample": sample, "micro": micro, "wall": wall,
    "quantiles": quantiles, "grids": grids, "columns": columns,
    "bivariate": bivariate, "difference": difference, "suppressed": suppressed,
    "projector": projector, "dense": dense,
}  # fmt: skip

if __name__ == "__main__":
    if "streamlit.runtime" in sys.modules and sys.modules["streamlit.runtime"].exists():
        draw()
    else:
        sys.exit(main())
