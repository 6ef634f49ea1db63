"""Every kind of map of points on a page of its own, to be looked at by a person.

.venv/bin/python -m tests.bench.points_gallery --out screenshots --sizes 1920x1080 390x844
"""

import argparse
import itertools
import os
import subprocess
import sys
import time
from pathlib import Path

KINDS = ("points", "many", "clusters", "hexes", "heat", "spots", "projector")
PORT = 8797
WORDS = [
    "给排水",
    "物业管理",
    "停车秩序",
    "环境卫生",
    "违法建设",
    "噪声扰民",
    "供暖",
    "路灯照明",
    "道路养护",
]


def main() -> int:
    options = parser().parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "streamlit", "run", __file__, f"--server.port={PORT}"]
    root = Path(__file__).resolve().parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    with subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.DEVNULL) as server:
        try:
            time.sleep(6)
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
                page.wait_for_timeout(3000)
                page.screenshot(path=options.out / f"{kind}-{size}-{scheme}-{lang}.png")
            strangers += recorder.outside + recorder.errors
    print(*strangers, sep="\n", file=sys.stderr)
    return 1 if strangers else 0


def records(count, cells, seed=1):
    """Made records that gather around three places, as the view "points" tells them."""
    import numpy as np
    import pandas as pd
    import shapely

    random = np.random.default_rng(seed)
    west, south, east, north = cells.bounds
    middles = random.uniform((west, south), (east, north), (3, 2))
    share = np.array([(east - west) / 9, (north - south) / 9])
    near = middles[random.integers(0, 3, count)] + random.normal(size=(count, 2)) * share
    evenly = random.uniform((west, south), (east, north), (count, 2))
    at = np.where(random.random((count, 1)) < 0.45, near, evenly)
    shapes = [shapely.MultiPolygon([(p[0], p[1:]) for p in ps]) for ps in cells.polygons]
    which, owner = shapely.STRtree(shapes).query(shapely.points(at), predicate="within")
    kinds = random.choice(WORDS, len(which), p=np.arange(len(WORDS), 0, -1) / 45)
    return pd.DataFrame(
        {
            "id": [f"GD{number:06d}" for number in range(len(which))],
            "longitude": at[which, 0],
            "latitude": at[which, 1],
            "kind": kinds,
            "area_code": np.array(cells.codes, dtype=object)[owner],
            "day": pd.Timestamp("2026-10-01")
            + pd.to_timedelta(random.integers(0, 31, len(which)), unit="D"),
            "records": 1,
        }
    )


def draw() -> None:
    """One map as Streamlit shows it; its kind and look stand in the address."""
    import streamlit as st

    from governance.app import style
    from governance.charts.chart_base import Look
    from governance.core import palette
    from governance.core.i18n import translator

    st.set_page_config(layout="wide")
    asked = st.query_params
    look = Look(translator(asked.get("lang", "zh")), palette.palette(asked.get("scheme") == "dark"))
    wide = int(asked.get("width", 1920)) - (64 if int(asked.get("width", 1920)) > 640 else 32)
    tall = int(asked.get("height", 1080)) - 150
    st.html(f"<style>{style.rules()}</style>" + style.colours(look.palette) + PLACED)
    made = KIND[asked.get("kind", "points")](look, (wide, tall))
    with st.container(key="stage"):
        st.pydeck_chart(made.deck, key="map", height=tall, on_select="rerun")
        st.html(made.legend)
    st.caption(" · ".join(made.said) + f" · {len(made.deck.to_json().encode()):,} bytes")


PLACED = """<style>.st-key-stage { position: relative; }
.st-key-stage [data-testid="stHtml"] {
  position: absolute; left: .5rem; bottom: .5rem; width: auto; z-index: 5;
}
header { display: none !important; }
[data-testid="stMainBlockContainer"] { padding-top: 1rem !important; }
</style>"""


def _made(look, box, count, **more):
    from governance.maps import camera
    from governance.maps.map_base import Stage
    from governance.maps.point_datasets import ShownPoints
    from tests.support import mapped

    cells = mapped.voronoi(195)
    stage = Stage(
        cells, camera.fit(cells.bounds, *box), look, box[0], box[1],
        parents=(mapped.grouped(cells, 4),), **{"is_named": False, **more},
    )  # fmt: skip
    left = {"none": 678, "placeholder": 9, "outside": 4}
    return stage, ShownPoints(records(count, cells), left, is_apart=True)


TITLE = "诉求 · 莲花街道 · 2026年10月"


def points(look, box, count=800, **more):
    from governance.maps import point_maps

    stage, found = _made(look, box, count, **more)
    return point_maps.signs(stage, found, "issues", "category", TITLE)


def many(look, box):
    return points(look, box, count=10_000)


def projector(look, box):
    return points(look, box, projector=True)


def clusters(look, box):
    from governance.maps import point_maps

    stage, found = _made(look, box, 12_345)
    return point_maps.circles(stage, found, TITLE)


def hexes(look, box):
    from governance.maps import point_maps

    stage, found = _made(look, box, 12_345)
    return point_maps.hexagons(stage, found, TITLE)


def heat(look, box):
    from governance.maps import point_maps

    stage, found = _made(look, box, 12_345, is_named=True)
    return point_maps.density(stage, found, TITLE)


def spots(look, box):
    from governance.maps import hotspots, point_maps
    from governance.maps.hotspot_layers import Subject

    stage, found = _made(look, box, 3_000)
    counts = found.frame["area_code"].value_counts()
    untold = [float("nan")] * 3
    values = [*untold, *(float(counts.get(code, 0)) for code in stage.cells.codes[3:])]
    tested = hotspots.find(stage.cells.codes, values, hotspots.find_neighbours(stage.cells))
    subject = Subject("每百户给排水诉求", "莲花街道", "grid_cell")
    return point_maps.cell_spots(stage, tested, TITLE, subject)


KIND = {
    "points": points, "many": many, "clusters": clusters, "hexes": hexes,
    "heat": heat, "spots": spots, "projector": projector,
}  # fmt: skip

if __name__ == "__main__":
    if "streamlit.runtime" in sys.modules and sys.modules["streamlit.runtime"].exists():
        draw()
    else:
        sys.exit(main())
