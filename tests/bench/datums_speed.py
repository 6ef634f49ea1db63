"""How long it takes to bring points to WGS84, and how far from the truth they then are.

python -m tests.bench.datums_speed [--points 10000000]
"""

import argparse
import resource
import time

import numpy as np

from governance.ingest.geo import datums
from tests.ingest.test_datums import IN_CHINA, exactly, farthest, scattered


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=10_000_000)
    count = parser.parse_args().points
    lon, lat = scattered(count)
    print(f"{count:,} points between {IN_CHINA}, 1 thread")
    for crs in (datums.GCJ02, datums.BD09):
        x, y = datums.from_wgs84(lon, lat, crs)
        wall, cpu = time.perf_counter(), time.process_time()
        found = datums.to_wgs84(x, y, crs)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        off = farthest(found, (lon, lat))
        x, y = x[:20_000], y[:20_000]
        oracle = farthest(datums.to_wgs84(x, y, crs), exactly(x, y, crs))
        print(f"{crs}: {cpu:.2f} s CPU, {wall:.2f} s; at most {off * 1000:.2f} mm from the truth,")
        print(f"  {oracle * 1000:.2f} mm from prcoords (20,000 of them)")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:,.0f} MB, of which the points {lon.nbytes * 8 / 2**20:,.0f} MB")


if __name__ == "__main__":
    with np.errstate(all="raise"):
        main()
