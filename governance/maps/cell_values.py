"""What each cell of a map says: its colour, its text, or why it has no value to show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from governance.charts import kpi_cards
from governance.charts.chart_base import Look
from governance.core.i18n import Translator, mark
from governance.maps import colour_ramps
from governance.maps.classes import Scale
from governance.metrics import number_format
from governance.metrics.catalog import Metric
from governance.metrics.metric_values import NOTHING, Value

RATE = 1  # decimals of a count by households
Kind = Literal["class", "zero", "no_data", "suppressed", "uncompared"]
Known = Mapping[str, Value]
# The rate of an area with too few households (household_rates): there is one, and it says nothing.
UNCOMPARED = Value(has_data=True, units=1)
UNCOMPARED_TEXT = mark("Too few households to compare")


@dataclass(frozen=True)
class Shade:
    """One cell: #rrggbb, the text beside its name, and what kind of colour it is.

    place: the class, of a bivariate map row × 3 + column; -1 for none. size: the value, 0.0 for
    none, which columns are as high as. mark: the value as it stands on the map, "" for none.
    """

    colour: str
    text: str
    kind: Kind
    place: int = -1
    size: float = 0.0
    mark: str = ""


@dataclass(frozen=True)
class Tally:
    """How many areas a map shows in each class and beside the classes.

    left_out: areas without a boundary.
    """

    classes: tuple[int, ...]
    zero: int = 0
    no_data: int = 0
    suppressed: int = 0
    uncompared: int = 0
    left_out: int = 0


def classify(
    codes: Sequence[str], values: Known, metric: Metric, scale: Scale, look: Look
) -> list[Shade]:
    """One metric: the class of each area's value, in the order of the codes."""
    return [_shade(values.get(code, NOTHING), metric, scale, look) for code in codes]


def _shade(value: Value, metric: Metric, scale: Scale, look: Look) -> Shade:
    if (bare := _missing_shade(value, look)) or value.value is None:
        return bare or _no_data(value, look)
    text = number_format.exact(value.value, metric, look.translate)
    mark = number_format.short(value.value, metric, look.translate.lang)
    return replace(_classed(value.value, text, scale), mark=mark)


def count_shades(
    counts: Known, metric: Metric, rated: Sequence[Shade], codes: Sequence[str], look: Look
) -> list[Shade]:
    """Areas in the colours of their rates, their texts beginning with the counts themselves.

    rated: the shades of the rates, none where no rate is known: then areas have no colour.
    """
    bare = Shade(look.palette.surface, "", "class")
    given = zip(codes, rated or [bare] * len(codes), strict=True)
    return [_counted(counts.get(code, NOTHING), metric, shade, look) for code, shade in given]


def _counted(value: Value, metric: Metric, shade: Shade, look: Look) -> Shade:
    if (bare := _missing_shade(value, look)) or value.value is None:
        return bare or _no_data(value, look)
    _ = look.translate
    count, mark = number_format.exact(value.value, metric, _), ""
    if round(value.value, metric.decimals) == 0:
        mark = number_format.short(value.value, metric, _.lang)
    size = number_format.number(shade.size, RATE)
    rate = _("{rate} per 1,000 households", rate=size) if shade.text else ""
    rate = shade.text if shade.kind == "uncompared" else rate
    text = "\n".join(filter(None, (count, rate)))
    return replace(shade, text=text, size=value.value, mark=mark)


def _classed(number: float, text: str, scale: Scale) -> Shade:
    colour = scale.colour(number)
    if scale.zero and colour == scale.zero:
        return Shade(colour, text, "zero")
    return Shade(colour, text, "class", scale.place(number), number)


def _missing_shade(value: Value, look: Look) -> Shade | None:
    """The shade of an area whose number is missing or suppressed; None of any other."""
    if value.is_few:
        _ = look.translate
        text = _("Suppressed: a small number")
        return Shade(colour_ramps.marks(look.palette).suppressed, text, "suppressed")
    if value == UNCOMPARED:
        colour = colour_ramps.marks(look.palette).no_data
        return Shade(colour, look.translate(UNCOMPARED_TEXT), "uncompared")
    return _no_data(value, look) if value.value is None else None


def _no_data(value: Value, look: Look) -> Shade:
    text = kpi_cards.absent(value, look.translate)
    return Shade(colour_ramps.marks(look.palette).no_data, text, "no_data")


def changed_values(now: Known, then: Known) -> dict[str, float]:
    """Now minus then, in the metric's unit, of the areas whose numbers are both shown."""
    pairs = {code: (now[code], then.get(code, NOTHING)) for code in now}
    return {
        code: later.value - earlier.value
        for code, (later, earlier) in pairs.items()
        if later.value is not None
        and earlier.value is not None
        and not (later.is_few or earlier.is_few)
    }


