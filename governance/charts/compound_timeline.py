"""What happened at a compound as marks on lanes: from complaint to result, and back again."""

import pandas as pd

from governance.charts import chart_base
from governance.charts.chart_base import Figure, Look
from governance.core import dates
from governance.metrics.segments import EVENTS

LANE, EDGES = 34, 56  # pixels
# Marks of one day lie over each other, and are still seen to be several.
OPACITY = 0.6


def figure(events: pd.DataFrame, shown: pd.DataFrame, look: Look) -> Figure:
    """The view compound_events on lanes in the order of EVENTS; a mark's number is its row's.

    shown: the same in words, of which a mark says day, event, matter and outcome.
    """
    _, palette = look.translate, look.palette
    lanes = [_(text) for text in EVENTS.values()]
    said = shown.drop(columns=shown.columns[0]).fillna("").astype(str)
    days = [dates.day(pd.Timestamp(day).date(), _.lang) for day in events["day"]]
    hovers = [
        "<br>".join(filter(None, (day, *texts)))
        for day, texts in zip(days, said.itertuples(index=False), strict=True)
    ]
    is_back = events["event"].eq("rebound")
    marks = {
        "type": "scatter",
        "mode": "markers",
        "x": [pd.Timestamp(day).date().isoformat() for day in events["day"]],
        "y": [_(EVENTS[name]) for name in events["event"]],
        "hovertext": hovers,
        "hoverinfo": "text",
        "marker": {
            "size": 12,
            "opacity": OPACITY,
            "color": is_back.map({True: palette.bad, False: palette.accent}).tolist(),
            "symbol": is_back.map({True: "diamond", False: "circle"}).tolist(),
        },
    }
    order = {"categoryorder": "array", "categoryarray": lanes[::-1]}
    # A lane without a mark stays: that nobody came or met is part of the story.
    reach = {"range": [-0.6, len(lanes) - 0.4], "type": "category", "showgrid": True}
    layout = chart_base.layout(look, LANE * len(lanes) + EDGES) | {
        "xaxis": chart_base.axis(look, type="date", tickformat="%Y-%m"),
        "yaxis": chart_base.axis(look, **order, **reach),
        "showlegend": False,
    }
    return {"data": [marks], "layout": layout}
