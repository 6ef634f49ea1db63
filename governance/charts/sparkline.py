"""A sparkline as an image: gaps where months have no value, a dot on the last one."""

from base64 import b64encode
from collections.abc import Sequence
from html import escape

WIDTH, HEIGHT, MARGIN = 120, 32, 4
# Strokes keep their width however far the box stretches the picture.
STROKE = (
    'fill="none" stroke-linecap="round" stroke-linejoin="round" vector-effect="non-scaling-stroke"'
)


def image(values: Sequence[float | None], colour: str, alt: str) -> str:
    """An <img> that fills its box: Streamlit strips <svg> from pages, and an image has an alt."""
    data = b64encode(svg(values, colour).encode()).decode()
    return f'<img src="data:image/svg+xml;base64,{data}" alt="{escape(alt)}" title="{escape(alt)}">'


def svg(values: Sequence[float | None], colour: str) -> str:
    """The values as lines through the known months, lowest at the bottom, highest on top."""
    points = _points(values)
    lines = "".join(f'<polyline points="{_text(run)}"/>' for run in _runs(points))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
        f' preserveAspectRatio="none"><g {STROKE} stroke="{escape(colour)}" stroke-width="1.6">'
        f"{lines}{_end(points)}</g></svg>"
    )


def _points(values: Sequence[float | None]) -> list[tuple[float, float] | None]:
    known = [value for value in values if value is not None]
    low = min(known, default=0.0)
    span = (max(known, default=0.0) - low) or 1.0
    middle = 0.5 if known and min(known) == max(known) else 0.0
    step = (WIDTH - 2 * MARGIN) / max(len(values) - 1, 1)
    tall = HEIGHT - 2 * MARGIN
    return [
        None
        if value is None
        else (MARGIN + index * step, HEIGHT - MARGIN - ((value - low) / span + middle) * tall)
        for index, value in enumerate(values)
    ]


def _runs(points: Sequence[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    """The points without gaps between them; a lone one twice, so that it shows as a dot."""
    runs: list[list[tuple[float, float]]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run if len(run) > 1 else run * 2 for run in runs if run]


def _end(points: Sequence[tuple[float, float] | None]) -> str:
    """A dot on the last month, if it has a value: a line of no length with a round end."""
    if not points or points[-1] is None:
        return ""
    return f'<polyline stroke-width="6" points="{_text([points[-1]] * 2)}"/>'


def _text(run: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in run)
