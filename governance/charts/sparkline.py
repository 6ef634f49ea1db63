"""A sparkline as an image: gaps where months have no value, a dot on the last one."""

from base64 import b64encode
from collections.abc import Sequence
from html import escape

from governance.charts.model import runs

WIDTH, HEIGHT, MARGIN = 120, 32, 4
# Strokes keep their width and dots their form however far the box stretches the picture: each
# line says so itself, since it is not inherited.
STROKE = (
    'fill="none" stroke-linecap="round" stroke-linejoin="round" vector-effect="non-scaling-stroke"'
)


def image(values: Sequence[float | None], colour: str, alt: str, dot: str = "") -> str:
    """An <img> that fills its box: Streamlit strips <svg> from pages, and an image has an alt.

    dot: the colour of the last month's, where it is another than the line's.
    """
    data = b64encode(svg(values, colour, dot).encode()).decode()
    return f'<img src="data:image/svg+xml;base64,{data}" alt="{escape(alt)}" title="{escape(alt)}">'


def svg(values: Sequence[float | None], colour: str, dot: str = "") -> str:
    """The values as lines through the known months, lowest at the bottom, highest on top."""
    known = [value for value in values if value is not None]
    low, high = min(known, default=0.0), max(known, default=0.0)
    step = (WIDTH - 2 * MARGIN) / max(len(values) - 1, 1)

    def spot(place: int, value: float) -> str:
        share = (value - low) / (high - low) if high > low else 0.5
        return f"{MARGIN + place * step:.1f},{HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN):.1f}"

    rows = [[spot(place, value) for place, value in run] for run in runs(values)]
    # A lone month stands twice, so that it shows as a dot; so does the last, if it has a value.
    drawn = [_line(row if row[1:] else row * 2, colour, 1.6) for row in rows]
    if values and values[-1] is not None:
        drawn.append(_line(rows[-1][-1:] * 2, dot or colour, 6))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
        f' preserveAspectRatio="none">{"".join(drawn)}</svg>'
    )


def _line(spots: Sequence[str], colour: str, width: float) -> str:
    """A path, since a <polyline> of one spot twice has no length to put a round end to."""
    points = "L".join(spots)
    return f'<path d="M{points}" {STROKE} stroke="{escape(colour)}" stroke-width="{width}"/>'