def change_shades(
    codes: Sequence[str], now: Known, then: Known, metric: Metric, scale: Scale, look: Look
) -> list[Shade]:
    """Now minus then: the class of each area's difference."""
    known = changed_values(now, then)
    _ = look.translate
    return [
        replace(
            _classed(known[code], _changed(now[code], then[code], metric, _), scale),
            mark=signed(known[code], metric),
        )
        if code in known
        else _unchangeable(now.get(code, NOTHING), then.get(code, NOTHING), look)
        for code in codes
    ]


def change_colours(
    codes: Sequence[str],
    now: Known,
    then: Known,
    said: Sequence[Shade],
    scale: Scale,
    look: Look,
) -> list[Shade]:
    """What is said of changed counts, in the colours of their changed rates; plain without one."""
    known, plain = changed_values(now, then), Shade(look.palette.surface, "", "class")
    bare = {code: _missing_shade(value, look) or plain for code, value in now.items()}
    coloured = [
        _classed(known[code], "", scale) if code in known else bare.get(code, plain)
        for code in codes
    ]
    return [
        replace(colour, text="\n".join(filter(None, (shade.text, colour.text))), mark=shade.mark)
        if shade.mark
        else shade
        for colour, shade in zip(coloured, said, strict=True)
    ]


def _changed(now: Value, then: Value, metric: Metric, _: Translator) -> str:
    """+3.2 pp (95.2% → 98.4%)."""
    size = (now.value or 0.0) - (then.value or 0.0)
    return _(
        "{change} ({then} → {now})",
        change=difference(size, metric, _),
        then=number_format.amount(then.value, metric, _),
        now=number_format.amount(now.value, metric, _),
    )


def difference(size: float, metric: Metric, _: Translator) -> str:
    """A difference with its sign and unit; between percentages that is points."""
    text = signed(size, metric)
    if metric.unit == "percent":
        return " ".join((text, _("pp")))
    return number_format.with_unit(text, metric, _)


def signed(size: float, metric: Metric) -> str:
    """A difference as a bare number with its sign."""
    text = number_format.number(size, metric.decimals)
    return text if text.startswith(number_format.MINUS) or not text.strip("0.,") else f"+{text}"


def _unchangeable(now: Value, then: Value, look: Look) -> Shade:
    shades = [_missing_shade(value, look) for value in (now, then)]
    missing = [shade for shade in shades if shade and shade.kind == "no_data"]
    few = [shade for shade in shades if shade]
    return (missing or few)[0]


def bivariate_shades(
    codes: Sequence[str],
    first: tuple[Known, Metric, Scale],
    second: tuple[Known, Metric, Scale],
    look: Look,
) -> list[Shade]:
    """Two metrics at once: scales of at most three classes each, zero standing in the lowest."""
    colours = colour_ramps.bivariate(look.palette)
    return [
        _pair_shade(
            [values.get(code, NOTHING) for values, _metric, _scale in (first, second)],
            (first, second),
            colours,
            look,
        )
        for code in codes
    ]


def _pair_shade(
    values: Sequence[Value],
    parts: tuple[tuple[Known, Metric, Scale], ...],
    colours: tuple[tuple[str, ...], ...],
    look: Look,
) -> Shade:
    metrics = [metric for _known, metric, _scale in parts]
    bare = [_missing_shade(value, look) for value in values]
    text = "\n".join(
        f"{look.translate.pick(metric.title)}: "
        + (shade.text if shade else number_format.exact(value.value, metric, look.translate))
        for value, metric, shade in zip(values, metrics, bare, strict=True)
    )
    if missing := sorted(shade.kind for shade in bare if shade):
        colour = next(shade.colour for shade in bare if shade and shade.kind == missing[0])
        return Shade(colour, text, missing[0])
    column, row = (
        spread(scale.place(value.value or 0.0), scale)
        for value, (_known, _metric, scale) in zip(values, parts, strict=True)
    )
    return Shade(colours[row][column], text, "class", row * 3 + column)


def spread(place: int, scale: Scale) -> int:
    """The row or column of a class among three; of two classes the outer ones."""
    return place * 2 if len(scale.colours) == 2 else place


def count_classes(shades: Sequence[Shade], classes: int, left_out: int = 0) -> Tally:
    """Counts of shades. classes: how many there are, 9 of a bivariate map."""
    kinds = [shade.kind for shade in shades]
    return Tally(
        classes=tuple(sum(shade.place == place for shade in shades) for place in range(classes)),
        zero=kinds.count("zero"),
        no_data=kinds.count("no_data"),
        suppressed=kinds.count("suppressed"),
        uncompared=kinds.count("uncompared"),
        left_out=left_out,
    )
