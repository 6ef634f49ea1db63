"""What maps of 1,000 to 100,000 points cost: the server's time, and the bytes that a page gets.

.venv/bin/python -m tests.points_speed [--counts 1000 10000 100000] [--browser]
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

COUNTS = (1_000, 10_000, 100_000)
KINDS = ("points", "clusters", "hexes", "heat", "hexspots")
RUNS = 5
PORT = 8798
BOX = (1200, 800)


def main() -> int:
    options = parser().parse_args()
    print(f"{'kind':<10}{'points':>9}{'query ms':>10}{'draw ms':>9}{'bytes':>11}")
    for count in options.counts:
        measured(count)
    return in_browser(options.counts) if options.browser else 0


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    top.add_argument("--counts", nargs="+", type=int, default=COUNTS)
    top.add_argument("--browser", action="store_true", help="and the time until a map is drawn")
    return top


def measured(count: int) -> None:
    """The middle of RUNS of each kind, by the processor's own time."""
    con = facts_of(count)
    for kind in KINDS:
        query = median(lambda kind=kind: asked(con, kind))
        found = asked(con, kind)
        draw = median(lambda kind=kind, found=found: drawn(kind, found).deck.to_json())
        size = drawn(kind, found).deck.size
        print(f"{kind:<10}{count:>9,}{query:>10.0f}{draw:>9.0f}{size:>11,}", flush=True)


def median(run) -> float:
    times = []
    for _ in range(RUNS):
        begun = time.process_time()
        run()
        times.append((time.process_time() - begun) * 1000)
    return statistics.median(times)


def cells():
    from tests import mapped

    return mapped.voronoi(195)


def facts_of(count: int):
    """A database with so many issues at random places, some without a point, some shifted."""
    import duckdb

    from tests.points_gallery import records

    frame = records(round(count * 1.1), cells()).head(count)
    frame = frame.rename(columns={"id": "issue_id", "kind": "category", "day": "reported_day"})
    frame = frame.assign(file_id=1, row_number=range(len(frame)), is_duplicate=False)
    frame["faults"] = None
    frame.loc[::200, "faults"] = ",longitude,"
    con = duckdb.connect()
    con.register("made", frame)
    con.execute("create table issues as select * from made")
    con.execute(
        "create table area_rollup as select distinct area_code, 'all' ancestor_code from made"
    )
    con.execute(
        "create table row_problems as select file_id, row_number, 'longitude' column_name, "
        "'outside_area' problem from made where faults is not null"
    )
    return con


def asked(con, kind):
    """What the view answers: one by one, or in squares for hexagons and density."""
    import datetime as dt

    from governance import sql
    from governance.asked import Scope
    from governance.maps import facts, hexes, shown

    scope = Scope(
        "all", "all", dt.date(2026, 10, 1), dt.date(2026, 11, 1), "custom", "previous", "zh"
    )
    more = {}
    if kind not in ("points", "clusters"):
        more = {"apart": False, "step": hexes.step(hexes.resolution(cells_once().bounds))}
    parameters = facts.asked(facts.FACTS["issues"], scope, **more)
    return shown.of(con.execute(sql.text("views", "points"), parameters).df())


_CELLS = []


def cells_once():
    if not _CELLS:
        _CELLS.append(cells())
    return _CELLS[0]


def drawn(kind, found):
    from governance.figures import Look
    from governance.i18n import translator
    from governance.maps import camera, pointmaps
    from governance.maps.spots import Subject
    from governance.maps.stage import Stage
    from governance.palette import palette

    look = Look(translator("zh"), palette(dark=False))
    area = cells_once()
    stage = Stage(area, camera.fit(area.bounds, *BOX), look, *BOX, is_named=False)
    if kind == "points":
        return pointmaps.signs(stage, found, "issues", "category", "T")
    if kind == "hexspots":
        return pointmaps.hexagon_spots(stage, found, "T", Subject("T", "T", ""))
    makers = {
        "clusters": pointmaps.circles, "hexes": pointmaps.hexagons, "heat": pointmaps.density,
    }  # fmt: skip
    return makers[kind](stage, found, "T")


