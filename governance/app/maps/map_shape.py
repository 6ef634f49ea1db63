"""A shape that is drawn on the map: what lies inside it, said beside the map and upon it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from governance.app import cache, context
from governance.app.context import Here
from governance.app.maps import area_map, map_sheet, point_map
from governance.app.maps.map_sheet import Picture
from governance.core.escaping import markdown, quoted
from governance.core.periods import Window
from governance.maps import drawn_shapes, map_options, point_datasets
from governance.maps.drawn_shapes import DrawnShape
from governance.maps.frames import Frame
from governance.maps.map_options import MapOptions
from governance.metrics import number_format, suppression
from governance.metrics.catalog import Metric
from governance.metrics.query import Query
from governance.receipts import figure_parts
from governance.receipts.figure_parts import Part, PartValue

# So many areas are named one by one.
NAMED = 4


@dataclass(frozen=True)
class Inside:
    """What a shape holds. found: of `total` points or areas so many. names: of the areas."""

    shape: DrawnShape
    figure: Query
    part: Part
    found: int
    total: int
    names: tuple[str, ...] = ()


def refusal(here: Here, frame: Frame, wanted: MapOptions, metric: Metric) -> str:
    """Why nothing can be added up inside a shape on such a map, "" where it can."""
    _, figure = here.translate, here.within(frame.area).figure(metric)
    is_sensitive = suppression.is_sensitive(metric, figure.dimensions)
    if wanted.kind == "kinds":
        return _("The kinds of areas are no figure that could be added up.")
    if wanted.kind not in map_options.OF_POINTS:
        return (
            _("This figure does not add up over areas.")
            if is_sensitive and metric.aggregate != "sum"
            else ""
        )
    if is_sensitive:
        return _("This figure tells of people in need: nothing is said of single places.")
    fact = point_map.offered(here)[point_map.chosen(here, metric)]
    if not point_datasets.follows(fact, metric, figure):
        return _("These points are not the records of the chosen metric.")
    return ""


def find(here: Here, frame: Frame, wanted: MapOptions, metric: Metric) -> Inside | None:
    """What the shape in the address holds; None, and why, where there is none or it cannot be."""
    text, _ = context.wanted("shape"), here.translate
    if not text:
        return None
    shape = drawn_shapes.parse(text)
    if shape is None:
        named = quoted(text[:80])
        said = _(
            "The shape in this link cannot be read: “{shape}”. Draw it on the map again.",
            shape=named,
        )
        st.warning(said)
        return None
    if refused := refusal(here, frame, wanted, metric):
        st.info(_("Nothing is added up inside the shape. {why}", why=refused))
        return None
    figure = here.within(frame.area).figure(metric)
    if wanted.kind in map_options.OF_POINTS:
        return _of_points(here, frame, metric, shape, figure)
    return _of_areas(here, frame, shape, figure)


def _of_points(
    here: Here, frame: Frame, metric: Metric, shape: DrawnShape, figure: Query
) -> Inside:
    fact = point_map.offered(here)[point_map.chosen(here, metric)]
    points = point_map.find(here, frame, fact, metric, apart=True).frame
    held = shape.contains(points["longitude"].to_numpy(float), points["latitude"].to_numpy(float))
    keys = figure_parts.keys(points[held]).tolist()
    return Inside(shape, figure, Part(keys=tuple(keys)), len(keys), len(points))


def _of_areas(here: Here, frame: Frame, shape: DrawnShape, figure: Query) -> Inside:
    cells = map_sheet.load_cells(here.warehouse, frame)
    held = shape.contains(cells.points[:, 0], cells.points[:, 1])
    codes, names = (
        tuple(one for one, is_in in zip(every, held, strict=True) if is_in)
        for every in (cells.codes, cells.names)
    )
    return Inside(shape, figure, Part(frame.level, codes), len(codes), len(cells), names)


def draw_on(here: Here, picture: Picture, inside: Inside | None, metric: Metric) -> Picture:
    """The picture with the shape on it, and what it holds among what is said of it."""
    if inside is None:
        return picture
    _, palette = here.translate, here.look.palette
    picture.deck.layers += drawn_shapes.layers(inside.shape, palette)
    value = cache.part_value(here.warehouse, inside.figure, inside.part)
    told = f"{_.pick(metric.title)} {amount(here, metric, value)}"
    line = _("Inside the shape: {value} ({of})", value=told, of=part_of(here, inside))
    return replace(picture, held=line, alt=f"{picture.alt} {line}")


def amount(here: Here, metric: Metric, value: PartValue) -> str:
    """What a part comes to in words; a rate by households of records alone is their number."""
    _ = here.translate
    if value.is_few:
        return _(number_format.FEW)
    if not value.adds_up:
        return _("does not add up")
    if value.value is None and metric.per and value.numerator is not None:
        return _("{n} records", n=number_format.number(value.records))
    return number_format.amount(value.value, metric, _)


def part_of(here: Here, inside: Inside) -> str:
    """Which part of what is on the map lies inside."""
    _, found, total = here.translate, *map(number_format.number, (inside.found, inside.total))
    if not inside.part.level:
        return _("{n} of the {total} records on the map", n=found, total=total)
    if 0 < inside.found <= NAMED:
        names = _(", ").join(inside.names)
        return _("{n} of {total} areas: {names}", n=found, total=total, names=names)
    return _("{n} of {total} areas, whose middle lies inside", n=found, total=total)


def named(here: Here, shape: DrawnShape) -> str:
    """The shape in words: a circle by its middle and radius, a ring by how many corners it has."""
    _, (lon, lat) = here.translate, shape.corners[0]
    if not shape.radius:
        return _("{n} corners", n=len(shape.corners))
    wide, middle = number_format.number(shape.radius), f"{lon:.5f}, {lat:.5f}"
    return _("a circle of {n} m around {middle}", n=wide, middle=middle)


def show(here: Here, inside: Inside, wanted: MapOptions, metric: Metric) -> None:
    """What the shape holds, the way to its records, its radius, and a way to be rid of it."""
    _ = here.translate
    with st.container(key="map_shape", border=True, gap="xxsmall"):
        st.caption(markdown(_("Inside the shape: {of}", of=part_of(here, inside))))
        for one, window in _asked(here, wanted, metric):
            figure = replace(inside.figure, metrics=(one.key,), windows=(window,))
            value = cache.part_value(here.warehouse, figure, inside.part)
            when = "" if window == here.scope.window else f" · {here.days(window)}"
            title = f"{number_format.unbroken(_.pick(one.title))}{when}"
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(f"**{markdown(amount(here, one, value))}** {markdown(title)}")
                _show_way(here, inside, one, value, is_now=not when)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            if inside.shape.radius:
                _pick_radius(here, inside.shape)
            st.button(
                _("Remove the shape"),
                icon=":material/close:",
                key="shape_off",
                type="tertiary",
                on_click=context.go,
                kwargs={"shape": ""},
            )


def _asked(here: Here, wanted: MapOptions, metric: Metric) -> Sequence[tuple[Metric, Window]]:
    """The metrics and windows that such a map shows."""
    now, then = here.scope.window, here.scope.other
    if wanted.kind == "two":
        return [(metric, now), (area_map.second(here, wanted, metric), now)]
    return [(metric, now), (metric, then)] if wanted.kind == "change" and then else [(metric, now)]


def _show_way(
    here: Here, inside: Inside, metric: Metric, value: PartValue, *, is_now: bool
) -> None:
    """The link to exactly the records inside."""
    if not is_now or value.is_few or not value.adds_up or not value.records:
        return
    _, count = here.translate, number_format.number(value.records)
    text = _("{n} records →", n=count)
    asked = {"metric": metric.key, "area": inside.figure.area, "shape": inside.shape.text}
    here.show_link(text, "receipt", **asked)


def _pick_radius(here: Here, shape: DrawnShape) -> None:
    """A circle's radius in metres, without a pointer."""
    _ = here.translate
    st.session_state["shape_radius"] = shape.radius

    def keep() -> None:
        context.go(shape=replace(shape, radius=int(st.session_state["shape_radius"])).text)

    st.number_input(
        _("Radius in metres"),
        drawn_shapes.NARROWEST,
        drawn_shapes.WIDEST,
        step=50,
        key="shape_radius",
        on_change=keep,
        width=160,
    )
