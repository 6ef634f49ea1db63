"""A chart of a slide as a live Plotly figure: the numbers that the files have, to be pointed at."""

from collections.abc import Iterator

from governance import figures
from governance.briefings import drawing
from governance.briefings.content import Chart, Series
from governance.figures import Figure, Look
from governance.palette import mix, series

# Plotly's marks by judgement: shape and colour say the same.
SYMBOLS = {"better": "triangle-up", "worse": "diamond"}
SAID = "%{customdata[1]}<br><b>%{customdata[2]}</b>"
# What is not chosen stays as it is: the chosen mark is told in words.
ALIKE = {"selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 1}}}
# Categories below each other that need their labels slanted.
CROWDED = 12


def figure(given: Chart, look: Look, box: tuple[int, int], letters: float) -> Figure:
    """The chart in a box of pixels, its type so many pixels high.

    Every mark that can be clicked has as `customdata` what it stands for and its number in words.
    """
    made = _bars(given, look, letters) if given.form == "bars" else _lines(given, look, letters)
    width, height = box
    layout = figures.layout(look, height)
    layout |= {
        "width": width,
        "font": {"size": letters, "color": look.palette.text},
        "hoverlabel": {"align": "left", "font": {"size": letters}},
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8, "pad": letters / 3} | made.get("room", {}),
        "clickmode": "event+select",
    }
    font = {"size": letters, "color": look.palette.text}
    layout["legend"] = layout["legend"] | {"font": font, "itemwidth": max(letters * 2.2, 30)}
    return {"data": made["data"], "layout": layout | made["layout"]}


def colour(tone: str, look: Look) -> str:
    """The theme's colour of a judgement."""
    known = look.palette
    return {
        "better": known.good,
        "worse": known.bad,
        "missed": known.bad,
        "alike": mix(known.muted, known.background, 0.55),
    }.get(tone, known.accent)


def _bars(given: Chart, look: Look, letters: float) -> Figure:
    one = given.series[0]
    texts = [drawing.number(value, given, look.translate) for value in one.values]
    font = {"size": letters, "color": look.palette.text}
    tones = one.tones or ("value",) * len(one.values)
    places = _places(given)
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": places,
        "x": [0 if value is None else value for value in one.values],
        "customdata": [list(row) for row in zip(given.codes, given.categories, texts, strict=True)],
        "marker": {"color": [colour(tone or "alike", look) for tone in tones]},
        "hovertemplate": SAID + "<extra></extra>",
        **ALIKE,
    }
    names = {"tickvals": places, "ticktext": list(given.categories), "autorange": "reversed"}
    layout = {
        "xaxis": figures.axis(look, showticklabels=False, showgrid=False, rangemode="tozero"),
        "yaxis": figures.axis(look, **names, tickfont=font),
        # Beside the bars and not at their ends, where the line across would strike them through.
        "annotations": [_number(*pair, font) for pair in zip(places, texts, strict=True)],
        "shapes": [] if given.rule is None else [_rule(given.rule, look, letters)],
        "showlegend": False,
        "bargap": 0.36,
    }
    room = {"r": letters * (1 + 0.62 * max(map(len, texts), default=0))}
    return {"data": [bars], "layout": layout, "room": room}


def _number(place: str, text: str, font: Figure) -> Figure:
    right = {"x": 1.01, "xref": "paper", "xanchor": "left"}
    return {**right, "y": place, "text": text, "font": font, "showarrow": False}


def _rule(at: float, look: Look, letters: float) -> Figure:
    line = {"color": look.palette.text, "width": max(letters / 9, 1.5), "dash": "dash"}
    place = {"x0": at, "x1": at, "y0": 0, "y1": 1, "yref": "paper"}
    return {"type": "line", "layer": "above", "line": line, **place}


def _lines(given: Chart, look: Look, letters: float) -> Figure:
    suffix = "%" if given.unit == "%" else ""
    axes = {
        "xaxis": figures.axis(
            look,
            type="category",
            categoryorder="array",
            categoryarray=_places(given),
            tickvals=_places(given),
            ticktext=drawing.axis_labels(given),
            tickangle=-40 if len(given.codes) > CROWDED else 0,
            tickfont={"size": letters * 0.9, "color": look.palette.text},
        ),
        "yaxis": figures.axis(
            look,
            ticksuffix=suffix,
            tickformat=",~f",
            nticks=figures.TICKS,
            range=drawing.reach(given),
            tickfont={"size": letters, "color": look.palette.text},
        ),
    }
    return {"data": list(_traces(given, look, letters)), "layout": axes}


def _places(given: Chart) -> list[str]:
    """What Plotly knows the categories by: two may have one name."""
    return [f"{place}·{code}" for place, code in enumerate(given.codes)]


def _traces(given: Chart, look: Look, letters: float) -> Iterator[Figure]:
    colours = iter(series(look.palette))
    for one in given.series:
        if one.kind == "rule":
            yield _dashed(given, one, look, letters, "dot")
        elif one.kind == "dots":
            yield _dots(given, one, look, letters)
        else:
            yield _values(given, one, next(colours, look.palette.accent), look, letters)
    if given.rule is not None:
        wide = Series(given.ruled, "rule", (given.rule,) * len(given.codes))
        yield _dashed(given, wide, look, letters, "dash")


def _values(given: Chart, one: Series, ink: str, look: Look, letters: float) -> Figure:
    return {
        **_scatter(given, one, look),
        "mode": "lines+markers",
        "connectgaps": False,
        "line": {"color": ink, "width": letters / 6},
        "marker": {"color": ink, "size": letters * 0.6},
    }


def _dots(given: Chart, one: Series, look: Look, letters: float) -> Figure:
    tone = next((tone for tone in one.tones if tone), "")
    ink = colour(tone, look)
    mark = {"color": ink, "size": letters * 0.95, "symbol": SYMBOLS.get(tone, "square")}
    return {**_scatter(given, one, look), "mode": "markers", "marker": mark}


def _dashed(given: Chart, one: Series, look: Look, letters: float, dash: str) -> Figure:
    ink = look.palette.text if dash == "dash" else look.palette.muted
    line = {"color": ink, "width": letters / 9, "dash": dash}
    still = {"hoverinfo": "skip", "hovertemplate": None}
    return {**_scatter(given, one, look), **still, "mode": "lines", "line": line}


def _scatter(given: Chart, one: Series, look: Look) -> Figure:
    texts = [drawing.number(value, given, look.translate) for value in one.values]
    return {
        "type": "scatter",
        "name": one.name,
        "x": _places(given),
        "y": list(one.values),
        "customdata": [list(row) for row in zip(given.codes, given.categories, texts, strict=True)],
        "hovertemplate": SAID + "<extra>%{fullData.name}</extra>",
        **ALIKE,
    }