# First paint: Streamlit sends a map, and the page draws it.


def in_browser(counts) -> int:
    from playwright.sync_api import sync_playwright

    from tests.browser.chromium import Look, launch

    command = [sys.executable, "-m", "streamlit", "run", __file__, f"--server.port={PORT}"]
    root = Path(__file__).resolve().parent.parent
    environment = {**os.environ, "PYTHONPATH": str(root)}
    print(f"\n{'kind':<10}{'points':>9}{'click to picture ms':>21}{'browser CPU ms':>16}")
    with subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.DEVNULL) as server:
        try:
            time.sleep(6)
            with sync_playwright() as playwright, launch(playwright) as browser:
                for count in counts:
                    for kind in KINDS:
                        with Look().context(browser) as context:
                            took, cpu = painted(context.new_page(), kind, count)
                        print(f"{kind:<10}{count:>9,}{took:>21,.0f}{cpu:>16,.0f}", flush=True)
        finally:
            server.terminate()
    return 0


PAINTED = """async () => {
    const still = () => new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)));
    const canvas = () => document.querySelector('[data-testid="stDeckGlJsonChart"] canvas');
    while (!canvas() || !document.body.innerText.includes('drawn')) await still();
    // Drawn when no frame has taken long for a while: the layers are made between frames.
    let quiet = 0, last = performance.now();
    while (quiet < 12) {
        await still();
        const now = performance.now();
        quiet = now - last < 60 ? quiet + 1 : 0;
        last = now;
    }
    return performance.now() - window.asked;
}"""


def painted(page, kind, count) -> tuple[float, float]:
    """Milliseconds from the click that asks for the map until frames are short again.

    And the processor's time that the browser took for it, its drawing without a GPU among it.
    """
    page.goto(f"http://127.0.0.1:{PORT}/?kind={kind}&count={count}")
    button = page.get_by_role("button", name="draw")
    button.wait_for(timeout=60_000)
    page.get_by_test_id("stDeckGlJsonChart").locator("canvas").first.wait_for()
    page.wait_for_timeout(1500)
    page.evaluate("() => { window.asked = performance.now(); }")
    before = processor()
    button.click()
    took = page.evaluate(PAINTED)
    page.wait_for_timeout(300)
    return took, processor() - before


def processor() -> float:
    """Milliseconds of the processor that this process's browser has had so far."""
    parents, names, times = {}, {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            head, _, tail = stat.read_text().rpartition(")")
        except OSError:
            continue  # it has ended meanwhile
        parts, one = tail.split(), int(stat.parent.name)
        parents[one], names[one] = int(parts[1]), head
        times[one] = int(parts[11]) + int(parts[12])

    def ours(one):
        while one in parents and one != os.getpid():
            one = parents[one]
        return one == os.getpid()

    mine = [one for one in parents if "chrom" in names[one] and ours(one)]
    return sum(times[one] for one in mine) * 1000 / os.sysconf("SC_CLK_TCK")


def show() -> None:
    """The page behind in_browser: a map is there, and its layers change on a click."""
    import streamlit as st

    st.set_page_config(layout="wide")
    kind, count = st.query_params["kind"], int(st.query_params["count"])
    found = answered(kind, count)
    asked_for = st.button("draw")
    shown = found if asked_for else answered("points", 20)
    st.pydeck_chart(drawn(kind if asked_for else "points", shown).deck, key="map", height=BOX[1])
    if asked_for:
        st.write("drawn")


def answered(kind, count):
    import streamlit as st

    return st.cache_resource(lambda kind, count: asked(facts_of(count), kind))(kind, count)


if __name__ == "__main__":
    if "streamlit.runtime" in sys.modules and sys.modules["streamlit.runtime"].exists():
        show()
    else:
        sys.exit(main())
